"""Hazards' part of the demo: a rule of the headquarters, and telegrams that tell nobody: a drill and two warnings.

They are made up like the city itself, and every one of them says so where it can.
"""

import msgspec

from kairan.core.concern import DemoStage
from kairan.core.kit.clock import as_of
from kairan.emergency.broadcasts.model import BroadcastAudience
from kairan.hazards.model import HazardRuleWanted, RuleAct, WarningWanted
from kairan.hazards.receiving import Brought, take_in
from kairan.hazards.rules import make_rule
from kairan.hazards.telegrams import Area, Item, Telegram
from kairan.hazards.telegrams.value import HazardKind
from kairan.talk.model import RoomId

HOUR = 3_600_000
_WANTED: tuple[tuple[HazardKind, int], ...] = (
    ("earthquake", 4),
    ("tsunami", 2),
    ("rain", 2),
    ("landslide", 2),
    ("flood", 2),
    ("surge", 2),
    ("storm", 2),
    ("record_rain", 1),
)
_CITY, _NEXT = Area("city", "4820100", "汐見原市"), Area("city", "4830100", "となりの町")


def demo(stage: DemoStage) -> None:
    """Make the rule, and let three telegrams come in."""
    maker, room_id = stage.people.get("yoshida"), stage.rooms.get("headquarters")
    if maker is None or room_id is None:
        return
    wanted = HazardRuleWanted(
        name="災害対策本部",
        conditions=[WarningWanted(kind, grade) for kind, grade in _WANTED],
        acts=[RuleAct(act="safety", to=BroadcastAudience(everybody=True))],
        room_id=RoomId(room_id),
    )
    with as_of(stage.now):
        make_rule(stage.db, maker, wanted)
    for hours, telegram in enumerate(_telegrams(stage.now)):
        with as_of(stage.now - (3 - hours) * HOUR):
            take_in(stage.db, Brought("folder", "", telegram))


def _telegrams(now: int) -> list[Telegram]:
    thunder = Telegram(
        control_title="気象警報・注意報（Ｈ２７）",
        kind="weather",
        status="actual",
        info_type="issued",
        title="気象警報・注意報（見本）",
        event_id="",
        serial=0,
        office="見本の気象台",
        sent_at=now - 3 * HOUR,
        reported_at=now - 3 * HOUR,
        valid_from=None,
        valid_until=None,
        headline="汐見原市では、落雷に注意してください。（見本）",
        items=(_item("weather", "雷注意報", 1, _CITY),),
    )
    elsewhere = {
        "sent_at": now - 2 * HOUR,
        "reported_at": now - 2 * HOUR,
        "headline": "となりの町では、低い土地の浸水に警戒してください。（見本）",
        "items": (_item("rain", "大雨警報", 2, _NEXT),),
    }
    shaken = {
        "control_title": "震源・震度に関する情報",
        "kind": "earthquake",
        "status": "drill",
        "title": "震源・震度情報（訓練）",
        "event_id": "20261130100000",
        "office": "見本の気象台",
        "sent_at": now - HOUR,
        "reported_at": now - HOUR,
        "headline": "これは訓練です。強い揺れを観測しました。",
        "items": (_item("earthquake", "震度６弱", 7, _CITY),),
    }
    return [
        thunder,
        msgspec.structs.replace(thunder, **elsewhere),
        msgspec.structs.replace(thunder, **shaken),
    ]


def _item(kind: HazardKind, name: str, grade: int, area: Area) -> Item:
    return Item(kind=kind, name=name, grade=grade, alert_level=None, change="issued", areas=(area,))
