"""Incidents' part of the demo: a drill of a heavy rain that goes on, with its chronology and reports from the field.

The city is made up, and so is the rain.
"""

from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from kairan.core.concern import DemoStage
from kairan.core.kit.clock import as_of
from kairan.core.viewer import Delegated, Viewer
from kairan.emergency.coordinates import Coordinates
from kairan.emergency.incidents.chronology import move_entry, write_entry
from kairan.emergency.incidents.leading import change_incident, open_incident
from kairan.emergency.incidents.model import (
    ChronologyDraft,
    ChronologyStatus,
    Damage,
    EntryKind,
    EntryStatus,
    FieldReport,
    IncidentChange,
    IncidentId,
    NewChronologyEntry,
    NewIncident,
    Severity,
)
from kairan.emergency.incidents.reporting import own_reports, report

MINUTE = 60_000
DemoStep = tuple[int, Callable[[], object]]
"""How many minutes ago something happened, and what."""
LEAD = "yoshida"
WORKS = ("sato", "tanaka", "takahashi", "suzuki", "yamamoto")
_WRITTEN: tuple[tuple[int, str, EntryKind, EntryStatus | None, str, str, str], ...] = (
    (118, "yoshida", "information", None, "大雨警報（土砂災害）が発表された。", "気象台", ""),
    (112, "yoshida", "decision", None, "災害警戒本部を設置する。第1配備を発令する。", "", "本庁舎3階"),
    (95, "sato", "order", "done", "第一小学校を避難所として開設する準備を始める。", "本部", "第一小学校"),
    (70, "sato", "action", None, "第一小学校を開設した。受入れ可能 120 人。", "第一小学校 担当", "第一小学校"),
    (64, "tanaka", "information", "working", "下流の水位が上がっていると住民から電話。", "住民からの電話", "汐見橋"),
    (40, "yoshida", "decision", None, "土砂災害警戒区域に高齢者等避難を発令する。", "", "北部地区"),
    (22, "sato", "order", "open", "毛布 50 枚を第一小学校へ運ぶ。", "第一小学校 担当", "第一小学校"),
)
_SEEN: tuple[tuple[int, str, Damage, Severity, str, str, float, float], ...] = (
    (58, "tanaka", "road", "high", "土砂が片側をふさいでいる。通れない。", "市道12号 峠の手前", 34.536, 138.577),
    (51, "tanaka", "river", "middle", "堤防の上まであと1メートルほど。", "汐見橋の下流", 34.494, 138.627),
    (37, "takahashi", "power", "middle", "信号が消えている。", "北部支所前の交差点", 34.539, 138.601),
    (29, "suzuki", "building", "low", "屋根の一部が飛んだ。けが人なし。", "北部公民館", 34.542, 138.596),
    (12, "yamamoto", "water", "middle", "断水していると10世帯ほどから聞いた。", "北部3丁目", 34.547, 138.609),
)


def steps(stage: DemoStage) -> list[DemoStep]:
    """Open the drill two hours ago; return what happened since, to be played in order with what else happened."""
    if LEAD not in stage.people:
        return []
    lead = msgspec.structs.replace(stage.people[LEAD], delegated=frozenset({Delegated("emergency")}))
    own = {key: one for key, one in stage.people.items() if one.organization_id == lead.organization_id}
    people = {key: own[key] for key in WORKS if key in own} | {LEAD: lead}
    with as_of(stage.now - 120 * MINUTE):
        new = NewIncident(
            key="demo-incident",
            name="大雨対応訓練",
            kind="storm",
            level="災害警戒本部",
            is_drill=True,
            member_ids=[one.member_id for one in people.values()],
        )
        incident_id = open_incident(stage.db, lead, new)
    change = IncidentChange(name="大雨対応訓練", kind="storm", level="災害対策本部")
    return [
        (38, partial(change_incident, stage.db, lead, incident_id, change)),
        *_written(stage, incident_id, people),
        *_seen(stage, incident_id, people),
    ]


def _written(stage: DemoStage, incident_id: IncidentId, people: dict[str, Viewer]) -> Iterator[DemoStep]:
    for ago, key, kind, status, text, source, place in _WRITTEN:
        if key in people:
            draft = ChronologyDraft(kind=kind, status=status, text=text, source=source, place=place)
            entry = NewChronologyEntry(key=f"demo-entry-{ago}", draft=draft)
            yield ago, partial(write_entry, stage.db, people[key], incident_id, entry)


def _seen(stage: DemoStage, incident_id: IncidentId, people: dict[str, Viewer]) -> Iterator[DemoStep]:
    for ago, key, damage, severity, text, place, latitude, longitude in _SEEN:
        if key in people:
            said = FieldReport(
                key=f"demo-report-{ago}",
                damage=damage,
                severity=severity,
                text=text,
                place=place,
                position=Coordinates(latitude=latitude, longitude=longitude),
            )
            yield ago, partial(report, stage.db, people[key], incident_id, said)
            if severity != "low":
                yield ago - 6, partial(_take_up, stage, people[LEAD], people[key], incident_id)


def _take_up(stage: DemoStage, lead: Viewer, by: Viewer, incident_id: IncidentId) -> None:
    """Let the last report of somebody be worked on."""
    number = own_reports(stage.db, by, incident_id).reports[0].number
    move_entry(stage.db, lead, incident_id, number, ChronologyStatus(status="working"))
