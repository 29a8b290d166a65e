"""Ask to read records, consent, refuse, withdraw. Each is an entry of the organisation's stream."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import midnight
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import clean, fold, graphemes
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import member_table, organization_stream, people_named, require_role
from kairan.people.evidence import Fact, Section, register_evidence
from kairan.records.entries import (
    RecordRulesChanged,
    RecordsAsked,
    RecordsConsented,
    RecordsRefused,
    RecordsWithdrawn,
)
from kairan.records.model import (
    HOUR_MS,
    PERIOD_MOST_MS,
    REASON_LEAST,
    REASON_LIMIT,
    Named,
    NewRequest,
    RecordRequest,
    RecordRules,
    RoomChoice,
    request_table,
    rule_table,
    state_of,
    view_table,
)
from kairan.records.problems import (
    AlreadyDecided,
    NothingNamed,
    OwnConsent,
    PeriodWrong,
    ReasonTooShort,
    RequestNotFound,
)
from kairan.talk.model import room_table

REQUESTS_SHOWN = 200
ROOMS_SHOWN = 50

_q, _r, _m, _rule = request_table.c, room_table.c, member_table.c, rule_table.c
_json = msgspec.json.Encoder()


def ask_for_records(db: Db, viewer: Viewer, new: NewRequest) -> RecordRequest:
    """Ask to read records; auditors only. Problems: RoleNeeded, ReasonTooShort, NothingNamed, PeriodWrong."""
    require_role(viewer, "auditor")
    reason = _good_reason(new.reason)
    first_at, last_at = _period(new)
    rooms, people = _own_rooms(db, viewer, new.room_ids), _own_people(db, viewer, new.person_ids)
    if not rooms and not people:
        raise NothingNamed
    request_id = new_id()
    asked = RecordsAsked(
        request_id=request_id, reason=reason, room_ids=rooms, person_ids=people, first_at=first_at, last_at=last_at
    )
    entry = append(db, organization_stream(viewer.organization_id), asked, viewer)
    db.execute(
        insert(request_table).values(
            id=request_id,
            organization_id=viewer.organization_id,
            reason=reason,
            room_ids=_json.encode(rooms).decode(),
            person_ids=_json.encode(people).decode(),
            first_at=first_at,
            last_at=last_at,
            asked_by=viewer.member_id,
            asked_at=entry.at,
        )
    )
    return _told(db, [_row(db, viewer, request_id)])[0]


def _good_reason(typed: str) -> str:
    reason = clean(typed).strip()
    if not REASON_LEAST <= graphemes(reason) <= REASON_LIMIT:
        raise ReasonTooShort(least=REASON_LEAST, most=REASON_LIMIT)
    return reason


def _period(new: NewRequest) -> tuple[int, int]:
    first_at, last_at = midnight(new.first_on), midnight(new.last_on, days_later=1)
    if first_at is None or last_at is None or not 0 < last_at - first_at <= PERIOD_MOST_MS:
        raise PeriodWrong
    return first_at, last_at


def _own_rooms(db: Db, viewer: Viewer, ids: Sequence[str]) -> list[str]:
    """Return group rooms of the viewer's body; direct talks are read by naming the people."""
    own = select(_r.id).where(_r.organization_id == viewer.organization_id, _r.kind == "group", _r.id.in_(ids))
    return _all_found(ids, db.scalars(own))


def _own_people(db: Db, viewer: Viewer, ids: Sequence[str]) -> list[str]:
    own = select(_m.id).where(_m.organization_id == viewer.organization_id, _m.id.in_(ids))
    return _all_found(ids, db.scalars(own))


def _all_found(wanted: Iterable[str], found: Sequence[str]) -> list[str]:
    if set(wanted) - set(found):
        raise NothingNamed
    return sorted(found)


