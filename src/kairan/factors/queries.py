"""What a member sees of their own factors."""

import msgspec
from sqlalchemy import func, select

from kairan.core.edge.authentication import Site
from kairan.core.edge.problems import SignedOut
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import member_stream, member_table
from kairan.sessions.factor_model import (
    FactorEvent,
    OwnFactors,
    PasskeyView,
    TotpView,
    passkey_table,
    recovery_code_table,
    totp_table,
)
from kairan.sessions.gates import SECOND
from kairan.sessions.queries import groups_of
from kairan.sessions.rules import demanded, rules_of

EVENTS = 12
KINDS = (
    "session.opened",
    "factor.added",
    "factor.removed",
    "factor.refused",
    "factor.blocked",
    "factor.codes_issued",
    "factor.reset",
    "password.changed",
)

_m, _t, _k, _c = member_table.c, totp_table.c, passkey_table.c, recovery_code_table.c


def has_factors(db: Db, member_id: MemberId) -> bool:
    """Whether somebody can show anything besides the password."""
    tables = totp_table, passkey_table, recovery_code_table
    return any(db.first(select(one.c.member_id).where(one.c.member_id == member_id).limit(1)) for one in tables)


def own_factors(db: Db, viewer: Viewer, site: Site | None) -> OwnFactors:
    """Return the viewer's own factors, and what happened to them lately."""
    member = db.first(select(_m.password_hash, _m.created_at).where(_m.id == viewer.member_id))
    if member is None:
        raise SignedOut
    app = db.first(select(_t.created_at, _t.used_at).where(_t.member_id == viewer.member_id))
    left = db.scalar(select(func.count()).where(_c.member_id == viewer.member_id, _c.used_at.is_(None)))
    passkeys = _passkeys(db, viewer, site)
    rules = rules_of(db, viewer.organization_id)
    demand = demanded(rules, viewer.kind, groups_of(viewer.roles, viewer.delegated), viewer.face, member.created_at)
    has = {"any": app is not None, "passkey": False, "none": True}[demand.demand]
    is_met = has or any(key.blocked_at is None for key in passkeys)
    return OwnFactors(
        has_password=member.password_hash is not None,
        totp=None if app is None else TotpView(added_at=app.created_at, used_at=app.used_at),
        passkeys=passkeys,
        codes_left=int(left or 0),
        codes_made_at=db.scalar(select(func.max(_c.made_at)).where(_c.member_id == viewer.member_id)),
        demand=demand.demand,
        enrol_by=None if is_met else demand.from_at,
        passkeys_work=site is not None,
        events=_events(db, viewer),
    )


def _passkeys(db: Db, viewer: Viewer, site: Site | None) -> list[PasskeyView]:
    rows = db.execute(select(passkey_table).where(_k.member_id == viewer.member_id).order_by(_k.created_at, _k.id))
    return [
        PasskeyView(
            id=row.id,
            name=row.name,
            added_at=row.created_at,
            used_at=row.used_at,
            blocked_at=row.blocked_at,
            is_here=site is not None and row.rp_id == site.rp_id,
        )
        for row in rows
    ]


class _Told(msgspec.Struct, frozen=True):
    """What the kinds of events have in common."""

    factor: str | None = None
    factors: list[str] = []
    name: str | None = None


def _events(db: Db, viewer: Viewer) -> list[FactorEvent]:
    rows = db.all(
        select(entry_table.c.kind, entry_table.c.at, entry_table.c.actor_id, entry_table.c.body)
        .join(stream_table, stream_table.c.no == entry_table.c.stream_no)
        .where(
            stream_table.c.name == member_stream(viewer.member_id),
            entry_table.c.kind.in_(KINDS),
            entry_table.c.body.is_not(None),
        )
        .order_by(entry_table.c.seq.desc())
        .limit(EVENTS)
    )
    return [_event(row[0], row[1], row[2], row[3], viewer) for row in rows]


def _event(kind: str, at: int, by: str | None, body: str, viewer: Viewer) -> FactorEvent:
    told = msgspec.json.decode(body, type=_Told)
    strong = next((factor for factor in told.factors if factor in SECOND), None)
    return FactorEvent(
        kind=kind,
        at=at,
        by_other=by is not None and by != viewer.member_id,
        factor=told.factor or strong or next(iter(told.factors), None),  # type: ignore[arg-type]
        name=told.name,
    )
