"""The counter in numbers: arrivals, working days to the end, corrections with their reasons, where it waits."""

from collections import Counter
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from kairan.applications.model import ApplicationId
from kairan.core.kit.database import Db
from kairan.core.kit.days import JAPAN
from kairan.counter.correcting import ask_correction, withdraw_correction
from kairan.counter.figures.queries import counter_figures
from kairan.counter.figures.tallying import EPOCH, WorkingDays, share_within
from kairan.counter.model import CorrectionAsked, ProcedureChange, case_table
from kairan.counter.period import working_days_between
from kairan.counter.procedure import Procedure
from kairan.counter.procedures import change_procedure
from kairan.forms.model import RightHeld, RightsChange
from kairan.forms.problems import FormNotFound
from kairan.forms.rights import RIGHTS
from kairan.forms.sharing import share_form
from tests.counter.conftest import Desk


def at(day: str, hour: int = 12) -> int:
    """Return an instant of a day of Japan."""
    return int(datetime.combine(date.fromisoformat(day), time(hour), JAPAN).timestamp() * 1000)


def stands(db: Db, case_id: ApplicationId, **values: object) -> None:
    db.execute(update(case_table).where(case_table.c.id == case_id).values(values))


def test_cases_are_counted_by_form_and_section_and_against_their_period(db: Db, desk: Desk) -> None:
    first, second, third, fourth = (desk.submitted(name) for name in "abcd")
    ended = {"turn": "nobody", "due_on": "2026-04-08"}
    # 2026-04-01 is a Wednesday: until the 8th are five working days, with the first not counted.
    stands(db, first, received_at=at("2026-04-01"), state="done", state_at=at("2026-04-08", 0), **ended)
    stands(db, second, received_at=at("2026-04-01"), state="refused", state_at=at("2026-04-09"), **ended)
    stands(db, third, received_at=at("2026-05-11"), state="withdrawn", state_at=at("2026-05-12"), turn="nobody")
    waits = {"state": "examining", "state_at": at("2026-06-01"), "due_on": "2026-06-05"}
    stands(db, fourth, received_at=at("2026-05-31", 23), **waits)
    told = counter_figures(db, desk.cast.sato, "2026-04-01", "2026-05-31")
    total = told.total
    assert (total.arrived, total.done, total.refused, total.withdrawn) == (4, 1, 1, 1)
    assert (total.with_period, total.in_period) == (2, 1)
    assert (total.median_days, total.most_days) == (5, 6)
    assert [(one.state, one.cases, one.overdue) for one in total.waiting] == [("examining", 1, 1)]
    assert [(one.month, one.arrived, one.ended) for one in told.months] == [("2026-04", 2, 2), ("2026-05", 2, 1)]
    assert [(one.title, one.figures.arrived) for one in told.forms] == [("転出届", 4)]
    assert [one.figures for one in told.departments] == [total]
    assert counter_figures(db, desk.cast.sato, "2026-04-02", "2026-05-30").total.arrived == 1
    long_ago = counter_figures(db, desk.cast.sato, "2020-01-01", "2020-12-31").total
    assert (long_ago.arrived, long_ago.median_days, long_ago.waiting[0].cases) == (0, None, 1)  # what waits, waits now


def test_phones_and_saved_hours_are_counted_of_what_residents_sent_themselves(db: Db, desk: Desk) -> None:
    change = ProcedureChange(revision=0, procedure=Procedure(saved_minutes=20))
    change_procedure(db, desk.cast.sato, desk.form_id, change)
    first, second, entered = (desk.submitted(name) for name in "abc")
    for case_id in (first, second, entered):
        stands(db, case_id, received_at=at("2026-04-01"), state="done", state_at=at("2026-04-02"), turn="nobody")
    stands(db, entered, device=None)  # as where staff entered it
    stands(db, desk.submitted("d"), received_at=at("2026-04-01"))
    total = counter_figures(db, desk.cast.sato, "2026-04-01", "2026-04-01").total
    assert (total.arrived, total.by_residents, total.by_phone) == (4, 3, 1)
    assert total.saved_minutes == 40


def test_what_was_to_be_corrected_is_told_with_reasons_that_came_more_than_once(db: Db, desk: Desk) -> None:
    for name, reason in (("a", "番地まで"), ("b", "番地まで"), ("c", "山田さんの家の隣では分かりません")):
        case_id = desk.submitted(name)
        ask_correction(db, desk.cast.sato, desk.box, case_id, CorrectionAsked(marks={"new": reason}, revision=1))
        if name == "a":
            withdraw_correction(db, desk.cast.sato, case_id)
            asked = CorrectionAsked(marks={"mail": "違います"}, revision=desk.case(case_id).case.revision)
            ask_correction(db, desk.cast.sato, desk.box, case_id, asked)
    told = counter_figures(db, desk.cast.sato, form_id=desk.form_id)
    assert (told.total.corrections, told.total.corrected) == (4, 3)
    assert [(one.question, one.times, one.reasons) for one in told.reasons] == [
        ("新しい住所", 3, ["番地まで"]),
        ("メール", 1, []),
    ]
    assert counter_figures(db, desk.cast.sato).reasons == []


@pytest.mark.parametrize("who", ["tanaka", "stranger", "neighbour"])
def test_who_sees_no_counts_of_a_form_finds_none_here(db: Db, desk: Desk, who: str) -> None:
    desk.submitted()
    viewer = getattr(desk.cast, who)
    assert counter_figures(db, viewer).total.arrived == 0
    with pytest.raises(FormNotFound):
        counter_figures(db, viewer, form_id=desk.form_id)


def test_who_holds_the_right_to_counts_sees_them(db: Db, desk: Desk) -> None:
    desk.submitted()
    counts = RightHeld(desk.cast.tanaka.member_id, is_department=False, rights=["statistics"])
    everything = RightHeld(desk.cast.sato.member_id, is_department=False, rights=list(RIGHTS))
    share_form(db, desk.cast.sato, desk.form_id, RightsChange(rights=[counts, everything]))
    assert counter_figures(db, desk.cast.tanaka, "これは", "日ではない").total.arrived == 1


@given(st.integers(18_000, 21_000), st.integers(0, 300))
def test_working_days_are_those_of_the_standard_period(begins: int, days: int) -> None:
    first = date.fromordinal(EPOCH.toordinal() + begins)
    last = date.fromordinal(first.toordinal() + days)
    assert WorkingDays().between(begins, begins + days) == working_days_between(first, last)


def test_shares_are_of_cases() -> None:
    assert share_within(Counter(), 50) is None
    assert share_within(Counter({1: 9, 30: 1}), 90) == 1
    assert share_within(Counter({1: 1, 30: 1}), 90) == 30
