"""Who is who is unambiguous: two people of one name in two departments of one last name, everywhere administered.

Every list, preview, export, letter and permanent entry below must tell them apart; whatever is added to the console
and names people is added here.
"""

import json
from collections.abc import Callable

import msgspec
import pytest

from kairan.administration.actions import change_person, give_role
from kairan.administration.audit import AuditFilter, audit
from kairan.administration.audit_export import begin_export, exported_lines
from kairan.administration.bulk import BulkWanted, plan_bulk
from kairan.administration.delegation import delegate
from kairan.administration.departments import move_department, rename_department
from kairan.administration.model import AccountChange, PostWanted
from kairan.administration.queries import AccountFilter, departments, find_accounts
from kairan.administration.sign_in import Bounds, export_holders, holders
from kairan.announcements.actions import announce
from kairan.announcements.model import NewAnnouncement
from kairan.announcements.queries import addressees_of
from kairan.core.edge.authentication import SessionRules
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, MemberId, Viewer
from kairan.people import DepartmentId, NewMember, Post, create_department, create_member, hold_posts
from kairan.people.queries import find_people
from kairan.roster.exporting import export_roster
from kairan.roster.planning import plan_import
from kairan.roster.reading import read_roster
from kairan.talk.room_administration import candidates as room_candidates
from kairan.transfers.exporting import export_list
from kairan.transfers.model import ListId
from kairan.transfers.queries import candidates, page_of_list, preview
from kairan.transfers.spreadsheet import plan_sheet
from tests.administration.conftest import Office, office_of
from tests.administration.records import told
from tests.cast import room_of
from tests.transfers.conftest import Hall, hall_of, listed, to

PATHS = ("教育委員会/文化財課/庶務係", "健康福祉部/福祉課/庶務係")
NAME = "東 葵"
BOUNDS = Bounds.of(SessionRules(), ["single"])


class Twins(msgspec.Struct, frozen=True):
    """Two people of one name, in two departments of one last name."""

    hall: Hall
    people: tuple[MemberId, MemberId]
    sections: tuple[DepartmentId, DepartmentId]

    @property
    def yoshida(self) -> Viewer:
        return self.hall.yoshida


@pytest.fixture
def twins(db: Db) -> Twins:
    hall = hall_of(db)
    people, sections = [], []
    for number, path in enumerate(PATHS):
        above: DepartmentId | None = None
        for name in path.split("/"):
            above = create_department(db, None, hall.cast.city, name, above)
        assert above is not None
        new = NewMember(login=f"higashi{number}", name=NAME, kana="ひがし あおい", number=f"00012{number}")
        who = create_member(db, None, hall.cast.city, new)
        hold_posts(db, None, who, [Post(above, "主任")])
        people.append(who)
        sections.append(above)
    return Twins(hall, (people[0], people[1]), (sections[0], sections[1]))


def lines_of(value: object) -> list[str]:
    """Return what is said of each of the two: rows of a list, lines of a table."""
    if isinstance(value, str):
        return [line for line in value.splitlines() if NAME in line]
    rows = value if isinstance(value, list) else [value]
    return [json.dumps(msgspec.to_builtins(row), ensure_ascii=False) for row in rows]


def own_list(db: Db, twins: Twins) -> ListId:
    first, second = twins.people
    there, here = twins.sections
    return listed(db, twins.hall, {first: to(here, "係長"), second: to(there, "係長")})


def room_with_both(db: Db, twins: Twins) -> object:
    viewers = [Viewer(member_id=one, organization_id=twins.hall.cast.city) for one in twins.people]
    room = room_of(db, twins.hall.cast.sato, *viewers)
    return [one for one in room_candidates(db, twins.yoshida, room) if one.name == NAME]


def addressees(db: Db, twins: Twins) -> object:
    new = NewAnnouncement(title="件名", text="本文", ends_at=now_ms() + 3_600_000)
    made = announce(db, twins.yoshida, new)
    return [one for one in addressees_of(db, twins.yoshida, made.id).people if one.name == NAME]


def record_table(db: Db, twins: Twins) -> object:
    for one in twins.people:
        give_role(db, twins.yoshida, one, "auditor")
    upto = begin_export(db, twins.yoshida, "csv")
    return exported_lines(db, twins.yoshida, "csv", 0, upto)[0]


def stopped_in_bulk(db: Db, twins: Twins) -> object:
    for one in twins.people:
        delegate(db, twins.yoshida, one, [Delegated("rooms")])
    delegated = msgspec.structs.replace(twins.hall.cast.sato, delegated=frozenset({Delegated("people")}))
    return plan_bulk(db, delegated, BulkWanted(act="suspend", member_ids=list(twins.people))).stops


