"""Whatever people do with a circular: in order nobody is asked too early, and the numbers are those of a recount."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from kairan.circulars.confirming import confirm_circular
from kairan.circulars.leading import deputise, pass_over
from kairan.circulars.lists import circular_counts
from kairan.circulars.model import (
    CircularConfirming,
    CircularDeputising,
    CircularId,
    CircularPassing,
    CircularRewording,
    CircularStop,
    CircularWidening,
    Manner,
    circular_person_table,
    circular_table,
)
from kairan.circulars.sending import reword_circular
from kairan.circulars.states import is_going
from kairan.circulars.sweeping import pass_gone
from kairan.circulars.widening import widen_circular
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.problems import Problem
from kairan.core.viewer import MemberId, Viewer
from kairan.people import member_table
from kairan.selfaudit.circulars import circular_faults
from tests.cast import Cast
from tests.circulars.conftest import Ring

Deed = Literal["confirm", "confirm_instead", "pass", "deputise", "undeputise", "reword", "leave", "widen"]
DEEDS: tuple[Deed, ...] = (
    "confirm",
    "confirm",
    "confirm_instead",
    "pass",
    "deputise",
    "undeputise",
    "reword",
    "leave",
    "widen",
)
WHO = st.integers(min_value=0, max_value=4)
acts = st.lists(st.tuples(st.sampled_from(DEEDS), WHO, WHO), max_size=25)
_c, _p = circular_table.c, circular_person_table.c


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(manner=st.sampled_from(["in_order", "at_once"]), acts=acts)
def test_nobody_is_asked_too_early_and_counts_equal_a_recount(
    db: Db, ring: Ring, cast: Cast, manner: Manner, acts: Sequence[tuple[Deed, int, int]]
) -> None:
    with db.connection.begin_nested() as nested:
        people = [cast.suzuki, cast.tanaka, cast.stranger, cast.guest, cast.sato]
        stops = [CircularStop(member_id=cast.guest.member_id), CircularStop(department_id=cast.works)]
        circular_id = ring.send(stops=stops, manner=manner)
        for deed, who, whom in acts:
            with suppress(Problem), db.connection.begin_nested():
                _do(db, cast, circular_id, deed, people[who], people[whom])
            _check(db, circular_id, people, manner)
        assert list(circular_faults(db)) == []
        nested.rollback()


def _named(people: Sequence[Viewer]) -> list[CircularStop]:
    return [CircularStop(member_id=one.member_id) for one in people]


def _do(db: Db, cast: Cast, circular_id: CircularId, deed: Deed, who: Viewer, whom: Viewer) -> None:
    version = db.scalar(select(_c.version).where(_c.id == circular_id))
    one, other = MemberId(who.member_id), MemberId(whom.member_id)
    if deed == "confirm":
        confirm_circular(db, who, circular_id, CircularConfirming(version=version))
    elif deed == "confirm_instead":
        confirm_circular(db, who, circular_id, CircularConfirming(version=version, for_id=other))
    elif deed == "pass":
        pass_over(db, cast.sato, circular_id, CircularPassing(member_ids=sorted({one, other})))
    elif deed == "deputise":
        deputise(db, cast.sato, circular_id, one, CircularDeputising(deputy_id=other))
    elif deed == "undeputise":
        deputise(db, who, circular_id, one, CircularDeputising(deputy_id=None))
    elif deed == "reword":
        reword_circular(db, cast.sato, circular_id, CircularRewording(version=version, title="改", text="改めました。"))
    elif deed == "widen":
        widen_circular(db, cast.sato, circular_id, CircularWidening(stops=_named([who, whom])))
    elif who is not cast.sato:
        db.execute(update(member_table).where(member_table.c.id == one).values(status="left"))
        pass_gone(db)


def _check(db: Db, circular_id: CircularId, people: Sequence[Viewer], manner: Manner) -> None:
    row = db.first(select(circular_table).where(_c.id == circular_id))
    assert row is not None
    parts = _parts(db, row)
    still = [one for one in parts if one.outcome is None]
    asked = [one for one in still if one.asked_at is not None]
    settled = [one for one in parts if one.outcome in {"passed", "gone"}]
    assert (row.people, row.waiting, row.passed) == (len(parts), len(asked), len(settled))
    assert row.confirmed == sum(one.outcome == "confirmed" for one in parts)
    first = min((one.position for one in still), default=None)
    assert all(one.position == first for one in asked)
    assert len(asked) == sum(one.position == first for one in still)
    if manner == "at_once":
        assert {one.position for one in parts} <= {0}
    assert (row.completed_at is not None) == (not still)
    for who in people:
        waits = {one.member_id for one in asked if who.member_id in {one.member_id, one.deputy_id}}
        assert circular_counts(db, who).waiting == bool(waits)
    going = db.scalar(select(func.count()).select_from(circular_table).where(is_going(now_ms())))
    assert going == bool(still)


def _parts(db: Db, row: Record) -> Sequence[Record]:
    here = (_p.circular_id == row.id) & (_p.version == row.version)
    return db.all(select(circular_person_table).where(here))
