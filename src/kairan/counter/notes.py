"""Notes of the section on a case (庁内メモ): those of its application, never visible to the applicant."""

from kairan.applications.listing_model import NewNote
from kairan.applications.model import ApplicationId
from kairan.applications.remarks import note_application
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.counter.finding import require_work
from kairan.counter.model import Writing


def note_on_case(db: Db, viewer: Viewer, case_id: ApplicationId, what: Writing) -> None:
    """Note something for the section.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, NoteEmpty, NotesTooMany, TextNotStorable,
    TextTooLong.
    """
    require_work(db, viewer, case_id)
    note_application(db, viewer, case_id, NewNote(text=what.text))
