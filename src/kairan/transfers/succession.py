"""Who takes over from whom (後任), told to whoever hands things over: at the hour, and when a list is taken back."""

from collections.abc import Callable, Collection, Sequence

import msgspec

from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.transfers.model import ListId
from kairan.transfers.room_plan import Step


class Succession(msgspec.Struct, frozen=True):
    """Somebody takes over a post."""

    predecessor_id: MemberId
    successor_id: MemberId


Hand = Callable[[Db, Viewer, ListId, Sequence[Succession]], None]
TakeBack = Callable[[Db, Viewer, ListId, Collection[MemberId]], None]
_hands: list[tuple[Hand, TakeBack]] = []


def register_successor(hand: Hand, take_back: TakeBack) -> None:
    """Add what happens between predecessor and successor: before anybody moves, and after all were moved back."""
    _hands.append((hand, take_back))


def hand_over_all(db: Db, by: Viewer, list_id: ListId, steps: Sequence[Step]) -> None:
    """Tell of every successor who comes by a list."""
    pairs = [
        Succession(step.move.predecessor_id, step.person.id)
        for step in steps
        if step.move.predecessor_id is not None and step.status == "active"
    ]
    for hand, _ in _hands:
        hand(db, by, list_id, pairs)


def take_all_back(db: Db, by: Viewer, list_id: ListId, kept: Collection[MemberId]) -> None:
    """Tell that a list was taken back, except for those who were changed since."""
    for _, back in _hands:
        back(db, by, list_id, kept)
