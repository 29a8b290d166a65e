"""Delegated tasks (担当): what a delegate sees and changes, how far, and what stays an administrator's."""

import json
from collections.abc import Callable

import msgspec
import pytest

from kairan.administration.access import require_account
from kairan.administration.actions import (
    add_person,
    change_person,
    give_role,
    mark_left,
    reopen_person,
    reset_password,
    suspend_person,
    take_role,
)
from kairan.administration.audit import AuditFilter, audit
from kairan.administration.delegation import delegate
from kairan.administration.departments import move_department, open_department
from kairan.administration.model import AccountChange, NewAccount, PostWanted
from kairan.administration.problems import (
    AccountOfPowers,
    DepartmentNotFound,
    PostBeyondReach,
    ReachChanged,
    RoleForStaff,
    StatusUnfit,
    TaskForWholeBody,
)
from kairan.administration.queries import AccountFilter, departments, find_accounts
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, Entrance, MemberId, Viewer
from kairan.people import DepartmentId, PersonNotFound, Reach, has_task, reach_of, require_task, tasks_of
from kairan.people.roles import LIMITED, TASKS, RoleNeeded
from kairan.sessions.actions import open_session
from kairan.sessions.queries import viewer_of
from tests.administration.conftest import Office
from tests.administration.records import told
from tests.cast import NO_SUCH_ID

Act = Callable[[Db, Viewer, MemberId], object]
ACTS: dict[str, Act] = {
    "change": lambda db, viewer, member_id: change_person(db, viewer, member_id, AccountChange(extension="999")),
    "suspend": suspend_person,
    "mark as left": mark_left,
    "reopen": reopen_person,
    "reset the password": lambda db, viewer, member_id: reset_password(db, viewer, member_id, "hash"),
}


def at_the_door(db: Db, viewer: Viewer) -> Viewer:
    """Come in anew, as the door makes a viewer."""
    token = open_session(db, viewer.member_id, Entrance(face="single", device="pc"))
    guarded = viewer_of(db, token, "single")
    assert guarded is not None
    return guarded.viewer


def with_tasks(db: Db, office: Office, viewer: Viewer, *tasks: Delegated) -> Viewer:
    delegate(db, office.yoshida, viewer.member_id, tasks)
    return at_the_door(db, viewer)


@pytest.fixture
def clerk(db: Db, office: Office) -> Viewer:
    """鈴木, who looks after the people of the welfare section."""
    return with_tasks(db, office, office.cast.suzuki, Delegated("people", office.cast.welfare))


def test_the_viewer_carries_what_was_delegated_to_them_and_loses_it_with_the_next_look(db: Db, office: Office) -> None:
    tanaka = with_tasks(db, office, office.cast.tanaka, Delegated("guests"), Delegated("figures", office.cast.works))
    assert has_task(tanaka, "guests")
    assert not has_task(tanaka, "figures")
    assert reach_of(tanaka, "figures") == Reach(frozenset({office.cast.works}))
    assert [one.task for one in tasks_of(tanaka)] == ["guests", "figures"]
    delegate(db, office.yoshida, tanaka.member_id, [])
    assert tasks_of(at_the_door(db, tanaka)) == []


def test_administrators_do_every_task_auditors_the_audit_and_guests_none(office: Office) -> None:
    assert tasks_of(office.yoshida) == [Delegated(task) for task in TASKS]
    assert tasks_of(office.auditor) == [Delegated("audit")]
    guest = Viewer(
        member_id=office.cast.guest.member_id,
        organization_id=office.cast.city,
        kind="guest",
        roles=frozenset({"administrator"}),
        delegated=frozenset({Delegated("people")}),
    )
    assert tasks_of(guest) == []
    with pytest.raises(RoleNeeded):
        reach_of(guest, "people")


@pytest.mark.parametrize("task", TASKS)
def test_a_task_for_a_department_does_not_pass_for_the_whole_body(office: Office, task: str) -> None:
    limited = Viewer(
        member_id=office.cast.tanaka.member_id,
        organization_id=office.cast.city,
        delegated=frozenset({Delegated(task, office.cast.works)}),  # type: ignore[arg-type]
    )
    with pytest.raises(RoleNeeded):
        require_task(limited, task)  # type: ignore[arg-type]


