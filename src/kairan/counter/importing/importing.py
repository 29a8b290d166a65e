"""Taking in what came in elsewhere (取込み): a case for each application, once, however often the download is taken in.

Promises: what a download holds is an answer, a note of the section or a file of the conversation, or is told not to be;
a case is made whole, or not at all; files that a crash kept away come when the download is taken in again.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import delete, insert, select, update

from kairan.applications.arrivals import ARRIVED
from kairan.applications.attaching import Holder
from kairan.applications.attachments import bind_files, states_of
from kairan.applications.filling import today
from kairan.applications.listing_model import NOTE_LIMIT, NewNote
from kairan.applications.model import (
    Applicant,
    ApplicationId,
    OpenForm,
    TypedIn,
    application_table,
    digest_of_answers,
)
from kairan.applications.offering import form_of
from kairan.applications.problems import ApplicationNotFound
from kairan.applications.remarks import note_application
from kairan.applications.streams import application_stream
from kairan.applications.submitting import Answered, enter
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import JAPAN
from kairan.core.kit.ids import new_id
from kairan.core.kit.randomness import random_bytes
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.counter.conversation import digest_of_message, keep_message
from kairan.counter.entries import CaseMessaged
from kairan.counter.finding import require_work
from kairan.counter.importing.download import Record
from kairan.counter.importing.entries import CaseImported, CasesImported
from kairan.counter.importing.matching import matched
from kairan.counter.importing.model import Imported, Taken, case_import_table
from kairan.counter.importing.problems import ImportNotPossible
from kairan.counter.thread.writing import holder_of, rewrite_of
from kairan.counter.thread_model import FILES, writing_table
from kairan.forms.model import FormId
from kairan.forms.queries import form_stream
from kairan.forms.questions import FileUpload
from kairan.forms.questions.files import attached_files
from kairan.forms.rights import require_form
from kairan.policy import require

FILE_FIELD = FileUpload(
    id=FILES,
    label="添付ファイル",
    required=False,
    most=20,
    most_mb=50,
    kinds=["picture", "pdf", "word", "sheet", "slides", "text"],
)
NOTES_OF_ONE = 20
_a, _i, _w = application_table.c, case_import_table.c, writing_table.c
_AT = re.compile(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?(?:[ T　]*(\d{1,2})[:時](\d{1,2}))?.*")


def require_import(db: Db, viewer: Viewer, form_id: FormId) -> OpenForm:
    """Return a form the viewer may take applications in for.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, ImportNotPossible.
    """
    require(viewer, "read_answers")
    require_form(db, viewer, form_id, "work")
    form = form_of(db, form_id)
    if form is None or form.document.is_survey or form.audience == "staff":
        raise ImportNotPossible
    return form


def take_in(db: Db, viewer: Viewer, box: SecretBox, form_id: FormId, record: Record) -> Taken:
    """Make a case of an application; one that was taken in before stays as it is.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, ImportNotPossible.
    """
    form = require_import(db, viewer, form_id)
    hold(db, form_stream(form_id))  # of two who take the same download in at once, the second finds it done
    known = db.first(select(case_import_table).where(_i.form_id == form_id, _i.number == record.number))
    if known is not None:
        wants_files = known.files_at is None
        return Taken(case_id=known.application_id, is_new=False, wants_files=wants_files, noted=[])
    found = matched(form.document, record.fields, today())
    case_id = ApplicationId(new_id())
    shown = digest_of_answers(form_id, form.version, found.answers)
    answered = Answered(form.version, form.document, found.answers, shown)
    nobody = Applicant(key=random_bytes(32).hex())
    arrival = enter(db, box, form, case_id, new_id(), nobody, answered)
    if (at := _instant(record.at)) is not None:
        arrival = msgspec.structs.replace(arrival, at=at)  # the period runs from when it came in there
    values = {"form_id": form_id, "number": record.number, "imported_at": now_ms(), "imported_by": viewer.member_id}
    db.execute(insert(case_import_table).values(application_id=case_id, **values))
    for follow in ARRIVED.given():
        follow(db, box, arrival)
    imported = CaseImported(number=record.number, member=viewer.member_id)
    append(db, application_stream(case_id), imported, viewer)
    for text in _notes(record, found.left):
        note_application(db, viewer, case_id, NewNote(text=text))
    noted = [called for called, _ in found.left]
    return Taken(case_id=case_id, is_new=True, wants_files=bool(record.files), noted=noted)


def _instant(written: str) -> int | None:
    """Return when something came in there; None where it cannot be read, or is yet to come."""
    found = _AT.fullmatch(written.strip())
    if found is None:
        return None
    year, month, day, hour, minute = (int(one or 0) for one in found.groups())
    try:
        at = int(datetime(year, month, day, hour, minute, tzinfo=JAPAN).timestamp() * 1000)
    except ValueError:
        return None
    return at if 0 < at <= now_ms() else None


def _notes(record: Record, left: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield notes that hold what is no answer, a line for each, as many as it needs within bounds."""
    lines = [f"取込み元の受付番号：{record.number}", *(f"{called}：{text}" for called, text in left)]
    pieces = [line[at : at + NOTE_LIMIT] for line in lines for at in range(0, len(line), NOTE_LIMIT)]
    note, made = "", 0
    for piece in pieces:
        if note and len(note) + 1 + len(piece) > NOTE_LIMIT:
            yield note
            note, made = "", made + 1
            if made >= NOTES_OF_ONE:
                yield "（ほかの項目は、取込み元で確かめてください）"
                return
        note = f"{note}\n{piece}" if note else piece
    yield note


class ToImported(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff attaches what came with an application elsewhere; see `applications.attaching.Attaching`."""

    viewer: Viewer
    box: SecretBox
    case_id: ApplicationId

    def begun(self, db: Db) -> Holder:
        """Return what files come for. Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded."""
        row, _ = require_work(db, self.viewer, self.case_id)
        if db.scalar(select(_a.erased_at).where(_a.id == self.case_id)) is not None:
            raise ApplicationNotFound
        return holder_of(db, self.box, row, FILE_FIELD)

    def rewrite(self, db: Db, holder: Holder, typed: TypedIn) -> None:
        """Let this stand in its fields. Problems: DraftTooLarge."""
        rewrite_of(db, self.box, holder, typed)


def bind_imported(db: Db, to: ToImported) -> None:
    """Let the files that came stand in the conversation, as the applicant's; it asks for no answer.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded.
    """
    holder = to.begun(db)
    states = states_of(db, holder.id)
    files = [one for one in attached_files(holder.typed.get(FILES)) if states.get(one.id) in {"clean", "unchecked"}]
    if files and bind_files(db, holder.id, to.case_id, [one.id for one in files]):
        text = "取込み元の添付ファイルです。"
        message_id = keep_message(db, to.case_id, text, None, files)
        said = CaseMessaged(message=message_id, is_from_applicant=True, digest=digest_of_message(text, files))
        append(db, application_stream(to.case_id), said, to.viewer)
    db.execute(delete(writing_table).where(_w.id == holder.id))
    db.execute(update(case_import_table).where(_i.application_id == to.case_id).values(files_at=now_ms()))


def note_import(db: Db, viewer: Viewer, form_id: FormId, done: Imported, digest: str) -> None:
    """Put on record that a download was taken in. Problems: those of `require_import`."""
    require_import(db, viewer, form_id)
    append(db, form_stream(form_id), CasesImported(new=done.new, known=done.known, digest=digest), viewer)
