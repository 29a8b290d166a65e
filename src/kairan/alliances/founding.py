"""An alliance itself: founded by one body, changed and ended by its host, handed over to another body that agrees."""

import msgspec
from sqlalchemy import insert, select, update

from kairan.alliances.consent import new_body
from kairan.alliances.entries import AllianceChanged, AllianceEnded, AllianceFounded, HandOverOffered, HostChanged
from kairan.alliances.finding import (
    body_name,
    body_row,
    hold_alliance,
    hold_as_host,
    may_take_over,
    require_decider,
)
from kairan.alliances.membership import hold_bodies
from kairan.alliances.model import (
    NAME_LIMIT,
    PURPOSE_LIMIT,
    WELCOME_LIMIT,
    AllianceChange,
    AllianceOffer,
    NewAlliance,
    alliance_body_table,
    alliance_stream,
    alliance_table,
)
from kairan.alliances.problems import AllianceHeirUnfit
from kairan.alliances.states import IN
from kairan.alliances.terms import good_terms, keep_terms, terms_of
from kairan.core.journal import Body, append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import organization_stream
from kairan.talk.access import lock_room
from kairan.talk.entries import RoomArchived
from kairan.talk.model import AllianceId, room_stream, room_table

_a, _b, _r = alliance_table.c, alliance_body_table.c, room_table.c


def found_alliance(db: Db, viewer: Viewer, new: NewAlliance) -> AllianceId:
    """Found an alliance; the viewer's body is its host and accepts its terms thereby. It sends nobody yet.

    Problems: AllianceDeciderNeeded, NameEmpty, TextTooLong, AllianceTermsNeeded.
    """
    require_decider(viewer)
    alliance_id = AllianceId(new_id())
    host = body_name(db, viewer.organization_id) or ""
    founded = AllianceFounded(
        alliance_id=alliance_id,
        name=bounded_name(new.name, NAME_LIMIT),
        purpose=bounded_text(new.purpose.strip(), PURPOSE_LIMIT),
        terms=good_terms(new.terms),
        is_listed=new.is_listed,
        welcome=bounded_text(new.welcome.strip(), WELCOME_LIMIT),
        opened_by=new.opened_by,
        host_id=viewer.organization_id,
        organization=host,
    )
    now = now_ms()
    db.execute(
        insert(alliance_table).values(
            id=alliance_id,
            name=founded.name,
            purpose=founded.purpose,
            host_id=founded.host_id,
            terms_version=1,
            is_listed=founded.is_listed,
            welcome=founded.welcome,
            opened_by=founded.opened_by,
            founded_at=now,
            revision=1,
        )
    )
    keep_terms(db, viewer, alliance_id, 1, founded.terms)
    joined = {"name": host, "state": "joined", "accepted": 1, "accepted_at": now, "accepted_by": viewer.member_id}
    db.execute(insert(alliance_body_table).values(new_body(alliance_id, viewer.organization_id) | joined))
    append(db, alliance_stream(alliance_id), founded, viewer)
    append(db, organization_stream(viewer.organization_id), founded, viewer)
    return alliance_id


def change_alliance(db: Db, viewer: Viewer, alliance_id: AllianceId, change: AllianceChange) -> None:
    """Change an alliance, for its host. Other terms are a new version that every body is asked to accept.

    Bodies that have not accepted it yet stay: it would be nobody's consent to go. Problems: those of `hold_as_host`,
    NameEmpty, TextTooLong, AllianceTermsNeeded.
    """
    row = hold_as_host(db, viewer, alliance_id, change.revision)
    hold_bodies(db, OrganizationId(row.host_id))
    changed = _changed(row, change)
    if change.terms is not msgspec.UNSET:
        terms, version = good_terms(change.terms), row.terms_version + 1
        if terms != terms_of(db, alliance_id, row.terms_version):
            changed |= {"terms": terms, "terms_version": version}
            keep_terms(db, viewer, alliance_id, version, terms)
            # Whoever writes the terms accepts them.
            host = (_b.alliance_id == alliance_id) & (_b.body_id == row.host_id)
            accepted = {"accepted": version, "accepted_at": now_ms(), "accepted_by": viewer.member_id}
            db.execute(update(alliance_body_table).where(host).values(accepted))
    if not changed:
        return
    values = {key: value for key, value in changed.items() if key != "terms"}
    db.execute(update(alliance_table).where(_a.id == alliance_id).values(**values, revision=row.revision + 1))
    _tell(db, viewer, row, msgspec.convert({"alliance_id": alliance_id, **changed}, AllianceChanged))


