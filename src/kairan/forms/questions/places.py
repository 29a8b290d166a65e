"""Places with a capacity (定員のある枠): dates and times, courses; exactly as many as there are, under any load."""

from datetime import date
from typing import Annotated

import msgspec

from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.questions.base import Label, Question, Typed, said_plainly

PLACES_MOST = 500
PlaceId = Annotated[str, msgspec.Meta(pattern="^[a-z0-9]{1,13}$")]


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One that may be taken; its id stays over all versions, and what was taken of it counts on."""

    id: PlaceId
    label: Label
    capacity: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class Places(Question, frozen=True, kw_only=True, tag="places"):
    """A place is chosen here, and taken when the application is submitted."""

    places: Annotated[list[Place], msgspec.Meta(max_length=PLACES_MOST)] = []
    shows_left: bool = True  # whether applicants see how many are left

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
