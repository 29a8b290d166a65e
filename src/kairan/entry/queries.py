"""Who is at the door."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import ColumnElement, and_, select

from kairan.entry.actions import USUAL, digest_of_token
from kairan.entry.agents import browser_of, system_of
from kairan.entry.model import Credential, Limits, Me, SessionRules, Sessions, SessionView, session_table
from kairan.entry.policy import allowed_to
from kairan.entry.problems import SignedOut
from kairan.kit.clock import now_ms
from kairan.kit.database import Db
from kairan.people import (
    member_table,
    organization_of,
    organization_table,
    people_named,
    settings_of,
)
from kairan.viewer import MemberId, OrganizationId, Viewer

_m, _s, _o = member_table.c, session_table.c, organization_table.c


class Guarded(msgspec.Struct, frozen=True):
    """A viewer with what the edge must know of his session."""

    viewer: Viewer
    seen_at: int


def credential_of(db: Db, login: str, organization: str | None) -> Credential | None:
    """Find the credential for a login; without an organisation only if the installation has just one."""
    statement = select(_m.id, _m.password_hash).where(
        _m.login == login, _m.status == "active", _m.password_hash.is_not(None)
    )
    if organization is not None:
        bodies = select(_o.id).where((_o.id == organization) | (_o.code == organization))
        statement = statement.where(_m.organization_id.in_(bodies))
    rows = db.all(statement.limit(2))
    return Credential(MemberId(rows[0][0]), rows[0][1]) if len(rows) == 1 else None


def viewer_of(db: Db, token: str, face: str, rules: SessionRules = USUAL) -> Guarded | None:
    """Return who holds a token; a session is good only at the face it was opened through."""
    row = db.first(
        select(_m.id, _m.organization_id, _m.kind, _m.settings, _m.roles, _s.id, _s.device, _s.seen_at)
        .join(session_table, _s.member_id == _m.id)
        .where(
            _s.token_digest == digest_of_token(token),
            _s.face == face,
            _is_alive(rules),
        )
    )
    if row is None:
        return None
    viewer = Viewer(
        member_id=MemberId(row[0]),
        organization_id=OrganizationId(row[1]),
        kind=row[2],
        face=face,
        device=row[6],
        session_id=row[5],
        language=msgspec.json.decode(row[3]).get("language", "ja"),
        roles=frozenset(msgspec.json.decode(row[4], type=list[str])),
    )
    return Guarded(viewer, row[7])


def _is_alive(rules: SessionRules) -> ColumnElement[bool]:
    """Select sessions that have not ended by themselves, of members who may sign in; wants both tables joined."""
    now = now_ms()
    return and_(_s.ends_at > now, _s.seen_at > now - rules.idle_ms, _m.status == "active")


def ended_sessions(db: Db, session_ids: Sequence[str], rules: SessionRules) -> set[str]:
    """Return which of these sessions are over: signed out, revoked, expired, or of a suspended member."""
    alive = select(_s.id).join(member_table, _s.member_id == _m.id).where(_s.id.in_(session_ids), _is_alive(rules))
    return set(session_ids) - set(db.scalars(alive))


def sessions_of(db: Db, viewer: Viewer, rules: SessionRules) -> Sessions:
    """Return the viewer's own sessions, this one first, then the latest used."""
    rows = db.all(
        select(_s.id, _s.name, _s.agent, _s.device, _s.face, _s.created_at, _s.seen_at)
        .join(member_table, _s.member_id == _m.id)
        .where(_s.member_id == viewer.member_id, _is_alive(rules))
        .order_by((_s.id == viewer.session_id).desc(), _s.seen_at.desc())
        .limit(100)
    )
    return Sessions(
        [
            SessionView(
                id=row.id,
                name=row.name,
                browser=browser_of(row.agent),
                system=system_of(row.agent),
                device=row.device,
                face=row.face,
                opened_at=row.created_at,
                seen_at=row.seen_at,
                is_this=row.id == viewer.session_id,
            )
            for row in rows
        ]
    )


def me(db: Db, viewer: Viewer, limits: Limits) -> Me:
    """Return the signed-in member."""
    login = db.scalar(select(_m.login).where(_m.id == viewer.member_id))
    (person,) = people_named(db, [viewer.member_id])
    return Me(
        person=person,
        organization=organization_of(db, viewer),
        login=login,
        settings=settings_of(db, viewer.member_id),
        face=viewer.face,
        roles=sorted(viewer.roles),
        may=allowed_to(viewer),
        limits=limits,
    )


def login_and_hash_of(db: Db, viewer: Viewer) -> tuple[str, str | None]:
    """Return the viewer's own login and password hash, to check a change of password against."""
    row = db.first(select(_m.login, _m.password_hash).where(_m.id == viewer.member_id))
    if row is None:
        raise SignedOut
    return row.login, row.password_hash
