"""Merging departments: people, departments below, rooms and tasks follow; what was shown is what is done."""

import msgspec
import pytest
from sqlalchemy import event, update

from kairan.administration.actions import change_person, mark_left, reopen_person, suspend_person
from kairan.administration.bulk import BulkWanted, do_bulk
from kairan.administration.delegation import delegate
from kairan.administration.departments import (
    close_department,
    move_department,
    open_department,
    rename_department,
)
from kairan.administration.merging import look_at_merge, merge_department
from kairan.administration.model import AccountChange, DepartmentRow, PostWanted
from kairan.administration.problems import (
    DepartmentInCircle,
    DepartmentNameTaken,
    DepartmentNotFound,
    RoomsChanged,
)
from kairan.administration.queries import departments
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, Viewer
from kairan.people import (
    ChangedMeanwhile,
    DepartmentId,
    held_posts,
    hold_posts,
    member_table,
    organization_stream,
    require_task,
)
from kairan.people.posts import Post, former_posts
from kairan.people.roles import RoleNeeded
from kairan.roster.body import Tree
from kairan.selfaudit.whole import state_faults
from kairan.talk.cards import members_of
from kairan.talk.model import RoomChange, RoomId
from kairan.talk.rooms import archive_room, change_room
from tests.administration.conftest import Office
from tests.administration.records import told
from tests.cast import NO_SUCH_ID, room_of
from tests.roster.conftest import carry_out


def merge(db: Db, viewer: Viewer, department_id: DepartmentId, into_id: DepartmentId) -> None:
    merge_department(db, viewer, department_id, into_id, look_at_merge(db, viewer, department_id, into_id).state)


def row(db: Db, office: Office, department_id: DepartmentId) -> DepartmentRow:
    return next(one for one in departments(db, office.yoshida) if one.id == department_id)


def inside(db: Db, viewer: Viewer, room_id: RoomId) -> set[str]:
    return {one.person.id for one in members_of(db, viewer, room_id)}


def test_its_people_come_over_with_their_titles_and_what_is_below_it_stands_below_the_other(
    db: Db, office: Office
) -> None:
    cast = office.cast
    section = open_department(db, office.yoshida, "道路係", cast.works)
    other = open_department(db, office.yoshida, "庶務係", cast.welfare)
    change_person(
        db, office.yoshida, cast.tanaka.member_id,
        AccountChange(posts=[PostWanted(cast.works, "係長"), PostWanted(cast.welfare, "主事")]),
    )  # fmt: skip
    change_person(
        db, office.yoshida, cast.sato.member_id,
        AccountChange(posts=[PostWanted(cast.welfare, "主査"), PostWanted(cast.works, "主事")]),
    )  # fmt: skip
    suspend_person(db, office.yoshida, cast.stranger.member_id)
    look = look_at_merge(db, office.yoshida, cast.works, cast.welfare)
    assert (look.people, look.in_both, look.below, look.rooms, look.tasks) == (3, 2, 1, 0, 0)
    merge(db, office.yoshida, cast.works, cast.welfare)
    assert held_posts(db, cast.tanaka.member_id) == [Post(cast.welfare, "係長")]
    assert held_posts(db, cast.sato.member_id) == [Post(cast.welfare, "主査")]
    assert held_posts(db, cast.stranger.member_id) == [Post(cast.welfare, "主事")]
    assert former_posts(db, [cast.tanaka.member_id])[cast.tanaka.member_id][-1].department == "土木課"
    closed = row(db, office, cast.works)
    assert closed.closed_at is not None
    assert (closed.name, closed.path) == ("土木課", "土木課")
    moved = row(db, office, section)
    assert (moved.parent_id, moved.path) == (cast.welfare, "福祉課/道路係")
    assert moved.position > row(db, office, other).position
    kind, by, body = told(db, cast.city)[-1]
    assert (kind, by) == ("department.merged", office.yoshida.member_id)
    assert body == {
        "id": cast.works, "name": "土木課", "path": "土木課", "into_id": cast.welfare, "into": "福祉課",
        "into_path": "福祉課", "people": 3, "below": 1,
    }  # fmt: skip
    changes = [body["changes"][0] for kind, _, body in told(db, cast.city) if kind == "person.changed"]
    assert changes[-1]["after"] == "福祉課 主事"


