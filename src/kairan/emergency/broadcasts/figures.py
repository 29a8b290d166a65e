"""How fast and how far a broadcast came (評価): by minute, department and post, against the last one of its kind.

A drill is compared with the drill before it, and what is real with what was real: the two are never mixed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import ColumnElement, and_, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.counting import TROUBLED
from kairan.emergency.broadcasts.finding import led, led_by, within_reach
from kairan.emergency.broadcasts.ladder import TARGETS
from kairan.emergency.broadcasts.model import (
    BroadcastAnswer,
    BroadcastId,
    broadcast_person_table,
    broadcast_table,
)
from kairan.emergency.broadcasts.views import (
    BroadcastFigures,
    BroadcastPace,
    ChoiceCount,
    DepartmentPace,
    PaceStep,
    TitlePace,
)
from kairan.people import department_table, post_table

_b, _bp, _d, _p = broadcast_table.c, broadcast_person_table.c, department_table.c, post_table.c
MINUTES = (1, 3, 5, 10, 15, 30, 60, 120, 360, 1_440)
PLACES_SHOWN = 50
HALF, MOST = 0.5, 0.9


def broadcast_figures(db: Db, viewer: Viewer, broadcast_id: BroadcastId) -> BroadcastFigures:
    """Return how it went, and how the last comparable one did. Problems: RoleNeeded, BroadcastNotFound."""
    row, among = led(db, viewer, broadcast_id), within_reach(viewer)
    earlier = _earlier(db, viewer, row)
    people = _people(db, row, among)
    people_before = [] if earlier is None else _people(db, earlier, among)
    return BroadcastFigures(
        pace=_pace(row, people),
        before=None if earlier is None else _pace(earlier, people_before),
        departments=_departments(db, row, people, people_before),
        titles=_titles(people),
        places=_places(db, row, among),
    )


def _earlier(db: Db, viewer: Viewer, row: Record) -> Record | None:
    """Return the last one before it that asked the same, a drill of a drill."""
    same = (_b.asked == row.asked, _b.is_drill == row.is_drill, _b.id < row.id)
    return db.first(select(broadcast_table).where(led_by(viewer), *same).order_by(_b.id.desc()).limit(1))


def _people(db: Db, row: Record, among: ColumnElement[bool]) -> Sequence[Record]:
    done_at = _bp[f"{TARGETS[row.asked]}_at"]
    main = and_(_p.member_id == _bp.member_id, _p.is_main)
    wanted = select(_bp.department_id, _p.title, _bp.device_at, done_at.label("done_at"), _bp.choice)
    return db.all(
        wanted.select_from(broadcast_person_table.outerjoin(post_table, main)).where(_bp.broadcast_id == row.id, among)
    )


def _pace(row: Record, people: Sequence[Record]) -> BroadcastPace:
    until = row.ended_at or now_ms()
    passed = [minutes for minutes in MINUTES if row.sent_at + minutes * 60_000 <= until]
    return BroadcastPace(
        id=row.id,
        title=row.title,
        sent_at=row.sent_at,
        people=len(people),
        done=sum(one.done_at is not None for one in people),
        half_ms=_after(row, people, HALF),
        most_ms=_after(row, people, MOST),
        steps=[
            PaceStep(
                minutes=minutes,
                device=_by(people, "device_at", row.sent_at + minutes * 60_000),
                done=_by(people, "done_at", row.sent_at + minutes * 60_000),
            )
            for minutes in passed
        ],
    )


def _by(people: Iterable[Record], name: str, at: int) -> int:
    return sum(known is not None and known <= at for known in (getattr(one, name) for one in people))


def _after(row: Record, people: Sequence[Record], share: float) -> int | None:
    """Return how long it took until so great a share of all was done; None: it is not yet."""
    known = sorted(one.done_at for one in people if one.done_at is not None)
    needed = max(1, -int(-len(people) * share // 1))
    return known[needed - 1] - row.sent_at if needed <= len(known) else None


def _departments(
    db: Db, row: Record, people: Sequence[Record], people_before: Sequence[Record]
) -> list[DepartmentPace]:
    here, before = _grouped(people), _grouped(people_before)
    ids = sorted(one for one in here if one is not None)
    named = db.all(select(_d.id, _d.path).where(_d.id.in_(ids)).order_by(_d.position, _d.id))
    places = [*((one.id, one.path) for one in named), *([(None, "")] if None in here else [])]
    return [
        DepartmentPace(
            department_id=department_id,
            department=path,
            people=len(here[department_id]),
            done=sum(one.done_at is not None for one in here[department_id]),
            half_ms=_after(row, here[department_id], HALF),
            people_before=len(before[department_id]),
            done_before=sum(one.done_at is not None for one in before[department_id]),
        )
        for department_id, path in places
    ]


def _grouped(people: Sequence[Record]) -> dict[str | None, list[Record]]:
    found: dict[str | None, list[Record]] = defaultdict(list)
    for one in people:
        found[one.department_id].append(one)
    return found


def _titles(people: Sequence[Record]) -> list[TitlePace]:
    """Return the posts (職), those of the most people first; whoever holds none stands under an empty name."""
    found: dict[str, list[Record]] = defaultdict(list)
    for one in people:
        found[one.title or ""].append(one)
    return [
        TitlePace(
            title=title,
            people=len(some),
            done=sum(one.done_at is not None for one in some),
            help=sum(one.choice in TROUBLED for one in some),
        )
        for title, some in sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    ]


def _places(db: Db, row: Record, among: ColumnElement[bool]) -> list[ChoiceCount]:
    """Return where people say they are, as they wrote it, the most often named first."""
    here = (_bp.broadcast_id == row.id, _bp.answer.is_not(None), among)
    said = (
        msgspec.json.decode(text, type=BroadcastAnswer).place for text in db.scalars(select(_bp.answer).where(*here))
    )
    found = Counter(place for place in said if place)
    return [ChoiceCount(choice=place, people=people) for place, people in found.most_common(PLACES_SHOWN)]
