"""Withdrawing is one act, whoever does it: the place goes to who is next, the case is closed, nothing is counted."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from kairan.applications.counting_model import application_sum_table
from kairan.applications.erasing import erase_answers
from kairan.applications.figures import form_figures
from kairan.applications.model import ApplicationId, application_table
from kairan.applications.places import counts_of
from kairan.applications.seats_model import PlaceCount
from kairan.applications.withdrawing import Withdrawal, withdraw_application
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.mail import letter_table
from kairan.counter.case_view import case_view
from kairan.counter.inbox import inbox
from kairan.counter.model import CaseMove, CaseView
from kairan.counter.moving import move_case
from kairan.counter.own_case import own_case
from kairan.counter.problems import CaseMoveNotAllowed, CaseReasonNeeded
from kairan.counter.withdrawing import withdraw
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.model import FormId
from kairan.forms.questions import MailAddress, Place, Places
from kairan.selfaudit.applications import application_faults, sum_faults
from kairan.selfaudit.places import place_faults
from tests.applications.filing import applicant, file, published
from tests.counter.conftest import Desk
from tests.forms.row_answers import MATRIX

COURSE = FormDocument(
    title="体験教室",
    contact="公民館",
    pages=[
        QuestionPage(
            id="p1",
            questions=[
                Places(id="slot", label="日時", places=[Place("am", "午前", 1)], waiting=5),
                MATRIX,
                MailAddress(id="mail", label="メール", required=False, twice=False),
            ],
        )
    ],
)
TYPED = {"slot": ["am"], "q.bus": ["hi"], "q.road": ["lo"], "q.park": ["lo"]}


class Course:
    """A course with one place, for which people wait."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.db, self.sato = desk, desk.db, desk.cast.sato
        self.form_id: FormId = published(desk.db, desk.cast, COURSE, keep_days=30)

    def applied(self, who: str, **typed: str) -> ApplicationId:
        given = TYPED | {name: [value] for name, value in typed.items()}
        return file(self.db, self.desk.box, given, who, waits=["slot"])

    def case(self, case_id: ApplicationId) -> CaseView:
        return case_view(self.db, self.sato, self.desk.box, case_id)

    def seat(self, case_id: ApplicationId) -> tuple[str, int | None]:
        (seat,) = self.case(case_id).application.seats
        return seat.state, seat.turn

    def total(self) -> int:
        return form_figures(self.db, self.sato, self.form_id).total

    def counts(self) -> dict[str, PlaceCount]:
        return {place: count for (_, place), count in counts_of(self.db, self.form_id).items()}


@pytest.fixture
def course(desk: Desk) -> Iterator[Course]:
    """A course; afterwards everything is as the record says."""
    one = Course(desk)
    yield one
    found = [*sum_faults(one.db), *application_faults(one.db), *place_faults(one.db)]
    assert found == []


def test_the_section_withdraws_and_who_waits_moves_up(course: Course) -> None:
    has, waits, last = (course.applied(who, mail=f"{who}@example.jp") for who in "abc")
    rows = {one.id: one.seats for one in inbox(course.db, course.sato).cases}
    assert [(one.state, one.turn) for one in rows[waits]] == [("waiting", 1)]
    assert [one.state for one in rows[has]] == ["taken"]
    assert course.case(last).application.seats[0].ahead == 1
    assert course.case(has).application.may_withdraw

    what = Withdrawal(reason="電話で申し出")
    withdraw_application(course.db, course.sato, course.desk.box, has, what)
    withdraw_application(course.db, course.sato, course.desk.box, has, what)
    closed = course.case(has)
    assert (closed.case.state, closed.case.turn, closed.application.is_withdrawn) == ("withdrawn", "nobody", True)
    assert [(one.kind, one.text) for one in closed.history][1:] == [("case.moved", "電話で申し出")]
    assert [course.seat(one) for one in (has, waits, last)] == [("left", None), ("taken", 1), ("waiting", 2)]
    moved = [one.kind for one in course.case(waits).history]
    assert moved == ["application.submitted", "application.waits", "application.moved_up"]
    own = own_case(course.db, applicant("b"), course.desk.box, waits)
    assert [(one.state, one.ahead) for one in own.seats] == [("taken", None)]
    assert [one.kind for one in own.history] == moved
    assert course.counts() == {"-": PlaceCount(2), "am": PlaceCount(1, 1)}
    subjects = [one.subject for one in course.db.all(select(letter_table))]
    assert subjects == ["【あおば市】体験教室：取下げを受け付けました"]


