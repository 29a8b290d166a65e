"""The manifest of administration: the console of an organisation."""

import kairan.administration.planned_model
from kairan.administration.audit_http import router as audit
from kairan.administration.bulk import BulkWanted
from kairan.administration.bulk_http import router as bulk
from kairan.administration.consenting import ACTS_ON_POWERS
from kairan.administration.evidence import people_evidence, software
from kairan.administration.evidence_http import router as evidence
from kairan.administration.http import router
from kairan.administration.planned import register_jobs
from kairan.administration.planned_http import router as plans
from kairan.administration.sign_in_http import router as sign_in
from kairan.consents.acts import ACTS
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.core.viewer import MemberId
from kairan.people.evidence import EVIDENCE
from kairan.people.model import DepartmentId


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """Carry out planned changes of departments."""
    register_jobs(jobs)


CONCERN = Concern(
    package="kairan.administration",
    tables=tables_in(kairan.administration.planned_model),
    routers=(router, audit, bulk, evidence, plans, sign_in),
    jobs=jobs,
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
