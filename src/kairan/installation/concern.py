"""The manifest of the installation: bodies, plans, operators."""

from importlib.metadata import version

import kairan.installation.findings
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.edge.faces import Faces
from kairan.core.kit.jobs import Jobs
from kairan.installation.evidence import evidence
from kairan.installation.http import router
from kairan.installation.jobs import register_jobs
from kairan.installation.model import (
    AccountSought,
    BodyChange,
    NewAdministrator,
    NewBody,
    OwnBodyChange,
    PlanChange,
    Surroundings,
    Suspension,
)
from kairan.installation.operators import NewOperator, OperatorDemand, OperatorReset
from kairan.installation.operators_http import router as operators
from kairan.installation.own_http import router as own
from kairan.people.evidence import EVIDENCE


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Tell administrators in time of the end of a trial and of limits."""
    register_jobs(jobs, parts.settings.staff_url, Faces(parts.settings.faces).names)


def provides(parts: Parts) -> dict[str, object]:
    """Give what the settings say of the node, for the pages that show it."""
    return {
        "surroundings": Surroundings(version("kairan"), parts.settings.data, Faces(parts.settings.faces).names),
    }


CONCERN = Concern(
    package="kairan.installation",
    tables=tables_in(kairan.installation.findings),
    routers=(router, operators, own),
    provides=provides,
    jobs=jobs,
    extensions=(EVIDENCE.by((70, evidence)),),
    examples=(
        NewBody(code="452068", plan="trial", trial_ends_on="2027-03-31", administrator="甲斐 情報", login="kai"),
        Suspension(reason="契約の終了"),
        AccountSought(account="kai", reason="管理者の退職（総務課長の依頼書による）", is_password_issued=True),
        NewAdministrator(name="甲斐 情報", login="kai", reason="管理者の退職（総務課長の依頼書による）"),
        NewOperator(name="運用 花子", login="unyo"),
        OperatorReset(reason="認証アプリの入った携帯電話の紛失"),
        OperatorDemand(demand="any", grace_days=7),
        BodyChange(plan="free", accounts=20),
        PlanChange(accounts=10, guests=10, bytes=5 * 1024**3, file_bytes=0, trial_days=60, grace_days=30),
        OwnBodyChange(is_listed=True, contact="情報政策課（内線 2151）"),
    ),
    tags={"Installation": "Bodies, plans, jobs and the installation's own record, for its operators."},
)
