"""Text as people type it: what may be stored, how it is counted.

Text is kept as typed. It is not normalised: IVS variation selectors and 外字 (private-use characters) belong to
people's names. Only what cannot be seen and can do harm is taken out or refused:

- line ends become LF (CRLF, CR, and what word processors paste: vertical tab, form feed, NEL, U+2028, U+2029);
- taken out, since nobody types them on purpose: BOM, bidirectional embeddings and overrides (they make
  "exe.pdf" of "fdp.exe"), interlinear annotation marks;
- refused: lone surrogates, other control characters, noncharacters (no database stores them all alike).

Bidirectional isolates and marks stay in text, where Arabic and Hebrew need them, but not in names.
"""

import re
import unicodedata

import regex

from kairan.core.kit.bigrams import grams
from kairan.core.kit.folding import Folded, fold, fold_with_map
from kairan.core.kit.problems import Problem

__all__ = [
    "Folded",
    "NameEmpty",
    "TextNotStorable",
    "clean",
    "clean_name",
    "fold",
    "fold_with_map",
    "grams",
    "graphemes",
    "is_blank",
]

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_TAKEN_OUT = re.compile("[\ufeff\u202a-\u202e\ufff9-\ufffb]")
_REFUSED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_UNSEEN_IN_NAMES = re.compile("[\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u2060-\u2069\u3164\uffa0]")
_SPACES = re.compile(r"\s+")
_GRAPHEME = regex.compile(r"\X")
_BRAILLE_BLANK = "\u2800"


class TextNotStorable(Problem):
    """The text holds a lone surrogate, a control character or a noncharacter."""

    status = 400
    code = "text.not_storable"
    ja = "使用できない文字（制御文字など: {character}）が含まれています。その文字を取り除いて、もう一度お試しください。"
    en = "The text contains a character that cannot be used ({character}). Please remove it and try again."


class NameEmpty(Problem):
    """A name without one visible character."""

    status = 400
    code = "text.name_empty"
    ja = "名前を入力してください。"
    en = "Please enter a name."


def clean(text: str) -> str:
    """Return text as it may be stored: as typed, line ends LF. Problems: TextNotStorable.

    Positions into the text (mentions) are to be checked against what this returns: it may be shorter.
    """
    if refused := _REFUSED.search(text):
        raise TextNotStorable(character=f"U+{ord(refused[0]):04X}")
    return _TAKEN_OUT.sub("", _LINE_END.sub("\n", text))


def clean_name(text: str) -> str:
    """Return a name: one line, trimmed, each run of spaces one space. Problems: NameEmpty, TextNotStorable.

    A full-width space between family and given name stays full-width.
    """
    name = _UNSEEN_IN_NAMES.sub("", clean(text))
    name = _SPACES.sub(lambda run: run[0][0] if run[0][0] in " \u3000" else " ", name).strip()
    if is_blank(name):
        raise NameEmpty
    return name


def is_blank(text: str) -> bool:
    """Whether nothing of the text can be seen: only spaces, format characters and bare marks."""
    return all(map(_is_unseen, text))


def _is_unseen(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Co":  # 外字 can be seen, where the font is installed
        return False
    return category[0] in "ZCM" or character == _BRAILLE_BLANK or bool(_UNSEEN_IN_NAMES.match(character))


def graphemes(text: str) -> int:
    """Return the number of characters as a person counts them (UAX #29): 葛󠄀, が and 👨‍👩‍👧 are one each."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return sum(1 for _ in _GRAPHEME.finditer(text))