def consent_to(db: Db, viewer: Viewer, request_id: str) -> RecordRequest:
    """Consent as a second person: the request is open from now for the hours the body set.

    Problems: RoleNeeded, RequestNotFound, OwnConsent, AlreadyDecided.
    """
    row = _undecided(db, viewer, request_id)
    now = now_ms()
    ends_at = now + rules_of(db, viewer.organization_id).hours * HOUR_MS
    _keep(db, request_id, decided_by=viewer.member_id, consented_at=now, ends_at=ends_at)
    consented = RecordsConsented(request_id=request_id, asked_by=row.asked_by, ends_at=ends_at)
    append(db, organization_stream(viewer.organization_id), consented, viewer)
    return _told(db, [_row(db, viewer, request_id)])[0]


def refuse(db: Db, viewer: Viewer, request_id: str) -> RecordRequest:
    """Refuse as a second person. Problems: those of `consent_to`."""
    row = _undecided(db, viewer, request_id)
    _keep(db, request_id, decided_by=viewer.member_id, refused_at=now_ms())
    refused = RecordsRefused(request_id=request_id, asked_by=row.asked_by)
    append(db, organization_stream(viewer.organization_id), refused, viewer)
    return _told(db, [_row(db, viewer, request_id)])[0]


def _undecided(db: Db, viewer: Viewer, request_id: str) -> Record:
    """Return a request somebody else made and nobody decided; two at once cannot both decide it."""
    hold(db, organization_stream(viewer.organization_id))
    row = _row(db, viewer, request_id)
    if row.asked_by == viewer.member_id:
        raise OwnConsent
    if _state(row) != "asked":
        raise AlreadyDecided
    return row


def withdraw(db: Db, viewer: Viewer, request_id: str) -> RecordRequest:
    """Withdraw a request or the consent to it: whoever asked, and every other auditor or administrator, may.

    Problems: RoleNeeded, RequestNotFound, AlreadyDecided.
    """
    hold(db, organization_stream(viewer.organization_id))
    row = _row(db, viewer, request_id)
    if _state(row) not in {"asked", "open"}:
        raise AlreadyDecided
    _keep(db, request_id, withdrawn_at=now_ms())
    withdrawn = RecordsWithdrawn(request_id=request_id, asked_by=row.asked_by)
    append(db, organization_stream(viewer.organization_id), withdrawn, viewer)
    return _told(db, [_row(db, viewer, request_id)])[0]


def _keep(db: Db, request_id: str, **values: Any) -> None:  # noqa: ANN401
    db.execute(update(request_table).where(_q.id == request_id).values(**values))


def _row(db: Db, viewer: Viewer, request_id: str) -> Record:
    require_role(viewer, "auditor", "administrator")
    row = db.first(select(request_table).where(_q.id == request_id, _q.organization_id == viewer.organization_id))
    if row is None:
        raise RequestNotFound
    return row


def _state(row: Record) -> str:
    return state_of(row.consented_at, row.refused_at, row.withdrawn_at, row.ends_at, now_ms())


def requests(db: Db, viewer: Viewer) -> list[RecordRequest]:
    """Return the body's requests, the newest first. Problems: RoleNeeded."""
    require_role(viewer, "auditor", "administrator")
    own = select(request_table).where(_q.organization_id == viewer.organization_id)
    return _told(db, db.all(own.order_by(_q.asked_at.desc(), _q.id.desc()).limit(REQUESTS_SHOWN)))


