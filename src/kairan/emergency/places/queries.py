"""Reading places: the board for all, the points of the map, one place, and how it went on."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import ColumnElement, and_, case, func, or_, select

from kairan.core.journal import EntriesOfKinds
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.places.finding import kept_by, leads, place_stream, places_of, require_place
from kairan.emergency.places.model import (
    HISTORY_PAGE,
    PAGE,
    Listed,
    PlaceBoard,
    PlaceDetail,
    PlaceHistory,
    PlaceId,
    PlaceMoment,
    PlacePoint,
    PlacePoints,
    PlaceRow,
    PlaceState,
    PlaceStatus,
    PlaceTotals,
    PlaceView,
    WhichPlaces,
    place_keeper_table,
    place_status_table,
    place_table,
)
from kairan.people import has_task, people_named

_p, _s, _k = place_table.c, place_status_table.c, place_keeper_table.c
_STATUS = ("state", "people", "detail", "opened_at", "at", "by_id", "revision")
_WITH_STATUS = [_s[name] for name in _STATUS]
_REAL, _DRILLS = EntriesOfKinds(["place.reported"]), EntriesOfKinds(["place.drilled"])


class _Said(msgspec.Struct, frozen=True):
    state: PlaceState
    people: int | None
    needs: list[tuple[str, str]]
    note: str


def _joined(is_drill: bool) -> ColumnElement[bool]:
    return and_(_s.place_id == _p.id, _s.is_drill.is_(is_drill))


def place_board(db: Db, viewer: Viewer, is_drill: bool, which: WhichPlaces, words: str, after: int) -> PlaceBoard:
    """Return places: those full first, then those open, by how many are there, then the others by name."""
    of = place_table.outerjoin(place_status_table, _joined(is_drill))
    shown = [places_of(viewer)]
    if which == "open":
        shown.append(_s.state.in_(("open", "full")))
    if which == "mine":
        shown.append(kept_by(viewer))
    if words.strip():
        typed = words.strip()
        shown.append(or_(_p.name.contains(typed, autoescape=True), _p.address.contains(typed, autoescape=True)))
    order = case({"full": 0, "open": 1}, value=_s.state, else_=2)
    rows = db.all(
        select(place_table, kept_by(viewer).label("is_kept"), *_WITH_STATUS)
        .select_from(of)
        .where(*shown)
        .order_by(order, func.coalesce(_s.people, 0).desc(), _p.name, _p.id)
        .offset(after)
        .limit(PAGE + 1)
    )
    names = _names(db, rows)
    return PlaceBoard(
        totals=_totals(db, viewer, is_drill),
        places=[_row(viewer, row, names) for row in rows[:PAGE]],
        next=after + PAGE if len(rows) > PAGE else None,
        may_lead=has_task(viewer, TASK),
    )


def _totals(db: Db, viewer: Viewer, is_drill: bool) -> PlaceTotals:
    of = place_table.outerjoin(place_status_table, _joined(is_drill))
    in_use = _s.state.in_(("open", "full"))
    row = db.all(
        select(
            func.count(),
            func.count().filter(_s.state == "open"),
            func.count().filter(_s.state == "full"),
            func.coalesce(func.sum(_s.people).filter(in_use), 0),
            func.count().filter(in_use, _s.people.is_(None)),
        )
        .select_from(of)
        .where(places_of(viewer))
    )[0]
    return PlaceTotals(places=row[0], open=row[1], full=row[2], people=int(row[3]), uncounted=row[4])


def place_points(db: Db, viewer: Viewer, is_drill: bool) -> PlacePoints:
    """Return all places that have a position, for a map."""
    of = place_table.outerjoin(place_status_table, _joined(is_drill))
    wanted = select(_p.id, _p.name, _p.latitude, _p.longitude, _s.state, _s.people, _p.capacity).select_from(of)
    rows = db.all(wanted.where(places_of(viewer), _p.latitude.is_not(None)).order_by(_p.id))
    without = select(func.count()).select_from(place_table).where(places_of(viewer), _p.latitude.is_(None))
    points = [
        PlacePoint(
            id=row.id,
            name=row.name,
            latitude=row.latitude,
            longitude=row.longitude,
            state=row.state,
            people=row.people,
            capacity=row.capacity,
        )
        for row in rows
    ]
    return PlacePoints(points=points, without=int(db.scalar(without) or 0))


def place_view(db: Db, viewer: Viewer, place_id: PlaceId, is_drill: bool) -> PlaceView:
    """Return a place with what its list says and who may report. Problems: PlaceNotFound."""
    require_place(db, viewer, place_id)
    of = place_table.outerjoin(place_status_table, _joined(is_drill))
    wanted = select(place_table, kept_by(viewer).label("is_kept"), *_WITH_STATUS).select_from(of)
    row = db.all(wanted.where(_p.id == place_id))[0]
    keepers = people_named(db, set(db.scalars(select(_k.member_id).where(_k.place_id == place_id))))
    return PlaceView(
        place=_row(viewer, row, _names(db, [row])),
        listed=msgspec.json.decode(row.listed, type=Listed),
        keepers=sorted(keepers, key=lambda one: one.name),
        may_lead=has_task(viewer, TASK),
    )


def place_history(db: Db, viewer: Viewer, place_id: PlaceId, is_drill: bool, before: int | None) -> PlaceHistory:
    """Return what was said of a place, the newest first. Problems: PlaceNotFound."""
    require_place(db, viewer, place_id)
    last = 2**53 if before is None else before - 1
    found = (_DRILLS if is_drill else _REAL).between(db, place_stream(place_id), 0, last, HISTORY_PAGE)
    names: dict[str, str] = {one.id: one.called for one in people_named(db, {one.by for one in found if one.by})}
    moments = []
    for entry in reversed(found):
        said = msgspec.json.decode(entry.body, type=_Said | None)
        if said is None:  # erased when its time was over
            continue
        moments.append(
            PlaceMoment(
                seq=entry.seq,
                at=entry.at,
                by=names.get(entry.by or "", ""),
                state=said.state,
                people=said.people,
                needs=[need for need, _ in said.needs],
                note=said.note,
            )
        )
    return PlaceHistory(moments=moments, next=found[0].seq if len(found) == HISTORY_PAGE else None)


def _names(db: Db, rows: Sequence[Record]) -> dict[str, str]:
    return {one.id: one.called for one in people_named(db, {row.by_id for row in rows if row.by_id})}


def _row(viewer: Viewer, row: Record, names: dict[str, str]) -> PlaceRow:
    return PlaceRow(
        id=row.id,
        name=row.name,
        address=row.address,
        latitude=row.latitude,
        longitude=row.longitude,
        capacity=row.capacity,
        is_designated=bool(row.is_designated),
        status=None if row.state is None else _status(row, names),
        may_report=bool(row.is_kept) or leads(viewer),
    )


def _status(row: Record, names: dict[str, str]) -> PlaceStatus:
    detail = msgspec.json.decode(row.detail, type=PlaceDetail)
    return PlaceStatus(
        state=row.state,
        people=row.people,
        groups=detail.groups,
        needs=detail.needs,
        note=detail.note,
        opened_at=row.opened_at,
        at=row.at,
        by=names.get(row.by_id, ""),
        revision=row.revision,
    )
