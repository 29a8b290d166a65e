"""Which encoding a file is in, decided by all of its lines: UTF-8, or CP932 as Excel writes it.

Promise: no line is ever read in the wrong one. Where some lines are one and some the other, the file is refused; a
file that was guessed wrong would rename everybody.
"""

import re

import msgspec

from kairan.core.kit.spreadsheet import Encoding, carried, lost_in
from kairan.roster.problems import RosterMixed, RosterNotCsv, RosterUnreadable, RosterUtf16

__all__ = ["Decoded", "Encoding", "carried", "decode", "lost_in"]

UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_NOTHING = re.compile("[\x80\uf8f0-\uf8f3]")  # what Python makes of bytes that CP932 does not use


class Decoded(msgspec.Struct, frozen=True):
    """A text, and how it was written."""

    text: str
    encoding: Encoding


def decode(data: bytes) -> Decoded:
    """Read a file. Problems: RosterUtf16, RosterNotCsv, RosterMixed, RosterUnreadable."""
    if data.startswith(_UTF16_MARKS):
        raise RosterUtf16
    if b"\0" in data or data.startswith(b"PK\x03\x04"):
        raise RosterNotCsv
    is_marked = data.startswith(UTF8_MARK)
    data = data.removeprefix(UTF8_MARK)
    only_utf8, only_cp932 = _telling_lines(data)
    if only_cp932 is None:
        return Decoded(data.decode("utf-8"), "utf-8")
    if is_marked or only_utf8 is not None:
        raise RosterMixed(utf8=only_utf8 or 1, cp932=only_cp932)
    return Decoded(data.decode("cp932"), "cp932")


def _telling_lines(data: bytes) -> tuple[int | None, int | None]:
    """Return the first line that must be UTF-8 and the first that must be CP932. Problems: RosterUnreadable.

    Neither encoding has a line feed inside a character. A line of half-width katakana in CP932 may happen to be
    Latin letters in UTF-8; one that is Japanese in UTF-8 was never meant as CP932.
    """
    utf8 = cp932 = None
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.isascii():
            continue
        as_utf8 = _read(line, "utf-8")
        if as_utf8 is None:
            if _read(line, "cp932") is None:
                raise RosterUnreadable(line=number)
            cp932 = cp932 or number
        elif _JAPANESE.search(as_utf8):
            utf8 = utf8 or number
    return utf8, cp932


def _read(line: bytes, encoding: Encoding) -> str | None:
    try:
        text = line.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _NOTHING.search(text) else text
