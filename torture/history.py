"""What everybody was told, and what the record says in the end."""

import threading
from typing import Literal

import msgspec

Told = Literal["acknowledged", "refused", "unknown"]


class Said(msgspec.Struct, frozen=True):
    """One attempt to post: what its author was told, and when (by the run's steady clock).

    `seq`, `id`: as told. `status`: of the answer, 0 where none came.
    """

    author: str
    key: str
    room: str
    text: str
    told: Told
    seq: int = 0
    id: str = ""
    at_s: float = 0.0
    status: int = 0


class Marked(msgspec.Struct, frozen=True):
    """An acknowledged read mark: somebody has read so far in a room."""

    member_id: str
    room: str
    n: int


class Shown(msgspec.Struct, frozen=True):
    """A message somebody was shown when asking for it: on a page, by its link, or by a search."""

    member_id: str
    id: str
    where: str


class Heard(msgspec.Struct, frozen=True):
    """One thing a reader was told of a stream: an entry, a position to fetch it anew at, or its end."""

    stream: str
    seq: int
    kind: str  # or "refetch", "closed"
    id: str = ""  # of the message an entry speaks of


class Reading(msgspec.Struct):
    """Everything one reader was told, in order; `caught_up` when it was level with the end at the end."""

    reader: str
    member_id: str
    heard: list[Heard] = []
    caught_up: bool = False


class Kept(msgspec.Struct, frozen=True):
    """One entry of the record."""

    stream: str
    seq: int
    kind: str
    by: str | None = None
    id: str = ""
    key: str = ""
    text: str = ""
    n: int = 0
    member_id: str = ""


class Unread(msgspec.Struct, frozen=True):
    """What the server says a member has not read in a room, and the mark it counts from."""

    member_id: str
    room: str
    unread: int
    read_n: int


class Found(msgspec.Struct, frozen=True):
    """What a search for one message's own word gave to somebody."""

    member_id: str
    word: str
    ids: tuple[str, ...]


class History(msgspec.Struct):
    """Everything the checker looks at."""

    said: list[Said] = []
    marked: list[Marked] = []
    shown: list[Shown] = []
    readings: list[Reading] = []
    kept: list[Kept] = []
    unread: list[Unread] = []
    found: list[Found] = []
    restored: list[Kept] | None = None  # the record of a backup that was taken meanwhile
    backup_at_s: float = 0.0  # when that backup was asked for


class Notebook:
    """Where the clients, threads all of them, write down what they said and were shown."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.said: list[Said] = []
        self.marked: list[Marked] = []
        self.shown: list[Shown] = []

    def note(self, what: Said | Marked | Shown) -> None:
        """Write down one event."""
        with self._lock:
            if isinstance(what, Said):
                self.said.append(what)
            elif isinstance(what, Marked):
                self.marked.append(what)
            else:
                self.shown.append(what)
