"""The manifest of records: the one path past room membership."""

import kairan.records.model
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.people.evidence import EVIDENCE
from kairan.records.http import FromPlace, console, mine
from kairan.records.jobs import register_jobs
from kairan.records.model import NewRequest, RecordRules
from kairan.records.requests import evidence


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Tell masters of what is over, and others of what awaits their consent."""
    register_jobs(jobs, parts.settings.staff_url)


CONCERN = Concern(
    package="kairan.records",
    tables=tables_in(kairan.records.model),
    routers=(console, mine),
    jobs=jobs,
    extensions=(EVIDENCE.by((60, evidence)),),
    examples=(
        NewRequest(
            reason="入札の情報が漏れたという通報の調査のため",
            room_ids=["0k3w9f2m7xq1s"],
            first_on="2026-04-01",
            last_on="2026-04-30",
        ),
        RecordRules(hours=72, tell="afterwards"),
        FromPlace(after=None),
    ),
    tags={"Records": "Reading records past membership, by auditors, with a reason and a second person's consent."},
)
