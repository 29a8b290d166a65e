"""The ladder: nobody goes back, and every count is its people's."""

from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.emergency.broadcasts.counting import rungs_of, rungs_of_departments
from kairan.emergency.broadcasts.finding import reached_in, within_reach
from kairan.emergency.broadcasts.ladder import (
    STEPS,
    TARGETS,
    Reached,
    Rungs,
    Step,
    counted,
    instants,
    is_done,
    raised,
    step_of,
)
from kairan.emergency.broadcasts.model import broadcast_person_table
from kairan.emergency.broadcasts.reaching import raise_to
from tests.emergency.conftest import Headquarters

_bp = broadcast_person_table.c
steps = some.sampled_from(STEPS[1:])
happenings = some.lists(some.tuples(some.integers(0, 5), steps, some.integers(1, 10_000)), max_size=40)


@given(happenings)
def test_a_step_never_goes_back_and_its_instant_never_changes(happened: list[tuple[int, Step, int]]) -> None:
    people: dict[int, Reached] = {number: Reached() for number in range(6)}
    for number, step, at in happened:
        before, after = people[number], raised(people[number], step, at)
        assert STEPS.index(step_of(after)) == max(STEPS.index(step_of(before)), STEPS.index(step))
        for known, now in zip(instants(before), instants(after), strict=True):
            assert now == known or known is None
        assert raised(after, step, at + 1) == after
        people[number] = after


@given(happenings)
def test_counts_are_those_of_the_people_and_fall_from_step_to_step(happened: list[tuple[int, Step, int]]) -> None:
    people: dict[int, Reached] = {number: Reached() for number in range(6)}
    for number, step, at in happened:
        people[number] = raised(people[number], step, at)
    departments = counted((str(number % 2), reached) for number, reached in people.items())
    whole = sum(departments.values(), Rungs())
    assert (whole.people, departments["0"].people) == (6, 3)
    assert whole.people >= whole.device >= whole.seen >= whole.confirmed >= whole.answered
    for asked in TARGETS:
        assert whole.done(asked) == sum(is_done(reached, asked) for reached in people.values())


def test_the_database_raises_and_counts_as_the_rule_says(db: Db, headquarters: Headquarters) -> None:
    """A long series of happenings, some of them late or twice, on the table and on the values: they agree."""
    broadcast_id = headquarters.send()
    ids = list(db.scalars(select(_bp.member_id).where(_bp.broadcast_id == broadcast_id).order_by(_bp.member_id)))
    people = {one: Reached() for one in ids}
    assert len(ids) == 6
    state = 12345
    for at in range(1_000, 1_120):
        state = (state * 1_103_515_245 + 12_345) % 2**31
        member_id, step = ids[(state >> 8) % len(ids)], STEPS[1 + (state >> 16) % 4]
        after = raised(people[member_id], step, at)
        with as_of(at):
            is_news = raise_to(db, [broadcast_id], member_id, step)
        assert bool(is_news) == (after != people[member_id])
        people[member_id] = after
        row = db.first(
            select(broadcast_person_table).where(_bp.broadcast_id == broadcast_id, _bp.member_id == member_id)
        )
        assert row is not None
        assert reached_in(row) == after
    rows = db.all(select(broadcast_person_table).where(_bp.broadcast_id == broadcast_id))
    recounted = counted((row.department_id or "", people[row.member_id]) for row in rows)
    found = rungs_of_departments(db, broadcast_id, within_reach(headquarters.lead))
    assert {department or "": rungs for department, (rungs, _) in found.items()} == recounted
    assert rungs_of(db, broadcast_id) == sum(recounted.values(), Rungs())
