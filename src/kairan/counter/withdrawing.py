"""Withdrawing (取下げ): until it is decided, by the applicant, or by the section for them."""

from kairan.applications import withdrawing
from kairan.applications.arrivals import Withdrawn
from kairan.applications.model import Applicant, ApplicationId
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.counter.applicants import require_own_case
from kairan.counter.finding import case_of
from kairan.counter.letters import tell_state
from kairan.counter.moving import put_state


def withdraw(db: Db, applicant: Applicant, box: SecretBox, case_id: ApplicationId) -> None:
    """Take an application back; a second time changes nothing. Problems: CaseNotShown, CaseMoveNotAllowed."""
    require_own_case(db, applicant, case_id)
    withdrawing.withdraw(db, box, case_id, None)


def close_withdrawn(db: Db, box: SecretBox, withdrawn: Withdrawn) -> None:
    """Close the case of an application that is just being withdrawn; its stream is held.

    Problems: CaseMoveNotAllowed.
    """
    row = case_of(db, withdrawn.application_id)
    if row is None or row.state == "withdrawn":
        return
    put_state(db, row, "withdrawn", withdrawn.by, withdrawn.reason)
    tell_state(db, box, row, "withdrawn", withdrawn.reason)
