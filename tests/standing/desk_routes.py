"""How an outsider tries what an office lives in: circulars, tasks, polls, attendance, notes and meetings."""

from kairan.core.kit.database import Db
from tests.cast import Cast
from tests.standing.attempts import Try
from tests.standing.attendance_routes import ATTENDANCE, report_secretly
from tests.standing.circular_routes import CIRCULARS, send_secretly
from tests.standing.meeting_routes import MEETINGS, meet_secretly
from tests.standing.note_routes import NOTES, write_secretly
from tests.standing.poll_routes import POLLS, ask_secretly
from tests.standing.task_routes import TASKS, give_secretly

DESK: dict[tuple[str, str], Try] = {
    **CIRCULARS,
    **TASKS,
    **POLLS,
    **ATTENDANCE,
    **NOTES,
    **MEETINGS,
}


def begin_secretly(db: Db, cast: Cast, room_id: str) -> dict[str, str]:
    """Begin one of each, of which no outsider knows."""
    begun = send_secretly(db, cast) | give_secretly(db, cast) | ask_secretly(db, cast, room_id)
    begun |= report_secretly(db, cast) | write_secretly(db, cast, room_id)
    return begun | meet_secretly(db, cast, room_id)