def test_giving_and_withdrawing_is_on_record_and_twice_the_same_is_told_once(db: Db, office: Office) -> None:
    cast = office.cast
    tasks = [Delegated("people", cast.works), Delegated("guests")]
    for _ in range(2):
        delegate(db, office.yoshida, cast.tanaka.member_id, tasks)
    delegate(db, office.yoshida, cast.tanaka.member_id, [Delegated("guests")])
    given = [(kind, body["task"], body["department"]) for kind, _, body in told(db, cast.city)]
    assert given == [
        ("task.given", "people", "土木課"),
        ("task.given", "guests", None),
        ("task.withdrawn", "people", "土木課"),
    ]


def test_a_task_for_the_whole_body_makes_the_same_for_a_department_needless(db: Db, office: Office) -> None:
    wanted = [Delegated("people", office.cast.works), Delegated("people")]
    assert delegate(db, office.yoshida, office.cast.tanaka.member_id, wanted).tasks == [Delegated("people")]


def test_only_administrators_delegate(db: Db, office: Office) -> None:
    chief = with_tasks(db, office, office.cast.suzuki, *(Delegated(task) for task in TASKS))
    for viewer in (office.cast.sato, office.auditor, chief, office.cast.guest):
        for member_id in (office.cast.tanaka.member_id, MemberId(NO_SUCH_ID)):
            with pytest.raises(RoleNeeded):
                delegate(db, viewer, member_id, [Delegated("people")])
    for member_id in (office.cast.tanaka.member_id, MemberId(NO_SUCH_ID)):
        with pytest.raises(PersonNotFound):
            delegate(db, office.townsman, member_id, [Delegated("people")])


def test_what_cannot_be_delegated_is_refused(db: Db, office: Office) -> None:
    cast, give = office.cast, office.yoshida
    with pytest.raises(RoleForStaff):
        delegate(db, give, cast.guest.member_id, [Delegated("people")])
    suspend_person(db, give, cast.stranger.member_id)
    with pytest.raises(StatusUnfit):
        delegate(db, give, cast.stranger.member_id, [Delegated("people")])
    for task in sorted(set(TASKS) - LIMITED):
        with pytest.raises(TaskForWholeBody):
            delegate(db, give, cast.tanaka.member_id, [Delegated(task, cast.works)])
    foreign = open_department(db, office.townsman, "総務課", None)
    for department_id in (foreign, DepartmentId(NO_SUCH_ID)):
        with pytest.raises(DepartmentNotFound):
            delegate(db, give, cast.tanaka.member_id, [Delegated("people", department_id)])


def test_a_delegate_sees_the_people_of_their_departments_and_those_below(db: Db, office: Office, clerk: Viewer) -> None:
    cast = office.cast
    below = open_department(db, office.yoshida, "高齢者係", cast.welfare)
    new = NewAccount(login="mori", name="森 里奈", kana="もり", posts=[PostWanted(below, "係員")])
    mori = add_person(db, clerk, new, "hash")
    found = find_accounts(db, clerk, AccountFilter())
    assert [one.name for one in found.accounts] == ["佐藤 美咲", "鈴木 健", "森 里奈"]
    assert find_accounts(db, clerk, AccountFilter(department_id=cast.works)).total == 0
    move_department(db, office.yoshida, below, cast.works)
    with pytest.raises(PersonNotFound):
        require_account(db, clerk, mori.id)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_people_of_other_departments_do_not_exist_for_a_delegate(
    db: Db, office: Office, clerk: Viewer, act: Act
) -> None:
    cast = office.cast
    change_person(
        db,
        office.yoshida,
        cast.stranger.member_id,
        AccountChange(posts=[PostWanted(cast.works, ""), PostWanted(cast.welfare, "")]),
    )
    act(db, clerk, cast.sato.member_id)
    for member_id in (cast.tanaka.member_id, cast.stranger.member_id, cast.guest.member_id, MemberId(NO_SUCH_ID)):
        with pytest.raises(PersonNotFound):
            act(db, clerk, member_id)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_delegate_cannot_touch_accounts_that_have_powers(db: Db, office: Office, clerk: Viewer, act: Act) -> None:
    delegate(db, office.yoshida, office.cast.sato.member_id, [Delegated("policy")])
    with pytest.raises(AccountOfPowers):
        act(db, clerk, office.cast.sato.member_id)
    chief = with_tasks(db, office, office.cast.tanaka, Delegated("people"))
    for powerful in (office.yoshida, office.auditor, office.cast.sato, chief):
        with pytest.raises(AccountOfPowers):
            act(db, chief, powerful.member_id)


