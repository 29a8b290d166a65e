"""The inbox: counts are arithmetic, and say what the lists hold."""

from typing import get_args

from sqlalchemy import update

from kairan.applications.filling import today
from kairan.core.kit.database import Db
from kairan.counter.assigning import assign_case, look_at_case
from kairan.counter.conversation import write_to_section
from kairan.counter.correcting import ask_correction
from kairan.counter.inbox import View, inbox
from kairan.counter.model import Assignment, CaseMove, CorrectionAsked, case_table
from kairan.counter.moving import move_case
from kairan.counter.withdrawing import withdraw
from tests.counter.conftest import Desk


def test_every_view_holds_what_its_count_says(db: Db, desk: Desk) -> None:
    sato = desk.cast.sato
    new, mine, waiting, due, done = (desk.submitted(name) for name in "abcde")
    assign_case(db, sato, mine, Assignment(owner_id=sato.member_id))
    ask_correction(db, sato, desk.box, waiting, CorrectionAsked(marks={"new": "番地"}, revision=1))
    db.execute(update(case_table).where(case_table.c.id == due).values(due_on=today().isoformat()))
    move_case(db, sato, desk.box, done, CaseMove(to="done", revision=1))
    found = {view: [one.id for one in inbox(db, sato, view).cases] for view in get_args(View)}
    assert found == {
        "new": [new, due],
        "mine": [mine, waiting],  # who asks for a correction reads what comes of it
        "applicant": [waiting],
        "approval": [],
        "due": [due],
        "open": [new, mine, waiting, due],
        "closed": [done],
    }
    counts = inbox(db, sato).counts
    assert {name: getattr(counts, name) for name in counts.__struct_fields__} == {
        view: len(cases) for view, cases in found.items() if view != "closed"
    }


def test_a_case_is_found_by_its_number_and_by_whom_it_is(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    desk.submitted("b", name__family=["佐々木"])
    sato, number = desk.cast.sato, desk.case(case_id).case.number
    assert [one.id for one in inbox(db, sato, q=number.lower()).cases] == [case_id]
    assert [one.id for one in inbox(db, sato, q="高崎 めぐ").cases] == [case_id]
    assert inbox(db, sato, q="%").cases == []
    assert inbox(db, desk.cast.tanaka).cases == []


def test_who_may_have_applied_twice_is_named_where_it_arrives(db: Db, desk: Desk) -> None:
    sato = desk.cast.sato
    first = desk.submitted()
    desk.submitted("b", name__family=["佐々木"])
    assert [one.may_be_twice for one in inbox(db, sato).cases] == [False, False]
    again = desk.submitted("c", name__family=["高崎"])
    assert [one.id for one in inbox(db, sato).cases if one.may_be_twice] == [first, again]
    withdraw(db, desk.applicant("c"), desk.box, again)
    assert not any(one.may_be_twice for one in inbox(db, sato).cases)


def test_what_the_applicant_does_makes_a_case_unread_again(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    look_at_case(db, desk.cast.sato, case_id)
    assert desk.case(case_id).case.is_opened
    write_to_section(db, desk.applicant(), case_id, "いつ頃になりますか")
    assert not desk.case(case_id).case.is_opened
