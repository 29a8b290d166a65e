"""Text (記述), short and long: what is plainly meant is converted rather than refused."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

import msgspec

from kairan.core.kit.national_numbers import holds_my_number
from kairan.core.kit.text import graphemes
from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.questions.base import ANSWER_LIMIT, Count, Question, Typed, narrow

Characters = Literal["any", "kana", "hiragana", "digits", "ascii"]
"""What may be typed: anything, カタカナ, ひらがな, 数字, 半角英数字."""

_TO_KANA = {code: code + 0x60 for code in range(0x3041, 0x3097)} | {0x309D: 0x30FD, 0x309E: 0x30FE}
_TO_HIRAGANA = {kana: hira for hira, kana in _TO_KANA.items()}
_KANA = re.compile(r"[ァ-ヺㇰ-ㇿ゙゚ー・ヽヾ\s　=＝\-]*")  # also the small ones of Ainu
_HIRAGANA = re.compile(r"[ぁ-ゖーゝゞ・\s　]*")
_SPACED = re.compile(r"[\s\-‐‑‒–—―−ー─━]")  # what people put between digits


def to_kana(text: str) -> str:
    """Return text in full-width katakana: half-width and hiragana are converted."""
    return narrow(text).translate(_TO_KANA)


def to_hiragana(text: str) -> str:
    """Return text in hiragana."""
    return narrow(text).translate(_TO_HIRAGANA)


def only_digits(text: str) -> str:
    """Return a number as digits: narrow, without the hyphens and spaces people put in."""
    return _SPACED.sub("", narrow(text))


def _kana(text: str) -> str | None:
    return found if _KANA.fullmatch(found := to_kana(text)) else None


def _hiragana(text: str) -> str | None:
    return found if _HIRAGANA.fullmatch(found := to_hiragana(text)) else None


def _digits(text: str) -> str | None:
    return found if (found := only_digits(text)).isascii() and found.isdigit() else None


def _ascii(text: str) -> str | None:
    return found if (found := narrow(text)).isascii() else None


_CONVERTED: Mapping[Characters, Callable[[str], str | None]] = {
    "any": lambda text: text,
    "kana": _kana,
    "hiragana": _hiragana,
    "digits": _digits,
    "ascii": _ascii,
}


def converted(text: str, characters: Characters) -> str:
    """Return a text in the characters that are asked for. Raises NotAccepted."""
    found = _CONVERTED[characters](text)
    if found is None:
        raise NotAccepted(characters)
    return found


class _Text(Question, frozen=True, kw_only=True):
    FREE: ClassVar[bool] = True

    least: Count = 0  # characters as a person counts them
    most: Count = 100

    @property
    def _limit(self) -> int:
        return min(self.most, ANSWER_LIMIT)

    def good_text(self, text: str, most: int, part: str = "") -> str:
        """Return a text as it is stored; what no field holds is told the limit of this one. Raises NotAccepted."""
        try:
            return super().good_text(text, most, part)
        except NotAccepted as refused:
            if refused.complaint.code == "too_long":
                raise NotAccepted("too_long", part, most=self._limit) from None
            raise

    def _checked(self, text: str) -> str:
        if graphemes(text) > self._limit:
            raise NotAccepted("too_long", most=self._limit)
        if graphemes(text) < self.least:
            raise NotAccepted("too_short", least=self.least)
        if holds_my_number(text):
            raise NotAccepted("my_number")
        return text


class ShortText(_Text, frozen=True, kw_only=True, tag="text"):
    """A line of text (1行の文字)."""

    characters: Characters = "any"

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the line, converted to the characters asked for. Raises NotAccepted."""
        text = " ".join(self.typed_in(typed).split("\n"))
        return self._checked(converted(text, self.characters)) if text else None


class LongText(_Text, frozen=True, kw_only=True, tag="paragraph"):
    """Lines of text (複数行の文字)."""

    most: Count = 1_000
    rows: Annotated[int, msgspec.Meta(ge=1, le=40)] = 5

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the text. Raises NotAccepted."""
        text = self.typed_in(typed)
        return self._checked(text) if text else None