def test_only_administrators_merge_and_only_within_the_body(db: Db, office: Office) -> None:
    cast = office.cast
    for viewer in (cast.sato, office.auditor):
        with pytest.raises(RoleNeeded):
            look_at_merge(db, viewer, cast.works, cast.welfare)
        with pytest.raises(RoleNeeded):
            merge_department(db, viewer, cast.works, cast.welfare, "")
    theirs = open_department(db, office.townsman, "町の課", None)
    for one, other in ((theirs, cast.works), (cast.works, theirs), (cast.works, DepartmentId(NO_SUCH_ID))):
        with pytest.raises(DepartmentNotFound):
            merge_department(db, office.yoshida, one, other, "")
    delegate(db, office.yoshida, cast.sato.member_id, [Delegated("departments")])
    sato = msgspec.structs.replace(cast.sato, delegated=frozenset({Delegated("departments")}))
    require_task(sato, "departments")
    with pytest.raises(RoleNeeded):  # it changes posts, also of those with powers
        look_at_merge(db, sato, cast.works, cast.welfare)
    merge(db, office.yoshida, cast.works, cast.welfare)
    for one, other in ((cast.works, cast.welfare), (cast.welfare, cast.works)):
        with pytest.raises(DepartmentNotFound):
            look_at_merge(db, office.yoshida, one, other)


def test_what_cannot_stand_is_refused_before(db: Db, office: Office) -> None:
    cast = office.cast
    section = open_department(db, office.yoshida, "庶務係", cast.works)
    for into in (cast.works, section):
        with pytest.raises(DepartmentInCircle):
            look_at_merge(db, office.yoshida, cast.works, into)
    open_department(db, office.yoshida, "庶務係", cast.welfare)
    with pytest.raises(DepartmentNameTaken):
        look_at_merge(db, office.yoshida, cast.works, cast.welfare)
    rename_department(db, office.yoshida, section, "土木課")
    move_department(db, office.yoshida, cast.works, cast.welfare)
    merge(db, office.yoshida, cast.works, cast.welfare)
    assert row(db, office, section).path == "福祉課/土木課"


def test_who_came_after_the_look_is_not_taken_along_unseen(db: Db, office: Office) -> None:
    cast = office.cast
    look = look_at_merge(db, office.yoshida, cast.works, cast.welfare)
    change_person(db, office.yoshida, cast.sato.member_id, AccountChange(posts=[PostWanted(cast.works, "主事")]))
    with pytest.raises(ChangedMeanwhile):
        merge_department(db, office.yoshida, cast.works, cast.welfare, look.state)
    assert row(db, office, cast.works).closed_at is None


def test_rooms_follow_and_those_of_the_closed_one_keep_their_people(db: Db, office: Office) -> None:
    cast = office.cast
    works, welfare = room_of(db, cast.tanaka, name="土木課"), room_of(db, cast.sato, name="福祉課")
    bureau = open_department(db, office.yoshida, "福祉部", None)
    whole = room_of(db, cast.suzuki, name="福祉部")
    move_department(db, office.yoshida, cast.welfare, bureau)
    change_room(db, cast.tanaka, works, RoomChange(department_id=cast.works))
    change_room(db, cast.sato, welfare, RoomChange(department_id=cast.welfare))
    change_room(db, cast.suzuki, whole, RoomChange(department_id=bureau, department_below=True))
    section = open_department(db, office.yoshida, "道路係", cast.works)
    change_person(db, office.yoshida, cast.stranger.member_id, AccountChange(posts=[PostWanted(section, "主事")]))
    assert inside(db, cast.tanaka, works) == {cast.tanaka.member_id}
    assert look_at_merge(db, office.yoshida, cast.works, cast.welfare).rooms == 3
    merge(db, office.yoshida, cast.works, cast.welfare)
    assert inside(db, cast.tanaka, works) == {cast.tanaka.member_id}
    assert cast.tanaka.member_id in inside(db, cast.sato, welfare)
    assert cast.stranger.member_id not in inside(db, cast.sato, welfare)
    both = {cast.tanaka.member_id, cast.stranger.member_id}
    assert both <= inside(db, cast.suzuki, whole)
    assert list(state_faults(db)) == []


