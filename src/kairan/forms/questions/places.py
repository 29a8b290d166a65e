"""Places with a capacity (定員のある枠): dates and times, courses; exactly as many as there are, under any load."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.questions.base import Label, Question, Typed, said_plainly

PLACES_MOST = 500
PlaceId = Annotated[str, msgspec.Meta(pattern="^[a-z0-9]{1,13}$")]
GivenBy = Literal["order", "lottery"]
"""先着順: to who submits first · 抽選: drawn among all who applied, once the form has ended."""


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One that may be taken; its id stays over all versions, and what was taken of it counts on."""

    id: PlaceId
    label: Label
    capacity: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class Places(Question, frozen=True, kw_only=True, tag="places"):
    """A place is chosen here, and taken when the application is submitted, or when places are drawn."""

    places: Annotated[list[Place], msgspec.Meta(max_length=PLACES_MOST)] = []
    shows_left: bool = True  # whether applicants see how many are left
    given_by: GivenBy = "order"
    waiting: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0
    """How many may wait (キャンセル待ち) for each place once it is full; 0: nobody."""

    @property
    def is_drawn(self) -> bool:
        """Whether places are given by lottery."""
        return self.given_by == "lottery"

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the place's id. Raises NotAccepted."""
        chosen = self.typed_in(typed)
        if not chosen:
            return None
        if self.place_of(chosen) is None:
            raise NotAccepted("no_such_choice")
        return chosen

    def place_of(self, chosen: str) -> Place | None:
        """Return a place by its id."""
        return next((one for one in self.places if one.id == chosen), None)

    def missing(self) -> str:
        """Return that nothing was chosen."""
        return "not_chosen"

    def shown(self, value: Value) -> str:
        """Return what is read for the place."""
        found = self.place_of(value) if isinstance(value, str) else None
        return found.label if found else said_plainly(value)
