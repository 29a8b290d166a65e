"""A ranking (順位付け): options put in order, by the number of each one's place."""

from datetime import date
from typing import Annotated

import msgspec

from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.questions.base import Column, Question, Typed, narrow, said_plainly
from kairan.forms.questions.choices import Option

RANKED_MOST = 20


class Ranking(Question, frozen=True, kw_only=True, tag="ranking"):
    """Options in order, the first place first. Stored as their ids in that order."""

    options: Annotated[list[Option], msgspec.Meta(max_length=RANKED_MOST)] = []
    most: Annotated[int, msgspec.Meta(ge=0, le=RANKED_MOST)] = 0  # places to be given; 0: to every option

    @property
    def places(self) -> int:
        """Return how many places are given."""
        return min(self.most or len(self.options), len(self.options))

    def fields(self) -> list[str]:
        """Return a field for each option."""
        return [self.field(one.id) for one in self.options]

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the options in order. Raises NotAccepted."""
        placed: dict[int, Option] = {}
        for one in self.options:
            place = self._place(typed, one)
            if place is None:
                continue
            if place in placed:
                first = placed[place].label
                raise NotAccepted("same_place", one.id, place=place, first=first, second=one.label)
            placed[place] = one
        if not placed:
            return None
        gap = next((place for place in range(1, self.places + 1) if place not in placed), None)
        if gap is not None:
            free = next((one.id for one in self.options if one not in placed.values()), self.options[0].id)
            raise NotAccepted("place_missing", free, place=gap, most=self.places)
        return [placed[place].id for place in sorted(placed)]

    def _place(self, typed: Typed, option: Option) -> int | None:
        text = narrow(self.typed_in(typed, option.id))
        if not text:
            return None
        is_place = text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= self.places
        if not is_place:
            raise NotAccepted("no_such_choice", option.id)
        return int(text)

    def missing(self) -> str:
        """Return that no place was given."""
        return "not_ranked"

    def label_of(self, chosen: str) -> str:
        """Return what is read for an option."""
        return next((one.label for one in self.options if one.id == chosen), chosen)

    def shown(self, value: Value) -> str:
        """Return a line for each place."""
        if not isinstance(value, list):
            return said_plainly(value)
        return "\n".join(f"{place}番：{self.label_of(one)}" for place, one in enumerate(value, 1))

    def columns(self) -> list[Column]:
        """Return a column for each option: which place it was given."""
        return [Column(one.id, f"{self.label}（{one.label}）") for one in self.options] or [Column("", self.label)]

    def cells(self, value: Value | None) -> list[str]:
        """Return the place of each option, as a number."""
        known = {one.id for one in self.options}
        if not isinstance(value, list) or known.isdisjoint(value):
            return ["" if value is None else said_plainly(value), *[""] * (len(self.columns()) - 1)]
        places = {one: str(place) for place, one in enumerate(value, 1)}
        return [places.get(one.id, "") for one in self.options]

    def with_older(self, older: Question) -> Question:
        """Return it with the options that an earlier version had."""
        if not isinstance(older, Ranking):
            return self
        known = {one.id for one in self.options}
        return msgspec.structs.replace(
            self, options=[*self.options, *(one for one in older.options if one.id not in known)]
        )

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return the place of each option."""
        known = {one.id for one in self.options}
        given = value if isinstance(value, list) else []
        return {self.field(one): [str(place)] for place, one in enumerate(given, 1) if one in known}