def test_a_department_moved_below_another_brings_its_people_into_the_rooms_above(db: Db, office: Office) -> None:
    cast = office.cast
    bureau = open_department(db, office.yoshida, "建設部", None)
    whole = room_of(db, cast.sato, name="建設部")
    change_room(db, cast.sato, whole, RoomChange(department_id=bureau, department_below=True))
    move_department(db, office.yoshida, cast.works, bureau)
    assert cast.tanaka.member_id in inside(db, cast.sato, whole)
    move_department(db, office.yoshida, cast.works, None)
    assert inside(db, cast.sato, whole) == {cast.sato.member_id}


def widened(db: Db, office: Office) -> list[tuple[str, str, int, str | None]]:
    """Return how which room was widened, by how many people, and by whom."""
    entries = entries_after(db, organization_stream(office.cast.city), 0, 1_000)
    bodies = [(msgspec.json.decode(one.body), one.by) for one in entries if one.kind == "room.widened"]
    return [(body["name"], body["how"], body["people"], by) for body, by in bodies if body["people"] is not None]


def test_into_which_rooms_how_many_came_by_the_tree_is_on_record(db: Db, office: Office) -> None:
    cast, by = office.cast, office.yoshida.member_id
    bureau = open_department(db, office.yoshida, "建設部", None)
    whole, welfare = room_of(db, cast.sato, name="建設部"), room_of(db, cast.sato, name="福祉課")
    change_room(db, cast.sato, whole, RoomChange(department_id=bureau, department_below=True))
    change_room(db, cast.sato, welfare, RoomChange(department_id=cast.welfare))
    move_department(db, office.yoshida, cast.works, bureau)
    assert widened(db, office) == [("建設部", "department_moved", 2, by)]
    merge(db, office.yoshida, cast.works, cast.welfare)
    assert widened(db, office)[1:] == [("福祉課", "department_merged", 2, by)]


def test_only_an_administrator_brings_people_into_rooms_by_moving_what_they_are_in(db: Db, office: Office) -> None:
    cast = office.cast
    tasks = [Delegated("departments")]
    delegate(db, office.yoshida, cast.tanaka.member_id, tasks)
    tanaka = msgspec.structs.replace(cast.tanaka, delegated=frozenset(tasks))
    bureau = open_department(db, office.yoshida, "建設部", None)
    whole, own = room_of(db, cast.sato, name="建設部"), room_of(db, cast.sato, name="建設部の庶務")
    change_room(db, cast.sato, own, RoomChange(department_id=bureau))  # whoever is below is not in it
    move_department(db, tanaka, cast.works, bureau)
    move_department(db, tanaka, cast.works, None)
    change_room(db, cast.sato, whole, RoomChange(department_id=bureau, department_below=True))
    empty = open_department(db, tanaka, "新しい課", None)
    move_department(db, tanaka, empty, bureau)  # nobody comes in by it
    archive_room(db, cast.sato, whole)  # it can be taken out of the archive
    with pytest.raises(RoomsChanged):
        move_department(db, tanaka, cast.works, bureau)
    with pytest.raises(RoomsChanged):
        move_department(db, tanaka, cast.works, empty)
    assert inside(db, cast.sato, whole) == {cast.sato.member_id}
    move_department(db, office.yoshida, cast.works, bureau)
    with pytest.raises(RoomsChanged):  # nor out of them
        move_department(db, tanaka, cast.works, None)
    assert cast.tanaka.member_id in inside(db, cast.sato, whole)


def test_tasks_for_it_are_withdrawn_and_whose_reach_changes_only_an_administrator_decides(
    db: Db, office: Office
) -> None:
    cast = office.cast
    people = Delegated("people", cast.works)
    delegate(db, office.yoshida, cast.suzuki.member_id, [people, Delegated("people", cast.welfare)])
    delegate(db, office.yoshida, cast.sato.member_id, [Delegated("departments")])
    sato = msgspec.structs.replace(cast.sato, delegated=frozenset({Delegated("departments")}))
    with pytest.raises(RoleNeeded):
        look_at_merge(db, sato, cast.works, cast.welfare)
    assert look_at_merge(db, office.yoshida, cast.works, cast.welfare).tasks == 1
    merge(db, office.yoshida, cast.works, cast.welfare)
    kinds = [kind for kind, _, body in told(db, cast.city) if body.get("id") == cast.suzuki.member_id]
    assert kinds[-2:] == ["task.withdrawn", "task.widened"]


