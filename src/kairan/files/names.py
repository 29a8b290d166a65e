"""File names from outside: cleaned by rule, never refused. A name is only ever shown and offered, never opened.

What remains can be saved on Windows, on a Mac and on a phone, says what it seems to say, and fits 255 bytes.
"""

import re
import unicodedata

from kairan.core.kit.text import composed

NAME_BYTES = 255
UNNAMED = "名称なし"

_EXTENSION_CHARACTERS = 20

_JOINER = "\u200d"  # holds emoji of several parts together
_FORBIDDEN = re.compile(r'[<>:"|?*]')  # on Windows
_SPACES = re.compile(r"[^\S\u3000]+")
_LOOSE = " .\u3000"  # hidden at the front on one system, cut off at the end by another
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE)


def clean_file_name(name: str) -> str:
    """Return a harmless name; what was wrong is taken out or replaced by `_`."""
    name = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    name = "".join(character for character in name if _is_welcome(character))
    name = composed(_FORBIDDEN.sub("_", _SPACES.sub(" ", name)))
    name = _shortened(_bare(name))
    if not name:
        return UNNAMED
    if name.startswith(UNNAMED) or not _RESERVED.match(name):
        return name
    return _shortened(f"_{name}")


def _is_welcome(character: str) -> bool:
    """Keep what can be seen, 外字 included; not what steers the direction of text, hides, or is no character."""
    category = unicodedata.category(character)
    if category in {"Cc", "Cf"}:
        return character in {"\t", _JOINER}
    return category not in {"Cs", "Cn"}


def _bare(name: str) -> str:
    """Take off dots and spaces at both ends, and before the extension."""
    stem, dot, extension = name.strip(_LOOSE).rpartition(".")
    return stem.rstrip(_LOOSE) + dot + extension.strip() if dot else extension


def _shortened(name: str) -> str:
    """Cut the middle, so that the extension stays."""
    if len(name.encode()) <= NAME_BYTES:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > _EXTENSION_CHARACTERS:
        return _cut(name, NAME_BYTES)
    tail = f".{extension}"
    return _cut(stem, NAME_BYTES - len(tail.encode())) + tail


def _cut(text: str, most: int) -> str:
    """Cut at a character; a bare joiner or mark is not left at the end."""
    kept = text.encode()[:most].decode(errors="ignore")
    following = text[len(kept) : len(kept) + 1]
    if following and unicodedata.category(following)[0] == "M":
        kept = kept[:-1]
    return kept.rstrip(f" .{_JOINER}")


def extension_of(name: str) -> str:
    """Return the extension in lower case without the dot; empty when there is none."""
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""
