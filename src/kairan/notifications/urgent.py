"""What is urgent (緊急の通知): told at any hour, to whom it concerns, whatever they chose; so it is counted.

Whoever tells something as urgent says why. It stands on the body's record with their name, and each person has so many
in a day, so that the word keeps its meaning.
"""

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import func, insert, select

from kairan.core.journal import append, hold
from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.notifications.entries import UrgentTold
from kairan.notifications.model import DAY_MS, URGENT_LEAST, URGENT_LIMIT, URGENT_MOST, NewNotice, urgent_table
from kairan.notifications.notifying import notify
from kairan.notifications.problems import ToldUrgently, UrgentNotAllowed, UrgentReason, UrgentTooOften
from kairan.notifications.queries import rules_of
from kairan.people import Person, organization_stream, people_named

_u = urgent_table.c


def may_tell_urgently(db: Db, viewer: Viewer, *, is_master: bool) -> bool:
    """Whether the body lets the viewer tell something as urgent: no guest ever."""
    allowed = rules_of(db, viewer.organization_id).urgent
    return not viewer.is_guest and (allowed == "staff" or (allowed == "masters" and is_master))


def tell_urgently(
    db: Db, viewer: Viewer, stream: str, seq: int, typed: str, notices: Sequence[NewNotice], *, is_master: bool
) -> str:
    """Let people be told at once of an entry, for a reason; returns the reason as it is kept.

    Problems: UrgentNotAllowed, UrgentReason, UrgentTooOften, ToldUrgently (once for each entry).
    """
    hold(db, organization_stream(viewer.organization_id))
    if not may_tell_urgently(db, viewer, is_master=is_master):
        raise UrgentNotAllowed
    reason = bounded_text(typed, URGENT_LIMIT).strip()
    if len(reason) < URGENT_LEAST:
        raise UrgentReason(least=URGENT_LEAST, most=URGENT_LIMIT)
    if db.first(select(_u.id).where(_u.stream == stream, _u.seq == seq)) is not None:
        raise ToldUrgently
    now = now_ms()
    mine = select(func.count()).where(_u.member_id == viewer.member_id, _u.at > now - DAY_MS)
    if int(db.scalar(mine) or 0) >= URGENT_MOST:
        raise UrgentTooOften(most=URGENT_MOST)
    reached = notify(db, notices)
    note_urgent(db, viewer, stream, seq, reason, people=len(notices), reached=reached)
    return reason


def note_urgent(db: Db, viewer: Viewer, stream: str, seq: int, reason: str, *, people: int, reached: int) -> None:
    """Put on the body's record that an entry is told as urgent, by whom and why; the caller asked whether it may."""
    db.execute(
        insert(urgent_table).values(
            id=new_id(),
            organization_id=viewer.organization_id,
            member_id=viewer.member_id,
            stream=stream,
            seq=seq,
            reason=reason,
            people=people,
            reached=reached,
            at=now_ms(),
        )
    )
    told = UrgentTold(stream=stream, seq=seq, reason=reason, people=people, reached=reached)
    append(db, organization_stream(viewer.organization_id), told, viewer)


class ToldAsUrgent(msgspec.Struct, frozen=True, kw_only=True):
    """By whom an entry was told as urgent, when and why; how many it concerned, and how many have a device."""

    by: Person
    at: int
    reason: str
    people: int
    reached: int


def urgent_of(db: Db, stream: str, seq: int) -> ToldAsUrgent | None:
    """Return how an entry was told as urgent; for whom may read the entry."""
    row = db.first(select(urgent_table).where(_u.stream == stream, _u.seq == seq))
    if row is None:
        return None
    (by,) = people_named(db, [row.member_id])
    return ToldAsUrgent(by=by, at=row.at, reason=row.reason, people=row.people, reached=row.reached)


def urgent_entries(db: Db, streams: Collection[str]) -> set[tuple[str, int]]:
    """Return which entries of some streams were told as urgent; for whom may read them."""
    found: set[tuple[str, int]] = set()
    for some in in_batches(sorted(streams)):
        found |= {(row.stream, row.seq) for row in db.all(select(_u.stream, _u.seq).where(_u.stream.in_(some)))}
    return found


def urgent_since(db: Db, organization_id: str, since: int) -> int:
    """Count what was told as urgent in a body since an instant (ms)."""
    counted = select(func.count()).where(_u.organization_id == organization_id, _u.at > since)
    return int(db.scalar(counted) or 0)
