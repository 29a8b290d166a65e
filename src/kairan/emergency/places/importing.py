"""Taking a list in: designated places by their IDs, or what is open now with the people in each.

A list says what it says: a designated place that is not in it stays; an open place that is not in a list of open ones
is closed. Taking the same list in twice changes nothing the second time.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.folding import fold
from kairan.core.kit.ids import new_id
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.incidents.model import ChronologyDraft
from kairan.emergency.places.actions import keep_report, require_room_for, status_row
from kairan.emergency.places.entries import PlacesImported
from kairan.emergency.places.finding import place_stream
from kairan.emergency.places.lists import ListedPlace, PlaceList
from kairan.emergency.places.model import (
    ListMode,
    PlaceDetail,
    PlaceId,
    PlaceReport,
    PlacesListed,
    PlaceState,
    place_status_table,
    place_table,
)
from kairan.emergency.places.noting import note_in_chronologies
from kairan.emergency.places.problems import PlaceListUncounted
from kairan.people import organization_stream, require_task

_p, _s = place_table.c, place_status_table.c
FAULTS_TOLD = 50


class _Known:
    """The places of the body, found by their IDs, else by their names where only one has it."""

    def __init__(self, rows: Sequence[Record]) -> None:
        self.rows = rows
        self._by_code = {row.code: row for row in rows if row.code}
        self._by_name: dict[str, list[Record]] = {}
        for row in rows:
            self._by_name.setdefault(fold(row.name), []).append(row)

    def of(self, one: ListedPlace) -> Record | None:
        """Return the place a row is about."""
        if one.code and (found := self._by_code.get(one.code)) is not None:
            return found
        alike = self._by_name.get(fold(one.name), [])
        # A place with an ID of its own is not the one that happens to be called the same.
        fitting = [row for row in alike if not one.code or not row.code or row.code.startswith("spot:")]
        return fitting[0] if len(fitting) == 1 else None


def preview_list(db: Db, viewer: Viewer, read: PlaceList, mode: ListMode, is_drill: bool) -> PlacesListed:
    """Return what taking a list in would do. Problems: RoleNeeded, PlaceListUncounted, TooManyPlaces."""
    require_task(viewer, TASK)
    return _Import(db, viewer, read, is_drill=is_drill).counted(mode)


def take_list(db: Db, viewer: Viewer, read: PlaceList, mode: ListMode, is_drill: bool) -> PlacesListed:
    """Take a list in, all of it or nothing. Problems: RoleNeeded, PlaceListUncounted, TooManyPlaces."""
    require_task(viewer, TASK)
    hold(db, organization_stream(viewer.organization_id))
    work = _Import(db, viewer, read, is_drill=is_drill)
    done = work.counted(mode)
    work.carry_out(mode)
    if done.added or done.changed or done.reported or done.closed:
        told = PlacesImported(
            mode=mode,
            is_drill=is_drill,
            rows=done.rows,
            added=done.added,
            changed=done.changed,
            reported=done.reported,
            closed=done.closed,
        )
        entry = append(db, organization_stream(viewer.organization_id), told, viewer)
        if mode == "open":
            text = f"開設状況の一覧を取り込みました。開設・更新 {done.reported}か所、閉鎖 {done.closed}か所。"
            draft = ChronologyDraft(kind="information", text=text)
            note_in_chronologies(db, viewer, f"places-{entry.seq:08}", draft, is_drill=is_drill)
    return done


class _Import:
    """What a list would change: counted for the preview, and carried out the same."""

    def __init__(self, db: Db, viewer: Viewer, read: PlaceList, *, is_drill: bool) -> None:
        self.db, self.viewer, self.read, self.is_drill = db, viewer, read, is_drill
        here = (_p.organization_id == viewer.organization_id, _p.retired_at.is_(None))
        known = _Known(db.all(select(place_table).where(*here).order_by(_p.id)))
        self.pairs = [(one, known.of(one)) for one in read.rows]
        ids = [row.id for row in known.rows]
        now = select(place_status_table).where(_s.place_id.in_(ids), _s.is_drill.is_(is_drill))
        self.status = {row.place_id: row for row in db.execute(now)} if ids else {}
        named = {row.id for _, row in self.pairs if row is not None}
        self.absent = [row for row in known.rows if row.id not in named and row.is_designated]
        self.gone = [row for row in known.rows if row.id not in named and self._is_open(row.id)]

    def counted(self, mode: ListMode) -> PlacesListed:
        """Return what it changes."""
        is_open = mode == "open"
        if is_open and not self.read.has_people:
            raise PlaceListUncounted
        added = [one for one, row in self.pairs if row is None]
        changed = [] if is_open else [one for one, row in self.pairs if row is not None and _is_changed(row, one)]
        reported = [one for one, row in self.pairs if is_open and self._said(one, row) is not None]
        require_room_for(self.db, self.viewer, len(added))
        return PlacesListed(
            encoding=self.read.encoding,
            rows=len(self.pairs),
            added=len(added),
            changed=len(changed),
            same=len(self.pairs) - len(added) - len(changed),
            reported=len(reported),
            closed=len(self.gone) if is_open else 0,
            absent=0 if is_open else len(self.absent),
            unknown=self.read.unknown,
            faults=self.read.told(self.viewer.language, FAULTS_TOLD),
            faults_count=len(self.read.faults),
        )

    def carry_out(self, mode: ListMode) -> None:
        """Do it."""
        for one, row in self.pairs:
            if row is None:
                place_id = self._add(one, is_designated=mode == "designated")
            else:
                place_id = PlaceId(row.id)
                if mode == "designated" and _is_changed(row, one):
                    self.db.execute(update(place_table).where(_p.id == row.id).values(**_values(one, is_listed=True)))
            if mode == "open" and (said := self._said(one, row)) is not None:
                self._report(place_id, said)
        for row in self.gone if mode == "open" else ():
            self._report(PlaceId(row.id), PlaceReport(state="closed", people=0, is_drill=self.is_drill))

    def _add(self, one: ListedPlace, *, is_designated: bool) -> PlaceId:
        place_id = PlaceId(new_id())
        own = {"id": place_id, "organization_id": self.viewer.organization_id, "added_at": now_ms()}
        values = _values(one, is_listed=is_designated)
        self.db.execute(insert(place_table).values(added_by=self.viewer.member_id, **own, **values))
        return place_id

    def _report(self, place_id: PlaceId, said: PlaceReport) -> None:
        hold(self.db, place_stream(place_id))
        # Read again: somebody at the place may have reported while the list was read.
        row = status_row(self.db, place_id, is_drill=self.is_drill)
        keep_report(self.db, self.viewer, place_id, said, row)

    def _is_open(self, place_id: str) -> bool:
        row = self.status.get(place_id)
        return row is not None and row.state != "closed"

    def _said(self, one: ListedPlace, row: Record | None) -> PlaceReport | None:
        """Return what the list says of a place; None where it is known so. What the place's people said stays."""
        before = None if row is None else self.status.get(row.id)
        if before is None:
            return PlaceReport(state="open", people=one.people, is_drill=self.is_drill)
        state: PlaceState = "full" if before.state == "full" else "open"
        if (state, one.people) == (before.state, before.people):
            return None
        detail = msgspec.json.decode(before.detail, type=PlaceDetail)
        return PlaceReport(state=state, people=one.people, needs=detail.needs, note=detail.note, is_drill=self.is_drill)


def _values(one: ListedPlace, *, is_listed: bool) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "address": one.address,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "capacity": one.capacity,
        "is_designated": is_listed,
        "listed": msgspec.json.encode(one.listed).decode(),
    }


def _is_changed(row: Record, one: ListedPlace) -> bool:
    values = _values(one, is_listed=True)
    return any(getattr(row, name) != value for name, value in values.items())
