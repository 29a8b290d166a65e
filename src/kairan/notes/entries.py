"""What the stream of a note keeps: who wrote when. What was written stands in the tables, in the same transaction."""

from kairan.core.journal import Body


class NoteBegun(Body, frozen=True):
    """Somebody began a note in a room."""

    kind = "note.begun"
    room: str
    title: str


class NoteWritten(Body, frozen=True):
    """Somebody wrote: the update with this number, of so many bytes and with this SHA-256."""

    kind = "note.written"
    n: int
    size: int
    digest: str


class NoteChanged(Body, frozen=True):
    """Somebody renamed it, or made it the front page, or no more."""

    kind = "note.changed"
    title: str
    is_front: bool


class NoteDropped(Body, frozen=True):
    """Somebody deleted it; nobody sees it any more."""

    kind = "note.dropped"
