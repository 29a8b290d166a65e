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
from kairan.core.journal.queries import entries_after, head, heads, readable_span, register_reader

__all__ = [
    "Body",
    "BodyErased",
    "Entry",
    "Held",
    "Span",
    "append",
    "append_all",
    "entries_after",
    "erase_bodies",
    "erase_body",
    "head",
    "heads",
    "hold",
    "open_stream",
    "readable_span",
    "redact",
    "register_reader",
]
