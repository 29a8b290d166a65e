"""How an outsider tries the routes of polls: one of the closed room."""

from kairan.core.kit.database import Db
from kairan.polls.acting import make_poll
from kairan.polls.model import NewPoll
from kairan.talk.model import RoomId
from tests.cast import Cast
from tests.standing.attempts import Try

ONE = "/api/polls/{poll_id}"
_NEW = {"client_key": "k", "room_id": "{room_id}", "kind": "yes_no", "title": "外から"}
POLLS: dict[tuple[str, str], Try] = {
    ("GET", "/api/rooms/{room_id}/polls"): Try(),
    ("POST", "/api/polls"): Try(_NEW),
    ("GET", ONE): Try(),
    ("PUT", f"{ONE}/answer"): Try({"choices": [{"position": 0}]}),
    ("POST", f"{ONE}/close"): Try({}),
    ("GET", f"{ONE}/export"): Try(),
    ("GET", f"{ONE}/calendar"): Try(),
}


def ask_secretly(db: Db, cast: Cast, room_id: str) -> dict[str, str]:
    """Ask the closed room."""
    new = NewPoll(client_key="secret", room_id=RoomId(room_id), kind="yes_no", title="極秘の議題")
    return {"poll_id": make_poll(db, cast.sato, new)}