Showing = Callable[[Db, Twins], object]
SHOWN: dict[str, Showing] = {
    "the list of people": lambda db, t: find_accounts(db, t.yoshida, AccountFilter(sought=NAME)).accounts,
    "the picker of people": lambda db, t: find_people(db, t.yoshida, sought=NAME).people,
    "who lacks a factor": lambda db, t: [
        one for one in holders(db, t.yoshida, BOUNDS, None).holders if one.name == NAME
    ],
    "the table of factors": lambda db, t: export_holders(db, t.yoshida, BOUNDS),
    "who can be moved": lambda db, t: candidates(db, t.yoshida, NAME, None, None).people,
    "a list of moves": lambda db, t: page_of_list(db, t.yoshida, own_list(db, t)).moves,
    "the preview of a list": lambda db, t: preview(db, t.yoshida, own_list(db, t)).steps,
    "the table of a list": lambda db, t: export_list(db, t.yoshida, own_list(db, t)),
    "a table of moves, looked at": lambda db, t: (
        plan_sheet(
            db,
            t.yoshida,
            own_list(db, t),
            f"職員番号,新所属\n000120,{PATHS[1]}\n000121,{PATHS[0]}".encode(),
        ).rows
    ),
    "an imported roster, looked at": lambda db, t: (
        plan_import(
            db, t.yoshida, read_roster("職員番号,氏名,内線\n000120,東 葵,1\n000121,東 葵,1".encode()), "leave"
        ).people
    ),
    "the roster": lambda db, t: export_roster(db, t.yoshida, "utf-8", left=False).decode("utf-8-sig"),
    "who could be a room's master": room_with_both,
    "who has confirmed": addressees,
    "the record as a table": record_table,
    "whom an act on many cannot reach": stopped_in_bulk,
}


@pytest.mark.parametrize("shown", SHOWN)
def test_two_people_of_one_name_are_told_apart(db: Db, twins: Twins, shown: str) -> None:
    first, second = lines_of(SHOWN[shown](db, twins))[-2:]
    for line in (first, second):  # lists have their own order
        assert PATHS["000121" in line] in line, shown
    assert ("000120" in first) != ("000120" in second), shown


def test_a_picker_finds_by_number_and_login_for_who_administers_and_for_nobody_else(db: Db, twins: Twins) -> None:
    for sought in ("000121", "higashi1"):
        assert [one.id for one in find_people(db, twins.yoshida, sought=sought).people] == [twins.people[1]]
        assert find_people(db, twins.hall.cast.sato, sought=sought).people == []
    assert {one.key for one in find_people(db, twins.hall.cast.sato, sought=NAME).people} == {None}


def test_a_permanent_entry_holds_whole_paths_and_ids(db: Db, twins: Twins) -> None:
    there, here = twins.sections
    change = AccountChange(posts=[PostWanted(here, "主任")])
    change_person(db, twins.yoshida, twins.people[0], change)
    _, _, body = [one for one in told(db, twins.hall.cast.city) if one[0] == "person.changed"][-1]
    (changed,) = body["changes"]
    assert (changed["before"], changed["after"]) == (f"{PATHS[0]} 主任", f"{PATHS[1]} 主任")
    assert (changed["before_ids"], changed["after_ids"]) == ([there], [here])


def test_paths_follow_names_and_places_and_both_are_on_record(db: Db, office: Office) -> None:
    top = create_department(db, None, office.cast.city, "健康福祉部")
    section = create_department(db, None, office.cast.city, "福祉課", top)
    below = create_department(db, None, office.cast.city, "庶務/係", section)
    rename_department(db, office.yoshida, top, "福祉局")
    move_department(db, office.yoshida, section, office.cast.works)
    paths = {row.id: row.path for row in departments(db, office.yoshida)}
    assert (paths[section], paths[below]) == ("土木課/福祉課", "土木課/福祉課/庶務\\/係")
    renamed, moved = (
        body for kind, _, body in told(db, office.cast.city) if kind in {"department.renamed", "department.moved"}
    )
    assert (renamed["path_before"], renamed["path"]) == ("健康福祉部", "福祉局")
    assert (moved["path_before"], moved["path"]) == ("福祉局/福祉課", "土木課/福祉課")


def test_what_was_written_before_paths_were_kept_stays_readable(db: Db, office: Office) -> None:
    from kairan.people.entries import DepartmentRenamed  # noqa: PLC0415

    old = msgspec.json.decode(b'{"id":"x","before":"a","name":"b"}', type=DepartmentRenamed)
    assert (old.path, old.path_before) == ("", "")
    assert audit(db, office.yoshida, AuditFilter()).entries


@pytest.fixture
def office(db: Db) -> Office:
    return office_of(db)
