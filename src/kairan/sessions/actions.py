"""Opening and ending sessions."""

import hashlib
import secrets
from collections.abc import Iterable
from functools import lru_cache
from typing import get_args

import msgspec
from sqlalchemy import delete, insert, literal, select, update

from kairan.core.edge.authentication import SessionRules
from kairan.core.edge.networks import is_inside, networks_of
from kairan.core.edge.problems import AddressRefused, SignedOut
from kairan.core.journal import append
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.core.kit.ids import new_id
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import INSTALLATION, Entrance, Factor, MemberId, OrganizationId, Viewer
from kairan.people import (
    confirm_handled,
    member_stream,
    member_table,
    note_hand,
    organization_stream,
    organization_table,
    set_password,
)
from kairan.people.founding import checked_name
from kairan.sessions.browsers import class_of, device_for
from kairan.sessions.entrance_policy import require_entrance
from kairan.sessions.entries import SessionEnded, SessionNamed, SessionOpened, SignInAccepted, SignInEnded, WhyEnded
from kairan.sessions.model import activity_table, session_table
from kairan.sessions.problems import OperatorsElsewhere, OrganizationSuspended, SessionNotFound

FACTORS: tuple[Factor, ...] = get_args(Factor)

_s, _m = session_table.c, member_table.c
USUAL = SessionRules()


def digest_of_token(token: str) -> str:
    """Return what is stored instead of the token."""
    return hashlib.sha256(token.encode()).hexdigest()


@lru_cache(bounded("sessions.factors", 256, "evict", "read once more"))
def factors_in(stored: str) -> frozenset[Factor]:
    """Read the column of a session."""
    return frozenset(factor for factor in FACTORS if factor in stored.split(","))


def open_session(
    db: Db,
    member_id: MemberId,
    entrance: Entrance,
    rules: SessionRules = USUAL,
    address: str = "",
    factors: Iterable[Factor] = ("password",),
) -> str:
    """Open a session for a member who showed these factors; returns the token for the cookie.

    Whichever way somebody comes in, this opens the session; what they still have to do stands as a gate before it.
    Problems: RefusedByPolicy, AddressRefused, for who may not come in there; OrganizationSuspended, which only who
    proved to be of the body gets to know.
    """
    organization_id = _organization_of(db, member_id)
    _require_in_use(db, organization_id)
    require_entrance(db, member_id, entrance, address)
    if organization_id == INSTALLATION:
        _require_operators_place(rules, member_id, entrance, address)
    token, session_id, now = secrets.token_urlsafe(32), new_id(), now_ms()
    shown = sorted(set(factors))
    device_id = device_for(db, member_id, organization_id, entrance)
    entrance = msgspec.structs.replace(entrance, device=class_of(db, member_id, organization_id, entrance, device_id))
    db.execute(
        insert(session_table).values(
            id=session_id,
            token_digest=digest_of_token(token),
            member_id=member_id,
            face=entrance.face,
            device=entrance.device,
            device_id=device_id,
            agent=entrance.agent,
            factors=",".join(shown),
            proved_at=now,
            created_at=now,
            seen_at=now,
            ends_at=now + rules.absolute_ms,
        )
    )
    note_activity(db, session_id, now)
    opened = SessionOpened(session_id=session_id, face=entrance.face, device=entrance.device, factors=shown)
    append(db, member_stream(member_id), opened, None)
    accepted = SignInAccepted(
        member_id=member_id,
        session_id=session_id,
        face=entrance.face,
        device=entrance.device,
        address=address,
        factors=shown,
    )
    append(db, organization_stream(organization_id), accepted, None)
    return token


def _require_operators_place(rules: SessionRules, member_id: MemberId, entrance: Entrance, address: str) -> None:
    """Refuse operators where the installation does not want them. Problems: OperatorsElsewhere, AddressRefused."""
    if not rules.admits_operators_at(entrance.face):
        raise OperatorsElsewhere().concerning(member_id)
    if not is_inside(address, networks_of(rules.operator_from)):
        raise AddressRefused(address=address).concerning(member_id)


def note_proof(db: Db, viewer: Viewer, factor: Factor) -> None:
    """Remember in the session that a factor was shown now; whoever calls this has checked it."""
    held = db.first(select(_s.factors).where(_s.id == viewer.session_id, _s.member_id == viewer.member_id))
    if held is None:
        raise SignedOut
    factors = sorted(factors_in(held.factors) | {factor})
    db.execute(
        update(session_table).where(_s.id == viewer.session_id).values(factors=",".join(factors), proved_at=now_ms())
    )


def _require_in_use(db: Db, organization_id: OrganizationId) -> None:
    _o = organization_table.c
    if db.scalar(select(_o.suspended_at).where(_o.id == organization_id)) is not None:
        raise OrganizationSuspended


