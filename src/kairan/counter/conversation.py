"""The conversation with the applicant (やりとり): every message of theirs has a day by which somebody answers."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import insert, update

from kairan.applications.filling import today
from kairan.applications.model import Applicant, ApplicationId
from kairan.applications.streams import application_stream
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.counter.applicants import require_own_case
from kairan.counter.entries import CaseMessaged
from kairan.counter.extending import tell_event
from kairan.counter.finding import procedure_of, require_work
from kairan.counter.letters import tell_message
from kairan.counter.model import TEXT_LIMIT, CaseMessageId, Writing, case_message_table
from kairan.counter.moving import event_of, take_if_nobodys, touch
from kairan.counter.period import day_after
from kairan.counter.telling import tell
from kairan.counter.thread_model import lines_of
from kairan.files import FileId, attach
from kairan.files.model import StoredFile
from kairan.files.queries import require_file
from kairan.forms.questions.files import AttachedFile

_m = case_message_table.c


def write_to_applicant(
    db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId, what: Writing, file_ids: Sequence[str] = ()
) -> CaseMessageId:
    """Write to the applicant; a letter tells them that there is something to read.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, TextNotStorable, TextTooLong, FileNotFound,
    FileNotClean, TooManyFiles.
    """
    row, held = require_work(db, viewer, case_id)
    text = bounded_text(what.text, TEXT_LIMIT).strip()
    files = [_as_attached(require_file(db, viewer, FileId(one))) for one in dict.fromkeys(file_ids)]
    message_id = keep_message(db, case_id, text, viewer.member_id, files)
    touch(db, row, reply_due_on=None)
    said = CaseMessaged(message=message_id, is_from_applicant=False, digest=digest_of_message(text, files))
    entry = append(db, application_stream(case_id), said, viewer, held=held)
    attach(db, viewer, [one.id for one in files], application_stream(case_id), entry.seq)
    take_if_nobodys(db, row, viewer)
    tell_message(db, box, row)
    return message_id


def _as_attached(file: StoredFile) -> AttachedFile:
    return AttachedFile(file.id, file.size, (file.digest or b"").hex(), file.type, file.name)


def write_to_section(
    db: Db, applicant: Applicant, case_id: ApplicationId, text: str, files: Sequence[AttachedFile] = ()
) -> CaseMessageId:
    """Write to the section, as the applicant; somebody answers within the days the procedure says.

    Problems: CaseNotShown, TextNotStorable, TextTooLong.
    """
    require_own_case(db, applicant, case_id)
    held = hold(db, application_stream(case_id))
    row = require_own_case(db, applicant, case_id)
    said = bounded_text(text, TEXT_LIMIT).strip()
    message_id = keep_message(db, case_id, said, None, files)
    reply_due_on = row.reply_due_on or day_after(today(), procedure_of(row).answer_days).isoformat()
    touch(db, row, reply_due_on=reply_due_on, is_opened=False)
    entry = CaseMessaged(message=message_id, is_from_applicant=True, digest=digest_of_message(said, files))
    written = append(db, application_stream(case_id), entry, None, held=held)
    tell(db, row, written, [row.owner_id])
    tell_event(db, event_of(row, "case.messaged", row.state))
    return message_id


def digest_of(text: str) -> str:
    """Return what stands for words in the record: they can be erased, and it still shows that they were these."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of_message(text: str, files: Sequence[AttachedFile]) -> str:
    """Return what stands for a message: its words, and the digests of its files with their names."""
    return digest_of("\n".join([text, *(one.line() for one in files)]))


def keep_message(
    db: Db, case_id: ApplicationId, text: str, member_id: str | None, files: Sequence[AttachedFile]
) -> CaseMessageId:
    """Write a message down; the caller holds the stream and appends its entry. `member_id` null: the applicant's."""
    message_id = CaseMessageId(new_id())
    values = {"application_id": case_id, "at": now_ms(), "member_id": member_id, "text": text}
    db.execute(insert(case_message_table).values(id=message_id, files=lines_of(list(files)), **values))
    return message_id


def read_by_applicant(db: Db, applicant: Applicant, case_id: ApplicationId) -> None:
    """Note that the applicant has read what the section wrote. Problems: CaseNotShown."""
    require_own_case(db, applicant, case_id)
    note_read(db, case_id, of_applicant=False)


def note_read(db: Db, case_id: ApplicationId, *, of_applicant: bool) -> None:
    """Note that the other side has read everything of one side; the caller found the case."""
    theirs = _m.member_id.is_(None) if of_applicant else _m.member_id.is_not(None)
    unread = (_m.application_id == case_id) & theirs & _m.read_at.is_(None)
    db.execute(update(case_message_table).where(unread).values(read_at=now_ms()))
