"""The search form of text: what a person would call "the same word" becomes the same characters.

Promises: `fold(fold(x)) == fold(x)`, and both databases see the same folded text, because only this module folds.

Folded together, beyond Unicode's own NFKC and case folding (which already join full- and half-width forms,
ligatures, ㈱ and (株), ① and 1):

- katakana and hiragana; voiced marks typed apart (ハ゛, ﾊﾞ); small ヶ and ヵ, so that 霞ヶ関 finds 霞ケ関;
- every dash, hyphen, minus and long vowel mark (ー － ‐ – — −), which people type for one another in
  1－2－3 and サ－バ－; a missing one is a difference: サーバ is found in サーバー, not the other way round;
- wave dashes and tildes; straight and curly quotation marks;
- 異体字 (髙/高, 﨑/崎, 邉/邊/辺, 國/国) by `variants.txt`; variation selectors and other characters that have no
  appearance of their own are dropped;
- each run of white space is one space; none at the ends.

Not folded: small and large kana otherwise (きゃ / きや), 々, kanji numerals, synonyms.
"""

import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files

import msgspec

_KATAKANA = range(0x30A1, 0x30F7)
_KATAKANA_REPEAT = range(0x30FD, 0x30FF)
_TO_HIRAGANA = 0x60
_VOICED_WITHOUT_HIRAGANA = dict(zip("ヷヸヹヺ", "わゐゑを", strict=True))
_SMALL_KA_KE = {"ゕ": "か", "ゖ": "け", "ヵ": "か", "ヶ": "け"}
_DASHES = "‐‑‒–—―⁃−─━ーｰ－﹣﹘➖"
_WAVES = "〜～∼∾〰"
_APOSTROPHES = "‘’‛′"
_QUOTES = "“”‟″〝〟"
_APART_MARKS = {"゛": "\u3099", "゜": "\u309a", "ﾞ": "\u3099", "ﾟ": "\u309a"}
# Default_Ignorable_Code_Point (Unicode DerivedCoreProperties): soft hyphen, joiners, variation selectors, tags …
_WITHOUT_APPEARANCE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_APART = re.compile("[゛゜]")
_JAMO = range(0x1160, 0x1200)  # vowels and finals that join the syllable before them


def _variants() -> Iterator[tuple[str, str]]:
    """Yield each 異体字 with the form in use."""
    for line in files("kairan.core.kit").joinpath("variants.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from ((variant, line[0]) for variant in line[1:])


def _kana() -> Iterator[tuple[str, str]]:
    for code in (*_KATAKANA, *_KATAKANA_REPEAT):
        yield chr(code), chr(code - _TO_HIRAGANA)
    for katakana, hiragana in _VOICED_WITHOUT_HIRAGANA.items():
        yield katakana, hiragana + "\u3099"
    yield from _SMALL_KA_KE.items()


_UNIFIED: dict[str, str] = {
    **dict(_variants()),
    **dict(_kana()),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_WAVES, "~"),
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_QUOTES, '"'),
}


def fold(text: str) -> str:
    """Return the search form of text."""
    shapes = [_alone[character] for character in text]
    shaped = _shape(text) if None in shapes else "".join(shapes)  # type: ignore[arg-type]
    return " ".join(shaped.split())


class _Alone(dict[str, str | None]):
    """The folded form of a character that no neighbour changes; None for one that joins what is before it."""

    limit = 20_000  # a hostile text with every code point must not stay in memory

    def __missing__(self, character: str) -> str | None:
        shape = None if _joins(character) else _shape(character)
        if len(self) < self.limit:
            self[character] = shape
        return shape


_alone = _Alone()


def _shape(text: str) -> str:
    """Fold all but white space, again until nothing changes: case folding can undo what NFKC did."""
    unify = _UNIFIED.get
    while True:
        bare = _APART.sub(lambda mark: _APART_MARKS[mark[0]], _WITHOUT_APPEARANCE.sub("", text))
        cased = unicodedata.normalize("NFKC", bare).casefold()
        shaped = "".join([unify(character, character) for character in cased])
        if shaped == text:
            return shaped
        text = shaped


class Folded(msgspec.Struct, frozen=True):
    """Folded text, and for each of its characters the range of the original that it stands for."""

    text: str
    spans: list[tuple[int, int]]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the original behind a range of the folded text; it is never cut in two."""
        return self.spans[start][0], self.spans[end - 1][1]


def fold_with_map(text: str) -> Folded:
    """Return `fold(text)` and where each character comes from, so that highlights land on what was typed."""
    characters: list[str] = []
    spans: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        for character in _shape_of(text, start, end):
            if not character.isspace():
                characters.append(character)
                spans.append((start, end))
            elif characters and characters[-1] == " ":
                spans[-1] = (spans[-1][0], end)
            elif characters:
                characters.append(" ")
                spans.append((start, end))
    whole = fold(text)
    folded = Folded("".join(characters).rstrip(" "), spans[: len(whole)])
    # A cluster this Unicode version joins and we do not know: then the whole text is one highlight.
    return folded if folded.text == whole else Folded(whole, [(0, len(text))] * len(whole))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges that can be folded by themselves: a character and what joins it."""
    start = 0
    for place, character in enumerate(text):
        if place > start and _alone[character] is not None:
            yield start, place
            start = place
    if text:
        yield start, len(text)


def _shape_of(text: str, start: int, end: int) -> str:
    alone = _alone[text[start]] if end == start + 1 else None
    return _shape(text[start:end]) if alone is None else alone


def _joins(character: str) -> bool:
    """Whether a character can become one with what stands before it."""
    if character in _APART_MARKS or _WITHOUT_APPEARANCE.match(character):
        return True
    first = unicodedata.normalize("NFKC", character)[0]
    return unicodedata.category(first)[0] == "M" or ord(first) in _JAMO
