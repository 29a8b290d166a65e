"""The manifest of tasks: who does what until when."""

import kairan.tasks.model
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.core.viewer import MemberId
from kairan.notifications import SUBJECTS
from kairan.tasks.finding import TASK_STREAM
from kairan.tasks.handing_over import hand_tasks_over, take_tasks_back
from kairan.tasks.http import router
from kairan.tasks.model import NewTask, TaskChange, TaskDone
from kairan.tasks.sweeping import register_jobs
from kairan.tasks.telling import SUBJECT
from kairan.transfers.succession import SUCCESSORS

_SATO = MemberId("0k3w9f2m7xq1s")


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """Remind of what is due."""
    register_jobs(jobs)


CONCERN = Concern(
    package="kairan.tasks",
    tables=tables_in(kairan.tasks.model),
    routers=(router,),
    jobs=jobs,
    streams=(TASK_STREAM,),
    extensions=(SUBJECTS.by(SUBJECT), SUCCESSORS.by((hand_tasks_over, take_tasks_back))),
    examples=(
        NewTask(
            client_key="5f0c2f1e-6a55-4c1e-9a53-3a4d2f0a8f13",
            title="備蓄の毛布を数える",
            doer_ids=[_SATO],
            due_on="2026-12-11",
            repeat="monthly",
        ),
        TaskChange(revision=1, title="備蓄の毛布と水を数える", doer_ids=[_SATO], due_on="2026-12-14"),
        TaskDone(note="毛布は 120 枚ありました。"),
    ),
    tags={"Tasks": "Who does what until when, of all rooms (タスク)."},
)
