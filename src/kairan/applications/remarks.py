"""What staff say of an application among themselves (印・メモ): never to the applicant.

A note is an entry of the application's stream; with the answers its text goes, and the record keeps that there was one.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, delete, func, insert, select

from kairan.applications.entries import ApplicationMarked, ApplicationNoted
from kairan.applications.listing import marks_of
from kairan.applications.listing_model import NOTE_LIMIT, NOTES_MOST, MarksChange, NewNote, application_mark_table
from kairan.applications.model import ApplicationId, ApplicationView, Mark, StaffNote, application_table
from kairan.applications.problems import ApplicationNotFound, NoteEmpty, NotesTooMany
from kairan.applications.queries import application, require_application
from kairan.applications.streams import application_stream
from kairan.core.journal import append, erase_body, hold
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.forms.rights import require_form
from kairan.people import labels

_a, _m, _e, _st = application_table.c, application_mark_table.c, entry_table.c, stream_table.c


def with_remarks(db: Db, view: ApplicationView) -> ApplicationView:
    """Return an application that was found for the viewer with its marks and notes."""
    return msgspec.structs.replace(view, marks=marks_of(db, [view.id]).get(view.id, []), notes=_notes_of(db, view.id))


def application_with_remarks(db: Db, viewer: Viewer, application_id: ApplicationId) -> ApplicationView:
    """Return one with its answers, marks and notes. Problems: RefusedByPolicy, ApplicationNotFound."""
    return with_remarks(db, application(db, viewer, application_id))


def _notes_of(db: Db, application_id: str) -> list[StaffNote]:
    rows = db.all(_noted(application_id).order_by(_e.seq.desc()).limit(NOTES_MOST))
    names = labels(db, {row.actor_id for row in rows if row.actor_id})
    return [
        StaffNote(
            seq=row.seq,
            at=row.at,
            by=names[row.actor_id].name if row.actor_id in names else "",
            text=msgspec.json.decode(row.body, type=ApplicationNoted).text,
        )
        for row in rows
    ]


def _noted(application_id: str) -> Select[*tuple[Any, ...]]:
    """Return the notes of an application that are not erased."""
    stream = select(_st.no).where(_st.name == application_stream(application_id)).scalar_subquery()
    these = (_e.stream_no == stream) & (_e.kind == ApplicationNoted.kind) & _e.body.is_not(None)
    return select(_e.seq, _e.at, _e.actor_id, _e.body).where(these)


def mark_application(db: Db, viewer: Viewer, application_id: ApplicationId, change: MarksChange) -> ApplicationView:
    """Say which marks an application bears from now on.

    Problems: RefusedByPolicy, ApplicationNotFound, FormRightNeeded.
    """
    row = require_application(db, viewer, application_id)
    require_form(db, viewer, row.form_id, "work")
    held = hold(db, application_stream(application_id))
    before = set(marks_of(db, [application_id]).get(application_id, []))
    wanted = set(change.marks)
    if wanted != before:
        _write(db, viewer, row.form_id, application_id, wanted - before, before - wanted)
        told = ApplicationMarked(marks=sorted(wanted))
        append(db, application_stream(application_id), told, viewer, held=held)
    return application_with_remarks(db, viewer, application_id)


def _write(db: Db, viewer: Viewer, form_id: str, application_id: str, more: set[Mark], fewer: set[Mark]) -> None:
    this = _m.application_id == application_id
    db.execute(delete(application_mark_table).where(this, _m.mark.in_(fewer)))
    if more:
        by = {"form_id": form_id, "marked_by": viewer.member_id, "marked_at": now_ms()}
        rows = [{"application_id": application_id, "mark": one, **by} for one in sorted(more)]
        db.execute(insert(application_mark_table), rows)


def note_application(db: Db, viewer: Viewer, application_id: ApplicationId, new: NewNote) -> ApplicationView:
    """Note something about an application; it cannot be changed, and the applicant never sees it.

    Problems: RefusedByPolicy, ApplicationNotFound, FormRightNeeded, NoteEmpty, NotesTooMany, TextTooLong,
    TextNotStorable.
    """
    row = require_application(db, viewer, application_id)
    require_form(db, viewer, row.form_id, "work")
    text = bounded_text(new.text, NOTE_LIMIT).strip()
    if not text:
        raise NoteEmpty
    kept = select(_a.erased_at).where(_a.id == application_id).with_for_update()  # whoever erases it waits, or has done
    if db.scalar(kept) is not None:
        raise ApplicationNotFound
    held = hold(db, application_stream(application_id))
    if (db.scalar(select(func.count()).select_from(_noted(application_id).subquery())) or 0) >= NOTES_MOST:
        raise NotesTooMany(most=NOTES_MOST)
    append(db, application_stream(application_id), ApplicationNoted(text=text), viewer, held=held)
    return application_with_remarks(db, viewer, application_id)


def forget_notes(db: Db, application_ids: Sequence[str]) -> None:
    """Erase what was noted about applications whose answers are erased; that there were notes stays in the record."""
    names = [application_stream(one) for one in application_ids]
    noted = (_e.stream_no == _st.no) & (_e.kind == ApplicationNoted.kind) & _e.body.is_not(None)
    found = select(_st.name, _e.seq).join(entry_table, noted).where(_st.name.in_(names)).order_by(_st.name, _e.seq)
    for row in db.all(found):
        erase_body(db, row.name, row.seq, None)
