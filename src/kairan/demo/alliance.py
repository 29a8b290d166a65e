"""The demo's alliance: the prefecture founds it with its city and its town, each sends whom it wants."""

from functools import partial

from kairan.alliances.aid.agreeing import answer_agreement, propose_agreement
from kairan.alliances.aid.asking import aid_requests, ask_for_aid, close_request, offer_aid, settle_offer
from kairan.alliances.aid.model import (
    AgreementAnswer,
    AidOfferChange,
    NewAgreement,
    NewAidOffer,
    NewAidRequest,
)
from kairan.alliances.consent import act_on_body
from kairan.alliances.founding import found_alliance
from kairan.alliances.model import (
    AllianceProfile,
    AllianceSending,
    BodyAct,
    NewAlliance,
    RoomPin,
    Sent,
)
from kairan.alliances.moderation import decide_report, name_moderator, report_message, reports, welcome
from kairan.alliances.moderation_model import NewMessageReport, ReportDecision
from kairan.alliances.people import set_profile
from kairan.alliances.queries import alliance
from kairan.alliances.question_model import QuestionChange
from kairan.alliances.questions import settle_question
from kairan.alliances.rooms import pin_room
from kairan.alliances.sending import set_sending
from kairan.core.viewer import Viewer
from kairan.demo.play import Event, Player
from kairan.talk.model import AllianceId
from kairan.talk.rooms import invite

HOST, CITY, TOWN = "kawamura", "yoshida", "onishi"  # who decides for the prefecture, the city and the town
NAME = "青嶺県内市町連携"
PURPOSE = "県と市町の職員が、分野ごとに相談し、知恵を分け合う。"
TERMS = """1. 業務に関する相談・情報交換に使います。
2. 住民の個人情報は書きません。
3. 正式な通知は、これまでどおり文書で送ります。
4. ここで見聞きしたことを、参加団体の外へ出すときは、書いた団体に断ります。
5. あいさつは短く、質問は気軽に。"""
WELCOME = """ようこそ。県と市町の職員が、団体の枠を越えて聞き合う場です。
「ルーム」の一覧から、気になるテーマに入ってください。小さなことでも「何でも質問」へどうぞ。"""
AGREEMENT = "災害時における相互応援に関する協定"
AGREED = """第1条 災害が発生し、独力では十分な応急措置ができないときは、ほかの団体に応援を要請できる。
第2条 応援は、物資の提供、職員の派遣、車両・資機材の貸出しとする。
第3条 費用は、応援を受けた団体が負担する。"""
CONTACTS = {
    HOST: "危機管理課 当直 088-000-0100（24時間）",
    CITY: "危機管理課 088-000-0200（夜間・休日は宿直）",
    TOWN: "総務課 088-000-0300（夜間・休日は宿直）",
}
MODERATOR = "kobayashi"
PINNED = ("allied-all", "allied-questions")
SOLVED = (("seal", "hirata"), ("gaiji", "onishi"), ("mynumber", "kondo"))  # which question, and who asked it
COMPANY, COMPANYS_ROOM = "murata", "allied-it"  # a guest by theme, whom the city answers for
SLIP = ("allied-vacant", "slip")  # a name that should not stand there
PROFILES = {
    "kobayashi": AllianceProfile(about="市町村課の窓口、空き家、移住定住", contact="2120（平日 9時〜17時）"),
    "maruyama": AllianceProfile(about="標準化、自治体クラウド、RPA"),
    "yoshida": AllianceProfile(about="端末・ネットワーク、電子申請のフォーム作り"),
    "onishi": AllianceProfile(about="情報・防災・財政を一人で担当。何でも聞いてください、何でも聞きます"),
}


