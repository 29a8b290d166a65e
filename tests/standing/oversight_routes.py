"""How an outsider tries the routes of records and of the rooms of the body."""

from kairan.announcements.actions import announce
from kairan.announcements.model import NewAnnouncement
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import create_department
from tests.cast import Cast
from tests.standing.attempts import NO_ROLE, OPEN, Try

OVERSIGHT: dict[tuple[str, str], Try] = {
    ("GET", "/api/administration/consents"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/consents"): Try(
        {"act": "role", "wanted": {"member_id": "{member_id}", "role": "auditor"}, "reason": "外から依頼します"},
        refused=NO_ROLE,
    ),
    ("POST", "/api/administration/consents/{consent_id}/consent"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/consents/{consent_id}/refuse"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/consents/{consent_id}/withdraw"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/consents/seen"): Try(refused=NO_ROLE),
    ("POST", "/api/me/handled/confirm"): OPEN,
    ("GET", "/api/administration/devices/lent"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/devices/lent"): Try({"numbers": ["備品1"]}, refused=NO_ROLE),
    ("POST", "/api/administration/devices/lent/withdraw"): Try({"number": "備品1"}, refused=NO_ROLE),
    # Who asks for a request that is not their own body's, or has no role, is told nothing of it.
    ("GET", "/api/administration/records/requests"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/records/requests"): Try(
        {"reason": "外から記録を読みたいため", "room_ids": [], "first_on": "2026-04-01", "last_on": "2026-04-01"},
        refused=NO_ROLE,
    ),
    ("POST", "/api/administration/records/requests/{request_id}/consent"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/records/requests/{request_id}/refuse"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/records/requests/{request_id}/withdraw"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/records/requests/{request_id}/pages"): Try({}, refused=NO_ROLE),
    ("GET", "/api/administration/records/requests/{request_id}/export"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/records/rooms"): Try(query={"q": "三役"}, refused=NO_ROLE),
    ("GET", "/api/administration/records/rules"): Try(refused=NO_ROLE),
    ("PUT", "/api/administration/records/rules"): Try({"hours": 1, "tell": "at_once"}, refused=NO_ROLE),
    ("POST", "/api/administration/evidence"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/figures"): Try(query={"department_id": "{department_id}"}, refused=NO_ROLE),
    ("POST", "/api/administration/figures/count"): Try(refused=NO_ROLE),
    ("PUT", "/api/administration/figures/estimate"): Try({"message_seconds": 60}, refused=NO_ROLE),
    ("GET", "/api/administration/figures/export"): Try(query={"sheet": "departments"}, refused=NO_ROLE),
    ("GET", "/api/announcements"): OPEN,
    ("GET", "/api/announcements/past"): OPEN,
    ("POST", "/api/announcements/{announcement_id}/confirm"): Try(),
    ("GET", "/api/administration/announcements"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/announcements"): Try(
        {"title": "外から", "ends_at": 9_000_000_000_000}, refused=NO_ROLE
    ),
    ("POST", "/api/administration/announcements/{announcement_id}/end"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/announcements/{announcement_id}/people"): Try(refused=NO_ROLE),
    ("POST", "/api/hazards/telegrams"): OPEN,  # not there where no key is set
    ("GET", "/api/administration/hazards"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/hazards/rules"): Try(
        {"name": "外から", "conditions": [{"kind": "rain", "grade": 2}], "room_id": "{room_id}"}, refused=NO_ROLE
    ),
    ("PUT", "/api/administration/hazards/rules/{rule_id}"): Try(
        {"name": "外から", "conditions": [{"kind": "rain", "grade": 2}], "room_id": "{room_id}"}, refused=NO_ROLE
    ),
    ("DELETE", "/api/administration/hazards/rules/{rule_id}"): Try(refused=NO_ROLE),
    ("GET", "/api/records/notices"): OPEN,
    ("POST", "/api/records/notices/confirm"): OPEN,
    ("GET", "/api/administration/rooms"): Try(query={"q": "三役"}, refused=NO_ROLE),
    ("GET", "/api/administration/rooms/departments"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/rooms/departments"): Try({"rooms": []}, refused=NO_ROLE),
    ("GET", "/api/administration/rooms/{room_id}/candidates"): Try(refused=NO_ROLE),
    ("PUT", "/api/administration/rooms/{room_id}/master"): Try({"member_id": "{member_id}"}, refused=NO_ROLE),
    ("PUT", "/api/administration/rooms/{room_id}/archived"): Try({"archived": True}, refused=NO_ROLE),
}


def announce_elsewhere(db: Db, cast: Cast, by: Viewer) -> str:
    """Announce something to a department that none of the outsiders is in."""
    section = create_department(db, None, cast.city, "秘書係")
    new = NewAnnouncement(title="極秘の議題", department_ids=[section], ends_at=now_ms() + 3_600_000)
    return announce(db, by, new).id
