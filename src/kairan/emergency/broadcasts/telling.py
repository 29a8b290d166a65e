"""Telling a broadcast (到達): each telling goes to whoever is still waited for, in pieces, each a transaction.

Promise: everybody it was sent to is told of each telling once, also when a server dies in the middle; who confirmed or
answered by any way is told no more.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import ColumnElement, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.database import Db, Record
from kairan.core.kit.jobs import enqueue
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.emergency.broadcasts.counting import is_waited_for, waiting_count
from kairan.emergency.broadcasts.entries import BroadcastsChanged, BroadcastTold
from kairan.emergency.broadcasts.finding import broadcast_stream, rounds_in
from kairan.emergency.broadcasts.letters import LettersGo, write_letters
from kairan.emergency.broadcasts.model import AT_ONCE, BroadcastId, broadcast_person_table, broadcast_table
from kairan.emergency.broadcasts.outside import OUTSIDE
from kairan.emergency.broadcasts.plan import PlanRound, Way, due_at
from kairan.notifications import NewNotice, notify
from kairan.people import member_stream, member_table

OVER = 1_000_000
"""The telling that it is over: after all others."""

_b, _bp, _m = broadcast_table.c, broadcast_person_table.c, member_table.c


class Begin(msgspec.Struct, frozen=True):
    """The body of the job that begins a round of the plan."""

    broadcast_id: BroadcastId
    number: int


class Tell(msgspec.Struct, frozen=True):
    """The body of the job that tells whoever is still waited for."""

    broadcast_id: BroadcastId
    telling: int
    ways: list[Way]
    is_urgent: bool = False


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """Which telling it is, and how many are waited for."""

    number: int
    waiting: int


def begin_telling(db: Db, viewer: Viewer | None, broadcast_id: BroadcastId, ways: Sequence[Way], one: Telling) -> int:
    """Say that it is told again, and let it be told after the commit; returns the number of the entry."""
    told = BroadcastTold(telling=one.number, ways=list(ways), waiting=one.waiting)
    entry = append(db, broadcast_stream(broadcast_id), told, viewer)
    here = _b.id == broadcast_id
    db.execute(update(broadcast_table).where(here).values(telling=one.number, told_at=entry.at, told_seq=entry.seq))
    is_urgent = bool(db.scalar(select(_b.is_urgent).where(here)))
    _enqueue(db, Tell(broadcast_id, one.number, list(ways), is_urgent))
    return entry.seq


def _enqueue(db: Db, tell: Tell) -> None:
    enqueue(db, "emergency.tell", tell, key=f"{tell.broadcast_id}:{tell.telling}")


def plan_rounds(db: Db, broadcast_id: BroadcastId, rounds: Sequence[PlanRound], sent_at: int) -> None:
    """Let the rounds after the first begin at their times."""
    for number in range(1, len(rounds)):
        key = f"{broadcast_id}:{number}"
        enqueue(db, "emergency.round", Begin(broadcast_id, number), due_at=due_at(rounds, number, sent_at), key=key)


def tell_end(db: Db, broadcast_id: BroadcastId) -> None:
    """Let screens put it away, of those who were still waited for."""
    _enqueue(db, Tell(broadcast_id, OVER, ["app"]))


def begin_planned(db: Db, begin: Begin) -> None:
    """Begin a round of the plan, unless it is over or nobody is waited for."""
    hold(db, broadcast_stream(begin.broadcast_id))
    row = db.first(select(broadcast_table).where(_b.id == begin.broadcast_id))
    if row is None or row.ended_at is not None or (waiting := waiting_count(db, row)) == 0:
        return
    ways = rounds_in(row)[begin.number].ways
    begin_telling(db, None, begin.broadcast_id, ways, Telling(number=row.telling + 1, waiting=waiting))


def tell_some(db: Db, tell: Tell, letters: LettersGo) -> bool:
    """Tell some of those who are waited for; returns whether there may be more."""
    row = db.first(select(broadcast_table).where(_b.id == tell.broadcast_id))
    if row is None or (row.ended_at is not None and tell.telling != OVER):
        return False
    people = _taken(db, row, tell)
    if "push" in tell.ways:
        notify(db, [_notice(row, one) for one in people])
    if "mail" in tell.ways and letters.is_mailed:
        write_letters(db, row, people, letters)
    for outside in OUTSIDE.given():
        if outside.way in tell.ways and outside.way in letters.outside:
            outside.write(db, row, [one.member_id for one in people], tell.telling)
    if "app" in tell.ways:
        changed = _changed(row)
        for one in people:
            append(db, member_stream(MemberId(one.member_id)), changed, None)
    return len(people) == AT_ONCE


def _taken(db: Db, row: Record, tell: Tell) -> Sequence[Record]:
    """Return the next ones who were not told yet, marked as told: of two nodes one has them."""
    place: ColumnElement[bool] = _bp.broadcast_id == row.id
    people = db.all(
        select(_bp.member_id, _m.name, _m.mail, _m.organization_id)
        .join(member_table, _m.id == _bp.member_id)
        .where(place, _bp.told < tell.telling, is_waited_for(row.asked), _m.status == "active")
        .order_by(_bp.member_id)
        .limit(AT_ONCE)
        .with_for_update(of=broadcast_person_table)
    )
    ids = [one.member_id for one in people]
    db.execute(update(broadcast_person_table).where(place, _bp.member_id.in_(ids)).values(told=tell.telling))
    return people


def _notice(row: Record, one: Record) -> NewNotice:
    return NewNotice(
        member_id=MemberId(one.member_id),
        organization_id=OrganizationId(one.organization_id),
        stream=broadcast_stream(row.id),
        seq=row.told_seq,
        kind="broadcast",
        urgent=bool(row.is_urgent),
    )


def _changed(row: Record) -> BroadcastsChanged:
    return BroadcastsChanged(
        id=row.id,
        title=row.title,
        asked=row.asked,
        is_urgent=bool(row.is_urgent),
        is_drill=bool(row.is_drill),
        is_open=row.ended_at is None,
    )


def tell_own_screens(db: Db, viewer: Viewer, row: Record) -> None:
    """Let one's other screens know that one confirmed or answered."""
    append(db, member_stream(viewer.member_id), _changed(row), viewer)
