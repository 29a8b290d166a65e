"""The record as the checker asks it: places of a stream, stays of a member, messages by id."""

from collections import defaultdict
from collections.abc import Sequence

from torture.history import Kept

FOREVER = 2**63
ROOM = "room:"


class Record:
    """What the database says in the end, looked up quickly."""

    def __init__(self, kept: Sequence[Kept]) -> None:
        self.streams: dict[str, dict[int, Kept]] = defaultdict(dict)
        self.doubled: list[tuple[Kept, Kept]] = []
        self.posted: dict[str, Kept] = {}
        self._stays: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for entry in sorted(kept, key=lambda one: (one.stream, one.seq)):
            if entry.seq in self.streams[entry.stream]:
                self.doubled.append((self.streams[entry.stream][entry.seq], entry))
            self.streams[entry.stream][entry.seq] = entry
            if entry.kind == "message.posted":
                self.posted[entry.id] = entry
            self._note_stay(entry)

    def _note_stay(self, entry: Kept) -> None:
        stays = self._stays[entry.stream, entry.member_id]
        if entry.kind == "member.joined":
            stays.append((entry.seq, FOREVER))
        elif entry.kind == "member.left" and stays:
            stays[-1] = (stays[-1][0], entry.seq)

    def end(self, stream: str) -> int:
        """Return the last place of a stream."""
        return max(self.streams.get(stream, {}), default=0)

    def why_not(self, stream: str, seq: int, member_id: str) -> str:
        """Return why a place of a room is not a member's to see; nothing where it is.

        The entries of coming and of leaving belong to the stay.
        """
        if not stream.startswith(ROOM):
            return ""
        why = "who never was in the room"
        for came, left in self._stays.get((stream, member_id), []):
            if seq < came:
                return why if why.startswith("who left") else f"who came at {came} only"
            if seq <= left:
                return ""
            why = f"who left at {left}"
        return why

    def sees_now(self, message: Kept, member_id: str) -> bool:
        """Whether a message is in the member's present stay."""
        stays = self._stays.get((message.stream, member_id), [])
        return bool(stays) and stays[-1][1] == FOREVER and message.seq >= stays[-1][0]
