"""The journal: everything that happens is an entry in a stream.

The same entry is the live event, the resume cursor, the audit record and the export.
"""

from kairan.core.journal.actions import (
    BodyErased,
    Held,
    append,
    append_all,
    erase_bodies,
    erase_body,
    hold,
    open_stream,
    redact,
)
from kairan.core.journal.model import Body, Entry, Span
from kairan.core.journal.queries import (
    FOLLOWED,
    STREAMS,
    EntriesOfKinds,
    Stream,
    entries_after,
    followed_streams,
    head,
    heads,
    readable_span,
)

__all__ = [
    "FOLLOWED",
    "STREAMS",
    "Body",
    "BodyErased",
    "EntriesOfKinds",
    "Entry",
    "Held",
    "Span",
    "Stream",
    "append",
    "append_all",
    "entries_after",
    "erase_bodies",
    "erase_body",
    "followed_streams",
    "head",
    "heads",
    "hold",
    "open_stream",
    "readable_span",
    "redact",
]
