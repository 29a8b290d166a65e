"""Text as people type it: what may be stored, how it is counted.

Promise: what `bounded_text` and `bounded_name` return is all that is ever stored or shown of what somebody typed, and
it is bounded in every way a text can be long: in characters as a person counts them, in code points of one such
character, in code points, and in bytes. A letter with 450,000 accents is one character, and 900,000 bytes.

Text is kept as typed, but put together canonically (NFC: what Macs take apart, か + ゙, is が again). IVS variation
selectors, 外字 (private-use characters) and compatibility ideographs (神 U+FA19 is not 神 U+795E) belong to people's
names and stay. Only what cannot be seen and can do harm is taken out or refused:

- line ends become LF (CRLF, CR, and what word processors paste: vertical tab, form feed, NEL, U+2028, U+2029);
- taken out, since nobody types them on purpose: BOM, bidirectional embeddings and overrides (they make
  "exe.pdf" of "fdp.exe"), interlinear annotation marks;
- refused: lone surrogates, other control characters, noncharacters (no database stores them all alike).

Bidirectional isolates and marks stay in text, where Arabic and Hebrew need them, but not in names. There, what has no
appearance stays only where it changes what is seen: a joiner between emoji, a variation selector behind an ideograph.
"""

import re
import unicodedata
from collections.abc import Callable

import regex

from kairan.core.kit.bigrams import grams
from kairan.core.kit.folding import WITHOUT_APPEARANCE as _WITHOUT_APPEARANCE
from kairan.core.kit.folding import Folded, fold, fold_with_map
from kairan.core.kit.problems import Problem

__all__ = [
    "Folded",
    "NameEmpty",
    "TextNotStorable",
    "TextTooLong",
    "bounded_name",
    "bounded_text",
    "clean",
    "clean_name",
    "compatible",
    "composed",
    "fold",
    "fold_with_map",
    "grams",
    "graphemes",
    "is_blank",
]

