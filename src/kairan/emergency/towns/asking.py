"""Asking towns for their first report, and writing down what each says."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.viewer import Viewer
from kairan.emergency.incidents.chronology import keep_entry
from kairan.emergency.incidents.finding import found, hold_found
from kairan.emergency.incidents.model import (
    ENTRIES_MOST,
    ChronologyDraft,
    IncidentId,
    incident_stream,
    incident_table,
)
from kairan.emergency.incidents.problems import IncidentOver
from kairan.emergency.maps.picture import municipalities
from kairan.emergency.towns.entries import TownReported, TownsAsked
from kairan.emergency.towns.finding import asked, require_asked
from kairan.emergency.towns.model import (
    NAME_LIMIT,
    NOTE_LIMIT,
    SOURCE_LIMIT,
    TOWNS_MOST,
    WITHIN_MS,
    AllAskedOfUs,
    AskedOfUs,
    AskTowns,
    TownAnswers,
    TownBoard,
    TownReport,
    TownRow,
    incident_town_table,
)
from kairan.emergency.towns.problems import TownMeanwhile, TownNotFound, TownsTooMany, TownsUnknown
from kairan.people import labels, organization_of
from kairan.policy import may, require

_i, _t = incident_table.c, incident_town_table.c
WORDS = {
    "headquarters": "対策本部の設置",
    "people": "人的被害",
    "buildings": "住家被害",
    "fires": "火災",
    "landslides": "土砂災害",
    "roads": "道路の通行止め",
    "isolated": "孤立集落",
    "power": "停電",
    "water": "断水",
    "phones": "通信の途絶",
    "shelters": "避難所の開設",
    "help": "応援の必要",
}


def ask_towns(db: Db, viewer: Viewer, incident_id: IncidentId, wanted: AskTowns) -> TownBoard:
    """Ask towns for their first report; those asked before stay as they are.

    Problems: IncidentNotFound, IncidentOver, RefusedByPolicy, TownsUnknown, TownsTooMany, NameEmpty, TextTooLong.
    """
    row = hold_found(db, viewer, incident_id)
    require(viewer, "write", row.room_class)
    named = [("", bounded_name(one, NAME_LIMIT)) for one in wanted.names] or _of_prefecture(db, viewer)
    here = _t.incident_id == row.id
    known = set(db.scalars(select(_t.name).where(here)))
    fresh = [(code, name) for name, code in {name: code for code, name in named}.items() if name not in known]
    if not fresh:
        return board(db, viewer, incident_id)
    if len(known) + len(fresh) > TOWNS_MOST:
        raise TownsTooMany(most=TOWNS_MOST)
    now = now_ms()
    shared = {"incident_id": row.id, "is_shared": wanted.is_shared, "asked_at": now, "revision": 0}
    empty = {"answers": "{}", "note": "", "source": ""}
    last = int(db.scalar(select(func.max(_t.number)).where(here)) or 0)
    rows = [
        {**shared, **empty, "number": number, "code": code, "name": name}
        for number, (code, name) in enumerate(fresh, last + 1)
    ]
    db.execute(insert(incident_town_table), rows)
    told = TownsAsked(towns=[name for _, name in fresh], is_shared=wanted.is_shared)
    entry = append(db, incident_stream(row.id), told, viewer)
    text = f"{len(fresh)}市町村に第一報（30分以内）を求めた。"
    keep_entry(db, viewer, row, f"towns-{entry.seq:08}", ChronologyDraft(kind="order", text=text))
    return board(db, viewer, incident_id)


def _of_prefecture(db: Db, viewer: Viewer) -> list[tuple[str, str]]:
    """Return the towns of a prefecture (its code has 000 behind the first two digits); a city's wards are the city."""
    code = organization_of(db, viewer).code or ""
    if code[2:5] != "000":
        raise TownsUnknown
    towns: dict[str, str] = {}
    for one, name in municipalities(code[:2]):
        city, has_ward, _ = name.partition("市")
        towns.setdefault(f"{city}市" if has_ward and name.endswith("区") else name, one)
    if not towns:
        raise TownsUnknown
    return [(one, name) for name, one in towns.items()]


def report_of_town(db: Db, viewer: Viewer, incident_id: IncidentId, number: int, said: TownReport) -> TownBoard:
    """Write down what a town said, by whoever took its call; what is so already changes nothing.

    Problems: IncidentNotFound, IncidentOver, RefusedByPolicy, TownNotFound, TownMeanwhile, TextTooLong.
    """
    row = hold_found(db, viewer, incident_id)
    require(viewer, "write", row.room_class)
    town = db.first(select(incident_town_table).where(_t.incident_id == row.id, _t.number == number))
    if town is None:
        raise TownNotFound
    _keep(db, viewer, row, town, said)
    return board(db, viewer, incident_id)


