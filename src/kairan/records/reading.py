"""Reading records: a page at a time, each with an entry that says who read what and for what reason."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import and_, insert, or_, select, update

from kairan.core.journal import append, hold
from kairan.core.journal.model import entry_table
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.files.model import file_table
from kairan.people import organization_stream, people_named
from kairan.records.access import Open, messages_in, require_open
from kairan.records.entries import RecordsViewed
from kairan.records.model import RecordFile, RecordMessage, RecordPage, Wording, view_table
from kairan.records.notices import tell_masters
from kairan.records.requests import rules_of
from kairan.talk.entries import MessageEdited, MessagePosted
from kairan.talk.model import message_table

PAGE = 50

_msg, _e, _v, _f = message_table.c, entry_table.c, view_table.c, file_table.c


def view_records(db: Db, viewer: Viewer, request_id: str, after: str | None = None) -> RecordPage:
    """Return a page of the records a request reaches, the oldest first, and put on record that it was read.

    Removed messages come with their wordings, as far as retention has left them. Problems: RoleNeeded,
    RequestNotFound, NotOpen.
    """
    granted = require_open(db, viewer, request_id)
    rows = message_rows(db, granted, after, PAGE + 1)
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    _note_view(db, viewer, granted, rows)
    return RecordPage(records_of(db, rows), place_of(rows[-1]) if more else None, granted.ends_at)


def message_rows(db: Db, granted: Open, after: str | None, most: int) -> Sequence[Record]:
    """Return the next messages of a request in the order of time; `after` is where the last page ended."""
    statement = messages_in(granted)
    if after is not None:
        at, no, seq = _place(after)
        later = or_(_msg.at > at, and_(_msg.at == at, _msg.room_no > no))
        statement = statement.where(or_(later, and_(_msg.at == at, _msg.room_no == no, _msg.seq > seq)))
    return db.all(statement.order_by(_msg.at, _msg.room_no, _msg.seq).limit(most))


def place_of(row: Record) -> str:
    """Return where a page ends."""
    return f"{row.at}.{row.room_no}.{row.seq}"


def _place(after: str) -> tuple[int, int, int]:
    """Read where a page ended; what is no such place is before everything."""
    parts = [int(part) for part in after.split(".") if part.isdecimal() and len(part) < 19]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else (0, 0, 0)


def _note_view(db: Db, viewer: Viewer, granted: Open, rows: Sequence[Record]) -> None:
    rooms = sorted({row.room_id for row in rows})
    viewed = RecordsViewed(
        request_id=granted.id,
        reason=granted.reason,
        room_ids=rooms,
        messages=len(rows),
        first_at=rows[0].at if rows else None,
        last_at=rows[-1].at if rows else None,
    )
    append(db, organization_stream(viewer.organization_id), viewed, viewer)
    note_rooms(db, viewer, granted, rooms)


def note_rooms(db: Db, viewer: Viewer, granted: Open, room_ids: Sequence[str]) -> None:
    """Remember in which rooms something was read, and tell their masters at once where the body wants that."""
    hold(db, organization_stream(viewer.organization_id))
    for room_id in room_ids:
        here = and_(_v.request_id == granted.id, _v.room_id == room_id)
        if not db.execute(update(view_table).where(here).values(views=_v.views + 1)).rowcount:
            db.execute(insert(view_table).values(request_id=granted.id, room_id=room_id, first_at=now_ms(), views=1))
    if rules_of(db, viewer.organization_id).tell == "at_once":
        tell_masters(db, granted.id)


def records_of(db: Db, rows: Sequence[Record]) -> list[RecordMessage]:
    """Make records of messages: every wording from the journal itself, not from what readers get."""
    places = [(row.room_no, seq) for row in rows for seq in (row.seq, *edits_of(row))]
    entries = entries_at(db, places)
    names = {
        person.id: person.name
        for person in people_named(db, {one for row in rows for one in (row.author_id, row.removed_by) if one})
    }
    posted = {(row.room_no, row.seq): _posted(entries.get((row.room_no, row.seq))) for row in rows}
    digests = file_digests(db, [file.id for one in posted.values() if one is not None for file in one.files])
    return [
        RecordMessage(
            id=row.id,
            room=row.room_name or "",
            room_id=row.room_id,
            seq=row.seq,
            at=row.at,
            author=names.get(row.author_id, ""),
            wordings=_wordings(row, entries),
            files=_files(posted[row.room_no, row.seq], digests),
            is_reply=row.root_seq is not None,
            removed_at=row.removed_at,
            removed_by=None if row.removed_by is None else names.get(row.removed_by, ""),
            digest=bytes(entries[row.room_no, row.seq].digest).hex(),
        )
        for row in rows
    ]


def edits_of(row: Record) -> list[int]:
    """Return the numbers of the entries that edited a message."""
    return msgspec.json.decode(row.edits or "[]", type=list[int])


def entries_at(db: Db, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Record]:
    """Return entries by stream and number, as they were written."""
    found: dict[tuple[int, int], Record] = {}
    by_stream: dict[int, list[int]] = {}
    for no, seq in places:
        by_stream.setdefault(no, []).append(seq)
    for no, seqs in by_stream.items():
        for row in db.all(select(entry_table).where(_e.stream_no == no, _e.seq.in_(seqs))):
            found[no, row.seq] = row
    return found


def _posted(entry: Record | None) -> MessagePosted | None:
    return None if entry is None or entry.body is None else msgspec.json.decode(entry.body, type=MessagePosted)


def _wordings(row: Record, entries: dict[tuple[int, int], Record]) -> list[Wording]:
    first = _posted(entries.get((row.room_no, row.seq)))
    found = [Wording(row.at, None if first is None else first.text)]
    for seq in edits_of(row):
        entry = entries.get((row.room_no, seq))
        if entry is not None:
            edited = None if entry.body is None else msgspec.json.decode(entry.body, type=MessageEdited).text
            found.append(Wording(entry.at, edited))
    return found


def file_digests(db: Db, ids: Sequence[str]) -> dict[str, str]:
    """Return the SHA-256 of the content of files."""
    wanted = db.all(select(_f.id, _f.digest).where(_f.id.in_(sorted(set(ids)))))
    return {row.id: bytes(row.digest).hex() for row in wanted if row.digest is not None}


def _files(posted: MessagePosted | None, digests: dict[str, str]) -> list[RecordFile]:
    files = [] if posted is None else posted.files
    return [RecordFile(file.id, file.name, file.size, file.type, digests.get(file.id)) for file in files]
