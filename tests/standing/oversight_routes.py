"""How an outsider tries the routes of records and of the rooms of the body."""

from tests.standing.attempts import NO_ROLE, OPEN, Try

OVERSIGHT: dict[tuple[str, str], Try] = {
    # Who asks for a request that is not his own body's, or has no role, is told nothing of it.
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
    ("GET", "/api/records/notices"): OPEN,
    ("POST", "/api/records/notices/confirm"): OPEN,
    ("GET", "/api/administration/rooms"): Try(query={"q": "三役"}, refused=NO_ROLE),
    ("GET", "/api/administration/rooms/{room_id}/candidates"): Try(refused=NO_ROLE),
    ("PUT", "/api/administration/rooms/{room_id}/master"): Try({"member_id": "{member_id}"}, refused=NO_ROLE),
    ("PUT", "/api/administration/rooms/{room_id}/archived"): Try({"archived": True}, refused=NO_ROLE),
}