class AlliancePlayer:
    """Plays how the alliance came about: founded in the morning, joined before noon."""

    def __init__(self, player: Player) -> None:
        self._player, self._db = player, player.db

    def events(self) -> list[Event]:
        """Return everything that is to happen; rooms are opened and written in with all others."""
        at = self._player.days.at
        return [
            (at(-34, "9:30"), self._found),
            (at(-34, "10:40"), partial(self._join, CITY)),
            (at(-34, "11:15"), partial(self._join, TOWN)),
            (at(-34, "13:00"), self._send),
            (at(-33, "9:10"), self._introduce),
            (at(-30, "11:00"), self._arrange),
            # Before the incidents, which are played at the end and stand in the same records of the bodies.
            (at(-29, "10:00"), self._agree),
            (at(-29, "13:40"), self._need_sandbags),
            (at(-29, "15:00"), self._drill),
            *((at(-14, "9:00"), partial(self._solve, key, by)) for key, by in SOLVED),
            (at(-8, "10:50"), self._hide),
            (self._player.days.now, self._bring),  # after guests have their sponsors
        ]

    @property
    def _alliance(self) -> AllianceId:
        found = self._player.played.alliance
        assert found is not None
        return found

    def _viewer(self, key: str) -> Viewer:
        return self._player.played.viewers[key]

    def _found(self) -> None:
        new = NewAlliance(name=NAME, purpose=PURPOSE, terms=TERMS, welcome=WELCOME)
        self._player.played.alliance = found_alliance(self._db, self._viewer(HOST), new)
        for key in (CITY, TOWN):
            self._act(HOST, key, BodyAct(act="invite"))

    def _join(self, key: str) -> None:
        self._act(key, key, BodyAct(act="accept", terms_version=1))

    def _act(self, by: str, body: str, act: BodyAct) -> None:
        act_on_body(self._db, self._viewer(by), self._alliance, self._viewer(body).organization_id, act)

    def _send(self) -> None:
        """The small town sends everybody; the city and the prefecture some sections."""
        departments = self._player.played.departments
        city = [
            Sent("department", departments["city", path])
            for path in ("総務部/情報政策課", "企画部", "危機管理局", "土木部/建築住宅課", "福祉部/福祉課")
        ]
        prefecture = [Sent("department", departments["prefecture", path]) for path in ("総務部", "危機管理部")]
        for key, sent in ((HOST, prefecture), (CITY, city), (TOWN, [Sent("everybody")])):
            own = alliance(self._db, self._viewer(key), self._alliance).own
            assert own is not None
            wanted = AllianceSending(revision=own.revision, sent=sent, passing_on=key != HOST, figures=key != HOST)
            set_sending(self._db, self._viewer(key), self._alliance, wanted)

    def _introduce(self) -> None:
        for key, profile in PROFILES.items():
            set_profile(self._db, self._viewer(key), self._alliance, profile)
            welcome(self._db, self._viewer(key), self._alliance)

    def _arrange(self) -> None:
        """The host names a moderator, who puts two rooms at the top of the list."""
        played, moderator = self._player.played, self._viewer(MODERATOR)
        name_moderator(self._db, self._viewer(HOST), self._alliance, moderator.member_id)
        for key in PINNED:
            pin_room(self._db, moderator, self._alliance, played.rooms[key], RoomPin(pinned=True))

    def _agree(self) -> None:
        """The three of them agree on mutual aid before anything happens."""
        others = [self._viewer(key).organization_id for key in (CITY, TOWN)]
        new = NewAgreement(title=AGREEMENT, text=AGREED, contact=CONTACTS[HOST], body_ids=others)
        agreement_id = propose_agreement(self._db, self._viewer(HOST), self._alliance, new)
        for key in (CITY, TOWN):
            answer = AgreementAnswer(agreed=True, contact=CONTACTS[key])
            answer_agreement(self._db, self._viewer(key), self._alliance, agreement_id, answer)

    def _need_sandbags(self) -> None:
        """The town asks before the rainy days, the city brings, and the town has received it."""
        town, city = self._viewer(TOWN), self._viewer("hasegawa")
        new = NewAidRequest(
            kind="supplies", item="土のう", quantity=200, unit="袋", place="町役場の車庫", client_key="demo-sandbags"
        )
        request_id = ask_for_aid(self._db, town, self._alliance, new)
        offer = NewAidOffer(quantity=200, note="土木の車で届けます", client_key="demo-sandbags")
        offer_aid(self._db, city, self._alliance, request_id, offer)
        (one,) = aid_requests(self._db, town, self._alliance).requests[0].offers
        settle_offer(self._db, town, self._alliance, request_id, one.id, AidOfferChange(state="received"))
        close_request(self._db, town, self._alliance, request_id)

    def _drill(self) -> None:
        """In a drill the city asks, and the prefecture offers a part."""
        new = NewAidRequest(
            kind="equipment",
            item="給水車",
            quantity=3,
            unit="台",
            place="汐見原市 第一小学校",
            note="断水の想定です。給水袋も一緒にお願いします。",
            is_drill=True,
            client_key="demo-drill",
        )
        request_id = ask_for_aid(self._db, self._viewer("hasegawa"), self._alliance, new)
        offer = NewAidOffer(quantity=1, note="県の給水車を向かわせます", client_key="demo-drill")
        offer_aid(self._db, self._viewer("fujii"), self._alliance, request_id, offer)

    def _solve(self, key: str, by: str) -> None:
        sent = self._player.played.sent
        question, answer = sent["allied-questions", key], sent["allied-questions", f"{key}-answer"]
        change = QuestionChange(solved=True, answer_id=answer.id)
        settle_question(self._db, self._viewer(by), self._alliance, question.id, change)

    def _hide(self) -> None:
        """Somebody else reports it, and the moderator hides it."""
        message, moderator = self._player.played.sent[SLIP], self._viewer(MODERATOR)
        report = NewMessageReport(message_id=message.id, reason="所有者のお名前が書かれています")
        report_message(self._db, self._viewer("kato"), self._alliance, report)
        (one,) = reports(self._db, moderator, self._alliance).reports
        decision = ReportDecision(outcome="hidden", reason="個人の名前が書かれていたため")
        decide_report(self._db, moderator, self._alliance, one.id, decision)

    def _bring(self) -> None:
        """Let the company that looks after the city's systems into the room of those who look after all bodies'."""
        played = self._player.played
        invite(self._db, self._viewer(CITY), played.rooms[COMPANYS_ROOM], [self._viewer(COMPANY).member_id])
