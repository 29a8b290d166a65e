"""How an outsider tries the routes of meetings: one of the closed room."""

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.meetings.acting import make_meeting
from kairan.meetings.model import NewMeeting
from kairan.talk.model import RoomId
from tests.cast import Cast
from tests.standing.attempts import Try

ONE = "/api/meetings/{meeting_id}"
PAPER = f"{ONE}/papers/{{paper_id}}"
_WHEN = {"begins_at": 1_796_868_000_000}
MEETINGS: dict[tuple[str, str], Try] = {
    ("GET", "/api/rooms/{room_id}/meetings"): Try(),
    ("POST", "/api/rooms/{room_id}/video"): Try(),
    ("POST", "/api/meetings"): Try({"client_key": "k", "room_id": "{room_id}", "title": "外から", **_WHEN}),
    ("GET", ONE): Try(),
    ("PUT", ONE): Try({"wording": 1, "title": "外から", **_WHEN}),
    ("DELETE", ONE): Try(),
    ("POST", f"{ONE}/end"): Try(),
    ("PUT", f"{ONE}/minutes"): Try({"note_id": "{note_id}"}),
    ("GET", f"{ONE}/shown"): Try(),
    ("PUT", f"{ONE}/shown"): Try({"paper_id": None}),
    ("POST", f"{ONE}/papers"): Try({"file_id": "{file_id}"}),
    ("DELETE", PAPER): Try(),
    ("POST", f"{PAPER}/open"): Try(),
}


def meet_secretly(db: Db, cast: Cast, room_id: str) -> dict[str, str]:
    """Prepare a meeting of the closed room."""
    new = NewMeeting(client_key="secret", room_id=RoomId(room_id), title="極秘の議題", begins_at=now_ms())
    return {"meeting_id": make_meeting(db, cast.sato, new), "paper_id": "0" * 13}
