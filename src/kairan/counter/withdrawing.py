"""Withdrawing (取下げ): the applicant takes back what they applied for, until it is decided."""

from kairan.applications.model import Applicant, ApplicationId
from kairan.applications.submitting import application_stream
from kairan.core.journal import hold
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.counter.applicants import require_own_case
from kairan.counter.letters import tell_state
from kairan.counter.moving import put_state


def withdraw(db: Db, applicant: Applicant, box: SecretBox, case_id: ApplicationId) -> None:
    """Take an application back; a second time changes nothing. Problems: CaseNotShown, CaseMoveNotAllowed."""
    require_own_case(db, applicant, case_id)
    hold(db, application_stream(case_id))
    row = require_own_case(db, applicant, case_id)
    if row.state == "withdrawn":
        return
    put_state(db, row, "withdrawn", None)
    tell_state(db, box, row, "withdrawn")
