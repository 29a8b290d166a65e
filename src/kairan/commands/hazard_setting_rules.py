"""Rules of the settings by which telegrams of the Meteorological Agency come in."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from kairan.commands.setting_checks import CONTROL, Rule, is_url, unreadable
from kairan.core.setting_examples import EXAMPLES
from kairan.core.setting_reading import Said
from kairan.core.settings import Settings
from kairan.hazards.feed import ADDRESS_MOST


def _hazard_folder(settings: Settings) -> Iterator[Said]:
    folder = settings.hazard_folder
    if folder and not Path(folder).is_dir():
        yield Said(
            f"フォルダー {folder} がありません。電文を置くフォルダーを作ってから書いてください。",
            f"There is no folder {folder}. Please make the folder for telegrams first.",
        )


def _hazard_drop_key_file(settings: Settings) -> Iterator[Said]:
    yield from unreadable(settings.hazard_drop_key_file)


def _hazard_feeds(settings: Settings) -> Iterator[Said]:
    for number, one in enumerate(settings.hazard_feeds, 1):
        if one != "usual" and not _is_feed(one):
            yield Said(
                f"{number} 番目は、usual でも、https:// か http:// で始まるフィードのアドレスでもありません。"
                f"例: {EXAMPLES['hazard_feeds']}",
                f"Number {number} is neither usual nor the address of a feed, with https:// or http://. "
                f"Example: {EXAMPLES['hazard_feeds']}",
            )


def _is_feed(address: str) -> bool:
    if not is_url(address, ("https", "http")) or CONTROL.search(address) or " " in address:
        return False
    return urlsplit(address).username is None and len(address) <= ADDRESS_MOST


RULES: Mapping[str, Rule] = {
    "hazard_folder": _hazard_folder,
    "hazard_drop_key_file": _hazard_drop_key_file,
    "hazard_feeds": _hazard_feeds,
}
