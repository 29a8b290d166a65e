"""What goes out comes back and changes nothing; what an encoding cannot carry is told, never lost in silence."""

import json
from typing import Literal

import pytest

from kairan.administration.actions import change_person
from kairan.administration.model import AccountChange, PostWanted
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.people import create_department, organization_stream
from kairan.people.roles import RoleNeeded
from kairan.roster.exporting import export_roster, losses_of
from kairan.roster.reading import read_roster
from tests.roster.conftest import Office, plan

ENCODINGS: tuple[Literal["utf-8", "cp932"], ...] = ("utf-8", "cp932")


@pytest.fixture
def odd(db: Db, office: Office) -> Office:
    """Names as they really are, and cells that a spreadsheet would calculate."""
    below = create_department(db, None, office.cast.city, "保険/年金;係:一", office.cast.welfare)
    posts = [PostWanted(below, "主査;兼:長"), PostWanted(office.cast.works, "")]
    change = AccountChange(
        name="葛\U000e0100城 𠮷美", kana="かつらぎ よしみ", number="00123", extension="-9", posts=posts
    )
    change_person(db, office.yoshida, office.cast.sato.member_id, change)
    change_person(db, office.yoshida, office.cast.tanaka.member_id, AccountChange(name="=HYPERLINK(1) 〜", number="@1"))
    return office


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_roster_that_goes_out_and_comes_back_changes_nothing(
    db: Db, odd: Office, encoding: Literal["utf-8", "cp932"]
) -> None:
    data = export_roster(db, odd.yoshida, encoding, False)
    found = plan(db, odd.yoshida, data, "suspend")
    assert (found.encoding, found.people, found.departments, found.faults) == (encoding, [], [], [])
    assert (found.unchanged, found.absent) == (6, 0)


def test_a_roster_stands_in_the_order_of_the_departments_without_guests(db: Db, odd: Office) -> None:
    rows = read_roster(export_roster(db, odd.yoshida, "utf-8", False)).rows
    assert [row.login for row in rows] == ["suzuki", "sato", "tanaka", "stranger", "yoshida", "kansa"]


def test_no_cell_is_a_formula(db: Db, odd: Office) -> None:
    text = export_roster(db, odd.yoshida, "utf-8", False).decode("utf-8-sig")
    cells = [cell.strip('"') for line in text.splitlines() for cell in line.split(",")]
    assert "'=HYPERLINK(1) 〜" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_what_cp932_cannot_carry_is_told_before(db: Db, odd: Office) -> None:
    told = losses_of(db, odd.yoshida, False)
    assert [(one.login, one.column, one.characters, one.written) for one in told.losses] == [
        ("sato", "氏名", ["葛\U000e0100", "𠮷"], "葛城 〓美")
    ]
    assert told.people == 6


def test_taking_the_roster_out_is_on_record(db: Db, odd: Office) -> None:
    export_roster(db, odd.yoshida, "cp932", True)
    last = entries_after(db, organization_stream(odd.cast.city), 0, 1_000)[-1]
    assert (last.kind, json.loads(bytes(last.body))) == (
        "roster.exported",
        {"encoding": "cp932", "people": 6, "lossy": 1},
    )


def test_only_who_administers_people_takes_it_out(db: Db, odd: Office) -> None:
    for viewer in (odd.cast.sato, odd.cast.guest, odd.auditor):
        with pytest.raises(RoleNeeded):
            export_roster(db, viewer, "utf-8", False)
        with pytest.raises(RoleNeeded):
            losses_of(db, viewer, False)
    assert losses_of(db, odd.townsman, True).people == 2
