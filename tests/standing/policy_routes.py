"""How an outsider tries the routes of the policy; part of `test_isolation`."""

from tests.standing.attempts import NO_ROLE, Try

SUPPOSED = {"member_id": "{member_id}", "face": "single", "device": "pc", "room_id": "{room_id}"}
POLICY: dict[tuple[str, str], Try] = {
    ("GET", "/api/administration/policy"): Try(refused=NO_ROLE),
    ("PUT", "/api/administration/policy"): Try({"default_class": 1}, refused=NO_ROLE),
    ("POST", "/api/administration/policy/preview"): Try({"default_class": 1}, refused=NO_ROLE),
    ("POST", "/api/administration/policy/changes/{seq}/undo"): Try(refused=NO_ROLE),
    ("DELETE", "/api/administration/policy/faces/{face}"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/policy/simulation"): Try(query=SUPPOSED, refused=NO_ROLE),
}
