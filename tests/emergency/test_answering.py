"""Answering: in the app, by the link of a letter, for somebody else; and what the headquarters sees of it."""

import pytest

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.emergency.broadcasts.answering import answer_by_link, answer_for, open_link
from kairan.emergency.broadcasts.model import BroadcastAnswer, BroadcastAudience, BroadcastQuestions
from kairan.emergency.broadcasts.problems import (
    AnsweredThemselves,
    AnsweredTooOften,
    AnswerNotYours,
    AnswerUnfit,
    BroadcastNotFound,
    LinkNotGood,
)
from kairan.emergency.broadcasts.queries import broadcast_view, own_broadcasts
from kairan.emergency.broadcasts.reaching import answer, confirm, note_device, see
from kairan.emergency.broadcasts.sending import end_broadcast
from kairan.emergency.broadcasts.watching import HEAD, reached_people, table_rows
from tests.cast import NO_SUCH_ID
from tests.emergency.conftest import Headquarters, leading

SAFE = BroadcastAnswer(choice="safe", family="safe", house="sound", coming="now", place="自宅")
HELP = BroadcastAnswer(choice="help", comment="倒れた棚に足を挟まれています")
DAY = 24 * 3_600_000


def test_each_step_is_seen_by_the_headquarters(db: Db, headquarters: Headquarters) -> None:
    cast = headquarters.cast
    broadcast_id = headquarters.send_safety()
    note_device(db, cast.sato, [broadcast_id])
    see(db, cast.suzuki, broadcast_id)
    answer(db, cast.tanaka, broadcast_id, HELP)
    answer(db, cast.stranger, broadcast_id, SAFE)
    view = broadcast_view(db, headquarters.lead, broadcast_id)
    rungs = view.broadcast.rungs
    assert (rungs.people, rungs.device, rungs.seen, rungs.confirmed, rungs.answered) == (6, 4, 3, 2, 2)
    assert [(one.department, one.done, one.help) for one in view.departments] == [
        ("福祉課", 0, 0), ("土木課", 2, 1), ("", 0, 0),
    ]  # fmt: skip
    assert [(one.choice, one.people) for one in view.choices] == [("help", 1), ("safe", 1)]
    assert [(one.choice, one.people) for one in view.coming] == [("now", 1)]
    people = reached_people(db, headquarters.lead, broadcast_id).people
    assert [one.person.name for one in people][:1] == ["田中 一郎"]  # in trouble first
    assert [one.step for one in people][-1:] == ["answered"]  # who is done last
    assert len(reached_people(db, headquarters.lead, broadcast_id, "waiting").people) == 4
    assert [one.person.name for one in reached_people(db, headquarters.lead, broadcast_id, "safe").people] == [
        "他所 三郎"
    ]
    rows = table_rows(db, headquarters.lead, broadcast_id)
    assert {len(row) for row in rows} == {len(HEAD)}
    assert rows[0][1] == "田中 一郎"
    assert "助けが必要" in rows[0]


def test_how_somebody_is_may_change_and_their_step_stays(db: Db, headquarters: Headquarters) -> None:
    sato = headquarters.cast.sato
    broadcast_id = headquarters.send_safety()
    for given in (SAFE, SAFE, HELP):
        answer(db, sato, broadcast_id, given)
    (own,) = own_broadcasts(db, sato).broadcasts
    assert (own.step, own.is_done, own.answer) == ("answered", True, HELP)
    assert headquarters.kinds(broadcast_id) == ["broadcast.told", "broadcast.reached", "broadcast.reached"]
    note_device(db, sato, [broadcast_id])
    assert own_broadcasts(db, sato).broadcasts[0].step == "answered"
    for number in range(48):
        answer(db, sato, broadcast_id, BroadcastAnswer(choice="safe", comment=str(number)))
    with pytest.raises(AnsweredTooOften):
        answer(db, sato, broadcast_id, BroadcastAnswer(choice="safe", comment="once more"))


def test_what_is_not_asked_is_no_answer(db: Db, headquarters: Headquarters) -> None:
    sato = headquarters.cast.sato
    safety = headquarters.send_safety()
    asked = headquarters.send(asked="question", questions=BroadcastQuestions(choices=["はい", "いいえ"]))
    plain = headquarters.send()
    for broadcast_id, choice in ((safety, "0"), (safety, ""), (asked, "2"), (asked, "safe"), (plain, "0")):
        with pytest.raises(AnswerUnfit):
            answer(db, sato, broadcast_id, BroadcastAnswer(choice=choice))
    for broadcast_id in (safety, asked):
        with pytest.raises(AnswerUnfit):
            confirm(db, sato, broadcast_id)
    answer(db, sato, asked, BroadcastAnswer(choice="1", place="言わない"))
    assert own_broadcasts(db, sato).broadcasts[-1].answer == BroadcastAnswer(choice="1")


