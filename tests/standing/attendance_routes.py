"""How an outsider tries the routes of attendance: what 佐藤 reported, and the day of the welfare section."""

from kairan.attendance.acting import DAY_MS, make_feed, report
from kairan.attendance.model import NewReport
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from tests.cast import Cast
from tests.standing.attempts import OPEN, Try

A = "/api/attendance"
ATTENDANCE: dict[tuple[str, str], Try] = {
    ("GET", f"{A}/now"): OPEN,
    ("GET", f"{A}/day"): Try(query={"department_id": "0" * 13}, names_secret=False),
    ("GET", f"{A}/own"): OPEN,
    ("POST", A): Try({"client_key": "k", "kind": "out", "begins_at": 1, "ends_at": 2}, names_secret=False),
    ("POST", f"{A}/{{report_id}}/end"): Try(),
    ("POST", f"{A}/feed"): OPEN,
    ("DELETE", f"{A}/feed"): OPEN,
    ("GET", f"{A}/feeds/{{secret}}"): OPEN,
}


def report_secretly(db: Db, cast: Cast) -> dict[str, str]:
    """Let 佐藤 report something with a note that only the section is told, and have a calendar."""
    now = now_ms()
    new = NewReport(client_key="secret", kind="out", begins_at=now - 1, ends_at=now + DAY_MS, note="極秘の議題")
    make_feed(db, cast.sato)
    return {"report_id": report(db, cast.sato, new), "secret": "not-the-secret"}
