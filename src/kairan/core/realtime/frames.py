"""The frames: what travels between server and client, the same on every transport.

One frame is one JSON object on one line; frames that leave together are lines of one message.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

import msgspec

from kairan.core.journal import Entry
from kairan.core.kit.bounds import bounded

ByeCode = Literal["resume", "lagged", "signed_out", "restarting"]

MAX_CLIENT_MESSAGE = bounded(
    "live.message_bytes", 128 * 1024, "end", "the connection is closed as malformed"
)  # bytes of one message from a client; a vector of 4,096 streams fits
MAX_VECTOR = bounded("live.vector", 4_096, "refuse", "malformed")  # streams in a vector

StreamName = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Seq = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Vector = Annotated[dict[StreamName, Seq], msgspec.Meta(max_length=MAX_VECTOR)]
RoomName = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class _EntryFrame(msgspec.Struct, tag_field="t", tag="entry"):
    s: str
    q: int
    k: str
    at: int
    by: str | None
    b: msgspec.Raw


class Welcome(msgspec.Struct, tag_field="t", tag="welcome"):
    """The first frame of every connection."""

    connection: str
    heartbeat_s: int
    server: str
    rules: int = 0  # the revision of the policy this connection came in under


class Refetch(msgspec.Struct, tag_field="t", tag="refetch"):
    """A stream cannot be continued from the client's position: fetch its state anew."""

    s: str
    q: int


class Closed(msgspec.Struct, tag_field="t", tag="closed"):
    """The viewer may no longer read this stream."""

    s: str


class MarksFrame(msgspec.Struct, tag_field="t", tag="marks"):
    """Read positions of a room, or of the thread under `root`: member, n, from_n."""

    s: str
    marks: list[tuple[str, int, int]]
    root: str | None = None


class MineFrame(msgspec.Struct, tag_field="t", tag="mine"):
    """One's own read position moved on another device. Of two the one with more `rewinds` holds, then the further."""

    room: str
    root: str | None
    n: int
    rewinds: int = 0


class TypingFrame(msgspec.Struct, tag_field="t", tag="typing"):
    """Somebody is writing in the room on screen."""

    s: str
    member_id: str


class Bye(msgspec.Struct, tag_field="t", tag="bye"):
    """The last frame: come back after `after_ms` and resume from the vector."""

    code: ByeCode
    after_ms: int


class Hello(msgspec.Struct, tag_field="t", tag="hello"):
    """The first frame of a client: where it stands."""

    vector: Vector
    look: RoomName | None = None


class Look(msgspec.Struct, tag_field="t", tag="look"):
    """Which room is on screen."""

    room: RoomName | None


class TypingHere(msgspec.Struct, tag_field="t", tag="typing"):
    """The client's person is writing."""

    room: RoomName


class Active(msgspec.Struct, tag_field="t", tag="active"):
    """The person used the keyboard or the pointer, at most once in half a minute; or, not `here`, they went.

    They went when the page is no longer in front, or was not used for a minute.
    """

    here: bool = True


class Ping(msgspec.Struct, tag_field="t", tag="ping"):
    """Is anybody there?"""


ClientFrame = Hello | Look | TypingHere | Active | Ping

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(ClientFrame).decode

CURRENT = b'{"t":"current"}'
PONG = b'{"t":"pong"}'


class MalformedFrame(Exception):  # noqa: N818  (a refusal, not an error)
    """A client's message is not made of frames of this protocol."""


def line_of(entry: Entry) -> bytes:
    """Return the one line all readers of an entry get; the body is JSON already and is not parsed again."""
    return _encode(_EntryFrame(entry.stream, entry.seq, entry.kind, entry.at, entry.by, entry.body))


def line(frame: Welcome | Refetch | Closed | MarksFrame | MineFrame | TypingFrame | Bye) -> bytes:
    """Return any other frame as a line."""
    return _encode(frame)


def client_frames(message: str | bytes) -> list[ClientFrame]:
    """Parse a client's message; raise MalformedFrame for anything but known frames."""
    if len(message) > MAX_CLIENT_MESSAGE:
        raise MalformedFrame
    try:
        return [_decode(part) for part in message.splitlines() if part]
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise MalformedFrame from error


def joined(lines: Iterable[bytes]) -> bytes:
    """Return lines as one message."""
    return b"\n".join(lines)


# What concerns leave with `db.after_commit` besides entries: state that is told, not recorded.


class Mark(msgspec.Struct, frozen=True, tag="mark"):
    """A member has read a room, or the thread under `root`, up to its n-th message.

    Told to those who look at the room, a few times a second.
    """

    stream: str
    member_id: str
    n: int
    from_n: int
    root: str | None = None


class Mine(msgspec.Struct, frozen=True, tag="mine"):
    """A member's own read position moved; told at once to their other devices. `stream` is their personal stream.

    `rewinds` counts how often it went back, so that whoever hears two of them out of order knows which holds.
    """

    stream: str
    room: str
    root: str | None
    n: int
    rewinds: int = 0


class Typing(msgspec.Struct, frozen=True, tag="typing"):
    """A member is writing in a room; told to those who look at it."""

    stream: str
    member_id: str


Live = Mark | Mine | Typing
Announcement = Entry | Live


def split(announcements: Sequence[object]) -> tuple[list[Entry], list[Live]]:
    """Part entries from live facts; what is neither is for somebody else."""
    entries = [one for one in announcements if isinstance(one, Entry)]
    if len(entries) == len(announcements):
        return entries, []
    return entries, [one for one in announcements if isinstance(one, Mark | Mine | Typing)]


class Opens(msgspec.Struct, frozen=True):
    """A stream to be followed from after `seq` on; None: the client does not know from where, and fetches it anew."""

    stream: str
    seq: int | None = 0
