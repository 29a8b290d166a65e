"""The ladder (到達の段階): how far a broadcast has come with each person. Pure.

Promise: a person's step never goes back, and the instant at which one was first reached never changes. Whoever reached
a step has reached those below it, so the counts of a department need no numbers of their own: they are its people's.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

Step = Literal["stored", "device", "seen", "confirmed", "answered"]
"""保存済み → 端末に届いた → 見た → 確認した → 回答した."""
Asked = Literal["read", "confirm", "question", "safety"]
"""What is asked of people: to read it, to confirm it, to answer a question, to say whether they are safe (安否確認)."""

STEPS: tuple[Step, ...] = ("stored", "device", "seen", "confirmed", "answered")
TARGETS: Mapping[Asked, Step] = {
    "read": "seen",
    "confirm": "confirmed",
    "question": "answered",
    "safety": "answered",
}
"""At which step nothing more is to come for a person."""


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """When each step above `stored` was first reached (ms); what is null is not reached yet."""

    device_at: int | None = None
    seen_at: int | None = None
    confirmed_at: int | None = None
    answered_at: int | None = None


def instants(reached: Reached) -> tuple[int | None, ...]:
    """Return the instants in the order of the steps above `stored`."""
    return reached.device_at, reached.seen_at, reached.confirmed_at, reached.answered_at


def step_of(reached: Reached) -> Step:
    """Return the highest step reached."""
    known = [at for at in instants(reached) if at is not None]
    return STEPS[len(known)]


def columns_up_to(step: Step) -> tuple[str, ...]:
    """Return the names of the instants that are known once a step is reached."""
    return Reached.__struct_fields__[: STEPS.index(step)]


def raised(reached: Reached, step: Step, at: int) -> Reached:
    """Return what is known once somebody reached a step; a lower step, or the same again, changes nothing."""
    missing = {name: at for name in columns_up_to(step) if getattr(reached, name) is None}
    return msgspec.structs.replace(reached, **missing)


def is_done(reached: Reached, asked: Asked) -> bool:
    """Whether nothing more is asked of them."""
    return STEPS.index(step_of(reached)) >= STEPS.index(TARGETS[asked])


class Rungs(msgspec.Struct, frozen=True, kw_only=True):
    """How many of how many people reached at least each step."""

    people: int = 0
    device: int = 0
    seen: int = 0
    confirmed: int = 0
    answered: int = 0

    def __add__(self, other: "Rungs") -> "Rungs":
        """Add those of other people."""
        return Rungs(**{name: getattr(self, name) + getattr(other, name) for name in Rungs.__struct_fields__})

    def done(self, asked: Asked) -> int:
        """Return of how many nothing more is asked."""
        return {"seen": self.seen, "confirmed": self.confirmed, "answered": self.answered}[TARGETS[asked]]


def counted(people: Iterable[tuple[str, Reached]]) -> dict[str, Rungs]:
    """Count people by their department; what the database counts must equal it."""
    found: dict[str, Rungs] = {}
    for department, reached in people:
        device, seen, confirmed, answered = (int(at is not None) for at in instants(reached))
        one = Rungs(people=1, device=device, seen=seen, confirmed=confirmed, answered=answered)
        found[department] = found.get(department, Rungs()) + one
    return found
