"""Writing situation reports: begun from the last, kept while they are written, issued once and for good."""

from hashlib import sha256

import msgspec
from sqlalchemy import insert, select, update

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.emergency.incidents.chronology import keep_entry
from kairan.emergency.incidents.finding import found, hold_found
from kairan.emergency.incidents.model import AHEAD_MS, LONGEST_MS, ChronologyDraft, IncidentId, incident_stream
from kairan.emergency.incidents.problems import IncidentTime
from kairan.emergency.situation.entries import SituationIssued, SituationTaken
from kairan.emergency.situation.forms import FORMS, SituationForm, SituationItem
from kairan.emergency.situation.model import (
    LINE_LIMIT,
    LONG_LIMIT,
    REPORTS_MOST,
    EvacuationRow,
    SituationDocument,
    SituationDraft,
    SituationIssue,
    SituationRow,
    Situations,
    SituationView,
    incident_situation_table,
)
from kairan.emergency.situation.problems import (
    SituationFull,
    SituationMeanwhile,
    SituationNotFound,
    SituationUnfit,
)
from kairan.emergency.situation.suggesting import names_of, suggested
from kairan.people import labels, organization_of
from kairan.policy import may, require

_s = incident_situation_table.c


def situations(db: Db, viewer: Viewer, incident_id: IncidentId) -> Situations:
    """Return the reports of an incident, the newest of each form first. Problems: IncidentNotFound."""
    row = found(db, viewer, incident_id)
    rows = db.all(select(incident_situation_table).where(_s.incident_id == row.id).order_by(_s.form, _s.number.desc()))
    known = labels(db, {one.issued_by for one in rows})
    return Situations(
        reports=[
            SituationRow(
                form=one.form,
                number=one.number,
                as_of=_document(one).as_of,
                issued_at=one.issued_at,
                issued_by=known[one.issued_by].name if one.issued_by in known else "",
            )
            for one in rows
        ]
    )


def next_situation(db: Db, viewer: Viewer, incident_id: IncidentId, form: SituationForm) -> SituationView:
    """Return the report being written; where none is, the next one as it would begin. Problems: IncidentNotFound."""
    row = found(db, viewer, incident_id)
    last = _last(db, row.id, form)
    if last is not None and last.issued_at is None:
        return _view(db, viewer, row, form, last)
    before = SituationDocument(as_of=0) if last is None else _document(last)
    values = before.values or {**names_of(organization_of(db, viewer)), "reporter": _own_name(db, viewer)}
    begun = msgspec.structs.replace(before, as_of=now_ms(), values=values)
    return _shown(db, viewer, row, form, 1 if last is None else last.number + 1, begun)


def _own_name(db: Db, viewer: Viewer) -> str:
    return labels(db, [viewer.member_id])[viewer.member_id].name


def situation(db: Db, viewer: Viewer, incident_id: IncidentId, form: SituationForm, number: int) -> SituationView:
    """Return a report. Problems: IncidentNotFound, SituationNotFound."""
    row = found(db, viewer, incident_id)
    return _view(db, viewer, row, form, _require(db, row.id, form, number))


def _require(db: Db, incident_id: str, form: SituationForm, number: int) -> Record:
    here = (_s.incident_id == incident_id, _s.form == form, _s.number == number)
    one = db.first(select(incident_situation_table).where(*here))
    if one is None:
        raise SituationNotFound
    return one


def _last(db: Db, incident_id: str, form: SituationForm) -> Record | None:
    here = (_s.incident_id == incident_id, _s.form == form)
    return db.first(select(incident_situation_table).where(*here).order_by(_s.number.desc()).limit(1))


def _document(row: Record) -> SituationDocument:
    return msgspec.json.decode(row.document, type=SituationDocument)


def _view(db: Db, viewer: Viewer, row: Record, form: SituationForm, one: Record) -> SituationView:
    view = _shown(db, viewer, row, form, one.number, _document(one))
    may_write = view.may_write and one.issued_at is None
    return msgspec.structs.replace(view, revision=one.revision, issued_at=one.issued_at, may_write=may_write)


def _shown(
    db: Db, viewer: Viewer, row: Record, form: SituationForm, number: int, document: SituationDocument
) -> SituationView:
    official = FORMS[form]
    here = (_s.incident_id == row.id, _s.form == form, _s.number == number - 1)
    before = db.first(select(incident_situation_table).where(*here))
    return SituationView(
        form=form,
        title=official.title,
        name=official.name,
        groups=official.groups,
        has_orders=official.has_orders,
        number=number,
        document=document,
        suggested=suggested(db, row, form),
        before={} if before is None else _document(before).values,
        revision=0,
        issued_at=None,
        may_write=row.ended_at is None and may(viewer, "write", row.room_class),
    )


