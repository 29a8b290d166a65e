"""A case from its arrival to its end: moved, assigned, noted, written about, withdrawn."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from kairan.applications.access_codes import code_of, in_halves
from kairan.applications.erasing import erase_answers
from kairan.applications.model import ApplicationId, application_table
from kairan.applications.problems import ApplicationNotFound
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.mail import letter_table, mail_server
from kairan.core.kit.mail.actions import begin_attempt, note_refused, note_trouble
from kairan.core.viewer import Viewer
from kairan.counter.applicants import let_in
from kairan.counter.assigning import assign_case, give_back_cases, look_at_case
from kairan.counter.conversation import read_by_applicant, write_to_applicant, write_to_section
from kairan.counter.mailed import case_letters
from kairan.counter.many import act_on_many
from kairan.counter.model import Assignment, CaseMove, ManyCases, Writing, case_message_table, case_table
from kairan.counter.moving import move_case
from kairan.counter.notes import note_on_case
from kairan.counter.own_case import own_case
from kairan.counter.problems import (
    CaseChangedMeanwhile,
    CaseMoveNotAllowed,
    CaseNotShown,
    CaseOwnerUnknown,
    CaseReasonNeeded,
    CasesNotAll,
    CaseWorkNeeded,
)
from kairan.counter.withdrawing import withdraw
from kairan.forms.model import RightHeld, RightsChange, form_table
from kairan.forms.rights import RIGHTS
from kairan.forms.sharing import share_form
from kairan.people import member_table
from kairan.selfaudit.applications import application_faults
from kairan.selfaudit.cases import OWNER_CHANGED, STATE_CHANGED, case_faults
from tests.counter.conftest import Desk


def letters(db: Db) -> list[str]:
    return list(db.scalars(select(letter_table.c.subject).order_by(letter_table.c.id)))


def test_the_simplest_procedure_has_two_steps_and_needs_no_set_up(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    before = desk.case(case_id)
    assert (before.case.state, before.case.who, before.case.turn) == ("received", "髙﨑　めぐみ", "section")
    assert before.moves == ["done", "refused"]
    move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="done", revision=before.case.revision))
    after = desk.case(case_id)
    assert (after.case.state, after.case.turn, after.moves) == ("done", "nobody", ["examining"])
    assert [one.kind for one in after.history] == ["application.submitted", "case.moved"]
    assert letters(db) == ["【あおば市】転出届：手続が完了しました"]


def test_of_two_who_act_at_once_one_is_told(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    seen = desk.case(case_id).case.revision
    move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="done", revision=seen))
    with pytest.raises(CaseChangedMeanwhile):
        move_case(db, desk.cast.suzuki, desk.box, case_id, CaseMove(to="refused", revision=seen, reason="重複"))


def test_who_is_refused_is_told_why_and_what_is_closed_opens_with_a_reason_only(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    with pytest.raises(CaseReasonNeeded):
        move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="refused", revision=1, reason=" "))
    move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="refused", revision=1, reason="市外の方です"))
    assert own_case(db, desk.applicant(), desk.box, case_id).history[-1].text == "市外の方です"
    with pytest.raises(CaseMoveNotAllowed):
        move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="done", revision=2))
    with pytest.raises(CaseReasonNeeded):
        move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="examining", revision=2))
    move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="examining", revision=2, reason="職権で再開"))
    assert desk.case(case_id).case.state == "examining"


@pytest.mark.parametrize("who", ["tanaka", "stranger", "neighbour"])
def test_who_may_not_read_the_answers_finds_no_case(db: Db, desk: Desk, who: str) -> None:
    case_id = desk.submitted()
    viewer: Viewer = getattr(desk.cast, who)
    with pytest.raises(ApplicationNotFound):
        desk.case(case_id, viewer)
    with pytest.raises(ApplicationNotFound):
        move_case(db, viewer, desk.box, case_id, CaseMove(to="done", revision=1))


def test_who_reads_answers_only_does_not_work_on_them(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    cast = desk.cast
    reader = RightHeld(cast.tanaka.member_id, is_department=False, rights=["answers"])
    everything = RightHeld(cast.sato.member_id, is_department=False, rights=list(RIGHTS))
    share_form(db, cast.sato, desk.form_id, RightsChange(rights=[reader, everything]))
    seen = desk.case(case_id, cast.tanaka)
    assert (seen.moves, seen.is_worked_by_viewer, seen.may_ask_correction) == ([], False, False)
    with pytest.raises(CaseWorkNeeded):
        note_on_case(db, cast.tanaka, case_id, Writing("メモ"))
    with pytest.raises(CaseOwnerUnknown):
        assign_case(db, cast.sato, case_id, Assignment(owner_id=cast.tanaka.member_id))
    with pytest.raises(ApplicationNotFound):
        desk.case(case_id, cast.suzuki)  # of the department, which holds no right any more


def test_a_case_goes_back_to_the_section_when_its_owner_leaves(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    assign_case(db, desk.cast.sato, case_id, Assignment(owner_id=desk.cast.suzuki.member_id))
    assert desk.case(case_id).case.owner == "鈴木 健"
    assert give_back_cases(db) == 0
    db.execute(update(member_table).where(member_table.c.id == desk.cast.suzuki.member_id).values(status="left"))
    assert give_back_cases(db) == 1
    assert desk.case(case_id).case.owner_id is None


def test_many_are_moved_all_or_none(db: Db, desk: Desk) -> None:
    ids: list[str] = [desk.submitted(name) for name in "abc"]
    act_on_many(db, desk.cast.sato, desk.box, ManyCases(case_ids=ids, owner_id=desk.cast.sato.member_id))
    assert {desk.case(ApplicationId(one)).case.owner for one in ids} == {"佐藤 美咲"}
    assert act_on_many(db, desk.cast.sato, desk.box, ManyCases(case_ids=[*ids, ids[0]], to="done")) == 3
    more = desk.submitted("d")
    with pytest.raises(CasesNotAll) as refused:
        act_on_many(db, desk.cast.sato, desk.box, ManyCases(case_ids=[more, *ids], to="done"))
    assert refused.value.detail == {"count": 3}


def test_the_same_is_written_and_asked_of_many_at_once(db: Db, desk: Desk) -> None:
    ids: list[str] = [desk.submitted(name) for name in "ab"]
    sato = desk.cast.sato
    act_on_many(db, sato, desk.box, ManyCases(case_ids=ids, is_opened=True))
    assert all(desk.case(ApplicationId(one)).case.is_opened for one in ids)
    act_on_many(db, sato, desk.box, ManyCases(case_ids=ids, text="会場が変わりました。"))
    assert [desk.case(ApplicationId(one)).messages[0].text for one in ids] == ["会場が変わりました。"] * 2
    asked = ManyCases(case_ids=ids, marks={"new": "番地まで入力してください。"}, text="お手数をおかけします。")
    act_on_many(db, sato, desk.box, asked)
    assert {desk.case(ApplicationId(one)).case.state for one in ids} == {"correcting"}
    with pytest.raises(CasesNotAll):
        act_on_many(db, desk.cast.tanaka, desk.box, ManyCases(case_ids=ids, text="他の課から"))


def test_both_sides_write_and_know_whether_it_was_read(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    write_to_section(db, desk.applicant(), case_id, "いつ頃になりますか")
    case = desk.case(case_id)
    assert case.case.reply_due_on is not None
    assert [(one.by, one.text, one.is_read) for one in case.messages] == [("", "いつ頃になりますか", False)]
    look_at_case(db, desk.cast.sato, case_id)
    write_to_applicant(db, desk.cast.sato, desk.box, case_id, Writing("来週です"))
    assert desk.case(case_id).case.reply_due_on is None
    assert letters(db)[-1] == "【あおば市】転出届：担当からメッセージがあります"
    own = own_case(db, desk.applicant(), desk.box, case_id).messages
    assert [(one.is_own, one.is_read) for one in own] == [(True, True), (False, False)]
    read_by_applicant(db, desk.applicant(), case_id)
    assert [one.is_read for one in desk.case(case_id).messages] == [True, True]


def test_notes_of_the_section_never_reach_the_applicant(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    note_on_case(db, desk.cast.sato, case_id, Writing("窓口で確認ずみ"))
    assign_case(db, desk.cast.sato, case_id, Assignment(owner_id=desk.cast.sato.member_id))
    assert [one.text for one in desk.case(case_id).notes] == ["窓口で確認ずみ"]
    own = own_case(db, desk.applicant(), desk.box, case_id)
    assert [one.kind for one in own.history] == ["application.submitted"]
    assert own.messages == []


def test_another_applicant_finds_nothing_without_the_code(db: Db, desk: Desk) -> None:
    case_id = desk.submitted("a")
    other = desk.applicant("b")
    with pytest.raises(CaseNotShown):
        own_case(db, other, desk.box, case_id)
    with pytest.raises(CaseNotShown):
        write_to_section(db, other, case_id, "見せてください")
    with pytest.raises(CaseNotShown):
        withdraw(db, other, desk.box, case_id)
    number = desk.case(case_id).case.number
    code = in_halves(code_of(desk.box, case_id))
    for wrong in ("", "AAAA-AAAA", code[:-1], f"{code}2", code_of(desk.box, desk.submitted("c"))):
        with pytest.raises(CaseNotShown):
            let_in(db, other, desk.box, number, wrong)
    assert let_in(db, other, desk.box, f" {number.lower()} ", code.lower().replace("-", " ")) == case_id
    assert own_case(db, other, desk.box, case_id).number == number


def test_the_code_of_another_installation_opens_nothing(db: Db, desk: Desk, tmp_path: Path) -> None:
    case_id = desk.submitted()
    elsewhere = type(desk.box)(tmp_path / "other")
    assert code_of(elsewhere, case_id) != code_of(desk.box, case_id)


def test_an_applicant_withdraws_until_it_is_decided(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    withdraw(db, desk.applicant(), desk.box, case_id)
    withdraw(db, desk.applicant(), desk.box, case_id)
    assert desk.case(case_id).case.state == "withdrawn"
    done = desk.submitted()
    move_case(db, desk.cast.sato, desk.box, done, CaseMove(to="done", revision=1))
    with pytest.raises(CaseMoveNotAllowed):
        withdraw(db, desk.applicant(), desk.box, done)


def test_a_case_that_was_looked_at_is_not_new_any_more(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    assert not desk.case(case_id).case.is_opened
    look_at_case(db, desk.cast.sato, case_id)
    look_at_case(db, desk.cast.suzuki, case_id)
    assert (desk.case(case_id).case.is_opened, desk.case(case_id).case.revision) == (True, 1)


def test_other_cases_of_the_same_person_are_named(db: Db, desk: Desk) -> None:
    first = desk.submitted("a")
    second = desk.submitted("b", name__family=["高崎"], name__given=["めぐみ"])  # 髙﨑 is 高崎, as people write it
    desk.submitted("c", name__given=["あゆみ"])
    desk.submitted("d", born__day=["2"])
    assert [(one.id, one.is_same_form) for one in desk.case(second).related] == [(first, True)]


def test_with_the_answers_goes_what_was_said_about_them(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    note_on_case(db, desk.cast.sato, case_id, Writing("メモ"))
    write_to_section(db, desk.applicant(), case_id, "質問")
    db.execute(update(form_table).values(keep_days=1))
    db.execute(update(case_table).values(received_at=0, changed_at=0))
    db.execute(update(application_table).values(submitted_at=0))
    assert erase_answers(db) == 1
    case = desk.case(case_id)
    assert (case.case.who, case.notes, case.messages, case.related) == ("", [], [], [])
    assert db.all(select(case_message_table)) == []
    assert [one.kind for one in case.history][:3] == ["application.submitted", "application.noted", "case.messaged"]
    assert list(application_faults(db)) == []


def test_the_time_runs_from_the_last_act_and_not_while_a_case_is_worked(db: Db, desk: Desk) -> None:
    db.execute(update(form_table).values(keep_days=30))
    with as_of(now_ms() - 40 * DAY_MS):
        done, waiting = desk.submitted("a"), desk.submitted("b")
    move_case(db, desk.cast.sato, desk.box, done, CaseMove(to="done", revision=1))
    desk.works_by(uses=["examining"])
    assert erase_answers(db) == 0, "one was completed today, the other is still worked"
    with as_of(now_ms() + 31 * DAY_MS):
        assert erase_answers(db) == 1
    assert [desk.case(one).application.is_erased for one in (done, waiting)] == [True, False]
    assert list(application_faults(db)) == []


def test_where_no_procedure_was_set_up_the_time_ends_all_the_same(db: Db, desk: Desk) -> None:
    db.execute(update(form_table).values(keep_days=30))
    with as_of(now_ms() - 40 * DAY_MS):
        case_id = desk.submitted()
    assert erase_answers(db) == 1, "residents were told a time, and nobody there says that something is done"
    assert desk.case(case_id).application.is_erased


def test_what_answers_a_survey_is_counted_and_not_worked(db: Db, desk: Desk) -> None:
    desk.becomes_a_survey()
    case_id = desk.submitted()
    with pytest.raises(ApplicationNotFound):
        desk.case(case_id)
    with pytest.raises(CaseNotShown):
        own_case(db, desk.applicant(), desk.box, case_id)


def test_a_case_that_was_moved_past_the_record_is_found(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    assign_case(db, desk.cast.sato, case_id, Assignment(owner_id=desk.cast.suzuki.member_id))
    move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="done", revision=2))
    assert list(case_faults(db)) == []
    db.execute(update(case_table).values(state="refused", owner_id=None))
    assert [one.what for one in case_faults(db)] == [STATE_CHANGED, OWNER_CHANGED]


def test_each_attempt_to_send_a_letter_is_seen_until_the_answers_go(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="done", revision=1))
    letter_id, server = db.scalar(select(letter_table.c.id)), mail_server("smtp://127.0.0.1:25", "a@example.jp")
    assert begin_attempt(db, letter_id, server) is not None
    note_trouble(db, letter_id, "450 busy")
    assert begin_attempt(db, letter_id, server) is not None
    note_refused(db, letter_id, "550 <megumi@example.jp> unknown")
    (told,) = case_letters(db, desk.cast.sato, case_id)
    assert (told.to, told.state.status) == ("m…@example.jp", "refused")
    assert [(one.outcome, one.error) for one in told.attempts] == [
        ("trouble", "450 busy"),
        ("refused", "550 <megumi@example.jp> unknown"),
    ]
    with pytest.raises(ApplicationNotFound):
        case_letters(db, desk.cast.tanaka, case_id)
    db.execute(update(form_table).values(keep_days=1))
    with as_of(now_ms() + 2 * DAY_MS):
        assert erase_answers(db) == 1
    (told,) = case_letters(db, desk.cast.sato, case_id)
    assert (told.to, told.state.error, [one.error for one in told.attempts]) == ("", "", ["", ""])
