"""Phoning those whom a broadcast did not reach, several together (電話連絡の分担).

The list is whoever is still waited for, by department, and so shortens by itself. Whoever phones somebody takes them
first, for half an hour; what came of it stands beside the name, and in the broadcast's stream.
"""

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
from sqlalchemy import ColumnElement, and_, case, func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import MemberId, Viewer
from kairan.emergency.broadcasts.counting import is_waited_for
from kairan.emergency.broadcasts.entries import BroadcastCall
from kairan.emergency.broadcasts.finding import broadcast_stream, led, reached_in, within_reach
from kairan.emergency.broadcasts.ladder import Reached, step_of
from kairan.emergency.broadcasts.model import (
    NOTE_LIMIT,
    PEOPLE_PAGE,
    BroadcastId,
    broadcast_call_table,
    broadcast_person_table,
)
from kairan.emergency.broadcasts.problems import (
    BroadcastNotFound,
    BroadcastTooLong,
    CalledTooOften,
    CallNotNeeded,
    CallTaken,
)
from kairan.emergency.broadcasts.views import CallList, CallRow
from kairan.people import department_table, member_table, people_named

Outcome = Literal["reached", "absent", "message"]
"""They were told on the phone (連絡済), did not answer (不在), or somebody else will tell them (伝言)."""
TAKEN_MS = 30 * 60_000
ACTS_MOST = bounded("emergency.call_acts", 50, "refuse", "`broadcast.called_too_often`")  # about one person

_c, _bp, _m, _d = broadcast_call_table.c, broadcast_person_table.c, member_table.c, department_table.c


class CallNote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of phoning somebody; without an outcome: one is about to."""

    outcome: Outcome | None = None
    note: Annotated[str, msgspec.Meta(max_length=NOTE_LIMIT * 4)] = ""


def call_list(db: Db, viewer: Viewer, broadcast_id: BroadcastId) -> CallList:
    """Return who is to be phoned, whom nobody phones yet first. Problems: RoleNeeded, BroadcastNotFound."""
    row = led(db, viewer, broadcast_id)
    of = broadcast_person_table.join(member_table, _m.id == _bp.member_id)
    wanted = and_(_bp.broadcast_id == row.id, is_waited_for(row.asked), _m.status == "active", within_reach(viewer))
    left = int(db.scalar(select(func.count()).select_from(of).where(wanted)) or 0)
    calls = (
        of.outerjoin(department_table, _d.id == _bp.department_id)
        .outerjoin(broadcast_call_table, and_(_c.broadcast_id == row.id, _c.member_id == _bp.member_id))
    )  # fmt: skip
    # Whom nobody has, then who was absent, then those somebody is at, last those who were told.
    rank = case((_free(), 0), (_c.outcome == "absent", 1), (_c.outcome.is_(None), 2), else_=3)
    columns = (_bp.member_id, *(_bp[name] for name in Reached.__struct_fields__))
    people = db.all(
        select(*columns, _c.by_id, _c.at, _c.outcome, _c.note)
        .select_from(calls)
        .where(wanted)
        .order_by(rank, _d.position, _d.id, _m.kana, _m.id)
        .limit(PEOPLE_PAGE)
    )
    return CallList(calls=_shown(db, people), left=left)


def _free() -> ColumnElement[bool]:
    """Restrict to whom nobody has taken, or too long ago."""
    return _c.by_id.is_(None) | (_c.outcome.is_(None) & (_c.at <= now_ms() - TAKEN_MS))


def _shown(db: Db, people: Sequence[Record]) -> list[CallRow]:
    ids = {one.member_id for one in people} | {one.by_id for one in people if one.by_id}
    named = {one.id: one for one in people_named(db, ids)}
    return [
        CallRow(
            person=named[one.member_id],
            step=step_of(reached_in(one)),
            by=named.get(one.by_id) if _stands(one) else None,
            at=one.at if _stands(one) else None,
            outcome=one.outcome,
            note=one.note or "",
        )
        for one in people
        if one.member_id in named
    ]


def _stands(row: Record) -> bool:
    return row.by_id is not None and (row.outcome is not None or row.at > now_ms() - TAKEN_MS)


def call(db: Db, viewer: Viewer, broadcast_id: BroadcastId, member_id: MemberId, typed: CallNote) -> CallList:
    """Take somebody to phone, or note what came of it; of two at once one has them, the other is told who.

    Problems: RoleNeeded, BroadcastNotFound, CallNotNeeded, CallTaken, CalledTooOften, BroadcastTooLong.
    """
    hold(db, broadcast_stream(broadcast_id))
    row = led(db, viewer, broadcast_id)
    _require_needed(db, viewer, row, member_id)
    note = bounded_text(typed.note.strip(), NOTE_LIMIT, BroadcastTooLong).replace("\n", " ")
    before = db.first(select(broadcast_call_table).where(_place(broadcast_id, member_id)))
    if before is not None and (before.by_id, before.outcome, before.note) == (viewer.member_id, typed.outcome, note):
        if _stands(before):
            return call_list(db, viewer, broadcast_id)
    elif before is not None and _stands(before) and before.by_id != viewer.member_id and before.outcome != "absent":
        (by,) = people_named(db, [before.by_id])
        raise CallTaken(by=by.name)
    _keep(db, viewer, broadcast_id, member_id, before, outcome=typed.outcome, note=note)
    return call_list(db, viewer, broadcast_id)


def give_back(db: Db, viewer: Viewer, broadcast_id: BroadcastId, member_id: MemberId) -> CallList:
    """Give somebody back whom one took, or take back what one noted; of what is not one's own nothing changes.

    Problems: RoleNeeded, BroadcastNotFound, CalledTooOften.
    """
    hold(db, broadcast_stream(broadcast_id))
    led(db, viewer, broadcast_id)
    before = db.first(select(broadcast_call_table).where(_place(broadcast_id, member_id)))
    if before is not None and before.by_id == viewer.member_id:
        _keep(db, viewer, broadcast_id, member_id, before, outcome=None, note="", is_back=True)
    return call_list(db, viewer, broadcast_id)


def _require_needed(db: Db, viewer: Viewer, row: Record, member_id: MemberId) -> None:
    waits = is_waited_for(row.asked).label("waits")
    here = (_bp.broadcast_id == row.id, _bp.member_id == member_id, within_reach(viewer))
    found = db.first(select(waits).where(*here))
    if found is None:
        raise BroadcastNotFound
    if not found.waits:
        raise CallNotNeeded


def _place(broadcast_id: str, member_id: str) -> ColumnElement[bool]:
    return and_(_c.broadcast_id == broadcast_id, _c.member_id == member_id)


def _keep(
    db: Db,
    viewer: Viewer,
    broadcast_id: BroadcastId,
    member_id: MemberId,
    before: Record | None,
    *,
    outcome: Outcome | None,
    note: str,
    is_back: bool = False,
) -> None:
    if before is not None and before.acts >= ACTS_MOST:
        raise CalledTooOften(most=ACTS_MOST)
    act = "given_back" if is_back else outcome or "taken"
    entry = append(db, broadcast_stream(broadcast_id), BroadcastCall(member_id=member_id, act=act, note=note), viewer)
    by = None if is_back else viewer.member_id
    values = {"by_id": by, "at": entry.at, "outcome": outcome, "note": note}
    if before is None:
        place = {"broadcast_id": broadcast_id, "member_id": member_id}
        db.execute(insert(broadcast_call_table).values(**place, **values, acts=1))
    else:
        changed = update(broadcast_call_table).where(_place(broadcast_id, member_id))
        db.execute(changed.values(**values, acts=before.acts + 1))
