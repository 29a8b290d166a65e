"""Journeys to a provider and back, and who comes in that way."""

import msgspec
from sqlalchemy import delete, func, insert, select, update

from kairan.core.edge.authentication import SessionRules
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.openid.flow import Setout, digest, new_secrets
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Entrance, Factor, MemberId, OrganizationId
from kairan.people import organization_stream
from kairan.sessions.actions import digest_of_token, end_session_of, open_session
from kairan.sessions.model import session_table
from kairan.single_sign_on.accounts import member_for
from kairan.single_sign_on.entries import SignedOutByProvider
from kairan.single_sign_on.model import (
    JOURNEY_MS,
    JOURNEYS_EVICTED,
    JOURNEYS_MOST,
    Arrival,
    Connection,
    Journey,
    journey_table,
    oidc_session_table,
)
from kairan.single_sign_on.problems import JourneyOver, Replayed
from kairan.single_sign_on.queries import connection_of

_j, _os, _s = journey_table.c, oidc_session_table.c, session_table.c

SID_SEALED_FOR = "oidc.id_token"


def begin_journey(db: Db, connection: Connection, browser: str, redirect_uri: str) -> Setout:
    """Remember who leaves for the provider, from which browser; a flood pushes out the oldest, and locks out nobody."""
    now = now_ms()
    _make_room(db, connection.organization_id)
    made = new_secrets()
    db.execute(
        insert(journey_table).values(
            state_digest=digest(made.state),
            browser_digest=digest(browser),
            organization_id=connection.organization_id,
            nonce=made.nonce,
            verifier=made.verifier,
            redirect_uri=redirect_uri,
            started_at=now,
        )
    )
    return made.setout


def _make_room(db: Db, organization_id: OrganizationId) -> None:
    """Forget some journeys of a body that has too many: those that were used, then the oldest."""
    of_body = _j.organization_id == organization_id
    if db.scalar(select(func.count()).where(of_body)) < JOURNEYS_MOST:
        return
    first = select(_j.state_digest).where(of_body).order_by(_j.used_at.is_(None), _j.started_at, _j.state_digest)
    some = first.limit(JOURNEYS_EVICTED).with_for_update(skip_locked=True)  # two floods at once wait for nobody
    db.execute(delete(journey_table).where(_j.state_digest.in_(db.scalars(some))))


class WayBack(msgspec.Struct, frozen=True, kw_only=True):
    """Who came back: their journey, or why it does not count. A refusal must be kept with what was marked."""

    journey: Journey
    is_replay: bool = False


def end_journey(db: Db, state: str, browser: str | None) -> WayBack:
    """Mark a journey as used: a way back is good once, in the browser it began in. Problems: JourneyOver."""
    now = now_ms()
    here = (_j.state_digest == digest(state)) & (_j.browser_digest == digest(browser or ""))
    row = db.first(select(journey_table).where(here).with_for_update())
    if row is None or row.started_at <= now - JOURNEY_MS:
        raise JourneyOver
    used = db.execute(update(journey_table).where(here, _j.used_at.is_(None)).values(used_at=now))
    journey = Journey(
        organization_id=OrganizationId(row.organization_id),
        nonce=row.nonce,
        verifier=row.verifier,
        redirect_uri=row.redirect_uri,
        started_at=row.started_at,
    )
    return WayBack(journey=journey, is_replay=used.rowcount == 0)


def admit(
    db: Db,
    connection: Connection,
    arrival: Arrival,
    box: SecretBox,
    entrance: Entrance,
    rules: SessionRules,
    address: str,
) -> str:
    """Open a session for whom the provider vouches for; returns the token for the cookie.

    The provider may have taken its time to answer: by terms that were changed meanwhile, nobody comes in.
    Problems: JourneyOver, NoAccount, AccountStopped, AccountLinkedOtherwise, ClaimMissing, DomainRefused.
    """
    organization_id = connection.organization_id
    hold(db, organization_stream(organization_id))  # two first arrivals of one person must not make two accounts
    now = connection_of(db, organization_id)
    if now is None or not now.enabled or now.terms != connection.terms:
        raise JourneyOver
    member_id = member_for(db, connection, arrival)
    shown: Factor = "provider_strong" if arrival.is_strong else "provider"
    token = open_session(db, member_id, entrance, rules, address, [shown])
    session_id = db.scalar(select(_s.id).where(_s.token_digest == digest_of_token(token)))
    db.execute(
        insert(oidc_session_table).values(
            session_id=session_id,
            organization_id=organization_id,
            issuer=arrival.issuer,
            subject=arrival.subject,
            sid=arrival.sid,
            id_token=box.seal(arrival.id_token, SID_SEALED_FOR),
        )
    )
    return token


def end_sessions_of_subject(db: Db, connection: Connection, subject: str | None, sid: str | None) -> list[str]:
    """End what a subject opened here, all or those of one session there; the provider asked for it."""
    statement = select(_os.session_id, _s.member_id).join(session_table, _s.id == _os.session_id)
    statement = statement.where(
        _os.organization_id == connection.organization_id, _os.issuer == connection.terms.issuer
    )
    statement = statement.where(_os.sid == sid) if sid else statement.where(_os.subject == subject)
    ended: dict[MemberId, list[str]] = {}
    for session_id, member_id in db.all(statement.order_by(_os.session_id)):
        end_session_of(db, MemberId(member_id), session_id, "by_provider")
        ended.setdefault(MemberId(member_id), []).append(session_id)
    for member_id, sessions in ended.items():
        told = SignedOutByProvider(member_id=member_id, sessions=len(sessions))
        append(db, organization_stream(connection.organization_id), told, None)
    return [session_id for sessions in ended.values() for session_id in sessions]


def sweep(db: Db) -> None:
    """Forget journeys that are over, and what belonged to sessions that are."""
    db.execute(delete(journey_table).where(_j.started_at <= now_ms() - 2 * JOURNEY_MS))
    db.execute(delete(oidc_session_table).where(_os.session_id.not_in(select(_s.id))))


def require_first_use(back: WayBack) -> Journey:
    """Refuse a way back that was used before. Problems: Replayed."""
    if back.is_replay:
        raise Replayed
    return back.journey
