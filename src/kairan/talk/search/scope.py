"""Where and when to look, and the order of answers: the newest first by (at, room_no, seq)."""

from typing import NamedTuple

import msgspec

LAST_INSTANT = (1 << 53) - 1


class Place(NamedTuple):
    """A message's place in the order of answers."""

    at: int
    room_no: int
    seq: int


END = Place(LAST_INSTANT, 0, 0)


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Rooms with the first seq the viewer sees, and an interval of instants."""

    rooms: dict[int, int]
    since: int = 0
    before: Place = END
    """Only what is older than this, as the order of answers has it."""

    def holds(self, place: Place) -> bool:
        """Whether a place lies in the interval, and the viewer sees it."""
        return self.since <= place.at and place < self.before and self.rooms[place.room_no] <= place.seq
