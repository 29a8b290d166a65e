"""What operators see: bodies with counts and their administrators' names, jobs, the installation's own record."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, func, select

from kairan.administration.queries import holding
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.clock import day_of
from kairan.core.kit.database import Db, Record
from kairan.core.kit.jobs import failed_jobs, job_counts
from kairan.core.kit.text import fold
from kairan.core.kit.upkeep import upkeeps
from kairan.core.viewer import INSTALLATION, MemberId, OrganizationId, Viewer
from kairan.files import file_table
from kairan.installation.entries import OrganizationSuspended
from kairan.installation.findings import open_findings
from kairan.installation.machine import machine
from kairan.installation.model import (
    Act,
    ActPage,
    BodyDetail,
    BodyPage,
    BodyStatus,
    BodySummary,
    BodyUse,
    Condition,
    ListedBodies,
    ListedBody,
    LostFaces,
    OwnLimits,
    Plans,
    Surroundings,
    Trouble,
)
from kairan.installation.problems import BodyNotFound
from kairan.installation.roles import require_operator
from kairan.people import member_table, organization_stream, organization_table, people_named
from kairan.people.model import plan_table
from kairan.people.municipalities import find_municipalities
from kairan.people.plans import ROW, plan_terms, terms_of_row
from kairan.policy.lost_faces import bodies_with_lost_faces
from kairan.sessions.model import session_table
from kairan.sessions.rules import rules_of, strongest_demand

PAGE = 50

_o, _m, _f, _s = organization_table.c, member_table.c, file_table.c, session_table.c
_e = entry_table.c

_BODIES = (
    select(*ROW, _o.id, _o.name, _o.code, _o.kind, _o.short, _o.created_at, _o.suspended_at, _o.is_listed)
    .select_from(organization_table.outerjoin(plan_table, plan_table.c.name == _o.plan))
    .where(_o.id != INSTALLATION)
)


class BodyFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which bodies are wanted; what is None does not matter."""

    sought: str = ""
    status: BodyStatus | None = None
    is_leaderless: bool = False  # only those that nobody administers any more


def bodies(db: Db, viewer: Viewer, wanted: BodyFilter, after: int = 0) -> BodyPage:
    """Return a page of bodies, by code, then by name. Problems: NotFound."""
    require_operator(viewer)
    return bodies_found(db, wanted, after)


def bodies_found(db: Db, wanted: BodyFilter, after: int = 0, page: int = PAGE) -> BodyPage:
    """Return a page of bodies, for whoever was allowed to ask."""
    words = fold(wanted.sought).split()
    led = _led(db) if wanted.is_leaderless else frozenset()
    rows = [
        row
        for row in db.all(_BODIES.order_by(_o.code.is_(None), _o.code, _o.name, _o.id))
        if row.id not in led and _is_sought(row, words) and wanted.status in {None, _status(row)}
    ]
    shown = rows[after : after + page]
    more = len(rows) > after + page
    return BodyPage(_summaries(db, shown), len(rows), after + page if more else None)


def _led(db: Db) -> frozenset[str]:
    """Return the bodies that somebody administers who can sign in."""
    able = _m.status == "active", _m.kind == "staff", holding("administrator")
    return frozenset(db.scalars(select(_m.organization_id).where(*able).distinct()))


def _is_sought(row: Record, words: Sequence[str]) -> bool:
    text = " ".join((fold(row.name), row.code or "", row.short or ""))
    return all(word in text for word in words)


def _status(row: Record) -> BodyStatus:
    if row.suspended_at is not None:
        return "suspended"
    standing = terms_of_row(row).standing
    return "active" if standing == "open" else standing


def _summaries(db: Db, rows: Sequence[Record]) -> list[BodySummary]:
    ids = [row.id for row in rows]
    accounts, guests = _counted(db, ids, "staff"), _counted(db, ids, "guest")
    used, seen, led = _bytes(db, ids), _seen(db, ids), _led(db)
    return [
        BodySummary(
            id=row.id,
            name=row.name,
            code=row.code,
            kind=row.kind,
            status=_status(row),
            terms=terms_of_row(row),
            use=BodyUse(accounts=accounts.get(row.id, 0), guests=guests.get(row.id, 0), bytes=used.get(row.id, 0)),
            created_on=day_of(row.created_at).isoformat(),
            active_on=day_of(seen[row.id]).isoformat() if row.id in seen else None,
            has_administrator=row.id in led,
        )
        for row in rows
    ]


def use_of(db: Db, organization_id: OrganizationId) -> BodyUse:
    """Count what a body uses."""
    one = [organization_id]
    counts = _counted(db, one, "staff"), _counted(db, one, "guest"), _bytes(db, one)
    accounts, guests, used = (count.get(organization_id, 0) for count in counts)
    return BodyUse(accounts=accounts, guests=guests, bytes=used)


def _counted(db: Db, ids: Sequence[str], kind: str) -> dict[str, int]:
    of = (_m.organization_id.in_(ids), _m.kind == kind, _m.status == "active")
    return _by_body(db, select(_m.organization_id, func.count()).where(*of).group_by(_m.organization_id))


def _bytes(db: Db, ids: Sequence[str]) -> dict[str, int]:
    of = (_f.organization_id.in_(ids), _f.state != "refused")
    return _by_body(db, select(_f.organization_id, func.sum(_f.size)).where(*of).group_by(_f.organization_id))


def _seen(db: Db, ids: Sequence[str]) -> dict[str, int]:
    used = select(_m.organization_id, func.max(_s.seen_at)).join(session_table, _s.member_id == _m.id)
    return _by_body(db, used.where(_m.organization_id.in_(ids)).group_by(_m.organization_id))


