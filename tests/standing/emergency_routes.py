"""How an outsider tries the routes of emergencies; the page of a one-time link is for whoever has the link."""

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.model import BroadcastAudience, BroadcastDraft, NewBroadcast
from kairan.emergency.broadcasts.plan import PlanRound
from kairan.emergency.broadcasts.sending import send_broadcast
from tests.cast import Cast
from tests.standing.attempts import NO_ROLE, OPEN, Try

ROUNDS = [{"after_min": 0, "ways": ["app"]}]
DRAFT = {"title": "外から", "rounds": ROUNDS}
STAGE = {"name": "第1配備", "to": {"everybody": True}, "places": ["本庁舎"]}
SHIFT = {"name": "夜勤", "place": 0, "begins_at": 1, "ends_at": 2, "member_ids": ["{member_id}"]}
BROADCAST = "/api/broadcasts/{broadcast_id}"
MUSTER = "/api/musters/{muster_id}"
PLACE = "/api/places/{place_id}"
EMERGENCY: dict[tuple[str, str], Try] = {
    ("GET", "/api/broadcasts/mine"): OPEN,
    ("POST", "/api/broadcasts/device"): Try({"ids": ["{broadcast_id}"]}, names_secret=False),  # notes nothing
    ("POST", f"{BROADCAST}/seen"): Try(),
    ("POST", f"{BROADCAST}/confirm"): Try(),
    ("POST", f"{BROADCAST}/answer"): Try({"choice": "safe"}),
    ("PUT", f"{BROADCAST}/people/{{member_id}}/answer"): Try({"choice": "safe"}),
    ("GET", "/api/broadcasts"): Try(refused=NO_ROLE),
    ("POST", "/api/broadcasts"): Try(
        {"draft": DRAFT, "to": {"everybody": True}, "key": "from outside"}, refused=NO_ROLE
    ),
    ("GET", "/api/broadcasts/addressees"): Try(refused=NO_ROLE),
    ("POST", "/api/broadcasts/preview"): Try({"to": {"everybody": True}, "rounds": ROUNDS}, refused=NO_ROLE),
    ("GET", BROADCAST): Try(refused=NO_ROLE),
    ("GET", f"{BROADCAST}/people"): Try(refused=NO_ROLE),
    ("GET", f"{BROADCAST}/export"): Try(refused=NO_ROLE),
    ("GET", f"{BROADCAST}/figures"): Try(refused=NO_ROLE),
    ("POST", f"{BROADCAST}/report"): Try(refused=NO_ROLE),
    ("POST", f"{BROADCAST}/repeat"): Try(refused=NO_ROLE),
    ("POST", f"{BROADCAST}/end"): Try(refused=NO_ROLE),
    ("GET", f"{BROADCAST}/calls"): Try(refused=NO_ROLE),
    ("PUT", f"{BROADCAST}/calls/{{member_id}}"): Try({}, refused=NO_ROLE),
    ("DELETE", f"{BROADCAST}/calls/{{member_id}}"): Try(refused=NO_ROLE),
    ("GET", "/api/broadcasts/templates"): Try(refused=NO_ROLE),
    ("POST", "/api/broadcasts/templates"): Try(DRAFT, refused=NO_ROLE),
    ("PUT", "/api/broadcasts/templates/{template_id}"): Try(DRAFT, refused=NO_ROLE),
    ("DELETE", "/api/broadcasts/templates/{template_id}"): Try(refused=NO_ROLE),
    ("GET", "/api/me/emergency-contact"): OPEN,
    ("PUT", "/api/me/emergency-contact"): Try({}, names_secret=False),
    ("POST", f"{BROADCAST}/calls/{{member_id}}/contact"): Try(refused=NO_ROLE),
    ("GET", "/api/musters/mine"): OPEN,
    ("PUT", f"{MUSTER}/place"): Try({"place": 0}, names_secret=False),  # a muster of the whole body: see its own tests
    ("GET", "/api/musters"): Try(refused=NO_ROLE),
    ("GET", MUSTER): Try(refused=NO_ROLE),
    ("GET", f"{MUSTER}/people"): Try(refused=NO_ROLE),
    ("PUT", f"{MUSTER}/people/{{member_id}}/place"): Try({"place": 0}, refused=NO_ROLE),
    ("GET", "/api/musters/stages"): Try(refused=NO_ROLE),
    ("POST", "/api/musters/stages"): Try(STAGE, refused=NO_ROLE),
    ("PUT", "/api/musters/stages/{stage_id}"): Try(STAGE, refused=NO_ROLE),
    ("DELETE", "/api/musters/stages/{stage_id}"): Try(refused=NO_ROLE),
    ("POST", "/api/musters/stages/{stage_id}/call"): Try({"key": "from outside"}, refused=NO_ROLE),
    ("GET", "/api/musters/mine/shifts"): OPEN,
    ("GET", f"{MUSTER}/shifts"): Try(refused=NO_ROLE),
    ("POST", f"{MUSTER}/shifts"): Try({"draft": SHIFT, "key": "from outside"}, refused=NO_ROLE),
    ("PUT", f"{MUSTER}/shifts/{{shift_id}}"): Try(SHIFT, refused=NO_ROLE),
    ("DELETE", f"{MUSTER}/shifts/{{shift_id}}"): Try(refused=NO_ROLE),
    ("POST", f"{MUSTER}/shifts/{{shift_id}}/tell"): Try(refused=NO_ROLE),
    # Places are of the whole body: who finds them is tried in their own tests.
    ("GET", "/api/places"): OPEN,
    ("GET", "/api/places/points"): OPEN,
    ("GET", "/api/places/tiles"): OPEN,
    ("GET", "/api/places/export"): OPEN,
    ("POST", "/api/places"): Try({"name": "外から", "key": "from outside"}, refused=NO_ROLE),
    ("GET", PLACE): Try(),
    ("PUT", f"{PLACE}/status"): Try({"state": "open"}),
    ("GET", f"{PLACE}/history"): Try(),
    ("PUT", f"{PLACE}/keepers"): Try({"member_ids": ["{member_id}"]}, refused=NO_ROLE),
    ("DELETE", PLACE): Try(refused=NO_ROLE),
    ("POST", "/api/places/lists/preview"): Try(refused=NO_ROLE),
    ("POST", "/api/places/lists"): Try(refused=NO_ROLE),
    ("GET", "/b/{token}"): OPEN,
    ("POST", "/b/{token}"): OPEN,
}


def broadcast_elsewhere(db: Db, cast: Cast, by: Viewer) -> str:
    """Send something to one person alone."""
    draft = BroadcastDraft(title="極秘の議題", text="内密の目的", rounds=[PlanRound(after_min=0, ways=["app"])])
    to = BroadcastAudience(member_ids=[cast.sato.member_id])
    return send_broadcast(db, by, NewBroadcast(draft=draft, to=to, key="secretly")).id
