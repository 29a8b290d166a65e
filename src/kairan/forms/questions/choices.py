"""Choices (選択): yes or no, one, several, a scale, and the consent to a text."""

from datetime import date
from typing import Annotated, ClassVar, Literal

import msgspec

from kairan.core.kit.national_numbers import holds_my_number
from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import OTHER, Value
from kairan.forms.questions.base import Column, Count, Label, Question, Typed, said_plainly

OPTIONS_MOST = 300
OTHER_LIMIT = 200
OptionId = Annotated[str, msgspec.Meta(pattern="^[a-z0-9]{1,13}$")]


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One that may be chosen; its id stays over all versions."""

    id: OptionId
    label: Label


Options = Annotated[list[Option], msgspec.Meta(max_length=OPTIONS_MOST)]


class _Choosing(Question, frozen=True, kw_only=True):
    options: Options = []
    has_other: bool = False  # その他, with a field to say what

    PARTS: ClassVar[tuple[str, ...]] = ("", "other")

    def missing(self) -> str:
        """Return that nothing was chosen."""
        return "not_chosen"

    def label_of(self, chosen: str) -> str:
        """Return what is read for an option."""
        return next((one.label for one in self.options if one.id == chosen), chosen)

    def _good(self, chosen: str) -> str:
        is_there = any(one.id == chosen for one in self.options) or (chosen == OTHER and self.has_other)
        if not is_there:
            raise NotAccepted("no_such_choice")
        return chosen

    def _is_other(self, chosen: str) -> bool:
        return chosen == OTHER and self.has_other

    def _other(self, typed: Typed) -> str:
        text = self.good_text(" ".join(self.typed_in(typed, "other").split("\n")), OTHER_LIMIT, "other")
        if not text:
            raise NotAccepted("other_missing", "other")
        if holds_my_number(text):
            raise NotAccepted("my_number", "other")
        return text


class SingleChoice(_Choosing, frozen=True, kw_only=True, tag="choice"):
    """One of several (1つ選ぶ). Stored as the option's id, or as its parts where it is その他."""

    look: Literal["list", "buttons", "menu"] = "list"

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the option's id; of その他 what it is. Raises NotAccepted."""
        chosen = self.typed_in(typed)
        if not chosen:
            return None
        return {OTHER: self._other(typed)} if self._is_other(self._good(chosen)) else chosen

    def shown(self, value: Value) -> str:
        """Return what was chosen, in words."""
        if isinstance(value, dict) and OTHER in value:
            return f"その他（{value[OTHER]}）"
        return self.label_of(value) if isinstance(value, str) else said_plainly(value)

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return the field, and what その他 was."""
        if isinstance(value, dict):
            return {self.field(): [OTHER], self.field("other"): [value.get(OTHER, "")]}
        return {self.field(): [said_plainly(value)]}


class MultipleChoice(_Choosing, frozen=True, kw_only=True, tag="choices"):
    """Several of several (いくつでも選ぶ). Stored as ids in the form's order; その他 as "other:…" at the end."""

    least: Count = 0
    most: Count = 0  # 0: as many as there are

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the options' ids. Raises NotAccepted."""
        chosen = {self._good(one) for one in typed.get(self.field(), ()) if one}
        if not chosen:
            return None
        found = [one.id for one in self.options if one.id in chosen]
        if OTHER in chosen and self.has_other:
            found = [one for one in found if one != OTHER]
            found.append(f"{OTHER}:{self._other(typed)}")
        if self.most and len(found) > self.most:
            raise NotAccepted("too_many", most=self.most)
        if len(found) < self.least:
            raise NotAccepted("too_few", least=self.least)
        return found

    def shown(self, value: Value) -> str:
        """Return what was chosen, in words."""
        return "、".join(self._said(one) for one in value) if isinstance(value, list) else said_plainly(value)

    def _said(self, chosen: str) -> str:
        is_other, _, text = chosen.partition(":")
        return f"その他（{text}）" if text and is_other == OTHER else self.label_of(chosen)

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return the boxes that are ticked, and what その他 was."""
        chosen = value if isinstance(value, list) else []
        others = [one.partition(":")[2] for one in chosen if one.startswith(f"{OTHER}:")]
        ticked = [one for one in chosen if not one.startswith(f"{OTHER}:")]
        return {self.field(): [*ticked, *([OTHER] if others else [])], self.field("other"): others}


class YesNo(Question, frozen=True, kw_only=True, tag="yes_no"):
    """Yes or no (はい・いいえ)."""

    yes: Label = "はい"
    no: Label = "いいえ"

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return true or false. Raises NotAccepted."""
        chosen = self.typed_in(typed)
        if chosen not in {"", "yes", "no"}:
            raise NotAccepted("no_such_choice")
        return chosen == "yes" if chosen else None

    def missing(self) -> str:
        """Return that nothing was chosen."""
        return "not_chosen"

    def shown(self, value: Value) -> str:
        """Return the word for it."""
        if not isinstance(value, bool):
            return said_plainly(value)
        return self.yes if value else self.no

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return the field."""
        return {self.field(): ["yes" if value else "no"]}


class Scale(Question, frozen=True, kw_only=True, tag="scale"):
    """A step of a scale (段階評価): 1 to `steps`."""

    steps: Annotated[int, msgspec.Meta(ge=2, le=11)] = 5
    low: Label = ""
    high: Label = ""

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the step. Raises NotAccepted."""
        chosen = self.typed_in(typed)
        if not chosen:
            return None
        if not chosen.isascii() or not chosen.isdigit() or len(chosen) > 2 or not 1 <= int(chosen) <= self.steps:
            raise NotAccepted("no_such_choice")
        return int(chosen)

    def missing(self) -> str:
        """Return that nothing was chosen."""
        return "not_chosen"

    def shown(self, value: Value) -> str:
        """Return the step, with the word at either end."""
        word = {1: self.low, self.steps: self.high}.get(value if isinstance(value, int) else 0, "")
        return f"{value}（{word}）" if word else said_plainly(value)

    def cells(self, value: Value | None) -> list[str]:
        """Return the step as a number."""
        return ["" if value is None else said_plainly(value)]


class Consent(Question, frozen=True, kw_only=True, tag="consent"):
    """Agreement to a text (同意), which stands in `help`."""

    agree: Label = "同意します"

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return true for who ticked it, else nothing."""
        return True if any(typed.get(self.field(), ())) else None

    def missing(self) -> str:
        """Return that it was not agreed to."""
        return "not_agreed"

    def shown(self, value: Value) -> str:
        """Return the words that were ticked."""
        return self.agree if value is True else said_plainly(value)

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return the ticked box."""
        return {self.field(): ["yes"]}


__all__ = [
    "OTHER",
    "Column",
    "Consent",
    "MultipleChoice",
    "Option",
    "Scale",
    "SingleChoice",
    "YesNo",
]
