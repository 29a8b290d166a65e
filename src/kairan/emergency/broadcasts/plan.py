"""The plan of a broadcast (到達計画): when it is told again, to whom it did not reach, and over which way. Pure."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

import msgspec

Way = Literal["app", "push", "mail", "sms", "voice", "phone"]
"""In the open app, to devices whose app is closed, by a letter with a link, by a gateway as a short message or a call,
by people who phone."""
Why = Literal["nobody", "no_mail", "no_gateway", "order", "first"]
"""Reaches nobody; no mail is sent from here; no gateway sends SMS or calls; not later than the round before; the
first round is not at once."""

ROUNDS_MOST = 8
DAY_MIN = 24 * 60


class PlanRound(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many minutes after sending, whoever is still waited for is told over these ways."""

    after_min: Annotated[int, msgspec.Meta(ge=0, le=DAY_MIN)]
    ways: Annotated[list[Way], msgspec.Meta(min_length=1, max_length=6)]


Rounds = Annotated[list[PlanRound], msgspec.Meta(min_length=1, max_length=ROUNDS_MOST)]

ORDINARY: tuple[PlanRound, ...] = (
    PlanRound(after_min=0, ways=["app", "push"]),
    PlanRound(after_min=60, ways=["app", "push"]),
)
URGENT: tuple[PlanRound, ...] = (
    PlanRound(after_min=0, ways=["app", "push"]),
    PlanRound(after_min=5, ways=["app", "push", "mail"]),
    PlanRound(after_min=10, ways=["app", "push", "sms"]),
    PlanRound(after_min=15, ways=["app", "push", "voice", "phone"]),
)
"""What is proposed: told again after 5, 10 and 15 minutes, each time over one way more; what is not set is left out."""
OUTSIDE_WAYS: frozenset[Way] = frozenset({"sms", "voice"})


class PlanFault(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with a round of a plan; what reaches nobody is told, and hinders nothing."""

    round: int
    way: Way | None
    why: Why

    @property
    def hinders(self) -> bool:
        """Whether a broadcast with it is refused."""
        return self.why in {"order", "first"}


def faults_of(
    rounds: Sequence[PlanRound],
    reachable: Mapping[Way, int],
    *,
    is_mailed: bool,
    outside: frozenset[Way] = OUTSIDE_WAYS,
) -> list[PlanFault]:
    """Return what is wrong with a plan, with how many people each way reaches; `outside`: what the gateway is for."""
    found: list[PlanFault] = []
    for number, one in enumerate(rounds):
        if number == 0 and (one.after_min != 0 or "app" not in one.ways):
            found.append(PlanFault(round=0, way=None, why="first"))
        if number and one.after_min <= rounds[number - 1].after_min:
            found.append(PlanFault(round=number, way=None, why="order"))
        for way in dict.fromkeys(one.ways):
            if way == "mail" and not is_mailed:
                found.append(PlanFault(round=number, way=way, why="no_mail"))
            elif way in OUTSIDE_WAYS - outside:
                found.append(PlanFault(round=number, way=way, why="no_gateway"))
            elif reachable.get(way, 0) == 0:
                found.append(PlanFault(round=number, way=way, why="nobody"))
    return found


def due_at(rounds: Sequence[PlanRound], number: int, sent_at: int) -> int | None:
    """Return when a round begins (ms); None where there is none."""
    return sent_at + rounds[number].after_min * 60_000 if number < len(rounds) else None
