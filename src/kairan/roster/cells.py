"""What spreadsheets and input methods do to a cell, and what of it can be undone: full-width digits, ="000161", NFD.

What cannot be undone is refused in words: 1.23E+05 was a number once, and nobody knows which.
"""

import re
import unicodedata

from kairan.core.kit.problems import Problem
from kairan.roster.faults import NameUnseen, NumberAsDecimal, NumberScientific

_WRAPPED = re.compile(r'\s*="((?:[^"]|"")*)"\s*')
_COMBINED = re.compile("[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?E[+-]?[0-9]+", re.IGNORECASE)
_DECIMAL = re.compile(r"[0-9]+\.0+")
# What nobody sees and nobody types into a name: zero-width and directional signs, soft hyphens, fillers.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb]"
)


def unwrapped(cell: str) -> str:
    """Return what stands inside ="…", with which people keep Excel from dropping zeros."""
    found = _WRAPPED.fullmatch(cell)
    return cell if found is None else found[1].replace('""', '"')


def composed(text: str) -> str:
    """Return text with marks joined to what they belong to, as a Mac writes them apart (NFD).

    Nothing else is normalised: NFC would turn 神 (U+FA19) into 神, and somebody's name into another's.
    """
    return _COMBINED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def alike(text: str) -> str:
    """Return the form in which two texts are one, whichever machine wrote them."""
    return unicodedata.normalize("NFC", text)


def key_of(typed: str) -> str:
    """Return a staff number or login in half-width. Problems: NumberScientific, NumberAsDecimal."""
    folded = unicodedata.normalize("NFKC", typed).strip().removeprefix("'").strip()
    if _SCIENTIFIC.fullmatch(folded):
        raise NumberScientific(typed=folded[:40])
    if _DECIMAL.fullmatch(folded):
        raise NumberAsDecimal(typed=folded[:40])
    return folded


def require_seen(typed: str) -> str:
    """Refuse a name with signs that nobody sees. Problems: NameUnseen."""
    if found := _UNSEEN.search(typed):
        raise NameUnseen(character=f"U+{ord(found[0]):04X}")
    return typed


def problem_of(typed: str) -> Problem | None:
    """Return why a number or login cannot be one; None when it can."""
    try:
        key_of(typed)
    except Problem as problem:
        return problem
    return None
