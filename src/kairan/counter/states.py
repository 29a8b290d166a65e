"""Where a case stands (状態), and what may follow: one table, for screens, acts and tests alike."""

from collections.abc import Mapping
from typing import Literal, get_args

State = Literal["received", "examining", "correcting", "deciding", "delivering", "done", "refused", "withdrawn"]
"""受付, 審査, 補正依頼, 決裁, 交付, 完了, 却下, 取下げ."""
Turn = Literal["section", "applicant", "approver", "nobody"]
"""Who is to act now."""

STATES: tuple[State, ...] = get_args(State)
AFTER: Mapping[State, frozenset[State]] = {
    "received": frozenset({"examining", "correcting", "deciding", "delivering", "done", "refused", "withdrawn"}),
    "examining": frozenset({"correcting", "deciding", "delivering", "done", "refused", "withdrawn"}),
    "correcting": frozenset({"examining", "withdrawn"}),
    "deciding": frozenset({"examining", "delivering", "done", "refused"}),
    "delivering": frozenset({"done"}),
    "done": frozenset({"examining"}),
    "refused": frozenset({"examining"}),
    "withdrawn": frozenset({"examining"}),
}
"""What may follow each state. From a closed one only the section itself goes on (職権), with a reason."""
CLOSED: frozenset[State] = frozenset({"done", "refused", "withdrawn"})
OPTIONAL: tuple[State, ...] = ("examining", "deciding", "delivering")
"""What a procedure may leave out."""
BY_HAND: frozenset[State] = frozenset({"examining", "delivering", "done", "refused"})
"""Where a clerk moves a case; the others are reached by asking for a correction or an approval, or by withdrawing."""
NEEDS_REASON: frozenset[State] = frozenset({"refused", "withdrawn"})
STOPS_CLOCK: frozenset[State] = frozenset({"correcting"})
"""While the applicant has it, the standard period does not run."""

_TURNS: Mapping[State, Turn] = {"correcting": "applicant", "deciding": "approver"}


def turn_of(state: State) -> Turn:
    """Return who is to act in a state."""
    return "nobody" if state in CLOSED else _TURNS.get(state, "section")


def may_follow(before: State, after: State) -> bool:
    """Whether a case may come from one state to the other."""
    return after in AFTER[before]


def reachable_by_hand(before: State, used: frozenset[State], *, needs_approval: bool) -> list[State]:
    """Return where a clerk may move a case: within the table, through the steps its procedure uses.

    Where the procedure asks for an approval, only what was approved is decided.
    """
    if before in {"correcting", "deciding"}:
        return []  # what was asked for is answered, approved, or withdrawn, and what follows follows by itself
    wanted = [one for one in STATES if one in BY_HAND and may_follow(before, one)]
    skipped = {one for one in OPTIONAL if one not in used} - ({"examining"} if before in CLOSED else set())
    decided = {"delivering", "done", "refused"} if needs_approval and before in {"received", "examining"} else set()
    return [one for one in wanted if one not in skipped and one not in decided]
