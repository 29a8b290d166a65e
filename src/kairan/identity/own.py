"""What applicants are told of their own identity on the page of a case."""

from sqlalchemy import select

from kairan.applications.model import Applicant, ApplicationId
from kairan.core.kit.database import Db
from kairan.counter.applicants import require_own_case
from kairan.counter.extending import OwnNotice
from kairan.forms.document import decoded
from kairan.identity.model import identity_proof_table
from kairan.identity.pages.words import word

_p = identity_proof_table.c


def own_notice(db: Db, applicant: Applicant, case_id: ApplicationId) -> OwnNotice | None:
    """Say that an application came from who was identified; None where it did not."""
    if db.scalar(select(_p.draft_id).where(_p.application_id == case_id)) is None:
        return None
    language = applicant.language
    return OwnNotice(text=word("own_notice", language), act=word("own_act", language), path="/identity")


def own_labels(db: Db, applicant: Applicant, case_id: ApplicationId) -> dict[str, str]:
    """Return what the questions of an application are called. Problems: CaseNotShown."""
    row = require_own_case(db, applicant, case_id)
    return {one.id: one.label for one in decoded(row.document).questions()}
