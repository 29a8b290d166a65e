"""Letting a circular go to more people (あて先の追加): at its end; sent to all at once, they are asked at once."""

from sqlalchemy import ColumnElement, func, select, update

from kairan.circulars.advancing import go_on
from kairan.circulars.entries import CircularWidened
from kairan.circulars.finding import hold_led
from kairan.circulars.model import (
    PEOPLE_MOST,
    CircularId,
    CircularWidening,
    circular_person_table,
    circular_stream,
    circular_table,
)
from kairan.circulars.problems import CircularForNobody, CircularTooMany
from kairan.circulars.route import OnTheWay, in_stops, way_round
from kairan.circulars.sending import keep_people
from kairan.circulars.telling import tell
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer

_c, _p = circular_table.c, circular_person_table.c


def widen_circular(db: Db, viewer: Viewer, circular_id: CircularId, what: CircularWidening) -> int:
    """Let a circular go to more people; who is in it already stays where they are. Returns how many came.

    One that was done goes on. Problems: those of `hold_led` and `way_round`.
    """
    row = hold_led(db, viewer, circular_id, "widen")
    added = _fresh(db, row, way_round(db, viewer, row.manner, what.stops))
    if row.people + len(added) > PEOPLE_MOST:
        raise CircularTooMany(most=PEOPLE_MOST)
    last = db.first(
        select(func.max(_p.position).label("position"), func.max(_p.place).label("place")).where(*_present(row))
    )
    is_at_once = row.manner == "at_once"
    base = 0 if is_at_once or last is None else last.position + 1
    people = [OnTheWay(one.member_id, one.position + base, one.department_id) for one in added]
    keep_people(db, circular_id, row.version, people, first_place=0 if last is None else last.place + 1)
    goes_on = {"people": row.people + len(people), "completed_at": None, "changed_at": now_ms()}
    db.execute(update(circular_table).where(_c.id == row.id).values(goes_on))
    said = CircularWidened(version=row.version, stops=in_stops(added))
    entry = append(db, circular_stream(circular_id), said, viewer)
    if is_at_once and row.waiting:
        _ask(db, row, people)
        tell(db, row, entry, sorted(one.member_id for one in people))
    else:
        go_on(db, circular_id, viewer)
    return len(people)


def _present(row: Record) -> tuple[ColumnElement[bool], ...]:
    return (_p.circular_id == row.id, _p.version == row.version)


def _fresh(db: Db, row: Record, wanted: list[OnTheWay]) -> list[OnTheWay]:
    """Return who is not in it yet, at stops without gaps. Problems: CircularForNobody."""
    there = set(db.scalars(select(_p.member_id).where(*_present(row))))
    fresh = [one for one in wanted if one.member_id not in there and one.member_id != row.owner_id]
    if not fresh:
        raise CircularForNobody
    places = {position: at for at, position in enumerate(sorted({one.position for one in fresh}))}
    return [OnTheWay(one.member_id, places[one.position], one.department_id) for one in fresh]


def _ask(db: Db, row: Record, people: list[OnTheWay]) -> None:
    """Ask people at the stop that is asked now."""
    here = (*_present(row), _p.asked_at.is_(None), _p.outcome.is_(None))
    asked = db.execute(update(circular_person_table).where(*here).values(asked_at=now_ms())).rowcount
    if asked != len(people):  # pragma: no cover
        raise RuntimeError(row.id)
    db.execute(update(circular_table).where(_c.id == row.id).values(waiting=_c.waiting + asked))
