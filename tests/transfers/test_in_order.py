"""Lists and changes of departments in the order of their instants; of the same instant departments come first."""

import asyncio
from typing import NoReturn

import msgspec
import pytest
from sqlalchemy import select, update

from kairan.administration.planned import ChangeDepartments, change_departments, plan_change, plans
from kairan.administration.planned_model import PlanId, PlannedAct, PlannedChangeWanted, planned_table
from kairan.core.extension import installed
from kairan.core.journal import entries_after
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.jobs.actions import lease_jobs, note_failure
from kairan.core.kit.jobs.model import job_table
from kairan.people import POST_FOLLOWERS, DepartmentId, held_posts, organization_stream
from kairan.transfers.actions import CARRY_OUT, CarryOut, set_list
from kairan.transfers.execution import carry_out
from kairan.transfers.jobs import register_jobs
from kairan.transfers.model import ListId, list_table
from kairan.transfers.queries import page_of_list
from tests.transfers.conftest import HOUR, Hall, hall_of, listed, to
from tests.transfers.test_at_its_hour import SOON_MS, looked_at, until_done


def planned(db: Db, hall: Hall, act: PlannedAct, at: int, name: str = "", to_id: DepartmentId | None = None) -> PlanId:
    """Plan something for 土木課; for an instant that has passed, as after a late start."""
    wanted = PlannedChangeWanted(
        act=act, department_id=hall.cast.works, effective_at=now_ms() + HOUR, name=name, to_id=to_id
    )
    plan_id = plan_change(db, hall.yoshida, wanted)
    db.execute(update(planned_table).where(planned_table.c.id == plan_id).values(effective_at=at))
    return plan_id


def ready(db: Db, hall: Hall, at: int) -> ListId:
    """Set a list that lets 佐藤 come to 土木課."""
    list_id = listed(db, hall, {hall.cast.sato.member_id: to(hall.cast.works, "課長補佐")}, at)
    set_list(db, hall.yoshida, list_id)
    return list_id


def status(db: Db, hall: Hall, list_id: ListId) -> str:
    return page_of_list(db, hall.yoshida, list_id).card.status


def order(db: Db, hall: Hall) -> list[str]:
    kinds = [one.kind for one in entries_after(db, organization_stream(hall.cast.city), 0, 10_000)]
    return [kind for kind in kinds if kind in {"department.renamed", "transfer.carried_out"}]


def test_departments_of_the_same_instant_change_before_the_list(db: Db, hall: Hall) -> None:
    at = now_ms() - 1
    list_id = ready(db, hall, at)
    plan_id = planned(db, hall, "rename", at, "建設課")
    carry_out(db, CarryOut(list_id))
    assert status(db, hall, list_id) == "set"
    change_departments(db, ChangeDepartments(hall.cast.city, plan_id))
    carry_out(db, CarryOut(list_id))
    assert order(db, hall) == ["department.renamed", "transfer.carried_out"]
    assert [one.department_id for one in held_posts(db, hall.cast.sato.member_id)] == [hall.cast.works]


def test_a_department_that_is_merged_at_that_instant_is_none_to_come_to(db: Db, hall: Hall) -> None:
    at = now_ms() - 1
    list_id = ready(db, hall, at)
    plan_id = planned(db, hall, "merge", at, to_id=hall.cast.welfare)
    for _ in range(2):
        carry_out(db, CarryOut(list_id))
        change_departments(db, ChangeDepartments(hall.cast.city, plan_id))
    assert status(db, hall, list_id) == "failed"
    assert [one.department_id for one in held_posts(db, hall.cast.sato.member_id)] == [hall.cast.welfare]


def test_after_a_late_start_what_was_set_for_before_comes_before(db: Db, hall: Hall) -> None:
    now = now_ms()
    plan_id = planned(db, hall, "rename", now - 1, "建設課")
    list_id, later = ready(db, hall, now - 2), ready(db, hall, now)
    for _ in range(2):
        change_departments(db, ChangeDepartments(hall.cast.city, plan_id))
        carry_out(db, CarryOut(later))
    assert [one.state for one in plans(db, hall.yoshida).plans] == ["waiting"]
    assert status(db, hall, later) == "set"
    carry_out(db, CarryOut(list_id))
    change_departments(db, ChangeDepartments(hall.cast.city, plan_id))
    assert order(db, hall) == ["transfer.carried_out", "department.renamed"]


def test_what_others_wait_for_gets_a_job_again_and_one_that_failed_waits_its_time(db: Db, hall: Hall) -> None:
    at = now_ms() - 1
    list_id = ready(db, hall, at)
    plan_id = planned(db, hall, "rename", at, "建設課")
    due = select(job_table.c.due_at).where(job_table.c.key == plan_id)
    db.execute(update(job_table).where(job_table.c.key == plan_id).values(due_at=at + HOUR))
    carry_out(db, CarryOut(list_id))
    assert db.scalar(due) == at + HOUR
    db.execute(job_table.delete().where(job_table.c.key == plan_id))
    carry_out(db, CarryOut(list_id))
    assert db.scalar(due) is not None


@pytest.mark.parametrize("workers", [1, 2])
def test_nodes_that_meet_both_at_once_keep_the_order(database_url: str, workers: int) -> None:
    engine = open_engine(database_url, pool_size=1)
    with transaction(engine) as db:
        hall = hall_of(db)
        at = now_ms() + SOON_MS
        list_id = ready(db, hall, at)
        plan_id = planned(db, hall, "rename", at, "建設課")
        db.execute(update(job_table).where(job_table.c.key == plan_id).values(due_at=at + SOON_MS))  # it comes second
    engine.dispose()
    asyncio.run(until_done(database_url, hall, list_id, workers))
    looked_at(database_url, lambda db: _in_order(db, hall))


def _in_order(db: Db, hall: Hall) -> None:
    assert order(db, hall) == ["department.renamed", "transfer.carried_out"]


def broken(*_: object) -> NoReturn:
    raise RuntimeError("nobody expected this")


def test_a_list_that_meets_a_fault_is_marked_failed_and_can_be_set_again(db: Db, hall: Hall) -> None:
    list_id = ready(db, hall, now_ms() - 1)
    jobs = Jobs()
    register_jobs(jobs)
    kind = jobs.kinds[CARRY_OUT]
    (job,) = lease_jobs(db, {CARRY_OUT: kind.terms(0)}, 1)
    with installed([POST_FOLLOWERS.by(broken)]), pytest.raises(RuntimeError):
        carry_out(db, CarryOut(list_id))
    db.execute(update(list_table).values(done_at=None))  # what the transaction takes back
    last = msgspec.structs.replace(job, attempt=kind.attempts)
    assert note_failure(db, last, "RuntimeError: nobody expected this", kind.terms(0))
    card = page_of_list(db, hall.yoshida, list_id).card
    assert card.status == "failed"
    kinds = [one.kind for one in entries_after(db, organization_stream(hall.cast.city), 0, 10_000)]
    assert kinds[-1] == "transfer.failed"
    set_list(db, hall.yoshida, list_id)
    assert status(db, hall, list_id) == "set"
