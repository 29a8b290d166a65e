"""The demo's alliance: the prefecture founds it with its city and its town, each sends whom it wants."""

from functools import partial

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
            wanted = AllianceSending(revision=own.revision, sent=sent, passing_on=key != HOST)
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
