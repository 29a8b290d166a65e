"""Opinions: another section is asked about a case, and sees just what is shown to it."""

import pytest
from sqlalchemy import select, update

from kairan.applications.erasing import erase_answers
from kairan.applications.model import ApplicationId, application_table
from kairan.applications.problems import ApplicationNotFound
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.counter.describing import describe
from kairan.counter.model import CaseMove, case_table
from kairan.counter.moving import move_case
from kairan.counter.opinions.answering import give_opinion, opinions_asked_of
from kairan.counter.opinions.asking import ask_opinion, case_opinions, withdraw_opinion
from kairan.counter.opinions.model import OpinionAsked, OpinionGiven, OpinionId, opinion_table
from kairan.counter.opinions.problems import (
    OpinionClosed,
    OpinionHolderUnknown,
    OpinionNeedsDay,
    OpinionNotFound,
    OpinionShowsUnknown,
)
from kairan.counter.own_case import own_case
from kairan.counter.problems import CaseReasonNeeded
from kairan.forms.model import form_table
from kairan.notifications import Asked
from kairan.notifications.model import DueNotice
from kairan.people import department_ids_of
from kairan.policy.problems import RefusedByPolicy
from tests.counter.conftest import Desk

WHEN = "2199-12-31"


def asked(db: Db, desk: Desk, case_id: ApplicationId, **given: object) -> OpinionId:
    """Ask the section in which 田中 works."""
    holder = department_ids_of(db, desk.cast.tanaka.member_id)[0]
    values = {"holder_id": holder, "question": "市道に掛かりますか", "shown": ["new"], "answer_by": WHEN, **given}
    return ask_opinion(db, desk.cast.sato, case_id, OpinionAsked(**values))  # type: ignore[arg-type]


