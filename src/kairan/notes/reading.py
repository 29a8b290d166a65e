"""What a room sees of its notes: lists, search, a note with what was written since, versions, Markdown."""

import base64
import json
from collections.abc import Sequence

from sqlalchemy import select, tuple_

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.notes.content import page_of
from kairan.notes.finding import may_drop, require_note, visible
from kairan.notes.markdown import body_of, markdown_of
from kairan.notes.model import (
    PAGE,
    PEOPLE_MOST,
    WRITING_MS,
    NoteId,
    NotePage,
    NoteRow,
    NoteState,
    NoteSync,
    NoteVersion,
    NoteVersions,
    NoteView,
    note_table,
    note_update_table,
    note_version_table,
)
from kairan.notes.problems import NoteNotFound
from kairan.notes.searching import fold, part_of
from kairan.notes.writing import updates_of
from kairan.people import Label, labels
from kairan.policy import may, require
from kairan.talk.access import require_room
from kairan.talk.model import RoomId

_n, _u, _v = note_table.c, note_update_table.c, note_version_table.c
INSTANT_DIGITS = 15
_LISTED = (_n.id, _n.room_id, _n.title, _n.is_front, _n.owner_id, _n.changed_by, _n.changed_at, _n.sought)


def notes_of(db: Db, viewer: Viewer, room_id: RoomId, q: str = "", after: str | None = None) -> NotePage:
    """Return the notes of a room, the front page first, then the newest. Problems: RoomNotFound."""
    require_room(db, viewer, room_id)
    statement = select(*_LISTED).where(_n.room_id == room_id, visible(viewer))
    if q.strip():
        statement = statement.where(_n.sought.contains(fold(q.strip()), autoescape=True))
    if after is not None:
        at, _, note_id = after.partition("|")
        instant = int(at) if at.isdecimal() and len(at) < INSTANT_DIGITS else 0
        statement = statement.where(~_n.is_front, tuple_(_n.changed_at, _n.id) < tuple_(instant, note_id))
    rows = db.all(statement.order_by(_n.is_front.desc(), _n.changed_at.desc(), _n.id.desc()).limit(PAGE + 1))
    shown = rows[:PAGE]
    more = f"{shown[-1].changed_at}|{shown[-1].id}" if len(rows) > PAGE else None
    known = labels(db, {one for row in shown for one in (row.owner_id, row.changed_by)})
    return NotePage(notes=[_row(row, known, q.strip()) for row in shown], next=more)


def _row(row: Record, known: dict[str, Label], q: str = "") -> NoteRow:
    return NoteRow(
        id=NoteId(row.id),
        room_id=RoomId(row.room_id),
        title=row.title,
        is_front=row.is_front,
        by=known[row.owner_id].name if row.owner_id in known else "",
        changed_by=known[row.changed_by].name if row.changed_by in known else "",
        changed_at=row.changed_at,
        part=part_of(row.sought, q),
    )


def note_view(db: Db, viewer: Viewer, note_id: NoteId) -> NoteView:
    """Return a note as a whole. Problems: NoteNotFound."""
    row = require_note(db, viewer, note_id)
    is_open = require_room(db, viewer, RoomId(row.room_id)).archived_at is None
    return NoteView(
        note=_row(row, labels(db, {row.owner_id, row.changed_by})),
        may_write=is_open and may(viewer, "write", row.room_class),
        may_drop=may_drop(db, viewer, row),
        sync=_sync(db, viewer, row, 0),
    )


def note_sync(db: Db, viewer: Viewer, note_id: NoteId, after: int) -> NoteSync:
    """Return what was written in a note since the update with a number. Problems: NoteNotFound."""
    return _sync(db, viewer, require_note(db, viewer, note_id), after)


def _sync(db: Db, viewer: Viewer, row: Record, after: int) -> NoteSync:
    since = max(after, row.base_n)
    newer = db.all(select(_u.content).where(_u.note_id == row.id, _u.n > since).order_by(_u.n))
    state = [row.base] if after < row.base_n else []
    writing = select(_u.writer_id).where(_u.note_id == row.id, _u.at > now_ms() - WRITING_MS)
    others = {one for one in db.scalars(writing) if one != viewer.member_id}
    known = labels(db, others)
    return NoteSync(
        n=row.n,
        updates=[_in_base64(one) for one in [*state, *(one.content for one in newer)]],
        title=row.title,
        writers=sorted(one.name for one in known.values())[:PEOPLE_MOST],
    )


def _in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def versions_of(db: Db, viewer: Viewer, note_id: NoteId) -> NoteVersions:
    """Return the states of a note that were kept, the newest first. Problems: NoteNotFound."""
    row = require_note(db, viewer, note_id)
    rows = db.all(select(_v.n, _v.at, _v.writers).where(_v.note_id == row.id).order_by(_v.n.desc()))
    written = {one.n: json.loads(one.writers) for one in rows}
    known = labels(db, {who for ids in written.values() for who in ids})
    return NoteVersions(
        versions=[NoteVersion(n=one.n, at=one.at, writers=_names(written[one.n], known)) for one in rows]
    )


def _names(ids: Sequence[str], known: dict[str, Label]) -> list[str]:
    return sorted(known[one].name for one in ids if one in known)[:PEOPLE_MOST]


def version_of(db: Db, viewer: Viewer, note_id: NoteId, n: int) -> NoteState:
    """Return a version, to be read or restored. Problems: NoteNotFound."""
    row = require_note(db, viewer, note_id)
    state = db.scalar(select(_v.state).where(_v.note_id == row.id, _v.n == min(max(n, 0), row.n)))
    if state is None:
        raise NoteNotFound
    now = body_of(page_of(row.base, [one.content for one in updates_of(db, row)]))
    return NoteState(n=n, state=_in_base64(state), markdown=body_of(page_of(state)), now=now)


def note_markdown(db: Db, viewer: Viewer, note_id: NoteId) -> str:
    """Return a note as Markdown. Problems: NoteNotFound, RefusedByPolicy."""
    row = require_note(db, viewer, note_id)
    require(viewer, "download", row.room_class)
    return markdown_of(page_of(row.base, [one.content for one in updates_of(db, row)]), row.title)