def end_sessions_of_body(db: Db, organization_id: OrganizationId) -> int:
    """End every session of a body at once, and return how many; the caller's one entry tells of all of them."""
    members = select(member_table.c.id).where(member_table.c.organization_id == organization_id)
    return db.execute(delete(session_table).where(_s.member_id.in_(members))).rowcount


def _organization_of(db: Db, member_id: MemberId) -> OrganizationId:
    found = db.scalar(select(member_table.c.organization_id).where(member_table.c.id == member_id))
    return OrganizationId(found)


def end_session(db: Db, viewer: Viewer, session_id: str, why: WhyEnded = "signed_out") -> None:
    """End one of the viewer's own sessions; ending an ended one changes nothing."""
    _end(db, viewer, viewer.member_id, session_id, why)


def end_other_sessions(db: Db, viewer: Viewer, why: WhyEnded = "revoked") -> None:
    """End every session of the viewer but the one they ask with."""
    for session_id in db.scalars(
        select(_s.id).where(_s.member_id == viewer.member_id, _s.id != viewer.session_id).order_by(_s.id)
    ):
        end_session(db, viewer, session_id, why)


def end_sessions(db: Db, member_id: MemberId, by: Viewer | None, why: WhyEnded = "by_administrator") -> int:
    """End every session of a member, and return how many; whoever calls this has asked whether `by` may."""
    sessions = db.scalars(select(_s.id).where(_s.member_id == member_id).order_by(_s.id))
    for session_id in sessions:
        _end(db, by, member_id, session_id, why)
    return len(sessions)


def issue_password(db: Db, member_id: MemberId, password_hash: str, by: Viewer | None) -> int:
    """Replace a password by one that is to be changed at the next sign-in; return how many sessions ended.

    Whoever calls this has asked whether `by` may, and puts it on record.
    """
    issued = {"password_hash": password_hash, "password_issued_at": now_ms()}
    db.execute(update(member_table).where(_m.id == member_id).values(**issued))
    note_hand(db, by, member_id, "password")
    return end_sessions(db, member_id, by)


def sessions_with(db: Db, member_id: MemberId, factor: Factor) -> list[str]:
    """Return a member's sessions in which a factor was shown."""
    rows = db.execute(select(_s.id, _s.factors).where(_s.member_id == member_id).order_by(_s.id))
    return [row.id for row in rows if factor in factors_in(row.factors)]


def end_session_of(db: Db, member_id: MemberId, session_id: str, why: WhyEnded, by: Viewer | None = None) -> None:
    """End a member's session, in the house's own name unless somebody else did what ends it."""
    _end(db, by, member_id, session_id, why)


def _end(db: Db, by: Viewer | None, member_id: MemberId, session_id: str, why: WhyEnded) -> None:
    ended = db.execute(delete(session_table).where(_s.id == session_id, _s.member_id == member_id))
    if not ended.rowcount:
        return
    append(db, member_stream(member_id), SessionEnded(session_id=session_id), by)
    told = SignInEnded(member_id=member_id, session_id=session_id, why=why)
    append(db, organization_stream(_organization_of(db, member_id)), told, by)


def name_session(db: Db, viewer: Viewer, session_id: str, name: str) -> None:
    """Name one of the viewer's own sessions; an empty name takes it back. Problems: SessionNotFound."""
    kept = checked_name(name) if name.strip() else None
    named = db.execute(
        update(session_table).where(_s.id == session_id, _s.member_id == viewer.member_id).values(name=kept)
    )
    if not named.rowcount:
        raise SessionNotFound
    append(db, member_stream(viewer.member_id), SessionNamed(session_id=session_id, name=kept), viewer)


def change_password(db: Db, viewer: Viewer, password_hash: str) -> None:
    """Keep a new password and end every other session of the member."""
    set_password(db, viewer, password_hash)
    end_other_sessions(db, viewer, "new_password")


def note_seen(db: Db, session_id: str) -> None:
    """Remember that a session is in use, and that somebody came today; called at most every few minutes."""
    now = now_ms()
    db.execute(update(session_table).where(_s.id == session_id).values(seen_at=now))
    note_activity(db, session_id, now)


def note_activity(db: Db, session_id: str, at: int) -> None:
    """Remember that the member of a session came on the day of an instant; once for a day and kind of device."""
    came = (
        select(_m.organization_id, literal(day_of(at)), _m.id, _s.device)
        .join(member_table, _m.id == _s.member_id)
        .where(_s.id == session_id)
    )
    made = upsert(db, activity_table)
    db.execute(made.from_select(activity_table.c.keys(), came).on_conflict_do_nothing())


def place_of(db: Db, viewer: Viewer) -> str:
    """Return the device a session is on; the session itself where it has none."""
    found = db.scalar(select(_s.device_id).where(_s.id == viewer.session_id))
    return str(found or viewer.session_id or "")


def confirm_told(db: Db, viewer: Viewer) -> None:
    """Remember that on this device the viewer was told what others did to their account."""
    confirm_handled(db, viewer, place_of(db, viewer))
