"""Read positions and typing: facts of the moment, told to those who look at the room, four times a second at most.

A thousand people who read one message make a thousand marks; here they become one frame per looker and quarter
second, and one publication to the other nodes. Nothing is promised about order, and a lost one is no loss: the
next mark of the same member says more.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from kairan.core.kit.bounds import bounded
from kairan.core.realtime.frames import Live, Mark, MarksFrame, Mine, MineFrame, Typing, TypingFrame, line
from kairan.core.realtime.stream import Stream

PAUSE_S = 0.25
MARKS_MOST = bounded(
    "ephemeral.marks", 5_000, "drop", "told with the next mark of that member"
)  # members waiting to be told about, per room; more wait for their next mark
TYPISTS_MOST = bounded("ephemeral.typists", 8, "drop", "not shown as typing this time")  # named in one pause, per room


class _Glance(msgspec.Struct):
    """What waits to be told about one room."""

    marks: dict[tuple[str | None, str], tuple[int, int]] = msgspec.field(default_factory=dict)  # by root and member
    typists: set[str] = msgspec.field(default_factory=set)


class EphemeralSignals:
    """Aggregates live facts per room."""

    def __init__(self, streams: Mapping[str, Stream], later: Callable[[float, Callable[[], None]], Any]) -> None:
        self._streams = streams
        self._later = later
        self._waiting: dict[str, _Glance] = {}
        self._is_due = False

    def hear(self, live: Live) -> None:
        """Take a live fact; nothing is kept for rooms nobody here looks at."""
        stream = self._streams.get(live.stream)
        if stream is None:
            return
        if isinstance(live, Mine):
            _tell_own_devices(stream, live)
        elif stream.lookers:
            self._remember(live)

    def _remember(self, live: Mark | Typing) -> None:
        glance = self._waiting.setdefault(live.stream, _Glance())
        if isinstance(live, Typing):
            if len(glance.typists) < TYPISTS_MOST:
                glance.typists.add(live.member_id)
        elif len(glance.marks) < MARKS_MOST or (live.root, live.member_id) in glance.marks:
            before = glance.marks.get((live.root, live.member_id), (0, 0))
            glance.marks[live.root, live.member_id] = max(before, (live.n, live.from_n))
        if not self._is_due:
            self._is_due = True
            self._later(PAUSE_S, self._tell)

    def _tell(self) -> None:
        self._is_due = False
        waiting, self._waiting = self._waiting, {}
        for name, glance in waiting.items():
            stream = self._streams.get(name)
            if stream is None or not stream.lookers:
                continue
            for frame in _frames(name, glance):
                for reader in stream.lookers:
                    reader.offer(frame)


def _frames(name: str, glance: _Glance) -> list[bytes]:
    frames = [line(TypingFrame(name, member)) for member in glance.typists]
    marks: dict[str | None, list[tuple[str, int, int]]] = {}
    for (root, member), (n, from_n) in glance.marks.items():
        marks.setdefault(root, []).append((member, n, from_n))
    return [*frames, *(line(MarksFrame(name, some, root)) for root, some in marks.items())]


def _tell_own_devices(stream: Stream, mine: Mine) -> None:
    frame = line(MineFrame(mine.room, mine.root, mine.n, mine.rewinds))
    for reader in stream.readers:
        reader.offer(frame)
