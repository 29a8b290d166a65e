"""Which characters the fonts can draw (文字の有無): asked before anything is printed, and told where one is missing.

Noto Sans JP comes with Kairan, complete, with the variants (IVS) of Adobe-Japan1. Where IPAmj Mincho is installed, what
Noto lacks is taken from it: the variants of Moji_Joho, and rare characters of the family registers.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from unicodedata import category, normalize

import msgspec
import regex

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "Noto Sans JP"
FILE = FOLDER / "NotoSansJP-Regular.ttf"
_INSTALLED = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_FURTHER = {"ipamjm.ttf": "IPAmjMincho"}
GETA = "〓"  # what printers put where they had no type

_CLUSTER = regex.compile(r"\X")
_SELECTORS = regex.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# What has no place where a line may end: split, so that an address of 4,000 letters stays on the page.
_LONG = regex.compile(r"([^\s\p{Han}\p{Hiragana}\p{Katakana}]{20})(?=[^\s\p{Han}\p{Hiragana}\p{Katakana}]{4})")
_MAY_BREAK = "\u200b"

Run = tuple[int, str]
"""A piece of text with the number of its font."""


class Font(msgspec.Struct, frozen=True):
    """A font with what it can draw: characters, and characters with a variation selector."""

    family: str
    file: Path
    characters: frozenset[int]
    variants: frozenset[tuple[int, int]]

    def draws(self, cluster: str) -> bool:
        """Whether it has everything of what a person counts as one character."""
        codes = [ord(one) for one in cluster]
        for place, code in enumerate(codes):
            if _SELECTORS.match(chr(code)):
                if place == 0 or (codes[place - 1], code) not in self.variants:
                    return False
            elif code not in self.characters:
                return False
        return True


def read_font(family: str, file: Path) -> Font:
    """Ask a font what it has."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  (for whoever prints only)

    with TTFont(file, lazy=True) as font:
        variants = {
            (base, selector)
            for table in font["cmap"].tables
            if table.format == 14
            for selector, bases in table.uvsDict.items()
            for base, _ in bases
        }
        return Font(family, file, frozenset(font.getBestCmap()), frozenset(variants))


@cache
def known_fonts() -> tuple[Font, ...]:
    """Return the fonts of this machine, ours first; read once."""
    found = [
        read_font(_FURTHER[file.name], file)
        for folder in _INSTALLED
        for file in sorted(folder.rglob("*.ttf"))
        if file.name in _FURTHER
    ]
    return (read_font(FAMILY, FILE), *found[:1])


def unprintable(text: str) -> list[str]:
    """Return what our own font does not have of a text, character by character as a person counts them."""
    return list(dict.fromkeys(one for one in _CLUSTER.findall(text) if not _is_drawn(one)))


def printed(text: str) -> str:
    """Return a text as our own font prints it: what it lacks is 〓, and was told before."""
    return _CLUSTER.sub(lambda one: one[0] if _is_drawn(one[0]) else GETA, text)


def _is_drawn(cluster: str) -> bool:
    return cluster.isspace() or known_fonts()[0].draws("".join(one for one in cluster if not one.isspace()))


class Printable:
    """Text as it is printed, in runs of one font each; it remembers what could not be printed as it was written."""

    def __init__(self, known: Sequence[Font] | None = None) -> None:
        self._fonts = known_fonts() if known is None else known
        self._replaced: dict[str, str] = {}

    @property
    def families(self) -> list[str]:
        """Return the fonts that runs are numbered by."""
        return [one.family for one in self._fonts]

    @property
    def replaced(self) -> Mapping[str, str]:
        """Return what stands for what: an unknown variant its usual shape, what is missing 〓."""
        return self._replaced

    def __call__(self, text: str) -> list[Run]:
        """Return a text in runs; every line end is kept."""
        runs: list[Run] = []
        for number, piece in self._pieces(text):
            if runs and runs[-1][0] == number:
                runs[-1] = (number, runs[-1][1] + piece)
            else:
                runs.append((number, piece))
        return [(number, _LONG.sub(rf"\1{_MAY_BREAK}", piece)) for number, piece in runs]

    def _pieces(self, text: str) -> Iterator[Run]:
        for cluster in _CLUSTER.findall(text):
            if cluster in {"\n", "\r\n", "\r"}:
                yield 0, "\n"
            elif (number := self._font_of(cluster)) is not None:
                yield number, cluster
            elif cluster.isspace():
                yield 0, " "
            elif shown := "".join(one for one in cluster if category(one) != "Cf"):
                yield self._instead(cluster, shown)

    def _instead(self, cluster: str, shown: str) -> Run:
        """Return what is printed for what no font has: composed, then without its variant, then 〓."""
        for candidate in (shown, normalize("NFC", shown)):
            if (number := self._font_of(candidate)) is not None:
                return number, candidate
        plain = normalize("NFC", _SELECTORS.sub("", shown))
        number = self._font_of(plain) if plain else None
        self._replaced[cluster] = GETA if number is None else plain
        return (0, GETA) if number is None else (number, plain)

    def _font_of(self, cluster: str) -> int | None:
        return next((at for at, font in enumerate(self._fonts) if font.draws(cluster)), None)


def code_points(cluster: str) -> str:
    """Return how characters are called: U+845B U+E01EE."""
    return " ".join(f"U+{ord(one):04X}" for one in cluster)
