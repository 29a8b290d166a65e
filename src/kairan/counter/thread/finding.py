"""Files of messages (やりとりの添付), for either side: to find a file is to be allowed to read its case."""

from typing import Literal

import msgspec
from sqlalchemy import select

from kairan.applications.attachment_model import PICTURES, HandedOut, Opening, application_file_table
from kairan.applications.attachments import states_of_application
from kairan.applications.handing_out import handed
from kairan.applications.model import Applicant, ApplicationId, FileShown
from kairan.applications.problems import FileNotShown
from kairan.core.kit.database import Db, Record
from kairan.core.kit.problems import NotFound
from kairan.core.viewer import EVERY_CLASS, Viewer
from kairan.counter.applicants import require_own_case
from kairan.counter.model import SAID_MOST, case_message_table
from kairan.counter.thread_model import files_of
from kairan.files import file_table
from kairan.forms.questions.files import AttachedFile
from kairan.policy import require

_m, _f, _s = case_message_table.c, application_file_table.c, file_table.c


class _Named(msgspec.Struct, frozen=True):
    """A file as its message names it, and whose it is."""

    file: AttachedFile
    is_applicants: bool


def shown_files(db: Db, case_id: ApplicationId, row: Record) -> list[FileShown]:
    """Return the files of a message as the section sees them; whether they may be opened, no word yet."""
    files = files_of(row.files)
    states = states_of_application(db, case_id) if files and row.member_id is None else {}
    return [
        FileShown(
            id=one.id,
            name=one.name,
            size=one.size,
            type=one.type,
            state=_state(states.get(one.id, "refused") if row.member_id is None else "clean"),
            is_picture=one.type in PICTURES,
        )
        for one in files
    ]


def _state(state: str) -> Literal["unchecked", "clean", "refused"]:
    return "clean" if state == "clean" else "unchecked" if state == "unchecked" else "refused"


def file_of_message(
    db: Db, viewer: Viewer, opening: Opening, case_id: ApplicationId, file_id: str, to_keep: bool
) -> HandedOut | None:
    """Return a file of the conversation of a case that was found for the viewer; None where it is no such file.

    Problems: RefusedByPolicy, FileNotShown.
    """
    named = _named(db, case_id, file_id)
    if named is None:
        return None
    row = _row(db, case_id, named)
    if row is None or not opening.allows(viewer, row.state):
        raise FileNotShown(name=named.file.name)
    require(viewer, "download" if to_keep or row.type not in PICTURES else "view_file", EVERY_CLASS)
    return handed(row, named.file.name)


def own_file(db: Db, applicant: Applicant, case_id: ApplicationId, file_id: str) -> HandedOut:
    """Return a file of the conversation to whose case it is. Problems: CaseNotShown, NotFound."""
    require_own_case(db, applicant, case_id)
    named = _named(db, case_id, file_id)
    row = None if named is None else _row(db, case_id, named)
    if named is None or row is None or row.state not in {"clean", "unchecked"}:
        raise NotFound
    return handed(row, named.file.name)


def _named(db: Db, case_id: ApplicationId, file_id: str) -> _Named | None:
    messages = select(_m.files, _m.member_id).where(_m.application_id == case_id, _m.files != "[]")
    for row in db.all(messages.order_by(_m.id).limit(SAID_MOST)):
        for file in files_of(row.files):
            if file.id == file_id:
                return _Named(file, row.member_id is None)
    return None


def _row(db: Db, case_id: ApplicationId, named: _Named) -> Record | None:
    if named.is_applicants:
        mine = (_f.id == named.file.id) & (_f.application_id == case_id)
        return db.first(select(application_file_table).where(mine))
    return db.first(select(file_table).where(_s.id == named.file.id))
