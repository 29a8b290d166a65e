"""Questions that rules of several settings ask of a value."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from kairan.core.setting_reading import Said
from kairan.core.settings import Settings

Rule = Callable[[Settings], Iterator[Said]]

CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def is_url(text: str, schemes: Iterable[str]) -> bool:
    """Whether a text is an address of one of these schemes, with a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname or parts.scheme == "unix") and parts.port != 0
    except ValueError:  # a port that is no number, brackets that do not close
        return False


def unreadable(file: str) -> Iterator[Said]:
    """Refuse a file that is to be read and cannot be; an empty name is none."""
    if not file:
        return
    try:
        Path(file).read_text("utf-8")
    except PermissionError:  # a command run by somebody else; the server, who needs it, says so itself
        return
    except (OSError, ValueError):
        yield Said(f"ファイル {file} を読み取れません。", f"The file {file} cannot be read.")


def misplaced(file: str) -> Iterator[Said]:
    """Refuse a file that may still be made, where that cannot be: its folder is missing, or it is a folder itself."""
    if not file:
        return
    path = Path(file)
    if path.is_dir():
        yield Said(f"{path} はフォルダーです。ファイルを書いてください。", f"{path} is a folder. Please name a file.")
    elif not path.absolute().parent.is_dir():
        yield Said(
            f"フォルダー {path.parent} がありません。鍵のファイルの場所を確かめてください。",
            f"There is no folder {path.parent}. Please check where the key file is.",
        )
