"""Rules of the settings by which maps get tiles: from this very server, so that no page asks anybody else."""

import re
from collections.abc import Iterator, Mapping

from kairan.commands.setting_checks import CONTROL, Rule
from kairan.core.setting_examples import EXAMPLES
from kairan.core.setting_reading import Said
from kairan.core.settings import Settings

LONGEST = 200
_PATH = re.compile(r"/(?!/)[A-Za-z0-9._~/{}@=&?-]*")
_OURS = ("/api/", "/assets/")


def _map_tiles(settings: Settings) -> Iterator[Said]:
    path = settings.map_tiles
    if path and not _is_path(path):
        yield Said(
            "このサーバーの中のパスで、{z}、{x}、{y} を1つずつ含むものを書いてください。"
            f"例: {EXAMPLES['map_tiles']}",
            f"Please give a path on this server with z, x and y in braces. Example: {EXAMPLES['map_tiles']}",
        )


def _is_path(path: str) -> bool:
    if len(path) > LONGEST or not _PATH.fullmatch(path) or path.startswith(_OURS):
        return False
    return all(path.count(part) == 1 for part in ("{z}", "{x}", "{y}"))


def _map_credit(settings: Settings) -> Iterator[Said]:
    if len(settings.map_credit) > LONGEST or CONTROL.search(settings.map_credit):
        yield Said(
            f"{LONGEST} 文字までの1行で書いてください。", f"Please write one line of at most {LONGEST} characters."
        )


def _resident_map(settings: Settings) -> Iterator[Said]:
    if settings.resident_map and not settings.map_tiles:
        yield Said(
            "住民の画面に地図を出すには、map_tiles も設定してください。",
            "Please set map_tiles, too: residents press these tiles.",
        )


RULES: Mapping[str, Rule] = {"map_tiles": _map_tiles, "map_credit": _map_credit, "resident_map": _resident_map}