def _by_body(db: Db, statement: Select[*tuple[Any, ...]]) -> dict[str, int]:
    return {row[0]: int(row[1]) for row in db.execute(statement)}


def body(db: Db, viewer: Viewer, organization_id: OrganizationId) -> BodyDetail:
    """Return one body; of its people only the administrators' names. Problems: NotFound, BodyNotFound."""
    require_operator(viewer)
    row = require_body(db, organization_id)
    (summary,) = _summaries(db, [row])
    return BodyDetail(
        summary=summary,
        short=row.short,
        is_listed=row.is_listed,
        own=OwnLimits(
            accounts=row.accounts_most, guests=row.guests_most, bytes=row.bytes_most, file_bytes=row.file_bytes_most
        ),
        administrators=_administrators(db, organization_id),
        suspended_on=None if row.suspended_at is None else day_of(row.suspended_at).isoformat(),
        reason=None if row.suspended_at is None else _reason(db, organization_id),
    )


def require_body(db: Db, organization_id: OrganizationId) -> Record:
    """Return the row of a body; operators' own organisation is none. Problems: BodyNotFound."""
    row = db.first(_BODIES.where(_o.id == organization_id))
    if row is None:
        raise BodyNotFound
    return row


def _administrators(db: Db, organization_id: OrganizationId) -> list[str]:
    named = select(_m.name).where(
        _m.organization_id == organization_id, _m.status == "active", holding("administrator")
    )
    return list(db.scalars(named.order_by(_m.kana, _m.id)))


def _reason(db: Db, organization_id: OrganizationId) -> str | None:
    told = db.scalar(
        _of_stream(organization_id, _e.kind == OrganizationSuspended.kind).order_by(_e.seq.desc()).limit(1)
    )
    return msgspec.json.decode(told, type=OrganizationSuspended).reason if told else None


def _of_stream(organization_id: OrganizationId, *conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    no = select(stream_table.c.no).where(stream_table.c.name == organization_stream(organization_id)).scalar_subquery()
    return select(_e.body, _e.seq, _e.kind, _e.at, _e.actor_id).where(_e.stream_no == no, *conditions)


def plans(db: Db, viewer: Viewer) -> Plans:
    """Return what every plan gives. Problems: NotFound."""
    require_operator(viewer)
    return Plans(plan_terms(db))


def listed_bodies(db: Db, viewer: Viewer, sought: str) -> ListedBodies:
    """Search the list of real bodies. Problems: NotFound."""
    require_operator(viewer)
    found = find_municipalities(sought)
    here = set(db.scalars(select(_o.code).where(_o.code.in_([one.code for one in found]))))
    return ListedBodies(
        [
            ListedBody(
                code=one.code,
                name=one.name,
                kana=one.kana,
                prefecture=one.prefecture,
                district=one.district,
                is_registered=one.code in here,
            )
            for one in found
        ]
    )


def condition(db: Db, viewer: Viewer, of: Surroundings) -> Condition:
    """Return how the installation is. Problems: NotFound."""
    require_operator(viewer)
    bodies_here = select(func.count()).select_from(organization_table).where(_o.id != INSTALLATION)
    people = select(func.count()).select_from(member_table)
    jobs = job_counts(db)
    return Condition(
        version=of.version,
        bodies=db.scalar(bodies_here),
        suspended=db.scalar(bodies_here.where(_o.suspended_at.is_not(None))),
        accounts=db.scalar(people.where(_m.organization_id != INSTALLATION, _m.status == "active")),
        waiting=jobs.waiting,
        overdue_ms=jobs.overdue_ms,
        troubles=[
            Trouble(
                id=job.id,
                kind=job.kind,
                attempts=job.attempts,
                error=job.error.partition(":")[0],  # what follows may name people
                created_at=job.created_at,
                failed_at=job.failed_at,
            )
            for job in failed_jobs(db)
        ],
        findings=open_findings(db),
        upkeep=list(upkeeps(db).values()),
        lost_faces=_lost_faces(db, of.faces),
        demand=strongest_demand(rules_of(db, INSTALLATION)),
        machine=machine(db, of.data),
    )


def _lost_faces(db: Db, faces: Sequence[str]) -> list[LostFaces]:
    lost = bodies_with_lost_faces(db, faces) if faces else {}
    named = db.all(select(_o.id, _o.name).where(_o.id.in_(lost)).order_by(_o.name, _o.id))
    return [LostFaces(row.name, lost[row.id]) for row in named]


def acts(db: Db, viewer: Viewer, before: int | None = None) -> ActPage:
    """Return a page of the installation's record, the newest first. Problems: NotFound."""
    require_operator(viewer)
    earlier = () if before is None else (_e.seq < before,)
    rows = db.all(_of_stream(INSTALLATION, *earlier).order_by(_e.seq.desc()).limit(PAGE + 1))
    who = {row.seq: row.actor_id or _signed_in(row) for row in rows}
    names = {one.id: one.name for one in people_named(db, {one for one in who.values() if one})}
    told = [
        Act(
            seq=row.seq,
            kind=row.kind,
            at=row.at,
            by=names.get(MemberId(who[row.seq] or "")),
            body=msgspec.Raw((row.body or "null").encode()),
        )
        for row in rows[:PAGE]
    ]
    return ActPage(told, told[-1].seq if len(rows) > PAGE else None)


class _SignedIn(msgspec.Struct, frozen=True):
    member_id: str | None = None


def _signed_in(row: Record) -> str | None:
    """Return who came in: nobody before, and they themselves afterwards."""
    return msgspec.json.decode(row.body or "{}", type=_SignedIn).member_id
