"""The demo's alliance: the prefecture founds it with its city and its town, each sends whom it wants."""

from functools import partial

from kairan.alliances.consent import act_on_body
from kairan.alliances.founding import found_alliance
from kairan.alliances.model import AllianceProfile, AllianceSending, BodyAct, NewAlliance, Sent
from kairan.alliances.people import set_profile
from kairan.alliances.queries import alliance
from kairan.alliances.sending import set_sending
from kairan.core.viewer import Viewer
from kairan.demo.play import Event, Player
from kairan.talk.model import AllianceId

HOST, CITY, TOWN = "kawamura", "yoshida", "onishi"  # who decides for the prefecture, the city and the town
NAME = "青嶺県内市町連携"
PURPOSE = "県と市町の職員が、分野ごとに相談し、知恵を分け合う。"
TERMS = """1. 業務に関する相談・情報交換に使います。
2. 住民の個人情報は書きません。
3. 正式な通知は、これまでどおり文書で送ります。
4. ここで見聞きしたことを、参加団体の外へ出すときは、書いた団体に断ります。
5. あいさつは短く、質問は気軽に。"""
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
        ]

    @property
    def _alliance(self) -> AllianceId:
        found = self._player.played.alliance
        assert found is not None
        return found

    def _viewer(self, key: str) -> Viewer:
        return self._player.played.viewers[key]

    def _found(self) -> None:
        new = NewAlliance(name=NAME, purpose=PURPOSE, terms=TERMS)
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
