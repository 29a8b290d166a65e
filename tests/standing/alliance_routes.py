"""How an outsider tries the routes of alliances; part of `test_isolation`."""

from tests.standing.attempts import OPEN, Try

_DECIDE = frozenset({403})  # who decides for no body is refused before anything is looked up
_ONE = "/api/alliances/{alliance_id}"
ALLIANCES: dict[tuple[str, str], Try] = {
    ("GET", "/api/alliances"): OPEN,
    ("POST", "/api/alliances"): Try({"name": "外の連携", "terms": "約束"}, refused=_DECIDE),
    ("GET", _ONE): Try(),
    ("PATCH", _ONE): Try({"revision": 1, "name": "改名"}),
    ("POST", f"{_ONE}/end"): Try(),
    ("PUT", f"{_ONE}/heir"): Try({"body_id": None}),
    ("POST", f"{_ONE}/host"): Try(),
    ("GET", f"{_ONE}/invitable"): Try(),
    ("POST", f"{_ONE}/bodies/{{body_id}}"): Try({"act": "leave"}),
    ("PUT", f"{_ONE}/sending"): Try({"revision": 1, "sent": [{"kind": "everybody"}]}),
    ("GET", f"{_ONE}/people"): Try(),
    ("PUT", f"{_ONE}/profile"): Try({"about": "何でも"}),
    ("GET", f"{_ONE}/rooms"): Try(),
    ("POST", f"{_ONE}/rooms"): Try({"name": "外の部屋"}),
    ("POST", f"{_ONE}/rooms/{{room_id}}/join"): Try(),
}