def test_a_link_answers_once_and_nothing_else(db: Db, headquarters: Headquarters) -> None:
    sato = headquarters.cast.sato
    headquarters.mail_to(sato, "sato@example.jp")
    broadcast_id = headquarters.send_safety(is_drill=True)
    headquarters.after(5)
    token = headquarters.token("sato@example.jp")
    assert "これは訓練です。" in (headquarters.letters("sato@example.jp")[0] or "")
    opened = open_link(db, token)
    assert (opened.name, opened.is_drill, opened.is_answered, opened.is_over) == ("佐藤 美咲", True, False, False)
    assert own_broadcasts(db, sato).broadcasts[0].step == "stored"  # that a mail server opened it is no sign of life
    with pytest.raises(AnswerUnfit):
        answer_by_link(db, token, BroadcastAnswer(choice=""))
    answer_by_link(db, token, SAFE)
    answer_by_link(db, token, HELP)  # used: whoever got it forwarded changes nothing
    (own,) = own_broadcasts(db, sato).broadcasts
    assert (own.step, own.answer) == ("answered", SAFE)
    (one,) = reached_people(db, headquarters.lead, broadcast_id, "done").people
    assert (one.answered_by, one.answerer) == ("mail", None)
    assert open_link(db, token).is_answered


def test_a_link_that_was_answered_otherwise_changes_nothing(db: Db, headquarters: Headquarters) -> None:
    sato = headquarters.cast.sato
    headquarters.mail_to(sato, "sato@example.jp")
    broadcast_id = headquarters.send_safety()
    headquarters.after(5)
    token = headquarters.token("sato@example.jp")
    answer(db, sato, broadcast_id, HELP)
    answer_by_link(db, token, SAFE)
    assert own_broadcasts(db, sato).broadcasts[0].answer == HELP


def test_a_link_that_is_too_old_over_or_guessed_answers_nothing(db: Db, headquarters: Headquarters) -> None:
    sato = headquarters.cast.sato
    headquarters.mail_to(sato, "sato@example.jp")
    broadcast_id = headquarters.send_safety()
    headquarters.after(5)
    token = headquarters.token("sato@example.jp")
    with as_of(now_ms() + 4 * DAY):
        assert open_link(db, token).is_over
        with pytest.raises(LinkNotGood):
            answer_by_link(db, token, SAFE)
    for guessed in ("", token[:-1], "あ" * 43, token.upper()):
        with pytest.raises(LinkNotGood):
            open_link(db, guessed)
        with pytest.raises(LinkNotGood):
            answer_by_link(db, guessed, SAFE)
    end_broadcast(db, headquarters.lead, broadcast_id)
    with pytest.raises(LinkNotGood):
        answer_by_link(db, token, SAFE)
    assert reached_people(db, headquarters.lead, broadcast_id, "done").people == []


def test_an_answer_that_was_kept_without_a_line_is_taken_also_after_the_end(db: Db, headquarters: Headquarters) -> None:
    broadcast_id = headquarters.send_safety()
    end_broadcast(db, headquarters.lead, broadcast_id)
    answer(db, headquarters.cast.sato, broadcast_id, SAFE)
    assert broadcast_view(db, headquarters.lead, broadcast_id).broadcast.done == 1


def test_others_answer_for_somebody_with_their_name(db: Db, headquarters: Headquarters) -> None:
    cast = headquarters.cast
    broadcast_id = headquarters.send_safety()
    answer_for(db, cast.suzuki, broadcast_id, cast.sato.member_id, SAFE)  # of the same section
    answer_for(db, headquarters.lead, broadcast_id, cast.tanaka.member_id, HELP)
    (own,) = own_broadcasts(db, cast.sato).broadcasts
    assert own.is_done
    assert (own.answered_for_by or "").endswith("鈴木 健")
    answer(db, cast.sato, broadcast_id, HELP)  # what they say themselves holds
    with pytest.raises(AnsweredThemselves):
        answer_for(db, headquarters.lead, broadcast_id, cast.sato.member_id, SAFE)
    assert own_broadcasts(db, cast.sato).broadcasts[0].answer == HELP
    with pytest.raises(AnswerNotYours):
        answer_for(db, cast.stranger, broadcast_id, cast.suzuki.member_id, SAFE)
    with pytest.raises(BroadcastNotFound):
        answer_for(db, headquarters.lead, broadcast_id, cast.guest.member_id, SAFE)
    with pytest.raises(BroadcastNotFound):
        answer_for(db, leading(cast.sato, cast.welfare), broadcast_id, cast.stranger.member_id, SAFE)


def test_what_was_sent_to_others_is_not_found(db: Db, headquarters: Headquarters) -> None:
    cast = headquarters.cast
    broadcast_id = headquarters.send(to=BroadcastAudience(department_ids=[cast.works]))
    for viewer in (cast.sato, cast.guest, cast.neighbour, headquarters.office.townsman):
        for other in (broadcast_id, NO_SUCH_ID):
            with pytest.raises(BroadcastNotFound):
                see(db, viewer, other)  # type: ignore[arg-type]
            with pytest.raises(BroadcastNotFound):
                confirm(db, viewer, other)  # type: ignore[arg-type]
            with pytest.raises(BroadcastNotFound):
                answer_for(db, viewer, other, cast.tanaka.member_id, SAFE)  # type: ignore[arg-type]
        note_device(db, viewer, [broadcast_id])
    assert broadcast_view(db, headquarters.lead, broadcast_id).broadcast.rungs.device == 0