def report_of_us(db: Db, viewer: Viewer, incident_id: IncidentId, said: TownReport) -> AllAskedOfUs:
    """Say how one's own town is, to the body that asks through an alliance.

    Problems: TownNotFound, IncidentOver, TownMeanwhile, TextTooLong.
    """
    require_asked(db, viewer, incident_id)
    hold(db, incident_stream(incident_id))
    town = require_asked(db, viewer, incident_id)
    row = db.first(select(incident_table).where(_i.id == incident_id))
    if row is None or row.ended_at is not None:
        raise IncidentOver
    _keep(
        db, viewer, row, town, msgspec.structs.replace(said, source=f"{organization_of(db, viewer).name} 災害対策本部")
    )
    return asked_of_us(db, viewer)


def _keep(db: Db, viewer: Viewer, row: Record, town: Record, said: TownReport) -> None:
    note = bounded_text(said.note.strip(), NOTE_LIMIT)
    source = bounded_text(said.source.strip(), SOURCE_LIMIT).replace("\n", " ")
    answers = {item: said.answers[item] for item in sorted(said.answers)}
    if town.reported_at is not None and (_answers(town), town.note, town.source) == (answers, note, source):
        return
    if said.revision != town.revision:
        raise TownMeanwhile
    plain = {str(item): is_so for item, is_so in answers.items()}
    told = TownReported(number=town.number, town=town.name, answers=plain, note=note, source=source)
    entry = append(db, incident_stream(row.id), told, viewer)
    values = {
        "answers": msgspec.json.encode(answers).decode(),
        "note": note,
        "source": source,
        "reported_at": entry.at if town.reported_at is None else town.reported_at,
        "changed_at": entry.at,
        "by_id": viewer.member_id,
        "revision": town.revision + 1,
    }
    db.execute(update(incident_town_table).where(_t.incident_id == row.id, _t.number == town.number).values(values))
    if row.last_number < ENTRIES_MOST:
        draft = ChronologyDraft(kind="information", text=_said(town.name, answers, note), source=source or town.name)
        keep_entry(db, viewer, row, f"town-{town.number}-{town.revision + 1}", draft)


def _said(name: str, answers: TownAnswers, note: str) -> str:
    there = [WORDS[item] for item, is_so in answers.items() if is_so]
    missing = [WORDS[item] for item in WORDS if item not in answers]
    parts = [f"{name}の第一報", f"あり: {'、'.join(there)}" if there else "「あり」の項目はない"]
    if missing:
        parts.append(f"未確認: {'、'.join(missing)}")
    return "。".join([*parts, note] if note else parts)


def board(db: Db, viewer: Viewer, incident_id: IncidentId) -> TownBoard:
    """Return the towns of an incident, the silent ones first. Problems: IncidentNotFound."""
    row = found(db, viewer, incident_id)
    towns = _rows(db, db.all(select(incident_town_table).where(_t.incident_id == row.id).order_by(_t.number)))
    reported = [one for one in towns if one.reported_at is not None]
    may_write = row.ended_at is None and may(viewer, "write", row.room_class)
    return TownBoard(
        towns=sorted(towns, key=lambda one: (one.reported_at is not None, len(one.answers), one.number)),
        reported=len(reported),
        in_time=sum(1 for one in reported if one.reported_at is not None and one.reported_at <= one.due_at),
        may_ask=may_write,
        may_write=may_write,
    )


def asked_of_us(db: Db, viewer: Viewer) -> AllAskedOfUs:
    """Return for which incidents of other bodies the viewer's first report is asked; to its headquarters alone."""
    rows = asked(db, viewer)
    towns = _rows(db, rows)
    return AllAskedOfUs(
        asked=[
            AskedOfUs(
                incident_id=row.incident_id,
                incident=row.incident,
                body=row.body,
                is_drill=bool(row.is_drill),
                town=town,
            )
            for row, town in zip(rows, towns, strict=True)
        ]
    )


def _answers(row: Record) -> TownAnswers:
    return msgspec.json.decode(row.answers, type=TownAnswers)


def _rows(db: Db, rows: Sequence[Record]) -> list[TownRow]:
    known = labels(db, {row.by_id for row in rows if row.by_id is not None})
    return [
        TownRow(
            number=row.number,
            name=row.name,
            asked_at=row.asked_at,
            due_at=row.asked_at + WITHIN_MS,
            reported_at=row.reported_at,
            answers=_answers(row),
            note=row.note,
            source=row.source,
            by=known[row.by_id].name if row.by_id in known else "",
            revision=row.revision,
        )
        for row in rows
    ]
