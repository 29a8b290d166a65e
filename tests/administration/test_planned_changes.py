"""Changes of departments for a day: seen by nobody before, asked again at their instant, done once and in order."""

from typing import NoReturn

import msgspec
import pytest
from sqlalchemy import select, update

from kairan.administration.actions import take_role
from kairan.administration.delegation import delegate
from kairan.administration.departments import open_department, rename_department
from kairan.administration.planned import (
    CHANGE,
    ChangeDepartments,
    change_departments,
    obstacle_to,
    plan_change,
    plans,
    register_jobs,
    withdraw_plan,
)
from kairan.administration.planned_model import PlanId, PlannedAct, PlannedChangeWanted, planned_table
from kairan.administration.problems import DepartmentInCircle, DepartmentNotFound, PlanFixed, PlanInPast
from kairan.administration.queries import departments
from kairan.core.extension import installed
from kairan.core.journal import entries_after
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.jobs.actions import finish, lease_jobs, note_failure
from kairan.core.kit.jobs.model import job_table
from kairan.core.viewer import Delegated, Viewer
from kairan.people import TREE_FOLLOWERS, DepartmentId, TreeFollower, directory_stream, held_posts
from kairan.people.roles import RoleNeeded
from kairan.talk.cards import members_of
from kairan.talk.model import RoomChange
from kairan.talk.rooms import change_room
from tests.administration.conftest import Office, with_role
from tests.administration.records import told
from tests.cast import room_of

HOUR_MS = 3_600_000


def planned(
    db: Db,
    viewer: Viewer,
    act: PlannedAct,
    which: DepartmentId | None,
    name: str = "",
    to_id: DepartmentId | None = None,
) -> PlanId:
    wanted = PlannedChangeWanted(act=act, department_id=which, effective_at=now_ms() + HOUR_MS, name=name, to_id=to_id)
    return plan_change(db, viewer, wanted)


def come(db: Db, office: Office) -> None:
    """Let the instant of everything come."""
    db.execute(update(planned_table).values(effective_at=planned_table.c.effective_at - 2 * HOUR_MS))
    for _ in db.all(select(planned_table.c.id)):  # each has a job of its own, and a transaction
        change_departments(db, ChangeDepartments(office.cast.city))


def names(db: Db, office: Office) -> dict[str, bool]:
    return {one.path: one.closed_at is None for one in departments(db, office.yoshida)}


def test_nothing_is_seen_before_and_all_of_it_is_done_at_the_instant(db: Db, office: Office) -> None:
    cast = office.cast
    old = open_department(db, office.yoshida, "旧課", None)
    before = entries_after(db, directory_stream(cast.city), 0, 1_000)
    planned(db, office.yoshida, "merge", cast.works, to_id=cast.welfare)
    planned(db, office.yoshida, "rename", cast.welfare, name="福祉建設課")
    planned(db, office.yoshida, "close", old)
    change_departments(db, ChangeDepartments(cast.city))
    assert names(db, office) == {"福祉課": True, "土木課": True, "旧課": True}
    assert entries_after(db, directory_stream(cast.city), 0, 1_000) == before
    assert [one.state for one in plans(db, office.yoshida).plans] == ["waiting"] * 3
    come(db, office)
    assert names(db, office) == {"福祉建設課": True, "土木課": False, "旧課": False}
    assert [one.department_id for one in held_posts(db, cast.tanaka.member_id)] == [cast.welfare]
    assert [one.state for one in plans(db, office.yoshida).plans] == ["done"] * 3
    kinds = [kind for kind, _, _ in told(db, cast.city)]
    come(db, office)
    assert [kind for kind, _, _ in told(db, cast.city)] == kinds


def test_each_job_does_one_change_so_that_none_takes_others_along(db: Db, office: Office) -> None:
    planned(db, office.yoshida, "rename", office.cast.works, name="建設課")
    planned(db, office.yoshida, "rename", office.cast.welfare, name="福祉部")
    db.execute(update(planned_table).values(effective_at=planned_table.c.effective_at - 2 * HOUR_MS))
    change_departments(db, ChangeDepartments(office.cast.city))
    assert sorted(one.state for one in plans(db, office.yoshida).plans) == ["done", "waiting"]
    assert plans(db, office.yoshida).plans[0].state == "waiting"  # what waits is never pushed off the list


def test_what_was_withdrawn_does_not_happen(db: Db, office: Office) -> None:
    plan_id = planned(db, office.yoshida, "rename", office.cast.works, name="建設課")
    withdraw_plan(db, office.yoshida, plan_id)
    come(db, office)
    assert "土木課" in names(db, office)
    assert [one.state for one in plans(db, office.yoshida).plans] == ["withdrawn"]
    with pytest.raises(PlanFixed):
        withdraw_plan(db, office.yoshida, plan_id)


def test_powers_are_asked_again_and_what_cannot_be_done_says_why(db: Db, office: Office) -> None:
    cast = office.cast
    other = with_role(db, cast.city, "kanri", "管理 二", "administrator")
    planned(db, other, "rename", cast.works, name="建設課")
    planned(db, office.yoshida, "close", cast.welfare)
    take_role(db, office.yoshida, other.member_id, "administrator")
    come(db, office)
    assert names(db, office) == {"福祉課": True, "土木課": True}
    shown = plans(db, office.yoshida).plans
    assert [one.state for one in shown] == ["failed", "failed"]
    assert "職員が2人" in (shown[1].told or "")
    failed = [body["faults"] for kind, _, body in told(db, cast.city) if kind == "department.change_failed"]
    assert len(failed) == 2


