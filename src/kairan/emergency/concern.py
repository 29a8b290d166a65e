"""The manifest of emergencies: everybody is reached, and everybody is counted."""

from pathlib import Path

import kairan.emergency.broadcasts.model
import kairan.emergency.closing.model
import kairan.emergency.contacts.model
import kairan.emergency.gateway.model
import kairan.emergency.incidents.model
import kairan.emergency.maps.model
import kairan.emergency.musters.model
import kairan.emergency.places.model
import kairan.emergency.shifts.model
import kairan.emergency.situation.model
import kairan.emergency.supplies.model
import kairan.emergency.towns.model
from kairan.applications.pressed_map import BODY_BOUNDS
from kairan.core.concern import Concern, DemoStage, Parts, tables_in
from kairan.core.journal import Stream
from kairan.core.kit.clock import as_of
from kairan.core.kit.jobs import Jobs
from kairan.core.viewer import MemberId, OrganizationId
from kairan.emergency.broadcasts.describing import SUBJECT
from kairan.emergency.broadcasts.finding import may_read
from kairan.emergency.broadcasts.http import OnDevice, router
from kairan.emergency.broadcasts.jobs import register_jobs
from kairan.emergency.broadcasts.letters import LettersGo
from kairan.emergency.broadcasts.link_http import router as link_router
from kairan.emergency.broadcasts.model import (
    BroadcastAnswer,
    BroadcastAudience,
    BroadcastDraft,
    BroadcastId,
    BroadcastWanted,
    NewBroadcast,
    broadcast_call_table,
    broadcast_link_table,
    broadcast_person_table,
)
from kairan.emergency.broadcasts.outside import OUTSIDE
from kairan.emergency.broadcasts.phoning import CallNote
from kairan.emergency.broadcasts.plan import URGENT
from kairan.emergency.closing.http import router as closing_router
from kairan.emergency.closing.model import Review
from kairan.emergency.contacts.http import router as contact_router
from kairan.emergency.contacts.model import EmergencyContact, emergency_contact_table
from kairan.emergency.coordinates import Coordinates
from kairan.emergency.gateway.model import Gateway, dispatch_table
from kairan.emergency.gateway.sending import register_gateway
from kairan.emergency.gateway.writing import SMS, VOICE
from kairan.emergency.incidents.demo import MINUTE
from kairan.emergency.incidents.demo import steps as incident_steps
from kairan.emergency.incidents.finding import INCIDENT_STREAM
from kairan.emergency.incidents.http import router as incident_router
from kairan.emergency.incidents.model import (
    ChronologyChange,
    ChronologyDraft,
    ChronologyStatus,
    ChronologyStrike,
    FieldReport,
    IncidentChange,
    IncidentPeople,
    NewChronologyEntry,
    NewIncident,
    incident_person_table,
)
from kairan.emergency.maps.bounds import bounds_of
from kairan.emergency.maps.http import router as map_router
from kairan.emergency.maps.jobs import register_jobs as register_map_jobs
from kairan.emergency.maps.model import SharedPosition, incident_position_table
from kairan.emergency.musters.http import router as muster_router
from kairan.emergency.musters.model import Arriving, MusterCall, MusterStage, muster_arrival_table
from kairan.emergency.places.demo import steps as place_steps
from kairan.emergency.places.finding import may_read as may_read_place
from kairan.emergency.places.http import router as place_router
from kairan.emergency.places.model import (
    MapTiles,
    NewPlace,
    PlaceGroups,
    PlaceKeepers,
    PlaceNeed,
    PlaceReport,
    place_keeper_table,
)
from kairan.emergency.shifts.http import router as shift_router
from kairan.emergency.shifts.model import NewShift, ShiftDraft, muster_shift_person_table
from kairan.emergency.situation.http import router as situation_router
from kairan.emergency.situation.model import SituationDocument, SituationDraft, SituationIssue
from kairan.emergency.supplies.finding import may_read as may_read_supply
from kairan.emergency.supplies.http import router as supply_router
from kairan.emergency.supplies.model import NewOffer, NewSupply, SupplyAccepted, SupplyMove, SupplyOpening
from kairan.emergency.towns.http import own_router as own_report_router
from kairan.emergency.towns.http import router as town_router
from kairan.emergency.towns.model import AskTowns, TownReport
from kairan.notifications import SUBJECTS
from kairan.people import DepartmentId
from kairan.talk.model import AllianceId


