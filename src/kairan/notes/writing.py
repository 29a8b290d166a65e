"""Beginning a note, writing in it, renaming and deleting it.

What is written comes as updates of a Yjs document, which may arrive twice and in any order. Each is checked on a copy
and stored in the transaction of its entry. After a pause, and after UPDATES_MOST of them, they are put together into
one state, which is kept as a version.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import delete, func, insert, select, update

from kairan.core.journal import append
from kairan.core.kit.advisory_lock import lock_name
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name
from kairan.core.viewer import Viewer
from kairan.notes.content import page_of, pictures_of, text_of, written
from kairan.notes.entries import NoteBegun, NoteChanged, NoteDropped, NoteWritten
from kairan.notes.finding import hold_note, may_drop
from kairan.notes.model import (
    NOTES_MOST,
    PAUSE_MS,
    TEXT_LIMIT,
    TITLE_LIMIT,
    UPDATE_MOST,
    UPDATES_MOST,
    VERSIONS_MOST,
    NoteBeginning,
    NoteChange,
    NoteId,
    NoteWriting,
    note_stream,
    note_table,
    note_update_table,
    note_version_table,
)
from kairan.notes.pictures import keep_pictures
from kairan.notes.problems import NoteNotYours, NotesTooMany, NoteTooLong, NoteUntitled, NoteUpdateWrong
from kairan.notes.searching import folded
from kairan.policy import require
from kairan.talk.access import hold_open_room, require_open, require_room
from kairan.talk.model import RoomId
from kairan.talk.my_numbers import require_no_my_number, require_no_my_number_in

_n, _u, _v = note_table.c, note_update_table.c, note_version_table.c


def begin_note(db: Db, viewer: Viewer, new: NoteBeginning) -> NoteId:
    """Begin an empty note in a room; a retry with the same client key gives back the first one.

    Problems: RoomNotFound, RoomArchivedAlready, RefusedByPolicy, NoteUntitled, NotesTooMany, MyNumberRefused.
    """
    lock_name(db, f"note:{viewer.member_id}:{new.client_key}")
    earlier = select(_n.id).where(_n.owner_id == viewer.member_id, _n.client_key == new.client_key)
    if (begun := db.scalar(earlier)) is not None:
        return NoteId(begun)
    room = hold_open_room(db, viewer, new.room_id)
    require(viewer, "write", room.room_class)
    there = select(func.count()).select_from(note_table).where(_n.room_id == room.id, _n.dropped_at.is_(None))
    if db.scalar(there) >= NOTES_MOST:
        raise NotesTooMany(most=NOTES_MOST)
    title, now, note_id = _good_title(new.title), now_ms(), NoteId(new_id())
    require_no_my_number(room, title)
    db.execute(
        insert(note_table).values(
            id=note_id,
            organization_id=room.organization_id,
            room_id=room.id,
            room_class=room.room_class,
            owner_id=viewer.member_id,
            client_key=new.client_key,
            title=title,
            is_front=False,
            n=0,
            base_n=0,
            base=b"",
            sought=folded(title, ""),
            made_at=now,
            changed_at=now,
            changed_by=viewer.member_id,
        )
    )
    append(db, note_stream(note_id), NoteBegun(room=room.id, title=title), viewer)
    return note_id


def _good_title(title: str) -> str:
    if not title.strip():
        raise NoteUntitled(most=TITLE_LIMIT)
    return bounded_name(title, TITLE_LIMIT, lambda **_: NoteUntitled(most=TITLE_LIMIT))


def write_note(db: Db, viewer: Viewer, note_id: NoteId, what: NoteWriting) -> None:
    """Take in what somebody wrote. The same again changes nothing.

    Problems: NoteNotFound, RoomArchivedAlready, RefusedByPolicy, NoteUpdateWrong, NoteTooLong, MyNumberRefused, those
    of `keep_pictures`.
    """
    content = _decoded(what.update)
    if not content:
        return
    row = _hold_for_writing(db, viewer, note_id)
    rows = updates_of(db, row)
    page = page_of(row.base, [one.content for one in rows])
    now = now_ms()
    before, pictures_before = page.get_update(), pictures_of(page)
    if not written(page, content):
        return
    text, pictures = text_of(page), pictures_of(page)
    require_no_my_number_in(db, row.room_id, text, *pictures.values())
    keep_pictures(db, viewer, row, pictures.keys() - pictures_before.keys())
    if rows and (len(rows) >= UPDATES_MOST or rows[-1].at < now - PAUSE_MS):
        _keep_version(db, row, rows, before)
    n = row.n + 1
    db.execute(
        insert(note_update_table).values(note_id=note_id, n=n, writer_id=viewer.member_id, at=now, content=content)
    )
    sought = folded(row.title, text)
    changed = {"n": n, "sought": sought, "changed_at": now, "changed_by": viewer.member_id}
    db.execute(update(note_table).where(_n.id == note_id).values(**changed))
    said = NoteWritten(n=n, size=len(content), digest=sha256(content).hexdigest())
    append(db, note_stream(note_id), said, viewer)


def _decoded(update_in_base64: str) -> bytes:
    try:
        content = base64.b64decode(update_in_base64, validate=True)
    except (binascii.Error, ValueError):
        raise NoteUpdateWrong from None
    if len(content) > UPDATE_MOST:
        raise NoteTooLong(most=TEXT_LIMIT)
    return content


def _hold_for_writing(db: Db, viewer: Viewer, note_id: NoteId) -> Record:
    row = hold_note(db, viewer, note_id)
    require_open(require_room(db, viewer, RoomId(row.room_id)))
    require(viewer, "write", row.room_class)
    return row


def updates_of(db: Db, row: Record) -> Sequence[Record]:
    """Return what was written since the state of a note."""
    return db.all(select(note_update_table).where(_u.note_id == row.id, _u.n > row.base_n).order_by(_u.n))


def _keep_version(db: Db, row: Record, rows: Sequence[Record], state: bytes) -> None:
    """Put what was written together into one state, and keep it as a version."""
    writers = json.dumps(sorted({one.writer_id for one in rows}))
    db.execute(insert(note_version_table).values(note_id=row.id, n=row.n, at=rows[-1].at, writers=writers, state=state))
    db.execute(update(note_table).where(_n.id == row.id).values(base=state, base_n=row.n))
    db.execute(delete(note_update_table).where(_u.note_id == row.id, _u.n <= row.n))
    kept = select(_v.n).where(_v.note_id == row.id).order_by(_v.n.desc()).limit(VERSIONS_MOST)
    oldest = min(db.scalars(kept))
    db.execute(delete(note_version_table).where(_v.note_id == row.id, _v.n < oldest))


def change_note(db: Db, viewer: Viewer, note_id: NoteId, change: NoteChange) -> None:
    """Rename a note, or make it the front page of its room, of which there is one.

    Problems: NoteNotFound, RoomArchivedAlready, RefusedByPolicy, NoteUntitled, MyNumberRefused.
    """
    row = _hold_for_writing(db, viewer, note_id)
    title = row.title if change.title is None else _good_title(change.title)
    require_no_my_number_in(db, row.room_id, title)
    is_front = row.is_front if change.is_front is None else change.is_front
    if (title, is_front) == (row.title, row.is_front):
        return
    if is_front:
        lock_name(db, f"front:{row.room_id}")
        db.execute(update(note_table).where(_n.room_id == row.room_id, _n.is_front).values(is_front=False))
    text = row.sought.partition("\n")[2]
    changed = {"title": title, "is_front": is_front, "sought": f"{folded(title, '')}{text}"}
    db.execute(update(note_table).where(_n.id == note_id).values(**changed))
    append(db, note_stream(note_id), NoteChanged(title=title, is_front=is_front), viewer)


def drop_note(db: Db, viewer: Viewer, note_id: NoteId) -> None:
    """Delete a note: nobody sees it any more. Problems: NoteNotFound, NoteNotYours, RefusedByPolicy."""
    row = hold_note(db, viewer, note_id)
    if not may_drop(db, viewer, row):
        raise NoteNotYours
    require(viewer, "write", row.room_class)
    db.execute(update(note_table).where(_n.id == note_id).values(dropped_at=now_ms(), is_front=False))
    append(db, note_stream(note_id), NoteDropped(), viewer)
