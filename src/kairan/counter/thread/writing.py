"""Writing to the section with files (添付を送る): taken in as those of a draft are, sent with the words or not at all.

Promises: what was typed and what has come is kept until it is sent; a message names files that are there, and no file
is in two messages; what is never sent goes within days, files and all.
"""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, delete, exists, insert, select, update

from kairan.applications.attaching import Holder
from kairan.applications.attachment_model import application_file_table
from kairan.applications.attachments import bind_files, forget_files_of_drafts, states_of
from kairan.applications.model import DRAFT_BYTES, Applicant, ApplicationId, TypedIn, application_table
from kairan.applications.problems import DraftTooLarge
from kairan.applications.streams import application_stream
from kairan.core.journal import hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.ids import new_id
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import bounded_text
from kairan.counter.applicants import require_own_case
from kairan.counter.conversation import note_read, write_to_section
from kairan.counter.model import TEXT_LIMIT
from kairan.counter.problems import CaseNotShown
from kairan.counter.thread_model import FILE_FIELD, FILES, TEXT, WRITING_DAYS, writing_table
from kairan.forms.complaints import Complaint
from kairan.forms.questions import FileUpload
from kairan.forms.questions.files import FAULT, attached_files

_a, _f, _w = application_table.c, application_file_table.c, writing_table.c
_Typed = dict[str, list[str]]


class ToMessage(msgspec.Struct, frozen=True, kw_only=True):
    """An applicant attaches to what they write to the section; see `applications.attaching.Attaching`."""

    applicant: Applicant
    box: SecretBox
    case_id: ApplicationId

    def begun(self, db: Db) -> Holder:
        """Return what is being written, begun where nothing is. Problems: CaseNotShown."""
        require_own_case(db, self.applicant, self.case_id)
        hold(db, application_stream(self.case_id))
        row = require_own_case(db, self.applicant, self.case_id)
        if db.scalar(select(_a.erased_at).where(_a.id == self.case_id)) is not None:
            raise CaseNotShown
        return holder_of(db, self.box, row, FILE_FIELD)

    def rewrite(self, db: Db, holder: Holder, typed: TypedIn) -> None:
        """Let this stand in its fields. Problems: DraftTooLarge."""
        rewrite_of(db, self.box, holder, typed)


def holder_of(db: Db, box: SecretBox, case: Record, field: FileUpload) -> Holder:
    """Return what is being written about a case that was found and is held, begun where nothing is."""
    writing = _writing(db, case.id)
    writing_id = new_id() if writing is None else writing.id
    if writing is None:
        empty = {"typed": _sealed(box, writing_id, {}), "changed_at": now_ms()}
        db.execute(insert(writing_table).values(id=writing_id, application_id=case.id, **empty))
    return Holder(
        id=writing_id,
        organization_id=case.organization_id,
        form_id=case.form_id,
        questions=[field],
        typed={} if writing is None else _typed(box, writing),
    )


def rewrite_of(db: Db, box: SecretBox, holder: Holder, typed: TypedIn) -> None:
    """Let this stand in the fields of what is being written. Problems: DraftTooLarge."""
    kept = _sealed(box, holder.id, typed)
    db.execute(update(writing_table).where(_w.id == holder.id).values(typed=kept, changed_at=now_ms()))


def _writing(db: Db, case_id: str) -> Record | None:
    return db.first(select(writing_table).where(_w.application_id == case_id))


def _sealed(box: SecretBox, writing_id: str, typed: TypedIn) -> str:
    text = msgspec.json.encode(typed)
    if len(text) > DRAFT_BYTES:
        raise DraftTooLarge
    return box.seal(text.decode(), f"writing:{writing_id}")


def _typed(box: SecretBox, row: Record) -> _Typed:
    return msgspec.json.decode(box.open(row.typed, f"writing:{row.id}"), type=_Typed)


def typed_so_far(db: Db, box: SecretBox, case_id: ApplicationId) -> _Typed:
    """Return what the applicant of a case that was found is writing; nothing: empty."""
    row = _writing(db, case_id)
    return {} if row is None else _typed(box, row)


def keep_writing(db: Db, to: ToMessage, typed: Mapping[str, Sequence[str]]) -> None:
    """Keep what was typed; the last complaint about files goes.

    Problems: CaseNotShown, DraftTooLarge, TextTooLong, TextNotStorable.
    """
    holder = to.begun(db)
    text = bounded_text("".join(typed.get(TEXT, ())), TEXT_LIMIT)
    gone = {TEXT, FILE_FIELD.field(FAULT)}
    kept = {name: values for name, values in holder.typed.items() if name not in gone}
    to.rewrite(db, holder, {**kept, TEXT: [text]} if text else kept)


def send_writing(db: Db, to: ToMessage) -> Complaint | None:
    """Send what was written with its files; returned is what is wrong with it, and then nothing was sent.

    Problems: CaseNotShown, TextNotStorable, TextTooLong.
    """
    holder = to.begun(db)
    if fault := _fault_of(holder.typed, states_of(db, holder.id)):
        return fault
    text = "".join(holder.typed.get(TEXT, ())).strip()
    files = attached_files(holder.typed.get(FILES))
    if not text and not files:
        return Complaint("missing", {})
    if not bind_files(db, holder.id, to.case_id, [one.id for one in files]):
        return Complaint("file_gone", {"name": ""})
    write_to_section(db, to.applicant, to.case_id, text, files)
    note_read(db, to.case_id, of_applicant=False)
    db.execute(delete(writing_table).where(_w.id == holder.id))
    return None


def _fault_of(typed: Mapping[str, Sequence[str]], states: Mapping[str, str]) -> Complaint | None:
    """Return why the last file was not taken, or which one a virus checker refused since."""
    code, name, most = [*typed.get(FILE_FIELD.field(FAULT), ()), "", "", ""][:3]
    if code:
        return Complaint(code, {"name": name, "most": most})
    refused = [one for one in attached_files(typed.get(FILES)) if states.get(one.id) == "refused"]
    return Complaint("file_infected", {"name": refused[0].name}) if refused else None


def fault_so_far(db: Db, case_id: ApplicationId, typed: Mapping[str, Sequence[str]]) -> Complaint | None:
    """Return what is wrong with the files of what is being written, for its page."""
    row = _writing(db, case_id)
    return None if row is None else _fault_of(typed, states_of(db, row.id))


def waits_for_writing() -> ColumnElement[bool]:
    """Restrict files to those of a message that may still be sent."""
    return exists(select(_w.id).where(_w.id == _f.draft_id))


def forget_writings(db: Db) -> int:
    """Forget what nobody sent; return how many."""
    old = list(db.scalars(select(_w.id).where(_w.changed_at < now_ms() - WRITING_DAYS * DAY_MS).limit(500)))
    _forget(db, old)
    return len(old)


def forget_writings_of(db: Db, application_ids: Sequence[str]) -> None:
    """Forget with the answers what was being written about them."""
    _forget(db, list(db.scalars(select(_w.id).where(_w.application_id.in_(application_ids)))))


def _forget(db: Db, ids: Sequence[str]) -> None:
    if ids:
        db.execute(delete(writing_table).where(_w.id.in_(ids)))
        forget_files_of_drafts(db, ids)
