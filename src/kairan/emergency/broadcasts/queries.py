"""Reading broadcasts: one's own, and how far they have come, for who leads them."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import ColumnElement, func, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.counting import cannot_be_reached, is_waited_for, rungs_of_departments, rungs_of_each
from kairan.emergency.broadcasts.finding import led, led_by, questions_in, reached_in, rounds_in, within_reach
from kairan.emergency.broadcasts.ladder import Reached, Rungs, is_done, step_of
from kairan.emergency.broadcasts.links import DAY_MS
from kairan.emergency.broadcasts.model import (
    OPEN_DAYS,
    PAGE,
    BroadcastAnswer,
    BroadcastId,
    ToldTo,
    broadcast_person_table,
    broadcast_table,
)
from kairan.emergency.broadcasts.outside import OUTSIDE
from kairan.emergency.broadcasts.plan import due_at
from kairan.emergency.broadcasts.views import (
    BroadcastPage,
    BroadcastRow,
    BroadcastView,
    ChoiceCount,
    DepartmentRungs,
    OutsideCount,
    OwnBroadcast,
    OwnBroadcasts,
)
from kairan.people import department_table, member_table, people_named

_b, _bp, _d, _m = broadcast_table.c, broadcast_person_table.c, department_table.c, member_table.c
SHOWN_MOST = 20


def own_broadcasts(db: Db, viewer: Viewer) -> OwnBroadcasts:
    """Return what was sent to the viewer in the last days and is not over, what waits for them first."""
    rows = db.all(
        select(broadcast_table, *(_bp[name] for name in _STEPS), _bp.answer, _bp.answerer_id)
        .join(broadcast_person_table, _bp.broadcast_id == _b.id)
        .where(_bp.member_id == viewer.member_id, _b.ended_at.is_(None), _b.sent_at > now_ms() - OPEN_DAYS * DAY_MS)
        .order_by(_b.id.desc())
        .limit(SHOWN_MOST)
    )
    names = _names(db, [row.sent_by for row in rows] + [row.answerer_id for row in rows])
    own = [_own(row, names) for row in rows]
    return OwnBroadcasts(broadcasts=sorted(own, key=lambda one: (one.is_done, not one.is_urgent)))


_STEPS = Reached.__struct_fields__


def _own(row: Record, names: dict[str, str]) -> OwnBroadcast:
    reached = reached_in(row)
    return OwnBroadcast(
        id=row.id,
        title=row.title,
        text=row.text,
        asked=row.asked,
        questions=questions_in(row),
        is_urgent=bool(row.is_urgent),
        is_drill=bool(row.is_drill),
        by=names.get(row.sent_by, ""),
        sent_at=row.sent_at,
        ended_at=row.ended_at,
        step=step_of(reached),
        is_done=is_done(reached, row.asked),
        answer=_answer(row),
        answered_for_by=names.get(row.answerer_id) if row.answerer_id else None,
    )


def _answer(row: Record) -> BroadcastAnswer | None:
    return None if row.answer is None else msgspec.json.decode(row.answer, type=BroadcastAnswer)


def _names(db: Db, ids: list[str | None]) -> dict[str, str]:
    return {one.id: one.called for one in people_named(db, {one for one in ids if one})}


def broadcasts(db: Db, viewer: Viewer, before: BroadcastId | None = None) -> BroadcastPage:
    """Return the broadcasts the viewer leads, the newest first. Problems: RoleNeeded."""
    wanted = select(broadcast_table).where(led_by(viewer))
    if before is not None:
        wanted = wanted.where(_b.id < before)
    rows = db.all(wanted.order_by(_b.id.desc()).limit(PAGE + 1))
    shown = _rows(db, viewer, list(rows[:PAGE]))
    return BroadcastPage(broadcasts=shown, next=rows[PAGE - 1].id if len(rows) > PAGE else None)


def _rows(db: Db, viewer: Viewer, rows: list[Record]) -> list[BroadcastRow]:
    counted = rungs_of_each(db, [row.id for row in rows], within_reach(viewer))
    names = _names(db, [row.sent_by for row in rows])
    return [_row(row, counted.get(row.id, Rungs()), names.get(row.sent_by, "")) for row in rows]


def _row(row: Record, rungs: Rungs, by: str) -> BroadcastRow:
    return BroadcastRow(
        id=row.id,
        title=row.title,
        asked=row.asked,
        is_urgent=bool(row.is_urgent),
        is_drill=bool(row.is_drill),
        by=by,
        sent_at=row.sent_at,
        ended_at=row.ended_at,
        told_to=msgspec.json.decode(row.told_to, type=ToldTo),
        rungs=rungs,
        done=rungs.done(row.asked),
    )


def broadcast_view(db: Db, viewer: Viewer, broadcast_id: BroadcastId) -> BroadcastView:
    """Return how far a broadcast has come, by department, and what was answered.

    Problems: RoleNeeded, BroadcastNotFound.
    """
    row = led(db, viewer, broadcast_id)
    rounds, now = rounds_in(row), now_ms()
    coming = (due_at(rounds, number, row.sent_at) for number in range(1, len(rounds)))
    next_at = next((at for at in coming if at is not None and at > now), None)
    among = within_reach(viewer)
    answers = _answers(db, broadcast_id, among) if row.asked == "safety" else []
    return BroadcastView(
        broadcast=_rows(db, viewer, [row])[0],
        text=row.text,
        questions=questions_in(row),
        rounds=rounds,
        told_at=row.told_at,
        next_round_at=next_at if row.ended_at is None else None,
        departments=_departments(db, row, among),
        choices=_counted(db, broadcast_id, _bp.choice, among),
        coming=_counts(one.coming for one in answers),
        near=_counts(one.near for one in answers),
        unreachable=_unreachable(db, row, among),
        outside=list(_outside(db, row)),
        now=now,
    )


def _departments(db: Db, row: Record, among: ColumnElement[bool]) -> list[DepartmentRungs]:
    counted = rungs_of_departments(db, row.id, among)
    named = db.all(
        select(_d.id, _d.path).where(_d.id.in_(sorted(one for one in counted if one))).order_by(_d.position, _d.id)
    )
    places = [*((one.id, one.path) for one in named), *([(None, "")] if None in counted else [])]
    return [
        DepartmentRungs(
            department_id=department_id,
            department=path,
            rungs=counted[department_id][0],
            done=counted[department_id][0].done(row.asked),
            help=counted[department_id][1],
        )
        for department_id, path in places
    ]


def _counted(
    db: Db, broadcast_id: BroadcastId, what: ColumnElement[str], among: ColumnElement[bool]
) -> list[ChoiceCount]:
    rows = db.execute(
        select(what, func.count())
        .where(_bp.broadcast_id == broadcast_id, what.is_not(None), among)
        .group_by(what)
        .order_by(what)
    )
    return [ChoiceCount(choice=row[0], people=row[1]) for row in rows]


def _unreachable(db: Db, row: Record, among: ColumnElement[bool]) -> int:
    of = broadcast_person_table.join(member_table, _m.id == _bp.member_id)
    here = (_bp.broadcast_id == row.id, is_waited_for(row.asked), cannot_be_reached, among)
    return int(db.scalar(select(func.count()).select_from(of).where(*here)) or 0)


def _outside(db: Db, row: Record) -> Iterator[OutsideCount]:
    for one in OUTSIDE.given():
        if counts := one.count(db, row.id):
            failed = counts.get("refused", 0) + counts.get("failed", 0)
            told = {"waiting": counts.get("waiting", 0), "accepted": counts.get("accepted", 0)}
            yield OutsideCount(way=one.way, failed=failed, **told)


def _counts(said: Iterable[str | None]) -> list[ChoiceCount]:
    """Count what was said, in the order of how often."""
    found = Counter(one for one in said if one is not None)
    return [ChoiceCount(choice=choice, people=people) for choice, people in found.most_common()]


def _answers(db: Db, broadcast_id: BroadcastId, among: ColumnElement[bool]) -> list[BroadcastAnswer]:
    """Return what was answered: few thousand at most."""
    here = (_bp.broadcast_id == broadcast_id, _bp.answer.is_not(None), among)
    return [msgspec.json.decode(text, type=BroadcastAnswer) for text in db.scalars(select(_bp.answer).where(*here))]
