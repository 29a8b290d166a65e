"""What applicants are told by mail: one letter for what happens together; and the result on paper, where they ask."""

import pytest
from sqlalchemy import select

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.mail import letter_table, mail_server
from kairan.core.kit.mail.actions import begin_attempt
from kairan.counter.asking_paper import ask_paper
from kairan.counter.conversation import write_to_applicant
from kairan.counter.letters import TOGETHER_MS
from kairan.counter.model import CaseMove, Writing
from kairan.counter.moving import move_case
from kairan.counter.own_case import own_case
from kairan.counter.problems import CaseMoveNotAllowed, CaseNotShown
from kairan.counter.withdrawing import withdraw
from tests.counter.conftest import Desk

SERVER = mail_server("smtp://127.0.0.1:25", "a@example.jp")


def test_what_happens_together_makes_one_letter(db: Db, desk: Desk) -> None:
    sato, case_id = desk.cast.sato, desk.submitted()
    write_to_applicant(db, sato, desk.box, case_id, Writing("書類をお返しします。"))
    move_case(db, sato, desk.box, case_id, CaseMove(to="refused", revision=2, reason="市外の方です"))
    (letter,) = db.all(select(letter_table))
    assert letter.subject == "【あおば市】転出届：お受けできませんでした（ほかのお知らせもあります）"
    told = letter.text.splitlines()
    assert [one for one in told if one.startswith("　")] == [
        "　担当からメッセージがあります",
        "　お受けできませんでした",
    ]
    assert "市外の方です" in told
    assert letter.text.count("受付番号") == 2
    assert letter.text.count("返信はできません") == 1
    with as_of(now_ms() + TOGETHER_MS + 1):
        move_case(db, sato, desk.box, case_id, CaseMove(to="examining", revision=3, reason="職権"))
        write_to_applicant(db, sato, desk.box, case_id, Writing("続けます。"))
    assert len(db.all(select(letter_table))) == 2


def test_what_is_on_its_way_is_joined_no_more(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    write_to_applicant(db, desk.cast.sato, desk.box, case_id, Writing("書類をお返しします。"))
    sent = begin_attempt(db, db.scalar(select(letter_table.c.id)), SERVER)
    assert sent is not None
    assert "メッセージ" in sent.text
    move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="done", revision=2))
    assert [one.subject for one in db.all(select(letter_table).order_by(letter_table.c.id))][1:] == [
        "【あおば市】転出届：手続が完了しました"
    ]


def test_who_moves_a_case_sees_what_is_written_and_whether_to_anybody(db: Db, desk: Desk) -> None:
    desk.works_by(uses=["examining", "delivering"], texts={"examining": "窓口で確認しています。"})
    told = desk.case(desk.submitted())
    assert told.is_mailable
    assert list(told.letters) == ["examining", "delivering", "done", "refused", "correcting"]
    silent = desk.case(desk.submitted("b", mail=[""]))
    assert not silent.is_mailable


def test_who_begins_to_speak_with_the_applicant_works_on_the_case(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    write_to_applicant(db, desk.cast.sato, desk.box, case_id, Writing("書類をお返しします。"))
    assert desk.case(case_id).case.owner_id == desk.cast.sato.member_id
    write_to_applicant(db, desk.cast.suzuki, desk.box, case_id, Writing("届きましたか。"))
    assert desk.case(case_id).case.owner_id == desk.cast.sato.member_id


def test_the_result_is_asked_for_on_paper_until_it_is_withdrawn(db: Db, desk: Desk) -> None:
    case_id, own = desk.submitted(), desk.applicant()
    with pytest.raises(CaseNotShown):
        ask_paper(db, desk.applicant("b"), case_id, True)
    for _ in range(2):
        ask_paper(db, own, case_id, True)
    asked = desk.case(case_id)
    assert asked.case.is_paper_wanted
    assert [one.kind for one in asked.history][1:] == ["case.paper_asked"]
    assert own_case(db, own, desk.box, case_id).is_paper_wanted
    ask_paper(db, own, case_id, False)
    assert not desk.case(case_id).case.is_paper_wanted
    withdraw(db, own, desk.box, case_id)
    assert not own_case(db, own, desk.box, case_id).may_ask_paper
    with pytest.raises(CaseMoveNotAllowed):
        ask_paper(db, own, case_id, True)
