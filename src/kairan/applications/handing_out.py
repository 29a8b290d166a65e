"""Attached files for those who work on applications (添付の閲覧): shown, handed out, each careful one on record.

Promises: to find a file is to be allowed to read its application; what no virus checker has seen is not opened on the
LGWAN side, nor wherever else it was not allowed; of a question that needs care, who works on it alone.
"""

from collections.abc import Mapping

import msgspec
from sqlalchemy import select

from kairan.applications.attachment_model import PICTURES, HandedOut, Opening, application_file_table
from kairan.applications.attachments import files_in
from kairan.applications.entries import ApplicationViewed
from kairan.applications.model import AnswerShown, ApplicationId, ApplicationView, FileShown
from kairan.applications.problems import ApplicationNotFound, FileNotShown
from kairan.applications.queries import require_application
from kairan.applications.receipts import all_answers, plain_answers
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import EVERY_CLASS, Viewer
from kairan.forms.document import decoded
from kairan.forms.rights import require_form
from kairan.policy import may, require

_f = application_file_table.c


def opened_to(view: ApplicationView, viewer: Viewer, opening: Opening) -> ApplicationView:
    """Return an application that says which of its files the viewer may open where they are."""

    def said(answer: AnswerShown) -> AnswerShown:
        files = [file_opened_to(one, viewer, opening) for one in answer.files]
        return msgspec.structs.replace(answer, files=files) if files else answer

    pages = [msgspec.structs.replace(page, answers=[said(one) for one in page.answers]) for page in view.pages]
    return msgspec.structs.replace(view, pages=pages)


def file_opened_to(file: FileShown, viewer: Viewer, opening: Opening) -> FileShown:
    """Return a file that says whether the viewer may open and keep it where they are."""
    is_open = opening.allows(viewer, file.state)
    return msgspec.structs.replace(
        file,
        may_open=is_open and may(viewer, "view_file" if file.is_picture else "download", EVERY_CLASS),
        may_keep=is_open and may(viewer, "download", EVERY_CLASS),
    )


def handed_out(
    db: Db,
    viewer: Viewer,
    box: SecretBox,
    opening: Opening,
    application_id: ApplicationId,
    file_id: str,
    to_keep: bool,
) -> HandedOut:
    """Return a file that may be given to the viewer; `to_keep`: as a download that stays on the device.

    Problems: RefusedByPolicy, ApplicationNotFound, FormRightNeeded, FileNotShown.
    """
    return file_of(db, viewer, box, opening, require_application(db, viewer, application_id), file_id, to_keep)


def file_of(
    db: Db,
    viewer: Viewer,
    box: SecretBox,
    opening: Opening,
    row: Record,
    file_id: str,
    to_keep: bool,
    replaced: Mapping[str, str] | None = None,
) -> HandedOut:
    """Return a file of an application that was found for the viewer, with the document it answered.

    `replaced` are the names of files that its answers named before, where these may be opened, too.
    Problems: RefusedByPolicy, ApplicationNotFound, FormRightNeeded, FileNotShown.
    """
    file = db.first(select(application_file_table).where(_f.id == file_id, _f.application_id == row.id))
    question = None if file is None else decoded(row.document).question(file.question_id)
    if file is None or question is None:
        raise ApplicationNotFound
    if question.needs_care:
        require_form(db, viewer, row.form_id, "work")
    answers = all_answers(row, box) if question.needs_care else plain_answers(row)
    names = {**(replaced or {}), **{one.id: one.name for one in files_in([question], answers or {})}}
    if file_id not in names:
        raise ApplicationNotFound
    if not opening.allows(viewer, file.state):
        raise FileNotShown(name=names[file_id])
    # What residents send is as confidential as anything here: of the highest class.
    require(viewer, "download" if to_keep or file.type not in PICTURES else "view_file", EVERY_CLASS)
    return handed(file, names[file_id], question.id if question.needs_care else "")


def handed(file: Record, name: str, careful_question: str = "") -> HandedOut:
    """Make what is handed out of a row."""
    return HandedOut(
        id=file.id,
        name=name,
        size=file.size,
        type=file.type,
        digest=(file.digest or b"").hex(),
        blob_key=file.blob_key,
        thumbnail_key=file.thumbnail_key,
        careful_question=careful_question,
    )


def note_viewed(db: Db, viewer: Viewer, application_id: ApplicationId, question_id: str) -> None:
    """Note that a file that needs care was looked at."""
    append(db, application_stream(application_id), ApplicationViewed(questions=[question_id]), viewer)
