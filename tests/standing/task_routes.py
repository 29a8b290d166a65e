"""How an outsider tries the routes of tasks: one that 佐藤 gave to 田中."""

from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId
from kairan.tasks.acting import make_task
from kairan.tasks.model import NewTask
from tests.cast import Cast
from tests.standing.attempts import OPEN, Try

ONE = "/api/tasks/{task_id}"
TASKS: dict[tuple[str, str], Try] = {
    ("GET", "/api/tasks"): OPEN,
    ("POST", "/api/tasks"): Try({"client_key": "k", "title": "外から", "doer_ids": ["0" * 13], "room_id": "{room_id}"}),
    ("GET", ONE): Try(),
    ("PUT", ONE): Try({"revision": 1, "title": "外から", "doer_ids": ["{sato}"]}),
    ("POST", f"{ONE}/done"): Try({}),
    ("POST", f"{ONE}/reopen"): Try(),
    ("POST", f"{ONE}/drop"): Try(),
}


def give_secretly(db: Db, cast: Cast) -> dict[str, str]:
    """Give a task of which no outsider knows."""
    new = NewTask(client_key="secret", title="極秘の議題", doer_ids=[MemberId(cast.tanaka.member_id)])
    return {"task_id": make_task(db, cast.sato, new)}