Refusal = Callable[..., Problem]
"""What refuses a text that is too long, told `most`: a Problem of the concern's own words."""

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
_BLANK_SYMBOLS = "\u2800\U0001d159"  # of Braille, of music: symbols that show nothing
# Compatibility ideographs are people's names: composing must not touch them.
_COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_MAY_PILE_UP = regex.compile(r"[\p{M}\p{Cf}\p{Emoji_Modifier}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
# In names: what has no appearance of its own, except where it changes what is seen beside it.
_IDLE_IN_NAMES = regex.compile(
    r"(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\U000e007f]|[\p{Arabic}\p{Syriac}\p{Mongolian}\p{Deva}\p{Beng}"
    r"\p{Guru}\p{Gujr}\p{Orya}\p{Taml}\p{Telu}\p{Knda}\p{Mlym}\p{Sinh}\p{Mymr}\p{Khmr}])[\u200c\u200d]|[\u200c\u200d]$"
    r"|(?<!\p{Han})[\ufe00-\ufe0d\U000e0100-\U000e01ef]|(?<!\p{Emoji})[\ufe0e\ufe0f]"
    r"|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0001-\U000e007f]|[\u034f\u17b4\u17b5\ufff0-\ufff8]"
    r"|(?<!\p{Mongolian})[\u180b-\u180f]"
)

CODE_POINTS_OF_ONE = 16  # in one character; a family of four with its skin tones has eleven, a flag of tags seven
CODE_POINTS_EACH = 4  # of a text, on average: so many times its limit
BYTES_EACH = 14


class TextNotStorable(Problem):
    """The text holds a lone surrogate, a control character or a noncharacter."""

    status = 400
    code = "text.not_storable"
    ja = "使用できない文字（制御文字など: {character}）が含まれています。その文字を取り除いて、もう一度お試しください。"
    en = "The text contains a character that cannot be used ({character}). Please remove it and try again."


class TextTooLong(Problem):
    """A text is longer than its limit, counted as a person counts, or built of more code points than any honest one."""

    status = 422
    code = "text.too_long"
    ja = "文字数が多すぎます。{most}文字以内にしてください（一つの文字に記号を重ねた場合も数えます）。"
    en = "The text is too long. The limit is {most} characters (marks piled up on one letter count, too)."


class NameEmpty(Problem):
    """A name without one visible character."""

    status = 400
    code = "text.name_empty"
    ja = "名前を入力してください。"
    en = "Please enter a name."


def bounded_text(text: str, most: int, too_long: Refusal = TextTooLong, each: int = CODE_POINTS_EACH) -> str:
    """Return a text as it is stored, empty when nothing of it can be seen. Problems: TextNotStorable, `too_long`.

    At most `most` characters as a person counts them, and `each` times as many code points.
    """
    cleaned = clean(text)
    return "" if is_blank(cleaned) else _within(cleaned, most, too_long, each)


def bounded_name(text: str, most: int, too_long: Refusal = TextTooLong, each: int = CODE_POINTS_EACH) -> str:
    """Return a name as it is stored: one line. Problems: NameEmpty, TextNotStorable, `too_long`."""
    return _within(clean_name(text), most, too_long, each)


def _within(text: str, most: int, too_long: Refusal, each: int) -> str:
    points = len(text)
    if points > most and (points > each * most or graphemes(text) > most):
        raise too_long(most=most)
    if 4 * points > BYTES_EACH * most and len(text.encode()) > BYTES_EACH * most:
        raise too_long(most=most)
    if points > CODE_POINTS_OF_ONE and _is_piled_up(text):
        raise too_long(most=most)
    return text


def _is_piled_up(text: str) -> bool:
    """Whether one character is built of more code points than any writing needs."""
    if _MAY_PILE_UP.search(text) is None:
        return False
    return any(one.end() - one.start() > CODE_POINTS_OF_ONE for one in _GRAPHEME.finditer(text))


def composed(text: str) -> str:
    """Put together what was typed or taken apart (NFC), and leave compatibility ideographs as they are."""
    if unicodedata.is_normalized("NFC", text):
        return text
    parts = _COMPATIBILITY.split(text)
    return "".join(part if at % 2 else unicodedata.normalize("NFC", part) for at, part in enumerate(parts))


def compatible(text: str) -> str:
    """Return a login or a password as it is compared and hashed: the same however a keyboard composes it (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def clean(text: str) -> str:
    """Return text as it may be stored: as typed but composed, line ends LF. Problems: TextNotStorable.

    Positions into the text (mentions) are to be checked against what this returns: it may be shorter.
    """
    if refused := _REFUSED.search(text):
        raise TextNotStorable(character=f"U+{ord(refused[0]):04X}")
    return composed(_TAKEN_OUT.sub("", _LINE_END.sub("\n", text)))


def clean_name(text: str) -> str:
    """Return a name: one line, trimmed, each run of spaces one space. Problems: NameEmpty, TextNotStorable.

    A full-width space between family and given name stays full-width.
    """
    name = composed(_IDLE_IN_NAMES.sub("", _UNSEEN_IN_NAMES.sub("", clean(text))))
    name = _SPACES.sub(lambda run: run[0][0] if run[0][0] in " \u3000" else " ", name).strip()
    if is_blank(name):
        raise NameEmpty
    return name


def is_storable(text: str, most: int) -> bool:
    """Whether a text can be stored as it is: nothing in it that no text holds, and not too long."""
    try:
        bounded_text(text, most)
    except (TextNotStorable, TextTooLong):
        return False
    return True


def is_blank(text: str) -> bool:
    """Whether nothing of the text can be seen: only spaces, format characters and bare marks."""
    return all(map(_is_unseen, text))


def _is_unseen(character: str) -> bool:
    category = unicodedata.category(character)
    if character in _BLANK_SYMBOLS or _WITHOUT_APPEARANCE.match(character):
        return True
    return category[0] in "ZCM" and category not in {"Co", "Cn"}  # 外字, and emoji newer than we are, can be seen


def graphemes(text: str) -> int:
    """Return the number of characters as a person counts them (UAX #29): 葛󠄀, が and 👨‍👩‍👧 are one each."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return sum(1 for _ in _GRAPHEME.finditer(text))