def keep_situation(
    db: Db, viewer: Viewer, incident_id: IncidentId, form: SituationForm, draft: SituationDraft
) -> SituationView:
    """Keep what the report being written says; the first time, it begins.

    Problems: IncidentNotFound, IncidentOver, RefusedByPolicy, SituationMeanwhile, SituationUnfit, TextTooLong,
    IncidentTime, SituationFull.
    """
    row = hold_found(db, viewer, incident_id)
    require(viewer, "write", row.room_class)
    document = _good(form, draft.document)
    last = _last(db, row.id, form)
    being_written = last if last is not None and last.issued_at is None else None
    if draft.revision != (0 if being_written is None else being_written.revision):
        raise SituationMeanwhile
    values = {
        "document": msgspec.json.encode(document).decode(),
        "revision": draft.revision + 1,
        "changed_at": now_ms(),
        "changed_by": viewer.member_id,
    }
    number = 1 if last is None else last.number + (being_written is None)
    if number > REPORTS_MOST:
        raise SituationFull(most=REPORTS_MOST)
    if being_written is None:
        db.execute(insert(incident_situation_table).values(incident_id=row.id, form=form, number=number, **values))
    else:
        _change(db, being_written, values)
    return situation(db, viewer, incident_id, form, number)


def _change(db: Db, one: Record, values: dict[str, object]) -> None:
    here = (_s.incident_id == one.incident_id, _s.form == one.form, _s.number == one.number)
    db.execute(update(incident_situation_table).where(*here).values(values))


def _good(form: SituationForm, document: SituationDocument) -> SituationDocument:
    now = now_ms()
    if not now - LONGEST_MS <= document.as_of <= now + AHEAD_MS:
        raise IncidentTime
    items = FORMS[form].items
    for code in document.values:
        if code not in items:
            raise SituationUnfit(label=code[:LINE_LIMIT])
    values = {code: _good_value(items[code], value) for code, value in document.values.items() if value != ""}
    orders = [_good_order(one) for one in document.orders] if FORMS[form].has_orders else []
    return SituationDocument(as_of=min(document.as_of, now), values=values, orders=orders)


def _good_value(item: SituationItem, value: int | float | str) -> int | float | str:
    if item.type in ("line", "text"):
        if not isinstance(value, str):
            raise SituationUnfit(label=item.label)
        text = bounded_text(value.strip(), LINE_LIMIT if item.type == "line" else LONG_LIMIT)
        return text.replace("\n", " ") if item.type == "line" else text
    if isinstance(value, str) or (item.type == "count" and not isinstance(value, int)):
        raise SituationUnfit(label=item.label)
    return value if isinstance(value, int) else round(value, 2)


def _good_order(row: EvacuationRow) -> EvacuationRow:
    area = bounded_text(row.area.strip(), LINE_LIMIT).replace("\n", " ")
    if not area:
        raise SituationUnfit(label="対象地区")
    return msgspec.structs.replace(row, area=area)


def issue_situation(
    db: Db, viewer: Viewer, incident_id: IncidentId, form: SituationForm, issue: SituationIssue
) -> SituationView:
    """Issue the report being written: it stays as it is, and the chronology says so.

    Problems: IncidentNotFound, IncidentOver, RefusedByPolicy, SituationMeanwhile, IncidentFull.
    """
    row = hold_found(db, viewer, incident_id)
    require(viewer, "write", row.room_class)
    last = _last(db, row.id, form)
    if last is None or last.issued_at is not None or last.revision != issue.revision:
        raise SituationMeanwhile
    digest = sha256(last.document.encode()).hexdigest()
    issued = SituationIssued(form=form, number=last.number, digest=digest)
    entry = append(db, incident_stream(row.id), issued, viewer)
    _change(db, last, {"issued_at": entry.at, "issued_by": viewer.member_id})
    said = f"{FORMS[form].title}第{last.number}報を確定しました。"
    keep_entry(db, viewer, row, f"{form}-{last.number:06}", ChronologyDraft(kind="note", text=said))
    return situation(db, viewer, incident_id, form, last.number)


class SituationTakenOut(msgspec.Struct, frozen=True, kw_only=True):
    """A report on its way to paper or into a workbook."""

    view: SituationView
    incident: str
    begun_at: int
    is_drill: bool
    organization: str


def take_situation(
    db: Db, viewer: Viewer, incident_id: IncidentId, form: SituationForm, number: int, as_form: str
) -> SituationTakenOut:
    """Take a report out; noted in the incident's stream.

    Problems: IncidentNotFound, SituationNotFound, RefusedByPolicy.
    """
    row = found(db, viewer, incident_id)
    require(viewer, "download", row.room_class)
    view = _view(db, viewer, row, form, _require(db, row.id, form, number))
    append(db, incident_stream(row.id), SituationTaken(form=form, number=number, as_form=as_form), viewer)
    return SituationTakenOut(
        view=view,
        incident=row.name,
        begun_at=row.begun_at,
        is_drill=bool(row.is_drill),
        organization=organization_of(db, viewer).name,
    )
