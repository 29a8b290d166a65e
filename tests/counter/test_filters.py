"""Filters one keeps for oneself, and whether anything changed."""

import pytest
from sqlalchemy import update

from kairan.core.kit.database import Db
from kairan.counter.approving import ask_approval
from kairan.counter.filters.filters import forget_filter, keep_filter, narrowing, pulse
from kairan.counter.filters.model import FILTERS_MOST, CaseFilter, NewFilter
from kairan.counter.filters.problems import FilterNotFound, FiltersTooMany
from kairan.counter.model import ApprovalAsked, CaseMove, case_table
from kairan.counter.moving import move_case
from kairan.counter.procedure import Approver, Stage
from tests.counter.conftest import Desk


def test_filters_are_ones_own_and_only_so_many(db: Db, desk: Desk) -> None:
    sato, suzuki = desk.cast.sato, desk.cast.suzuki
    wanted = CaseFilter(view="due", form_id=desk.form_id, case_state="examining", q="髙")
    (kept,) = keep_filter(db, sato, NewFilter(name="期限の近い転出", wanted=wanted))
    assert narrowing(db, sato).filters == [kept]
    assert narrowing(db, suzuki).filters == []
    with pytest.raises(FilterNotFound):
        forget_filter(db, suzuki, kept.id)
    assert forget_filter(db, sato, kept.id) == []
    for _ in range(FILTERS_MOST):
        keep_filter(db, sato, NewFilter(name="同じ名前", wanted=CaseFilter()))
    with pytest.raises(FiltersTooMany):
        keep_filter(db, sato, NewFilter(name="もう一つ", wanted=CaseFilter()))


def test_the_inbox_is_narrowed_by_forms_one_reads(db: Db, desk: Desk) -> None:
    assert [(one.title, one.may_enter) for one in narrowing(db, desk.cast.sato).forms] == [("転出届", True)]
    assert narrowing(db, desk.cast.tanaka).forms == []


def test_whoever_reads_hears_that_something_changed(db: Db, desk: Desk) -> None:
    assert pulse(db, desk.cast.sato).changed_at == 0
    case_id = desk.submitted()
    db.execute(update(case_table).values(changed_at=1))
    assert pulse(db, desk.cast.sato).changed_at == 1
    move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="done", revision=1))
    assert (pulse(db, desk.cast.suzuki).changed_at or 0) > 1
    assert pulse(db, desk.cast.tanaka).changed_at == 0
    known = pulse(db, desk.cast.sato).body_at
    assert pulse(db, desk.cast.sato, known).changed_at is None
    reopened = CaseMove(to="examining", revision=2, reason="職権で再開")
    move_case(db, desk.cast.sato, desk.box, case_id, reopened)
    assert pulse(db, desk.cast.sato, known - 1).changed_at


def test_who_approves_hears_of_the_case_they_are_asked_about(db: Db, desk: Desk) -> None:
    tanaka = desk.cast.tanaka
    desk.works_by(uses=["examining", "deciding"], route=[Stage([Approver(member_id=tanaka.member_id)])])
    case_id = desk.submitted()
    ask_approval(db, desk.cast.sato, case_id, ApprovalAsked(proposed="done", revision=1))
    assert pulse(db, tanaka).changed_at == pulse(db, desk.cast.sato).changed_at
