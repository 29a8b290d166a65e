"""What is kept at hand: pins of a room, bookmarks of one's own, questions until they are solved."""

import pytest

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.talk import marking
from kairan.talk.actions import remove_message
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.marking import (
    add_bookmark,
    bookmarks,
    mark_question,
    pin_message,
    pins_of,
    questions_of,
    remove_bookmark,
    unpin_message,
)
from kairan.talk.marking_problems import QuestionInThread, QuestionNotYours, TooManyBookmarks, TooManyPins
from kairan.talk.model import RoomId
from kairan.talk.problems import MessageGone, MessageNotFound, RoomNotFound
from kairan.talk.queries import Messages
from kairan.talk.rooms import invite, leave_room
from tests.cast import Cast, room_of, say


def texts(found: Messages) -> list[str]:
    return [message.text for message in found.messages]


def open_questions(db: Db, who: Viewer, room: RoomId) -> list[str]:
    return texts(questions_of(db, who, room, "open"))


def test_what_is_pinned_is_at_hand_for_the_room_until_it_is_taken_off(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    first, second = say(db, cast.sato, room, "連絡先"), say(db, cast.sato, room, "手順")
    for message in (first, second, first):
        pin_message(db, cast.tanaka, message.id)
    assert texts(pins_of(db, cast.sato, room)) == ["手順", "連絡先"]
    assert fold_room(db, room) == fetch_room(db, room)
    unpin_message(db, cast.sato, second.id)
    unpin_message(db, cast.sato, second.id)
    remove_message(db, cast.sato, first.id)
    assert texts(pins_of(db, cast.sato, room)) == []
    with pytest.raises(MessageGone):
        pin_message(db, cast.sato, first.id)
    assert fold_room(db, room) == fetch_room(db, room)


def test_who_came_later_sees_no_pin_of_before(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, history="since_joining")
    pin_message(db, cast.sato, say(db, cast.sato, room, "昔のこと").id)
    invite(db, cast.sato, room, [cast.suzuki.member_id])
    assert texts(pins_of(db, cast.suzuki, room)) == []
    for stranger in (cast.stranger, cast.neighbour):
        with pytest.raises(RoomNotFound):
            pins_of(db, stranger, room)


def test_a_question_is_open_until_it_is_solved(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.suzuki)
    asked = say(db, cast.tanaka, room, "様式はどれですか")
    answer = say(db, cast.suzuki, room, "第3号です", asked.id)
    mark_question(db, cast.tanaka, asked.id, "open")
    mark_question(db, cast.tanaka, asked.id, "open")
    assert open_questions(db, cast.suzuki, room) == ["様式はどれですか"]
    with pytest.raises(QuestionNotYours):
        mark_question(db, cast.suzuki, asked.id, "solved")
    with pytest.raises(QuestionInThread):
        mark_question(db, cast.suzuki, answer.id, "open")
    mark_question(db, cast.sato, asked.id, "solved")  # a master
    assert open_questions(db, cast.suzuki, room) == []
    assert texts(questions_of(db, cast.suzuki, room, "solved")) == ["様式はどれですか"]
    mark_question(db, cast.tanaka, asked.id, None)
    assert texts(questions_of(db, cast.suzuki, room, "solved")) == []
    assert fold_room(db, room) == fetch_room(db, room)


def test_questions_come_in_pages(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "PAGE", 2)
    room = room_of(db, cast.sato, cast.tanaka)
    for text in ("一", "二", "三"):
        mark_question(db, cast.sato, say(db, cast.sato, room, text).id, "open")
    page = questions_of(db, cast.tanaka, room, "open")
    assert (texts(page), page.next is not None) == (["三", "二"], True)
    assert texts(questions_of(db, cast.tanaka, room, "open", int(page.next or 0))) == ["一"]


def test_bookmarks_are_ones_own_and_go_with_the_right_to_read(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    kept = say(db, cast.sato, room, "覚えておく")
    add_bookmark(db, cast.tanaka, kept.id)
    add_bookmark(db, cast.tanaka, kept.id)
    assert texts(bookmarks(db, cast.tanaka)) == ["覚えておく"]
    assert texts(bookmarks(db, cast.sato)) == []
    with pytest.raises(MessageNotFound):
        add_bookmark(db, cast.stranger, kept.id)
    remove_bookmark(db, cast.tanaka, kept.id)
    remove_bookmark(db, cast.tanaka, kept.id)
    assert texts(bookmarks(db, cast.tanaka)) == []
    add_bookmark(db, cast.tanaka, kept.id)
    leave_room(db, cast.tanaka, room)
    assert texts(bookmarks(db, cast.tanaka)) == []


def test_there_are_so_many_and_no_more(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "PINS_MOST", 1)
    monkeypatch.setattr(marking, "BOOKMARKS_MOST", 1)
    room = room_of(db, cast.sato, cast.tanaka)
    first, second = say(db, cast.sato, room, "一"), say(db, cast.sato, room, "二")
    pin_message(db, cast.sato, first.id)
    add_bookmark(db, cast.sato, first.id)
    with pytest.raises(TooManyPins):
        pin_message(db, cast.sato, second.id)
    with pytest.raises(TooManyBookmarks):
        add_bookmark(db, cast.sato, second.id)