def _changed(row: Record, change: AllianceChange) -> dict[str, object]:
    wanted: dict[str, object] = {}
    if change.name is not msgspec.UNSET:
        wanted["name"] = bounded_name(change.name, NAME_LIMIT)
    if change.purpose is not msgspec.UNSET:
        wanted["purpose"] = bounded_text(change.purpose.strip(), PURPOSE_LIMIT)
    if change.welcome is not msgspec.UNSET:
        wanted["welcome"] = bounded_text(change.welcome.strip(), WELCOME_LIMIT)
    if change.opened_by is not msgspec.UNSET:
        wanted["opened_by"] = change.opened_by
    if change.is_listed is not msgspec.UNSET:
        wanted["is_listed"] = change.is_listed
    return {key: value for key, value in wanted.items() if getattr(row, key) != value}


def _tell(db: Db, viewer: Viewer, row: Record, body: Body, *bodies: OrganizationId) -> None:
    """Tell it in the alliance's stream, and in those of its host and of these bodies."""
    append(db, alliance_stream(row.id), body, viewer)
    for one in sorted({OrganizationId(row.host_id), *bodies}):
        append(db, organization_stream(one), body, viewer)


def offer_alliance(db: Db, viewer: Viewer, alliance_id: AllianceId, offered: AllianceOffer) -> None:
    """Offer an alliance to another of its bodies, or take the offer back. Problems: AllianceHeirUnfit."""
    row = hold_as_host(db, viewer, alliance_id)
    if row.heir_id == offered.body_id:
        return
    name = ""
    if offered.body_id is not None:
        heir = body_row(db, alliance_id, offered.body_id)
        if heir is None or heir.state != "joined" or offered.body_id == row.host_id:
            raise AllianceHeirUnfit
        name = heir.name
    concerned = [one for one in (offered.body_id, row.heir_id) if one is not None]
    hold_bodies(db, OrganizationId(row.host_id), *(OrganizationId(one) for one in concerned))
    db.execute(
        update(alliance_table).where(_a.id == alliance_id).values(heir_id=offered.body_id, revision=row.revision + 1)
    )
    told = HandOverOffered(alliance_id=alliance_id, alliance=row.name, body_id=offered.body_id, organization=name)
    _tell(db, viewer, row, told, *(OrganizationId(one) for one in concerned))


def take_alliance_over(db: Db, viewer: Viewer, alliance_id: AllianceId) -> None:
    """Take an alliance over that was offered to one's body, or whose host uses this installation no more.

    The body is its host from then on, and keeps the record of its rooms.

    Problems: those of `hold_alliance`, AllianceHeirUnfit.
    """
    row = hold_alliance(db, viewer, alliance_id)
    own = body_row(db, alliance_id, viewer.organization_id)
    if own is None or not may_take_over(db, viewer, row):
        raise AllianceHeirUnfit
    hold_bodies(db, OrganizationId(row.host_id), viewer.organization_id)
    changed = {"host_id": viewer.organization_id, "heir_id": None, "revision": row.revision + 1}
    db.execute(update(alliance_table).where(_a.id == alliance_id).values(changed))
    mine = _r.alliance_id == alliance_id
    db.execute(update(room_table).where(mine).values(organization_id=viewer.organization_id))
    told = HostChanged(
        alliance_id=alliance_id,
        alliance=row.name,
        former_id=OrganizationId(row.host_id),
        body_id=viewer.organization_id,
        organization=own.name,
    )
    _tell(db, viewer, row, told, viewer.organization_id)


def end_alliance(db: Db, viewer: Viewer, alliance_id: AllianceId) -> None:
    """End an alliance, for its host. Its rooms are archived; who is in them reads on, and nobody comes in any more.

    Problems: those of `hold_as_host`.
    """
    row = hold_as_host(db, viewer, alliance_id)
    bodies = [
        OrganizationId(one)
        for one in db.scalars(select(_b.body_id).where(_b.alliance_id == alliance_id, _b.state.in_(sorted(IN))))
    ]
    hold_bodies(db, *bodies)
    rooms = list(
        db.scalars(select(_r.id).where(_r.alliance_id == alliance_id, _r.archived_at.is_(None)).order_by(_r.id))
    )
    for room_id in rooms:
        lock_room(db, room_id)
        entry = append(db, room_stream(room_id), RoomArchived(), viewer)
        db.execute(update(room_table).where(_r.id == room_id).values(archived_at=entry.at))
    values = {"ended_at": now_ms(), "heir_id": None, "revision": row.revision + 1}
    db.execute(update(alliance_table).where(_a.id == alliance_id).values(values))
    _tell(db, viewer, row, AllianceEnded(alliance_id=alliance_id, alliance=row.name, rooms=len(rooms)), *bodies)