def test_a_planned_move_brings_nobody_into_rooms_but_for_an_administrator(db: Db, office: Office) -> None:
    cast = office.cast
    tasks = [Delegated("departments")]
    delegate(db, office.yoshida, cast.tanaka.member_id, tasks)
    tanaka = msgspec.structs.replace(cast.tanaka, delegated=frozenset(tasks))
    bureau = open_department(db, office.yoshida, "建設部", None)
    whole = room_of(db, cast.sato, name="建設部")
    change_room(db, cast.sato, whole, RoomChange(department_id=bureau, department_below=True))
    planned(db, tanaka, "move", cast.works, to_id=bureau)
    come(db, office)
    (plan,) = plans(db, office.yoshida).plans
    assert plan.state == "failed"
    assert "管理者だけが移せます" in (plan.told or "")
    assert [one.person.id for one in members_of(db, cast.sato, whole)] == [cast.sato.member_id]


def test_names_that_are_taken_now_are_warned_of_and_asked_for_at_the_instant(db: Db, office: Office) -> None:
    cast = office.cast
    for above in (cast.works, cast.welfare):
        taken = open_department(db, office.yoshida, "庶務係", above)
    merge = planned(db, office.yoshida, "merge", cast.works, to_id=cast.welfare)
    assert "庶務係" in (obstacle_to(db, office.yoshida, merge) or "")
    rename_department(db, office.yoshida, taken, "総務係")
    assert obstacle_to(db, office.yoshida, merge) is None
    rename = planned(db, office.yoshida, "rename", cast.welfare, name="土木課")
    assert "土木課" in (obstacle_to(db, office.yoshida, rename) or "")
    close = planned(db, office.yoshida, "close", cast.welfare)
    assert "職員が2人" in (obstacle_to(db, office.yoshida, close) or "")
    move = planned(db, office.yoshida, "move", cast.works, to_id=cast.welfare)
    assert obstacle_to(db, office.yoshida, move) is None
    assert obstacle_to(db, office.townsman, close) is None
    with pytest.raises(RoleNeeded):
        obstacle_to(db, cast.sato, close)
    withdraw_plan(db, office.yoshida, close)
    assert obstacle_to(db, office.yoshida, close) is None
    come(db, office)
    states = {one.id: one.state for one in plans(db, office.yoshida).plans}
    assert states == {merge: "done", rename: "done", close: "withdrawn", move: "failed"}


def broken(*_: object) -> NoReturn:
    raise RuntimeError("nobody expected this")


BROKEN = TREE_FOLLOWERS.by(TreeFollower(about=broken, above=broken, begin=broken, release=broken))


def test_a_change_that_meets_a_fault_is_marked_failed_and_the_next_one_is_done(db: Db, office: Office) -> None:
    cast = office.cast
    bad = planned(db, office.yoshida, "move", cast.works, to_id=cast.welfare)
    good = planned(db, office.yoshida, "rename", cast.welfare, name="福祉部")
    db.execute(update(planned_table).values(effective_at=planned_table.c.effective_at - 2 * HOUR_MS))
    db.execute(update(job_table).values(due_at=now_ms()))
    jobs = Jobs()
    register_jobs(jobs)
    kind = jobs.kinds[CHANGE]
    with installed([BROKEN]):
        for _ in range(kind.attempts):
            db.execute(update(job_table).where(job_table.c.key == bad).values(due_at=now_ms()))
            first, second = sorted(lease_jobs(db, {CHANGE: kind.terms(-1)}, 2), key=lambda job: bad not in job.body)
            with pytest.raises(RuntimeError):
                change_departments(db, ChangeDepartments(cast.city, bad))
            change_departments(db, ChangeDepartments(cast.city, good))  # waits for the one before it
            finish(db, second)
            db.execute(update(job_table).where(job_table.c.key == good).values(due_at=now_ms()))
            assert [one.state for one in plans(db, office.yoshida).plans] == ["waiting", "waiting"]
            is_over = note_failure(db, first, "RuntimeError: nobody expected this", kind.terms(0))
    assert is_over
    change_departments(db, ChangeDepartments(cast.city, good))
    shown = {one.id: one for one in plans(db, office.yoshida).plans}
    assert (shown[bad].state, shown[good].state) == ("failed", "done")
    assert "システムの担当者" in (shown[bad].told or "")
    assert [kind for kind, _, _ in told(db, cast.city)].count("department.change_failed") == 1


def test_only_whoever_administers_departments_of_the_body_plans(db: Db, office: Office) -> None:
    cast = office.cast
    plan_id = planned(db, office.yoshida, "close", cast.works)
    for viewer in (cast.sato, office.auditor):
        with pytest.raises(RoleNeeded):
            plans(db, viewer)
        with pytest.raises(RoleNeeded):
            planned(db, viewer, "close", cast.works)
        with pytest.raises(RoleNeeded):
            withdraw_plan(db, viewer, plan_id)
    assert plans(db, office.townsman).plans == []
    with pytest.raises(DepartmentNotFound):
        planned(db, office.townsman, "close", cast.works)
    with pytest.raises(DepartmentNotFound):
        withdraw_plan(db, office.townsman, plan_id)
    with pytest.raises(DepartmentNotFound):
        planned(db, office.yoshida, "merge", cast.works)
    with pytest.raises(DepartmentInCircle):
        planned(db, office.yoshida, "move", cast.works, to_id=cast.works)
    with pytest.raises(PlanInPast):
        plan_change(
            db, office.yoshida, PlannedChangeWanted(act="close", department_id=cast.works, effective_at=now_ms() - 1)
        )
