"""Notes of the section on a case (庁内メモ): never visible to the applicant."""

import hashlib

from sqlalchemy import insert

from kairan.applications.model import ApplicationId
from kairan.applications.submitting import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.counter.entries import CaseNoted
from kairan.counter.finding import require_work
from kairan.counter.model import TEXT_LIMIT, NoteId, Writing, case_note_table
from kairan.counter.moving import touch


def note_on_case(db: Db, viewer: Viewer, case_id: ApplicationId, what: Writing) -> NoteId:
    """Note something for the section.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, TextNotStorable, TextTooLong.
    """
    row, held = require_work(db, viewer, case_id)
    text = bounded_text(what.text, TEXT_LIMIT).strip()
    note_id = NoteId(new_id())
    values = {"application_id": case_id, "at": now_ms(), "member_id": viewer.member_id, "text": text}
    db.execute(insert(case_note_table).values(id=note_id, **values))
    touch(db, row)
    append(db, application_stream(case_id), CaseNoted(note=note_id, digest=digest_of(text)), viewer, held=held)
    return note_id


def digest_of(text: str) -> str:
    """Return what stands for words in the record: they can be erased, and it still shows that they were these."""
    return hashlib.sha256(text.encode()).hexdigest()