def test_another_section_sees_what_it_is_asked_and_nothing_else_of_the_case(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    opinion_id = asked(db, desk, case_id)
    seen = opinions_asked_of(db, desk.cast.tanaka)
    (one,) = seen.opinions
    assert (seen.open, one.question, one.is_open) == (1, "市道に掛かりますか", True)
    assert [(answer.label, answer.shown) for answer in one.answers] == [("新しい住所", "県外市1-2")]
    with pytest.raises(ApplicationNotFound):
        desk.case(case_id, desk.cast.tanaka)
    with pytest.raises(ApplicationNotFound):
        case_opinions(db, desk.cast.tanaka, case_id)
    answered = give_opinion(db, desk.cast.tanaka, opinion_id, OpinionGiven(answer="掛かりません"))
    assert (answered.is_open, answered.answers) == (False, [])  # what is answered needs to be seen no more
    (told,) = case_opinions(db, desk.cast.sato, case_id)
    assert (told.answer, told.answered_by, told.shown) == ("掛かりません", "田中 一郎", ["新しい住所"])
    with pytest.raises(OpinionClosed):
        give_opinion(db, desk.cast.tanaka, opinion_id, OpinionGiven(answer="掛かります"))
    with pytest.raises(OpinionClosed):
        withdraw_opinion(db, desk.cast.sato, case_id, opinion_id)
    assert [one.kind for one in desk.case(case_id).history][1:] == ["case.opinion_asked", "case.opinion_given"]
    assert len(own_case(db, desk.applicant(), desk.box, case_id).history) == 1  # the applicant sees nothing of it


def test_what_is_withdrawn_or_closed_is_seen_and_answered_no_more(db: Db, desk: Desk) -> None:
    first, second = desk.submitted("a"), desk.submitted("b")
    withdrawn, over = asked(db, desk, first), asked(db, desk, second)
    withdraw_opinion(db, desk.cast.sato, first, withdrawn)
    withdraw_opinion(db, desk.cast.sato, first, withdrawn)
    move_case(db, desk.cast.sato, desk.box, second, CaseMove(to="done", revision=desk.case(second).case.revision))
    seen = opinions_asked_of(db, desk.cast.tanaka)
    assert [(one.id, one.is_open, one.answers) for one in seen.opinions] == [(over, False, [])]
    assert seen.open == 0
    with pytest.raises(OpinionNotFound):
        give_opinion(db, desk.cast.tanaka, withdrawn, OpinionGiven(answer="遅れました"))
    with pytest.raises(OpinionClosed):
        give_opinion(db, desk.cast.tanaka, over, OpinionGiven(answer="遅れました"))
    with pytest.raises(OpinionClosed):
        asked(db, desk, second)


@pytest.mark.parametrize("who", ["suzuki", "neighbour"])
def test_who_is_not_asked_finds_nothing(db: Db, desk: Desk, who: str) -> None:
    opinion_id = asked(db, desk, desk.submitted())
    viewer: Viewer = getattr(desk.cast, who)
    with pytest.raises(OpinionNotFound):
        give_opinion(db, viewer, opinion_id, OpinionGiven(answer="外から"))
    assert opinions_asked_of(db, viewer).opinions == []


def test_a_guest_is_never_asked(db: Db, desk: Desk) -> None:
    opinion_id = asked(db, desk, desk.submitted())
    with pytest.raises(RefusedByPolicy):
        give_opinion(db, desk.cast.guest, opinion_id, OpinionGiven(answer="外から"))
    with pytest.raises(RefusedByPolicy):
        opinions_asked_of(db, desk.cast.guest)


def test_a_person_can_be_asked_but_nobody_of_another_body(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    asked(db, desk, case_id, holder_id=desk.cast.tanaka.member_id)
    assert opinions_asked_of(db, desk.cast.tanaka).open == 1
    for nobody in (desk.cast.neighbour.member_id, desk.cast.guest.member_id, "0" * 13):
        with pytest.raises(OpinionHolderUnknown):
            asked(db, desk, case_id, holder_id=nobody)


def test_what_needs_care_is_not_shown_and_a_question_needs_words_and_a_day(db: Db, desk: Desk) -> None:
    case_id = desk.submitted(account=["1234567"])
    for shown in (["account"], ["unknown"]):
        with pytest.raises(OpinionShowsUnknown):
            asked(db, desk, case_id, shown=shown)
    for day in ("2020-01-01", "2199-02-31"):
        with pytest.raises(OpinionNeedsDay):
            asked(db, desk, case_id, answer_by=day)
    with pytest.raises(CaseReasonNeeded):
        asked(db, desk, case_id, question="　")


def told(db: Db, who: Viewer, case_id: ApplicationId) -> list[tuple[str, str]]:
    """Return what a notice about a case says to somebody, and where it leads."""
    notice = DueNotice(
        id="n",
        member_id=who.member_id,
        organization_id=who.organization_id,
        channel="push",
        stream=f"application:{case_id}",
        seq=1,
        kind="case",
        urgent=False,
        created_at=0,
        attempts=0,
    )
    (contents,) = describe(db, [Asked(who, [notice])])
    return [(one.title, one.path) for one in contents.values()]


def test_the_section_is_told_and_so_is_who_asked(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    opinion_id = asked(db, desk, case_id)
    assert told(db, desk.cast.tanaka, case_id) == [("意見照会があります", "/cases?view=opinions")]
    give_opinion(db, desk.cast.tanaka, opinion_id, OpinionGiven(answer="掛かりません"))
    assert told(db, desk.cast.tanaka, case_id) == []
    assert told(db, desk.cast.sato, case_id) == [("申請に動きがあります", f"/cases/{case_id}")]


def test_with_the_answers_goes_what_was_said_about_them(db: Db, desk: Desk) -> None:
    asked(db, desk, desk.submitted())
    db.execute(update(form_table).values(keep_days=1))
    db.execute(update(application_table).values(submitted_at=0))
    db.execute(update(case_table).values(changed_at=0))
    assert erase_answers(db) == 1
    assert db.all(select(opinion_table)) == []
    assert opinions_asked_of(db, desk.cast.tanaka).opinions == []