def _letters(parts: Parts) -> LettersGo:
    settings = parts.settings
    outside = Gateway(sms=settings.sms_gateway, voice=settings.voice_gateway).ways
    return LettersGo(url=settings.url, is_mailed=bool(settings.mail_url), outside=outside)


def _gateway(parts: Parts) -> Gateway:
    """Read the key when the server starts: a file that is gone is told then, and not in the disaster."""
    settings = parts.settings
    key = Path(settings.gateway_key_file).read_text("utf-8").strip() if settings.gateway_key_file else ""
    return Gateway(sms=settings.sms_gateway, voice=settings.voice_gateway, key=key)


def provides(parts: Parts) -> dict[str, object]:
    """Give whether letters are sent and where their links lead, and where maps get tiles."""
    settings = parts.settings
    tiles = MapTiles(path=settings.map_tiles, credit=settings.map_credit)
    return {"letters": _letters(parts), "map_tiles": tiles}


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Tell broadcasts, in pieces, and again by plan; forget where people were."""
    register_jobs(jobs, parts.store, _letters(parts))
    register_gateway(jobs, parts.store, parts.box, _gateway(parts), parts.settings.url)
    register_map_jobs(jobs)


_DRAFT = BroadcastDraft(
    title="安否を回答してください",
    text="落ち着いたら、無事かどうかを回答してください。",
    asked="safety",
    is_urgent=True,
    rounds=list(URGENT),
)
_TO = BroadcastAudience(everybody=True)
_WORKS = MemberId("0k3w9f2m7xq1s")
_HERE = Coordinates(latitude=35.6581, longitude=139.7414)
_NIGHT = ShiftDraft(name="夜勤", place=0, begins_at=1_785_974_400_000, ends_at=1_786_017_600_000, member_ids=[_WORKS])
_SEEN = ChronologyDraft(
    kind="information", status="open", text="橋の手前で土砂が流れ込んでいます。", source="土木事務所", position=_HERE
)


def demo(stage: DemoStage) -> None:
    """Play an incident and its shelters, in the order in which it happened."""
    for ago, act in sorted([*incident_steps(stage), *place_steps(stage)], key=lambda step: -step[0]):
        with as_of(stage.now - ago * MINUTE):
            act()


CONCERN = Concern(
    package="kairan.emergency",
    tables=tables_in(
        kairan.emergency.broadcasts.model,
        kairan.emergency.contacts.model,
        kairan.emergency.gateway.model,
        kairan.emergency.musters.model,
        kairan.emergency.shifts.model,
        kairan.emergency.incidents.model,
        kairan.emergency.situation.model,
        kairan.emergency.places.model,
        kairan.emergency.maps.model,
        kairan.emergency.closing.model,
        kairan.emergency.towns.model,
        kairan.emergency.supplies.model,
    ),
    personal=(
        broadcast_person_table,
        broadcast_link_table,
        broadcast_call_table,
        dispatch_table,
        muster_arrival_table,
        muster_shift_person_table,
        emergency_contact_table,
        incident_person_table,
        place_keeper_table,
        incident_position_table,
    ),
    routers=(
        router,
        contact_router,
        muster_router,
        shift_router,
        incident_router,
        situation_router,
        place_router,
        map_router,
        closing_router,
        town_router,
        own_report_router,
        supply_router,
    ),
    pages=(link_router,),
    provides=provides,
    jobs=jobs,
    demo=demo,
    streams=(
        Stream("broadcast", may_read),
        Stream("place", may_read_place),
        Stream("supply", may_read_supply),
        INCIDENT_STREAM,
    ),
    extensions=(SUBJECTS.by(SUBJECT), OUTSIDE.by(SMS, VOICE), BODY_BOUNDS.by(bounds_of)),
    examples=(
        _DRAFT,
        NewBroadcast(draft=_DRAFT, to=_TO, key="9f2c1d7e5b"),
        BroadcastWanted(to=BroadcastAudience(department_ids=[DepartmentId("0k3w9f2m8bd4t")]), rounds=list(URGENT)),
        BroadcastAnswer(choice="safe", family="safe", coming="now", place="自宅"),
        OnDevice(ids=[BroadcastId("0k3w9f2m9h7vz")]),
        CallNote(outcome="absent", note="留守番電話に残しました"),
        EmergencyContact(phone="090-1234-5678", family="夫・佐藤 一", family_phone="03-1234-5678"),
        SharedPosition(latitude=34.512, longitude=138.604, minutes=60),
        AskTowns(names=["汐見原市", "北浜町"], is_shared=True),
        TownReport(answers={"headquarters": True, "people": False}, note="国道が通れない。", source="電話　総務課"),
        NewSupply(key="7ab1c09e2f", kind="goods", what="毛布", amount="50枚"),
        SupplyMove(state="on_way", revision=2),
        SupplyOpening(alliance_id=AllianceId("0k3w9f2m8bd4t")),
        SupplyAccepted(body_id=OrganizationId("0k3w9f2m8bd4t")),
        NewOffer(text="30枚、15時ごろ届けます。"),
        Review(text="避難所の人数の報告を、決まった時刻に求める。", revision=2),
        MusterStage(name="第1配備", to=_TO, places=["本庁舎", "北部支所"]),
        MusterCall(key="3b7a91d0c4"),
        Arriving(place=0),
        _NIGHT,
        NewShift(draft=_NIGHT, key="c18e4f7a20"),
        NewIncident(
            key="6d20b8f1c9",
            name="8月6日 大雨",
            kind="storm",
            level="災害警戒本部",
            member_ids=[_WORKS],
            rooms=["本部", "避難所"],
        ),
        IncidentChange(name="8月6日 大雨", kind="storm", level="災害対策本部"),
        IncidentPeople(member_ids=[_WORKS]),
        NewChronologyEntry(key="a41f6e0b27", draft=_SEEN),
        ChronologyChange(revision=12, draft=_SEEN),
        ChronologyStatus(status="working"),
        ChronologyStrike(reason="同じ内容が2件あるため"),
        SituationDraft(
            revision=0,
            document=SituationDocument(
                as_of=1_785_978_000_000, values={"dead": 0, "outline": "大雨により市道が埋まった。"}
            ),
        ),
        SituationIssue(revision=3),
        FieldReport(key="0c95d3ee18", damage="road", severity="high", text="片側が通れません。", position=_HERE),
        NewPlace(name="集落の集会所", address="本町1-2", latitude=36.1, longitude=137.2, capacity=40, key="5d2e8a90b1"),
        PlaceReport(
            state="open",
            people=42,
            groups=PlaceGroups(households=17, elderly=12, infants=3),
            needs=[PlaceNeed(need="water", note="2リットル 100本")],
        ),
        PlaceKeepers(member_ids=[MemberId("0k3w9f2m8bd4t")]),
    ),
    settings=("map_tiles", "map_credit", "sms_gateway", "voice_gateway", "gateway_key_file"),
    tags={
        "Broadcasts": "What is told to many at once, how far it has come with each, and what they answered.",
        "Incidents": "What happens in an incident: its people, rooms, chronology, and reports from the field.",
        "Situation reports": "The official reports of an incident (第4号様式), numbered, each begun from the last.",
        "Musters": "Stages that are called with one act, and who has arrived where.",
        "First reports": "What each town says first: yes, no or not confirmed; the silent ones on top.",
        "Supplies": "What shelters and headquarters ask for, how far it is, and what allies offer.",
        "Places": "Shelters and other places: which are open, how many are there, and what is lacking.",
    },
)