def test_an_applicant_gives_the_place_back_as_well(course: Course) -> None:
    has, waits = course.applied("a"), course.applied("b")
    withdraw(course.db, applicant("a"), course.desk.box, has)
    assert (course.seat(has)[0], course.seat(waits)[0]) == ("left", "taken")
    assert course.case(has).case.state == "withdrawn"
    assert course.total() == 1


def test_what_is_decided_is_withdrawn_by_nobody_and_keeps_its_place(course: Course) -> None:
    done, waits = course.applied("a"), course.applied("b")
    move_case(course.db, course.sato, course.desk.box, done, CaseMove(to="done", revision=1))
    assert not course.case(done).application.may_withdraw
    with pytest.raises(CaseMoveNotAllowed):
        withdraw_application(course.db, course.sato, course.desk.box, done, Withdrawal())
    with pytest.raises(CaseMoveNotAllowed):
        withdraw(course.db, applicant("a"), course.desk.box, done)
    assert (course.seat(done)[0], course.seat(waits)[0]) == ("taken", "waiting")
    assert course.total() == 2


def test_what_is_withdrawn_is_counted_nowhere_until_the_office_goes_on_with_it(course: Course) -> None:
    first, second = course.applied("a"), course.applied("b")
    for one in (first, second):
        withdraw(course.db, applicant("a" if one == first else "b"), course.desk.box, one)
    assert course.total() == 0
    assert form_figures(course.db, course.sato, course.form_id).days == []
    (matrix,) = [one for one in form_figures(course.db, course.sato, course.form_id).questions if one.rows]
    assert (matrix.answered, [row.answered for row in matrix.rows]) == (0, [0, 0, 0])

    revision = course.case(first).case.revision
    with pytest.raises(CaseReasonNeeded):
        move_case(course.db, course.sato, course.desk.box, first, CaseMove(to="examining", revision=revision))
    again = CaseMove(to="examining", revision=revision, reason="本人から取下げの取消し")
    move_case(course.db, course.sato, course.desk.box, first, again)
    view = course.case(first)
    assert (view.case.state, view.application.is_withdrawn, view.application.may_withdraw) == ("examining", False, True)
    assert course.seat(first)[0] == "left", "what was given back may be somebody else's"
    assert course.total() == 1
    assert course.counts() == {"-": PlaceCount(1), "am": PlaceCount(0)}
    (matrix,) = [one for one in form_figures(course.db, course.sato, course.form_id).questions if one.rows]
    assert [(one.label, one.count) for one in matrix.rows[0].counts] == [("不満", 0), ("ふつう", 0), ("満足", 1)]


def test_what_is_withdrawn_and_erased_stays_out_of_the_counts(course: Course) -> None:
    with as_of(now_ms() - 40 * DAY_MS):
        first, second, third = (course.applied(who, mail=f"{who}@example.jp") for who in "abc")
    erased = Withdrawal(reason="本人の申し出", erases=True)
    view = withdraw_application(course.db, course.sato, course.desk.box, first, erased)
    assert (view.is_withdrawn, view.is_erased, view.may_withdraw) == (True, True, False)
    withdraw_application(course.db, course.sato, course.desk.box, second, Withdrawal())
    assert course.db.scalar(select(letter_table.c.recipient).order_by(letter_table.c.id)) == ""
    assert erase_answers(course.db) == 1, "of the second the time runs from its withdrawal"
    assert course.total() == 1, "what stood when its time was over stays counted"
    assert not list(sum_faults(course.db))
    withdraw_application(course.db, course.sato, course.desk.box, third, Withdrawal())
    assert course.total() == 1, "what was erased before it was withdrawn, too: nobody knows what it said"
    assert not list(sum_faults(course.db))
    again = CaseMove(to="examining", revision=course.case(second).case.revision, reason="職権")
    move_case(course.db, course.sato, course.desk.box, second, again)
    assert course.total() == 2


def test_the_audit_finds_a_sum_that_still_holds_what_was_withdrawn(course: Course) -> None:
    one = course.applied("a")
    before = course.db.scalar(select(application_sum_table.c.sums))
    withdraw(course.db, applicant("a"), course.desk.box, one)
    after = course.db.scalar(select(application_sum_table.c.sums))
    course.db.execute(update(application_sum_table).values(sums=before))
    assert len(list(sum_faults(course.db))) == 1
    course.db.execute(update(application_sum_table).values(sums=after))
    assert course.db.scalar(select(application_table.c.withdrawn_at)) is not None
