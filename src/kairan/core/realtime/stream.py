"""A stream as this node follows it: how far it is, who reads it, and what was said last.

Promise: entries leave in the order of their numbers, each once. One that comes early is held until the hole
before it is filled.
"""

import msgspec

from kairan.core.journal import Entry
from kairan.core.kit.bounds import bounded
from kairan.core.realtime.frames import line_of
from kairan.core.realtime.reader import Reader

UNPLACED = -1  # the position is not known yet: everything is held
RECENT = bounded(
    "stream.recent", 256, "evict", "the oldest; who missed more is served from the database"
)  # lines kept for those who come back
RECENT_BYTES = bounded(
    "stream.recent_bytes", 256 * 1024, "evict", "the oldest; who missed more is served from the database"
)
HELD = bounded(
    "stream.held", 256, "drop", "read from the database when the hole is mended"
)  # entries held behind a hole; beyond that they are dropped, and read from the database later


class Opens(msgspec.Struct, frozen=True):
    """A stream to be followed from after `seq` on; None: the client does not know from where, and fetches it anew."""

    stream: str
    seq: int | None = 0


class Signal(msgspec.Struct, frozen=True):
    """What an entry of a personal stream tells the hub to do for that member's readers."""

    opens: Opens | None = None
    closes: str | None = None
    session_id: str | None = None


_signal = msgspec.json.Decoder(Signal | None).decode
NO_SIGNAL = Signal()
SESSION_ENDED = "session.ended"


def signal_of(entry: Entry) -> Signal:
    """Read what an entry of a personal stream asks for; other fields of its body are none of our business."""
    try:
        signal = _signal(entry.body) or NO_SIGNAL
    except msgspec.ValidationError:  # a body that uses one of these names for something else
        return NO_SIGNAL
    if entry.kind != SESSION_ENDED and signal.session_id is not None:
        return Signal(signal.opens, signal.closes)
    return signal


class Stream:
    """One followed stream."""

    __slots__ = (
        "held",
        "idle_since",
        "is_personal",
        "lookers",
        "name",
        "parting",
        "placed_at",
        "position",
        "readers",
        "recent",
        "recent_bytes",
        "signals",
    )

    def __init__(self, name: str, *, is_personal: bool) -> None:
        self.name = name
        self.is_personal = is_personal
        self.position = UNPLACED
        self.placed_at = UNPLACED  # where it was when this node came to know it
        self.readers: set[Reader] = set()
        self.lookers: set[Reader] = set()
        self.held: dict[int, Entry] = {}
        self.recent: list[bytes] = []  # the lines up to `position`, without a gap
        self.recent_bytes = 0
        self.signals: list[tuple[int, Signal]] = []  # of the recent entries of a personal stream
        self.idle_since = 0.0
        self.parting: Entry | None = None  # the last that changed who may read it, since it is followed

    @property
    def is_placed(self) -> bool:
        """Whether the position is known."""
        return self.position != UNPLACED

    def place(self, position: int) -> None:
        """Begin at a position read from the database."""
        self.position = self.placed_at = position

    @property
    def has_hole(self) -> bool:
        """Whether something is held because something before it is missing."""
        return bool(self.held) and self.is_placed

    def hold(self, entry: Entry) -> None:
        """Keep an entry that came early. When too many wait they are dropped: the database has them."""
        if len(self.held) >= HELD:
            self.held.clear()
        self.held[entry.seq] = entry

    def next_held(self) -> Entry | None:
        """Take the held entry that is next, and forget those that are past."""
        if not self.held:
            return None
        if (entry := self.held.pop(self.position + 1, None)) is None:
            for seq in [seq for seq in self.held if seq <= self.position]:
                del self.held[seq]
        return entry

    def advance(self, entry: Entry) -> bytes:
        """Move to the next entry and return its line."""
        line = line_of(entry)
        self.position = entry.seq
        self.recent.append(line)
        self.recent_bytes += len(line)
        if len(self.recent) > 2 * RECENT or self.recent_bytes > 2 * RECENT_BYTES:
            self._trim()
        return line

    def jump(self, position: int) -> None:
        """Move to a position without the entries before it."""
        self.position = position
        self.forget_recent()

    def forget_recent(self) -> None:
        """Give the memory back."""
        self.recent, self.recent_bytes = [], 0
        self.signals = []

    def _trim(self) -> None:
        kept, size = 0, 0
        for line in reversed(self.recent):
            size += len(line)
            if size > RECENT_BYTES or kept == RECENT:
                break
            kept += 1
        self.recent = self.recent[len(self.recent) - kept :]
        self.recent_bytes = sum(map(len, self.recent))
        oldest = self.position - kept
        self.signals = [one for one in self.signals if one[0] > oldest]

    def lines_after(self, seq: int) -> list[bytes] | None:
        """Return every line after `seq`, or None when the recent ones do not reach back that far."""
        missed = self.position - seq
        if missed <= 0:
            return []
        return self.recent[-missed:] if missed <= len(self.recent) else None

    def signals_after(self, seq: int) -> list[Signal] | None:
        """Return what the entries after `seq` asked for, or None when that is no longer known.

        Of those held behind a hole only what they take away: what they open is opened in its turn.
        """
        if self.position - seq > len(self.recent):
            return None
        heard = [signal for at, signal in self.signals if at > seq]
        early = map(signal_of, (self.held[seq] for seq in sorted(self.held)))
        return [*heard, *(Signal(None, signal.closes, signal.session_id) for signal in early)]

    def extend_back(self, first: int, lines: list[bytes]) -> None:
        """Remember older lines, numbered from `first` on, if they touch the recent ones and there is room."""
        oldest = self.position - len(self.recent) + 1
        older = lines[: oldest - first] if first < oldest else []
        if first + len(older) != oldest or len(older) + len(self.recent) > RECENT:
            return
        size = sum(map(len, older))
        if size + self.recent_bytes <= RECENT_BYTES and not self.is_personal:
            self.recent[:0] = older
            self.recent_bytes += size
