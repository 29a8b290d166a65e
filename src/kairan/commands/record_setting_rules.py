"""Rules of the settings by which the record leaves this machine: anchors, and encrypted backups.

No sentence holds a value of these that may be a secret: a private key written where a public one belongs, say.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kairan.anchors.keys import KeyMalformed, read_signing_key
from kairan.anchors.outlets import outlet
from kairan.commands.setting_checks import CONTROL, Rule, is_url, misplaced, unreadable
from kairan.core.kit.age import KeyUnfit, recipients
from kairan.core.setting_examples import EXAMPLES
from kairan.core.setting_reading import Said
from kairan.core.settings import Settings


def _anchor_key(settings: Settings) -> Iterator[Said]:
    if not settings.anchor_key:
        return
    yield from misplaced(settings.anchor_key)
    file = Path(settings.anchor_key)
    if file.resolve().is_relative_to(settings.data.resolve()):
        yield Said(
            "鍵はデータのフォルダーの外に置いてください。中に置くと、データの控えと一緒に写されます。",
            "Please keep the key outside of the data folder; inside, copies of the data would carry it along.",
        )
    if file.is_file() and not _is_signing_key(file):
        yield Said(
            f"{file} は錨に署名する鍵ではありません。kairan anchors key で作ったファイルを書いてください。",
            f"{file} is no key that signs anchors. Please name a file made by kairan anchors key.",
        )


def _is_signing_key(file: Path) -> bool:
    try:
        read_signing_key(file)
    except PermissionError:  # a command run by somebody else; the server, who needs it, says so itself
        return True
    except (KeyMalformed, OSError, ValueError):
        return False
    return True


def _anchor_to(settings: Settings) -> Iterator[Said]:
    for number, place in enumerate(settings.anchor_to, 1):
        try:
            means = outlet(place).means
        except ValueError:
            yield Said(
                f"{number} 番目は、錨を書き出せる場所ではありません。例: {EXAMPLES['anchor_to']}",
                f"Number {number} is no place that anchors can leave for. Example: {EXAMPLES['anchor_to']}",
            )
            continue
        if means == "mail" and not settings.mail_url:
            yield Said(
                f"{number} 番目はメールの宛先ですが、mail_url がありません。このままでは錨が送られません。",
                f"Number {number} is an address for mail, but there is no mail_url: no anchor would be sent.",
            )


def _anchor_token_file(settings: Settings) -> Iterator[Said]:
    yield from unreadable(settings.anchor_token_file)


def _anchor_tsa(settings: Settings) -> Iterator[Said]:
    address = settings.anchor_tsa
    if address and (not is_url(address, ("https", "http")) or CONTROL.search(address) or " " in address):
        yield Said(
            "https:// か http:// で始まる、タイムスタンプ局のアドレスを書いてください。例: https://tsa.example.jp/",
            "Please write the address of a time-stamp authority, with https:// or http://. "
            "Example: https://tsa.example.jp/",
        )


def _anchor_tsa_ca(settings: Settings) -> Iterator[Said]:
    yield from unreadable(settings.anchor_tsa_ca)


def _backup_to_key(settings: Settings) -> Iterator[Said]:
    for number, named in enumerate(settings.backup_to_key, 1):
        if not _holds_public_keys(named):
            yield Said(
                f"{number} 番目は、公開鍵（age1…）でも、それを書いたファイルでもありません。"
                f"例: {EXAMPLES['backup_to_key']}",
                f"Number {number} is neither a public key (age1…) nor a file that holds some. "
                f"Example: {EXAMPLES['backup_to_key']}",
            )


def _holds_public_keys(named: str) -> bool:
    try:
        return bool(recipients([named]))
    except KeyUnfit as error:
        return isinstance(error.__cause__, PermissionError)  # as above
    except ValueError:  # a file of something else
        return False


RULES: Mapping[str, Rule] = {
    "anchor_key": _anchor_key,
    "anchor_to": _anchor_to,
    "anchor_token_file": _anchor_token_file,
    "anchor_tsa": _anchor_tsa,
    "anchor_tsa_ca": _anchor_tsa_ca,
    "backup_to_key": _backup_to_key,
}
