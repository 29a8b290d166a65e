"""Incidents' part of the demo: a drill of a heavy rain that goes on, with its chronology and reports from the field.

The city is made up, and so is the rain.
"""

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
from kairan.emergency.incidents.reporting import report

MINUTE = 60_000
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
    (58, "tanaka", "road", "high", "土砂が片側をふさいでいる。通れない。", "市道12号 峠の手前", 35.412, 139.021),
    (51, "tanaka", "river", "middle", "堤防の上まであと1メートルほど。", "汐見橋の下流", 35.405, 139.034),
    (37, "takahashi", "power", "middle", "信号が消えている。", "北部支所前の交差点", 35.421, 139.015),
    (29, "suzuki", "building", "low", "屋根の一部が飛んだ。けが人なし。", "北部公民館", 35.424, 139.018),
    (12, "yamamoto", "water", "middle", "断水していると10世帯ほどから聞いた。", "北部3丁目", 35.426, 139.011),
)


def demo(stage: DemoStage) -> None:
    """Open the drill two hours ago, and let what happened since be written and reported."""
    if LEAD not in stage.people:
        return
    lead = msgspec.structs.replace(stage.people[LEAD], delegated=frozenset({Delegated("emergency")}))
    own = {key: one for key, one in stage.people.items() if one.organization_id == lead.organization_id}
    people = {key: own[key] for key in WORKS if key in own} | {LEAD: lead}
    begun_at = stage.now - 120 * MINUTE
    with as_of(begun_at):
        new = NewIncident(
            key="demo-incident",
            name="大雨対応訓練",
            kind="storm",
            level="災害警戒本部",
            is_drill=True,
            member_ids=[one.member_id for one in people.values()],
        )
        incident_id = open_incident(stage.db, lead, new)
    _play(stage, incident_id, people)
    with as_of(stage.now - 38 * MINUTE):
        change = IncidentChange(name="大雨対応訓練", kind="storm", level="災害対策本部")
        change_incident(stage.db, lead, incident_id, change)


def _play(stage: DemoStage, incident_id: IncidentId, people: dict[str, Viewer]) -> None:
    for ago, key, kind, status, text, source, place in _WRITTEN:
        if key in people:
            draft = ChronologyDraft(kind=kind, status=status, text=text, source=source, place=place)
            with as_of(stage.now - ago * MINUTE):
                write_entry(
                    stage.db, people[key], incident_id, NewChronologyEntry(key=f"demo-entry-{ago}", draft=draft)
                )
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
            with as_of(stage.now - ago * MINUTE):
                own = report(stage.db, people[key], incident_id, said).reports[0]
            with as_of(stage.now - (ago - 6) * MINUTE):
                if severity != "low":
                    move_entry(stage.db, people[LEAD], incident_id, own.number, ChronologyStatus(status="working"))