def _told(db: Db, rows: Sequence[Record]) -> list[RecordRequest]:
    people = {one for row in rows for one in (row.asked_by, row.decided_by, *_ids(row.person_ids)) if one}
    names: dict[str, str] = {person.id: person.name for person in people_named(db, people)}
    room_ids = sorted({one for row in rows for one in _ids(row.room_ids)})
    rooms = {row.id: row.name or "" for row in db.all(select(_r.id, _r.name).where(_r.id.in_(room_ids)))}
    counted = select(view_table.c.request_id, func.sum(view_table.c.views)).group_by(view_table.c.request_id)
    views = {row[0]: row[1] for row in db.all(counted.where(view_table.c.request_id.in_([row.id for row in rows])))}
    return [
        RecordRequest(
            id=row.id,
            state=state_of(row.consented_at, row.refused_at, row.withdrawn_at, row.ends_at, now_ms()),
            reason=row.reason,
            rooms=[Named(one, rooms.get(one, "")) for one in _ids(row.room_ids)],
            people=[Named(one, names.get(one, "")) for one in _ids(row.person_ids)],
            first_at=row.first_at,
            last_at=row.last_at,
            asked_by=Named(row.asked_by, names.get(row.asked_by, "")),
            asked_at=row.asked_at,
            decided_by=None if row.decided_by is None else Named(row.decided_by, names.get(row.decided_by, "")),
            decided_at=row.consented_at or row.refused_at,
            ends_at=row.ends_at,
            views=int(views.get(row.id, 0)),
        )
        for row in rows
    ]


def _ids(stored: str) -> list[str]:
    return msgspec.json.decode(stored, type=list[str])


def rooms_to_name(db: Db, viewer: Viewer, sought: str) -> list[RoomChoice]:
    """Return group rooms of the body whose name holds every word; names only. Problems: RoleNeeded."""
    require_role(viewer, "auditor")
    statement = select(_r.id, _r.name, _r.archived_at).where(
        _r.organization_id == viewer.organization_id, _r.kind == "group"
    )
    words = fold(sought).split()
    found: list[RoomChoice] = []
    for row in db.execute(statement.order_by(_r.name, _r.id)):
        if all(word in fold(row.name or "") for word in words):
            found.append(RoomChoice(row.id, row.name or "", row.archived_at is not None))
        if len(found) == ROOMS_SHOWN:
            break
    return found


def rules_of(db: Db, organization_id: OrganizationId) -> RecordRules:
    """Return the body's rules, or the usual ones."""
    row = db.first(select(_rule.hours, _rule.tell).where(_rule.organization_id == organization_id))
    return RecordRules() if row is None else RecordRules(*row)


def record_rules(db: Db, viewer: Viewer) -> RecordRules:
    """Return the rules to whoever may see requests. Problems: RoleNeeded."""
    require_role(viewer, "auditor", "administrator")
    return rules_of(db, viewer.organization_id)


def _evidence(db: Db, viewer: Viewer) -> Section:
    rules = rules_of(db, viewer.organization_id)
    own = select(func.count()).select_from(request_table).where(_q.organization_id == viewer.organization_id)
    asked, consented = db.scalar(own), db.scalar(own.where(_q.consented_at.is_not(None)))
    told = {"at_once": "閲覧したときすぐ", "afterwards": "閲覧の期間が終わってから"}
    return Section(
        "記録の閲覧",
        "Reading records",
        [
            Fact("同意の有効時間", "Hours a consent lasts", f"{rules.hours}"),
            Fact("ルームの管理者への通知", "Masters are told", told[rules.tell]),
            Fact("これまでの申請", "Requests so far", f"{asked}"),
            Fact("同意された申請", "Requests consented to", f"{consented}"),
        ],
    )


register_evidence(60, _evidence)


def change_rules(db: Db, viewer: Viewer, rules: RecordRules) -> RecordRules:
    """Change the rules; administrators only. Problems: RoleNeeded."""
    require_role(viewer, "administrator")
    hold(db, organization_stream(viewer.organization_id))
    if rules == rules_of(db, viewer.organization_id):
        return rules
    kept = {"hours": rules.hours, "tell": rules.tell}
    mine = _rule.organization_id == viewer.organization_id
    if not db.execute(update(rule_table).where(mine).values(**kept)).rowcount:
        db.execute(insert(rule_table).values(organization_id=viewer.organization_id, **kept))
    append(
        db, organization_stream(viewer.organization_id), RecordRulesChanged(hours=rules.hours, tell=rules.tell), viewer
    )
    return rules
