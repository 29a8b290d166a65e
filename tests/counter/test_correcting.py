"""Corrections: only what was marked unlocks, old and new stand side by side, the clock stops meanwhile."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from kairan.applications.filling import today
from kairan.applications.model import ApplicationId, application_table
from kairan.core.kit.database import Db
from kairan.counter.correcting import ask_correction, correct, open_correction, withdraw_correction
from kairan.counter.inbox import inbox
from kairan.counter.model import CaseMove, CorrectionAsked, case_table
from kairan.counter.moving import move_case
from kairan.counter.period import day_after, working_days_between
from kairan.counter.problems import CaseMoveNotAllowed, CaseReasonNeeded, CorrectionUnknown, NoCorrectionOpen
from kairan.selfaudit.applications import application_faults
from tests.counter.conftest import Desk


def asked(desk: Desk, case_id: ApplicationId, **marks: str) -> CorrectionAsked:
    revision = desk.case(case_id).case.revision
    return CorrectionAsked(marks=marks or {"new": "番地まで入力してください"}, revision=revision)


def test_only_what_was_marked_changes_and_what_it_was_stays_to_be_seen(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    ask_correction(db, desk.cast.sato, desk.box, case_id, asked(desk, case_id))
    wanted = open_correction(db, desk.applicant(), desk.box, case_id)
    assert [one.id for one in wanted.questions] == ["new"]
    typed = {"new": ["県外市1-2-3"], "name.family": ["別人"], "name.given": ["花子"]}
    assert correct(db, desk.applicant(), desk.box, case_id, typed) == {}
    case = desk.case(case_id)
    shown = {one.question_id: one.shown for page in case.application.pages for one in page.answers}
    assert (shown["new"], shown["name"]) == ("県外市1-2-3", "髙﨑　めぐみ")
    assert case.corrections[0].before == {"new": "県外市1-2"}
    assert (case.case.state, case.case.turn, case.case.is_opened) == ("examining", "section", False)
    assert list(application_faults(db)) == []


def test_what_is_wrong_with_a_correction_is_told_and_nothing_changes(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    ask_correction(db, desk.cast.sato, desk.box, case_id, asked(desk, case_id, new="番地", born="年"))
    complaints = correct(db, desk.applicant(), desk.box, case_id, {"new": [""], "born.year": ["3000"]})
    assert set(complaints) == {"new", "born"}
    assert desk.case(case_id).case.state == "correcting"
    answers = db.scalar(select(application_table.c.answers))
    assert answers is not None
    assert "県外市1-2" in answers


def test_while_a_correction_is_open_the_case_cannot_be_decided(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    ask_correction(db, desk.cast.sato, desk.box, case_id, asked(desk, case_id))
    assert inbox(db, desk.cast.sato, "applicant").cases[0].id == case_id
    with pytest.raises(CaseMoveNotAllowed):
        move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="done", revision=2))
    withdraw_correction(db, desk.cast.sato, case_id)
    with pytest.raises(NoCorrectionOpen):
        correct(db, desk.applicant(), desk.box, case_id, {"new": ["遅れて"]})
    with pytest.raises(NoCorrectionOpen):
        withdraw_correction(db, desk.cast.sato, case_id)


def test_a_correction_names_what_was_asked_and_why(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    assert desk.case(case_id).correctable == ["name", "born", "new", "account", "mail"]
    with pytest.raises(CorrectionUnknown):
        ask_correction(db, desk.cast.sato, desk.box, case_id, asked(desk, case_id, elsewhere="理由"))
    with pytest.raises(CaseReasonNeeded):
        ask_correction(db, desk.cast.sato, desk.box, case_id, asked(desk, case_id, new="　"))


def test_the_standard_period_stops_while_the_applicant_has_it(db: Db, desk: Desk) -> None:
    desk.works_by(uses=["examining"], standard_days=10)
    case_id = desk.submitted()
    due = desk.case(case_id).case.due_on
    assert due == day_after(today(), 10).isoformat()
    ask_correction(db, desk.cast.sato, desk.box, case_id, asked(desk, case_id))
    since = today() - timedelta(days=8)
    db.execute(update(case_table).values(stopped_on=since.isoformat()))
    correct(db, desk.applicant(), desk.box, case_id, {"new": ["県外市1-2-3"]})
    later = day_after(date.fromisoformat(due), working_days_between(since, today()))
    assert desk.case(case_id).case.due_on == later.isoformat()


def test_what_needs_care_stays_sealed_when_it_is_corrected(db: Db, desk: Desk) -> None:
    case_id = desk.submitted(account=["1234567"])
    ask_correction(db, desk.cast.sato, desk.box, case_id, asked(desk, case_id, account="桁が足りません"))
    assert correct(db, desk.applicant(), desk.box, case_id, {"account": ["12345678"]}) == {}
    row = db.first(select(application_table))
    assert row is not None
    assert "1234567" not in f"{row.answers}{row.sealed}"
    assert desk.case(case_id).corrections[0].before == {}
    assert list(application_faults(db)) == []
