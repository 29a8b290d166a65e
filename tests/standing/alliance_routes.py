"""How an outsider tries the routes of alliances; part of `test_isolation`."""

from kairan.alliances.consent import act_on_body
from kairan.alliances.founding import found_alliance
from kairan.alliances.model import AllianceSending, BodyAct, NewAlliance, NewAllianceRoom, Sent
from kairan.alliances.moderation import report_message, reports
from kairan.alliances.moderation_model import NewMessageReport
from kairan.alliances.question_model import NewQuestion
from kairan.alliances.questions import ask_question
from kairan.alliances.rooms import open_room
from kairan.alliances.sending import set_sending
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import create_organization
from tests.cast import Cast
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
    ("POST", f"{_ONE}/rooms/leave"): Try({"room_ids": ["{room_id}"]}),
    ("PUT", f"{_ONE}/rooms/{{room_id}}/pin"): Try({"pinned": True}),
    ("GET", f"{_ONE}/questions"): Try(),
    ("GET", f"{_ONE}/questions/similar"): Try(query={"text": "外から探す"}),
    ("POST", f"{_ONE}/questions"): Try({"room_id": "{room_id}", "text": "外の質問", "client_key": "k"}),
    ("PUT", f"{_ONE}/questions/{{message_id}}"): Try({"solved": True}),
    ("POST", f"{_ONE}/welcome"): Try(),
    ("GET", f"{_ONE}/moderators"): Try(),
    ("PUT", f"{_ONE}/moderators/{{member_id}}"): Try(),
    ("DELETE", f"{_ONE}/moderators/{{member_id}}"): Try(),
    ("POST", f"{_ONE}/reports"): Try({"message_id": "{message_id}", "reason": "外から"}),
    ("GET", f"{_ONE}/reports"): Try(),
    ("PUT", f"{_ONE}/reports/{{report_id}}"): Try({"outcome": "kept"}),
    ("GET", f"{_ONE}/readers/{{message_id}}"): Try(),
}


def ally_secretly(db: Db, cast: Cast, decider: Viewer) -> dict[str, str]:
    """Found an alliance that two people of the city take part in, with a question in it that was reported.

    A third body was invited, and has not accepted.
    """
    new = NewAlliance(name="三役だけの部屋", purpose="内密の目的", terms="内密の目的", is_listed=False)
    alliance = found_alliance(db, decider, new)
    town = create_organization(db, None, "とおみ村", "municipality")
    act_on_body(db, decider, alliance, town, BodyAct(act="invite"))
    sent = [Sent("person", one.member_id) for one in (cast.sato, cast.tanaka)]
    set_sending(db, decider, alliance, AllianceSending(revision=1, sent=sent))
    shared = NewAllianceRoom(name="三役だけの部屋", purpose="内密の目的", theme="内密の目的", style="questions")
    room = open_room(db, cast.tanaka, alliance, shared)
    question = ask_question(db, cast.sato, alliance, NewQuestion(room_id=room, text="極秘の議題", client_key="allied"))
    report_message(db, cast.tanaka, alliance, NewMessageReport(message_id=question.id, reason="内密の目的"))
    (report,) = reports(db, decider, alliance).reports
    return {"alliance_id": alliance, "body_id": town, "report_id": report.id}
