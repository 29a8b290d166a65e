"""The manifest of administration: the console of an organisation."""

from kairan.administration.audit_http import router as audit
from kairan.administration.bulk import BulkWanted
from kairan.administration.bulk_http import router as bulk
from kairan.administration.consenting import ACTS_ON_POWERS
from kairan.administration.evidence import people_evidence, software
from kairan.administration.evidence_http import router as evidence
from kairan.administration.http import router
from kairan.administration.sign_in_http import router as sign_in
from kairan.consents.acts import ACTS
from kairan.core.concern import Concern
from kairan.core.viewer import MemberId
from kairan.people.evidence import EVIDENCE
from kairan.people.model import DepartmentId

CONCERN = Concern(
    package="kairan.administration",
    routers=(router, audit, bulk, evidence, sign_in),
    extensions=(EVIDENCE.by((10, software), (20, people_evidence)), ACTS.by(*ACTS_ON_POWERS)),
    examples=(
        BulkWanted(
            act="move",
            member_ids=[MemberId("0k3w9f2m7xq1s"), MemberId("0k3w9f2m8bd4t")],
            department_id=DepartmentId("0k3w9f2m6wc8h"),
            title="主査",
        ),
    ),
    tags={"Administration": "Accounts, departments, sessions and the record, for administrators."},
)
