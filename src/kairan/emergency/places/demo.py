"""The demo's places: a list as a city publishes it, one added on the spot, and how they are in the drill.

They are made up like the city itself; where they lie is the sea.
"""

from functools import partial

from kairan.core.concern import DemoStage
from kairan.core.kit.clock import as_of
from kairan.core.viewer import Viewer
from kairan.emergency.incidents.demo import DemoStep
from kairan.emergency.places.actions import add_place, name_keepers, report
from kairan.emergency.places.importing import take_list
from kairan.emergency.places.lists import read_places
from kairan.emergency.places.model import (
    NewPlace,
    PlaceGroups,
    PlaceId,
    PlaceKeepers,
    PlaceNeed,
    PlaceReport,
    PlaceState,
)
from kairan.emergency.places.queries import place_board, place_view

DAY = 24 * 3_600_000
LISTED_DAYS_AGO, ADDED_DAYS_AGO = 14, 12
SPOT = NewPlace(name="浜辺の集会所", address="汐見原市浜辺1", latitude=34.482, longitude=138.643, key="demo-place")
LIST = """\
ID,名称,名称_カナ,所在地_連結表記,緯度,経度,電話番号,災害種別_洪水,災害種別_地震,災害種別_津波,想定収容人数,備考
S001,中央小学校,チュウオウショウガッコウ,汐見原市中央1-1,34.512,138.604,,1,1,,屋内420人／屋外2300人,体育館と校庭
S002,汐見中学校,シオミチュウガッコウ,汐見原市汐見町3-8,34.498,138.621,,,1,,屋内510人／屋外3100人,
S003,北部公民館,ホクブコウミンカン,汐見原市北町2-4,34.541,138.598,,1,1,1,120,2階の和室は乳幼児のいる家庭を優先
S004,浜辺コミュニティセンター,ハマベコミュニティセンター,汐見原市浜辺5-2,34.487,138.639,,,1,,90,津波のときは開設しない
S005,福祉センター（福祉避難所）,フクシセンター,汐見原市中央2-7,34.515,138.611,,1,1,1,60,
S006,高台運動公園,タカダイウンドウコウエン,汐見原市高台1,34.533,138.572,,1,1,1,"5,000 ",屋外
"""
Said = tuple[str, PlaceState, int, int, tuple[PlaceNeed, ...]]
"""Name, state, people, how many minutes ago, what is lacking."""
REPORTS: tuple[Said, ...] = (
    ("中央小学校", "open", 180, 71, (PlaceNeed(need="water", note="2リットル 100本"), PlaceNeed(need="bedding"))),
    ("北部公民館", "open", 96, 66, ()),
    ("福祉センター（福祉避難所）", "open", 14, 48, (PlaceNeed(need="people", note="介護職2人"),)),
    ("北部公民館", "full", 124, 33, (PlaceNeed(need="toilet", note="仮設2基"),)),
    ("中央小学校", "open", 231, 18, (PlaceNeed(need="water", note="2リットル 100本"),)),
    ("浜辺の集会所", "open", 22, 9, (PlaceNeed(need="food"),)),
)


def steps(stage: DemoStage) -> list[DemoStep]:
    """Take the list in; return how the places are in the drill, to be played in order with what else happened."""
    lead = stage.people.get("yoshida")
    if lead is None:
        return []
    with as_of(stage.now - LISTED_DAYS_AGO * DAY):
        take_list(stage.db, lead, read_places(LIST.encode()), "designated", is_drill=False)
    with as_of(stage.now - ADDED_DAYS_AGO * DAY):
        add_place(stage.db, lead, SPOT)
        board = place_board(stage.db, lead, is_drill=True, which="all", words="", after=0)
        ids = {one.name: one.id for one in board.places}
        keeper = stage.people.get("sato")
        if keeper is not None:
            name_keepers(stage.db, lead, ids["中央小学校"], PlaceKeepers([keeper.member_id]))
    return [(said[3], partial(_report, stage, lead, ids, said)) for said in REPORTS]


def _report(stage: DemoStage, lead: Viewer, ids: dict[str, PlaceId], what: Said) -> None:
    name, state, people, _, needs = what
    status = place_view(stage.db, lead, ids[name], is_drill=True).place.status
    said = PlaceReport(
        state=state,
        people=people,
        groups=PlaceGroups(households=people // 3, elderly=people // 4),
        needs=list(needs),
        is_drill=True,
        revision=0 if status is None else status.revision,
    )
    report(stage.db, lead, ids[name], said)