def test_who_comes_back_to_a_merged_department_holds_no_post_in_it(db: Db, office: Office) -> None:
    cast = office.cast
    people = [cast.tanaka, cast.stranger]
    posts = [PostWanted(cast.works, "係長"), PostWanted(cast.welfare, "主事")]
    change_person(db, office.yoshida, cast.tanaka.member_id, AccountChange(posts=posts))
    for one in people:
        mark_left(db, office.yoshida, one.member_id)
    merge(db, office.yoshida, cast.works, cast.welfare)
    assert [post.department_id for post in held_posts(db, cast.tanaka.member_id)] == [cast.works, cast.welfare]
    assert [post.path for post in reopen_person(db, office.yoshida, cast.tanaka.member_id).posts] == ["福祉課"]
    do_bulk(db, office.yoshida, BulkWanted(act="reopen", member_ids=[cast.stranger.member_id]))
    assert held_posts(db, cast.stranger.member_id) == []
    changes = [body["changes"][0] for kind, _, body in told(db, cast.city) if kind == "person.changed"]
    assert [(one["before"], one["after"]) for one in changes[-2:]] == [
        ("土木課 係長、福祉課 主事", "福祉課 主事"),
        ("土木課 主事", None),
    ]
    assert list(state_faults(db)) == []


def test_departments_after_gaps_come_last(db: Db, office: Office) -> None:
    above = open_department(db, office.yoshida, "建設部", None)
    one, two, three = (open_department(db, office.yoshida, name, above) for name in ("一係", "二係", "三係"))
    close_department(db, office.yoshida, one)
    move_department(db, office.yoshida, two, None)
    four = open_department(db, office.yoshida, "四係", above)
    move_department(db, office.yoshida, office.cast.works, above)
    order = sorted((row(db, office, place).position, place) for place in (office.cast.works, three, four))
    assert [place for _, place in order] == [three, four, office.cast.works]
    assert len({position for position, _ in order}) == 3


@pytest.mark.parametrize("act", ["rename", "merge"])
def test_what_is_below_costs_no_statements_of_its_own(db: Db, office: Office, act: str) -> None:
    def cost(many: int) -> int:
        above = open_department(db, office.yoshida, f"{act}{many}部", None)
        for number in range(many):
            open_department(db, office.yoshida, f"{number}課", above)
        statements: list[str] = []

        def count(_: object, __: object, sql: str, *___: object) -> None:
            if sql.startswith("UPDATE department"):
                statements.append(sql)

        event.listen(db.connection.engine, "before_cursor_execute", count)
        if act == "rename":
            rename_department(db, office.yoshida, above, f"新{many}部")
        else:
            merge(db, office.yoshida, above, open_department(db, office.yoshida, f"新{many}部", None))
        event.remove(db.connection.engine, "before_cursor_execute", count)
        return len(statements)

    assert cost(20) == cost(2)


def test_a_roster_that_reopens_somebody_gives_no_post_in_a_merged_department(db: Db, office: Office) -> None:
    cast = office.cast
    number = AccountChange(number="000777")
    change_person(db, office.yoshida, cast.tanaka.member_id, number)
    mark_left(db, office.yoshida, cast.tanaka.member_id)
    merge(db, office.yoshida, cast.works, cast.welfare)
    for line, held in (
        ("職員番号,氏名,状態\n000777,田中 一郎,利用中", []),
        ("職員番号,氏名,状態,所属\n000777,田中 一郎,利用中,土木課", [cast.welfare]),
    ):
        assert carry_out(db, office.yoshida, line.encode()).reopened == 1
        assert [post.department_id for post in held_posts(db, cast.tanaka.member_id)] == held
        db.execute(update(member_table).where(member_table.c.id == cast.tanaka.member_id).values(status="left"))
        hold_posts(db, None, cast.tanaka.member_id, [Post(cast.works, "主事")])


def test_a_roster_that_still_names_it_means_the_other_one(db: Db, office: Office) -> None:
    cast = office.cast
    rename_department(db, office.yoshida, cast.works, "建設課")
    section = open_department(db, office.yoshida, "道路係", cast.works)
    merge(db, office.yoshida, cast.works, cast.welfare)
    tree = Tree.of(db, cast.city, former=True)
    for name in ("建設課", "土木課"):
        assert tree.place_of((name,)) == cast.welfare
    tree.add_path(("建設課", "道路係"))
    assert tree.place_of(("建設課", "道路係")) == section
    assert tree.created == []