def test_a_delegate_gives_and_takes_no_roles(db: Db, office: Office, clerk: Viewer) -> None:
    for act in (give_role, take_role):
        with pytest.raises(RoleNeeded):
            act(db, clerk, office.cast.sato.member_id, "auditor")


def test_a_delegate_moves_nobody_out_of_their_departments_nor_in_from_elsewhere(
    db: Db, office: Office, clerk: Viewer
) -> None:
    cast = office.cast
    below = open_department(db, office.yoshida, "高齢者係", cast.welfare)
    inside, lower, outside = (PostWanted(one, "主事") for one in (cast.welfare, below, cast.works))
    for posts in ([], [outside], [outside, inside], [inside, outside]):
        with pytest.raises(PostBeyondReach):
            change_person(db, clerk, cast.sato.member_id, AccountChange(posts=posts))
        with pytest.raises(PostBeyondReach):
            add_person(db, clerk, NewAccount(login="x", name="新人", posts=posts), "hash")
    moved = change_person(db, clerk, cast.sato.member_id, AccountChange(posts=[lower, inside]))
    assert [post.department for post in moved.posts] == ["高齢者係", "福祉課"]
    change_person(db, office.yoshida, cast.sato.member_id, AccountChange(posts=[inside, outside]))
    kept = change_person(db, clerk, cast.sato.member_id, AccountChange(posts=[lower, outside]))
    assert [post.department for post in kept.posts] == ["高齢者係", "土木課"]
    with pytest.raises(PostBeyondReach):
        change_person(db, clerk, cast.sato.member_id, AccountChange(posts=[lower]))


def test_a_delegate_of_people_reads_no_record_and_changes_no_tree(db: Db, office: Office, clerk: Viewer) -> None:
    assert {one.name for one in departments(db, clerk)} >= {"福祉課", "土木課"}  # every member of staff may see it
    with pytest.raises(RoleNeeded):
        audit(db, clerk, AuditFilter())
    with pytest.raises(RoleNeeded):
        open_department(db, clerk, "新しい課", None)
    reader = with_tasks(db, office, office.cast.tanaka, Delegated("audit"))
    assert audit(db, reader, AuditFilter()).entries


def test_who_leaves_leaves_the_tasks_behind(db: Db, office: Office) -> None:
    delegate(db, office.yoshida, office.cast.tanaka.member_id, [Delegated("people"), Delegated("guests")])
    assert mark_left(db, office.yoshida, office.cast.tanaka.member_id).tasks == []
    assert reopen_person(db, office.yoshida, office.cast.tanaka.member_id).tasks == []
    kinds = [kind for kind, _, _ in told(db, office.cast.city)]
    assert kinds.count("task.withdrawn") == 2


def test_the_list_finds_delegates_and_counts_administrators(db: Db, office: Office, clerk: Viewer) -> None:
    found = find_accounts(db, office.yoshida, AccountFilter(role="delegated"))
    assert [one.id for one in found.accounts] == [clerk.member_id]
    assert found.administrators == 1


def test_whose_reach_changes_by_a_move_in_the_tree_only_an_administrator_decides(db: Db, office: Office) -> None:
    cast = office.cast
    tasks = [Delegated("people", cast.works), Delegated("departments")]
    delegate(db, office.yoshida, cast.tanaka.member_id, tasks)
    tanaka = msgspec.structs.replace(cast.tanaka, delegated=frozenset(tasks))
    apart = open_department(db, office.yoshida, "総務課", None)
    section = open_department(db, office.yoshida, "係", cast.works)
    for department, parent in ((cast.welfare, cast.works), (cast.welfare, section), (section, apart)):
        with pytest.raises(ReachChanged):
            move_department(db, tanaka, department, parent)
    move_department(db, tanaka, cast.welfare, apart)
    move_department(db, office.yoshida, apart, cast.works)
    told = audit(db, office.yoshida, AuditFilter(act="task.widened")).entries
    assert [json.loads(bytes(one.body))["by_department"] for one in told] == ["総務課"]
