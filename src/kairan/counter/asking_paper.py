"""The result on paper (紙での受け取り): asked for by the applicant, told to who works on the case."""

from kairan.applications.model import Applicant, ApplicationId
from kairan.applications.streams import application_stream
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.counter.applicants import require_own_case
from kairan.counter.entries import CasePaperAsked
from kairan.counter.moving import touch
from kairan.counter.problems import CaseMoveNotAllowed
from kairan.counter.states import State
from kairan.counter.telling import tell


def may_ask_paper(state: State) -> bool:
    """Whether there is, or may still be, a result."""
    return state != "withdrawn"


def ask_paper(db: Db, applicant: Applicant, case_id: ApplicationId, is_wanted: bool) -> None:
    """Ask for the result on paper, or do without; the same again changes nothing.

    Problems: CaseNotShown, CaseMoveNotAllowed (it was withdrawn).
    """
    require_own_case(db, applicant, case_id)
    held = hold(db, application_stream(case_id))
    row = require_own_case(db, applicant, case_id)
    if (row.paper_wanted_at is not None) == is_wanted:
        return
    if not may_ask_paper(row.state):
        raise CaseMoveNotAllowed
    touch(db, row, paper_wanted_at=now_ms() if is_wanted else None, is_opened=False)
    asked = append(db, application_stream(case_id), CasePaperAsked(is_wanted=is_wanted), None, held=held)
    tell(db, row, asked, [row.owner_id])
