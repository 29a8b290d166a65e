"""The manifest of circulars: what goes round, and who has confirmed it."""

import kairan.circulars.model
from kairan.circulars.finding import CIRCULAR_STREAM
from kairan.circulars.handing_over import hand_circulars_over, take_circulars_back
from kairan.circulars.http import router
from kairan.circulars.model import (
    CircularConfirming,
    CircularDeputising,
    CircularExtension,
    CircularPassing,
    CircularRewording,
    CircularStop,
    CircularWidening,
    CircularWithdrawal,
    NewCircular,
)
from kairan.circulars.sweeping import register_jobs
from kairan.circulars.telling import SUBJECT
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.core.viewer import MemberId
from kairan.notifications import SUBJECTS
from kairan.people import DepartmentId
from kairan.transfers.succession import SUCCESSORS

_SATO, _TANAKA, _WELFARE = MemberId("0k3w9f2m7xq1s"), MemberId("0k3w9f2m8bd4t"), DepartmentId("0k3w9f2m2cf8a")


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """End what is over, remind before it, wait for nobody who has gone."""
    register_jobs(jobs)


CONCERN = Concern(
    package="kairan.circulars",
    tables=tables_in(kairan.circulars.model),
    routers=(router,),
    jobs=jobs,
    streams=(CIRCULAR_STREAM,),
    extensions=(SUBJECTS.by(SUBJECT), SUCCESSORS.by((hand_circulars_over, take_circulars_back))),
    examples=(
        NewCircular(
            client_key="5f0c2f1e-6a55-4c1e-9a53-3a4d2f0a8f12",
            title="年末年始の閉庁日の当番について",
            text="当番表を確認してください。都合の悪い日は、コメントで知らせてください。",
            manner="in_order",
            stops=[CircularStop(member_id=_SATO), CircularStop(department_id=_WELFARE)],
            due_on="2026-12-11",
        ),
        CircularRewording(version=1, title="年末年始の閉庁日の当番について", text="12月30日の当番を替えました。"),
        CircularConfirming(version=1, comment="確認しました。"),
        CircularPassing(member_ids=[_TANAKA], reason="出張中のため"),
        CircularDeputising(deputy_id=_SATO),
        CircularExtension(due_on="2026-12-18"),
        CircularWidening(stops=[CircularStop(member_id=_TANAKA)]),
        CircularWithdrawal(reason="内容に誤りがあったため"),
    ),
    tags={"Circulars": "What goes round people and departments, and who has confirmed it (回覧)."},
)
