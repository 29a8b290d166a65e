"""Where a body stands in an alliance (参加の状態), and what may follow: one table, for screens, acts and tests alike.

A body is in an alliance by the consent of both sides: its own, with the terms (参加の約束) it accepted, and the
host's, the body that runs the alliance (幹事団体). Either may begin; either may end it alone.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

import msgspec

BodyState = Literal["none", "invited", "asked", "joined", "suspended", "paused", "left", "expelled"]
"""参加していない, 招待中, 参加申込中, 参加中, 停止中 (by the host), 休止中 (by itself), 脱退, 除名."""
Side = Literal["host", "body"]
ConsentAct = Literal[
    "invite",
    "withdraw_invitation",
    "accept",
    "decline",
    "ask",
    "withdraw_request",
    "admit",
    "refuse",
    "accept_terms",
    "suspend",
    "resume",
    "pause",
    "return",
    "leave",
    "expel",
]

STATES: tuple[BodyState, ...] = get_args(BodyState)
ACTS: tuple[ConsentAct, ...] = get_args(ConsentAct)


class Step(NamedTuple):
    """Whose act it is, from which states, and where it leads; None: the body stays where it is."""

    by: Side
    before: frozenset[BodyState]
    after: BodyState | None


STEPS: Mapping[ConsentAct, Step] = {
    "invite": Step("host", frozenset({"none", "left", "expelled"}), "invited"),
    "withdraw_invitation": Step("host", frozenset({"invited"}), "none"),
    "accept": Step("body", frozenset({"invited"}), "joined"),
    "decline": Step("body", frozenset({"invited"}), "none"),
    "ask": Step("body", frozenset({"none", "left"}), "asked"),
    "withdraw_request": Step("body", frozenset({"asked"}), "none"),
    "admit": Step("host", frozenset({"asked"}), "joined"),
    "refuse": Step("host", frozenset({"asked"}), "none"),
    "accept_terms": Step("body", frozenset({"asked", "joined", "suspended", "paused"}), None),
    "suspend": Step("host", frozenset({"joined"}), "suspended"),
    "resume": Step("host", frozenset({"suspended"}), "joined"),
    "pause": Step("body", frozenset({"joined"}), "paused"),
    "return": Step("body", frozenset({"paused"}), "joined"),
    "leave": Step("body", frozenset({"joined", "suspended", "paused"}), "left"),
    "expel": Step("host", frozenset({"joined", "suspended", "paused"}), "expelled"),
}
CROSSED: Mapping[tuple[ConsentAct, BodyState], ConsentAct] = {
    ("invite", "asked"): "admit",
    ("ask", "invited"): "accept",
}
"""Both began at once: who comes second thereby agrees to the other."""
TAKES_TERMS: frozenset[ConsentAct] = frozenset({"accept", "ask", "accept_terms"})
"""By these a body accepts terms, and says which version it saw."""
NEEDS_REASON: frozenset[ConsentAct] = frozenset({"suspend", "expel"})
IN: frozenset[BodyState] = frozenset({"joined", "suspended", "paused"})
"""Bodies that belong to the alliance; only those that are joined take part."""


class Standing(msgspec.Struct, frozen=True):
    """Where a body stands, and the version of the terms it accepted last."""

    state: BodyState = "none"
    accepted: int | None = None


class NotFollowing(Exception):  # noqa: N818  (not an error: an act that cannot follow)
    """The act cannot follow where the body stands, or is not that side's."""


class OtherTerms(Exception):  # noqa: N818  (not an error: other terms than those that hold)
    """Other terms hold than those that were seen, or accepted."""


def meant(act: ConsentAct, state: BodyState) -> ConsentAct:
    """Return what an act amounts to where the other side began meanwhile."""
    return CROSSED.get((act, state), act)


def after(standing: Standing, side: Side, act: ConsentAct, *, seen: int | None, current: int) -> Standing:
    """Return where a body stands after an act. Raises NotFollowing, OtherTerms.

    `seen` is the version of the terms the body was shown, `current` the one that holds.
    """
    act = meant(act, standing.state)
    step = STEPS[act]
    if step.by != side or standing.state not in step.before:
        raise NotFollowing
    accepted = standing.accepted
    if act in TAKES_TERMS:
        if seen != current:
            raise OtherTerms
        accepted = current
    if act == "admit" and accepted != current:
        raise OtherTerms  # what it asked for is not what it would get: it accepts the new terms first
    return Standing(standing.state if step.after is None else step.after, accepted)


def open_acts(standing: Standing, side: Side, current: int) -> list[ConsentAct]:
    """Return what a side may do now, in the order of the table."""
    found: list[ConsentAct] = []
    for act in ACTS:
        if act == "accept_terms" and standing.accepted == current:
            continue
        try:
            after(standing, side, act, seen=current, current=current)
        except (NotFollowing, OtherTerms):
            continue
        if meant(act, standing.state) == act:
            found.append(act)
    return found
