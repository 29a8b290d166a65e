"""Questions: asked by one body, answered by another, found by a third; open until solved; nothing told to outsiders."""

import pytest

from kairan.alliances.directory import rooms_of_alliance
from kairan.alliances.model import Sent
from kairan.alliances.people import people_of_alliance
from kairan.alliances.problems import AllianceNotFound, AnswerElsewhere, QuestionNotFound, QuestionNotYours
from kairan.alliances.question_model import NewQuestion, QuestionChange, QuestionState
from kairan.alliances.questions import ask_question, questions_of, settle_question, similar_questions
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import create_organization
from kairan.talk.access import require_room
from kairan.talk.actions import remove_message
from kairan.talk.alliance_problems import NotSentByBody
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.model import MessageId, RoomId, room_stream
from kairan.talk.problems import RoomNotFound
from kairan.talk.queries import Place, page_of
from kairan.talk.rooms import archive_room, leave_room
from tests.alliances.conftest import Region, act, room, send
from tests.cast import person, room_of, say

SEAL = "空き家バンクの登録で、所有者の押印は求めていますか。"
OPEN, SOLVED = QuestionChange(solved=False), QuestionChange(solved=True)


def ask(db: Db, region: Region, who: Viewer, here: RoomId, text: str, key: str = "k1") -> MessageId:
    new = NewQuestion(room_id=here, text=text, client_key=key)
    return ask_question(db, who, region.alliance, new).id


def found(db: Db, region: Region, who: Viewer, sought: str = "", state: QuestionState | None = None) -> list[str]:
    return [one.text for one in questions_of(db, who, region.alliance, sought, state).questions]


def test_a_question_is_answered_by_another_town_and_found_again_by_a_third(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.tonari, name="何でも質問", style="questions")
    question = ask(db, all_in, all_in.tonari, here, SEAL)
    ask_question(db, all_in.tonari, all_in.alliance, NewQuestion(room_id=here, text=SEAL, client_key="k1"))  # a retry
    assert questions_of(db, all_in.sato, all_in.alliance).open == 1
    ask(db, all_in, all_in.sato, here, "外字の同定は誰が確かめていますか。")  # comes in by asking
    reply = say(db, all_in.sato, here, "市では昨年やめました。", question)
    solved = QuestionChange(solved=True, answer_id=reply.id)
    told = settle_question(db, all_in.tonari, all_in.alliance, question, solved)
    assert told.solved_at is not None
    assert told.answer is not None
    assert (told.answer.text, told.replies) == ("市では昨年やめました。", 1)
    # 近藤 of the prefecture is not in the room, and finds it by a word of the answer.
    (hit,) = questions_of(db, all_in.kondo, all_in.alliance, "押印 昨年").questions
    assert (hit.id, hit.is_in, hit.may_solve, hit.room) == (question, False, False, "何でも質問")
    assert hit.answer is not None
    assert hit.answer.author is not None
    assert (hit.answer.author.organization, hit.answer.author.extension) == ("あおば市", None)
    (alike,) = similar_questions(
        db, all_in.kondo, all_in.alliance, "空き家の登録のとき所有者に押印を求めていますか"
    ).questions
    assert alike.id == question
    assert similar_questions(db, all_in.kondo, all_in.alliance, "給付金の口座").questions == []
    answering = people_of_alliance(db, all_in.kondo, all_in.alliance, "佐藤").people
    assert [one.answers for one in answering] == [1]
    counted = questions_of(db, all_in.kondo, all_in.alliance)
    assert (counted.open, counted.solved, [one.id for one in counted.rooms]) == (1, 1, [here])
    assert [one.unanswered for one in rooms_of_alliance(db, all_in.kondo, all_in.alliance).rooms] == [1]
    assert found(db, all_in, all_in.kondo, "", "open") == ["外字の同定は誰が確かめていますか。"]
    assert found(db, all_in, all_in.kondo, "", "solved") == [SEAL]


def test_who_asked_says_that_it_is_solved_and_the_timeline_tells(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.tonari, all_in.sato, all_in.kondo, style="questions")
    question = ask(db, all_in, all_in.sato, here, SEAL)
    other = ask(db, all_in, all_in.kondo, here, "別の質問です", "k2")
    elsewhere = say(db, all_in.kondo, here, "別の返信", other)
    with pytest.raises(QuestionNotYours):
        settle_question(db, all_in.kondo, all_in.alliance, question, SOLVED)
    wrong = QuestionChange(solved=True, answer_id=elsewhere.id)
    with pytest.raises(AnswerElsewhere):
        settle_question(db, all_in.sato, all_in.alliance, question, wrong)
    with pytest.raises(QuestionNotFound):
        settle_question(db, all_in.kondo, all_in.alliance, elsewhere.id, SOLVED)
    for change in (SOLVED, SOLVED, OPEN, OPEN, SOLVED):
        settle_question(db, all_in.sato, all_in.alliance, question, change)
    settle_question(db, all_in.tonari, all_in.alliance, other, SOLVED)  # the room's master
    kinds = [one.kind for one in entries_after(db, room_stream(here), 0, 1_000)]
    assert [kind for kind in kinds if kind.startswith("question.")] == [
        "question.solved", "question.reopened", "question.solved", "question.solved",
    ]  # fmt: skip
    told = [one.kind for one in page_of(db, all_in.kondo, here, Place()).happenings]
    assert told[-1] == "question.solved"
    assert fold_room(db, here) == fetch_room(db, here)


def test_an_answer_that_was_removed_is_shown_to_nobody(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.tonari, all_in.sato, style="questions")
    question = ask(db, all_in, all_in.tonari, here, SEAL)
    reply = say(db, all_in.sato, here, "内線は 321 です", question)
    solved = QuestionChange(solved=True, answer_id=reply.id)
    settle_question(db, all_in.tonari, all_in.alliance, question, solved)
    remove_message(db, all_in.sato, reply.id)
    (one,) = questions_of(db, all_in.kondo, all_in.alliance).questions
    assert (one.answer, one.solved_at is not None) == (None, True)
    assert found(db, all_in, all_in.kondo, "内線") == []
    remove_message(db, all_in.tonari, question)
    assert found(db, all_in, all_in.kondo) == []
    with pytest.raises(QuestionNotFound):
        settle_question(db, all_in.tonari, all_in.alliance, question, OPEN)


def test_only_what_one_might_come_to_read_is_found(db: Db, all_in: Region) -> None:
    closed = room(db, all_in, all_in.tonari, all_in.kondo, style="questions", open=False)
    between = room(db, all_in, all_in.tonari, style="questions", body_ids=[all_in.prefecture])
    ask(db, all_in, all_in.tonari, closed, "閉じた部屋の質問")
    ask(db, all_in, all_in.tonari, between, "町と県だけの質問", "k2")
    assert found(db, all_in, all_in.sato) == []
    assert similar_questions(db, all_in.sato, all_in.alliance, "閉じた部屋の質問").questions == []
    assert found(db, all_in, all_in.kondo) == ["町と県だけの質問", "閉じた部屋の質問"]
    for refused in (closed, between):
        with pytest.raises(RoomNotFound):
            ask(db, all_in, all_in.sato, refused, "入れない部屋への質問", "k3")
    leave_room(db, all_in.kondo, closed)
    assert found(db, all_in, all_in.kondo) == ["町と県だけの質問"]


def test_who_takes_no_part_asks_and_finds_nothing(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.tonari, all_in.sato, style="questions")
    ask(db, all_in, all_in.tonari, here, SEAL)
    village = create_organization(db, None, "とおい村", "municipality")
    far = person(db, village, "toi", "遠井 一", "とおい はじめ", None)
    for outsider in (all_in.office.cast.guest, far):
        for attempt in (
            lambda who=outsider: ask(db, all_in, who, here, "外から"),
            lambda who=outsider: questions_of(db, who, all_in.alliance),
            lambda who=outsider: similar_questions(db, who, all_in.alliance, SEAL),
        ):
            with pytest.raises(AllianceNotFound):
                attempt()
    # Whoever decides for a body without taking part themselves reads none of it.
    send(db, all_in, all_in.mayor, Sent("person", all_in.sato.member_id))
    assert found(db, all_in, all_in.mayor) == []
    with pytest.raises(NotSentByBody):
        ask(db, all_in, all_in.mayor, here, "決める人から")


def test_after_a_body_has_left_it_finds_nothing_any_more_and_its_answers_stay(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.tonari, all_in.sato, style="questions")
    question = ask(db, all_in, all_in.tonari, here, SEAL)
    reply = say(db, all_in.sato, here, "市では昨年やめました。", question)
    solved = QuestionChange(solved=True, answer_id=reply.id)
    settle_question(db, all_in.tonari, all_in.alliance, question, solved)
    act(db, all_in, all_in.mayor, all_in.city, "leave")
    with pytest.raises(AllianceNotFound):
        questions_of(db, all_in.sato, all_in.alliance)
    with pytest.raises(RoomNotFound):
        require_room(db, all_in.sato, here)
    (one,) = questions_of(db, all_in.kondo, all_in.alliance).questions
    assert one.answer is not None
    assert one.answer.text == "市では昨年やめました。"


def test_only_a_room_for_questions_takes_questions(db: Db, all_in: Region) -> None:
    talk = room(db, all_in, all_in.tonari)
    own = room_of(db, all_in.tonari)
    for wrong in (talk, own):
        with pytest.raises(QuestionNotFound):
            ask(db, all_in, all_in.tonari, wrong, SEAL)
    message = say(db, all_in.tonari, talk, "ただの話")
    with pytest.raises(QuestionNotFound):
        settle_question(db, all_in.tonari, all_in.alliance, message.id, SOLVED)
    assert found(db, all_in, all_in.tonari) == []
    here = room(db, all_in, all_in.tonari, style="questions")
    ask(db, all_in, all_in.tonari, here, SEAL)
    archive_room(db, all_in.tonari, here)
    assert found(db, all_in, all_in.tonari) == [SEAL]  # who was in it finds it all the same
    assert questions_of(db, all_in.tonari, all_in.alliance).rooms == []


@pytest.mark.parametrize(
    ("written", "alike"),
    [
        ("空き家バンクの登録に印鑑はいりますか", ["空き家バンクの登録で、所有者の押印は求めていますか。"]),
        ("外字の確認はどうしていますか", ["外字の同定は誰が確かめていますか。途方に暮れています。"]),
        ("協力隊の日誌の様式を見せてほしい", ["地域おこし協力隊の方の業務日誌、様式はありますか。"]),
        ("ふるさと納税の返礼品について", []),
        ("どうしていますか", []),
    ],
)
def test_what_is_alike_is_about_the_same_and_not_said_in_the_same_way(
    db: Db, all_in: Region, written: str, alike: list[str]
) -> None:
    here = room(db, all_in, all_in.tonari, style="questions")
    for number, text in enumerate(
        (
            SEAL,
            "外字の同定は誰が確かめていますか。途方に暮れています。",
            "マイナンバーカードの出張申請の受付、予約はどう取っていますか。",
            "地域おこし協力隊の方の業務日誌、様式はありますか。",
        )
    ):
        ask(db, all_in, all_in.tonari, here, text, f"k{number}")
    assert [one.text for one in similar_questions(db, all_in.kondo, all_in.alliance, written).questions] == alike
