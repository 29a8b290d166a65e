"""What was read can be unread again: unread stays arithmetic, and who was told of a reading goes on knowing it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from kairan.core.kit.database import Db
from kairan.core.kit.problems import Problem
from kairan.core.realtime.frames import Mine as MineMoved
from kairan.core.viewer import Viewer
from kairan.talk.access import find_message
from kairan.talk.actions import remove_message, send_message
from kairan.talk.cards import card_of
from kairan.talk.model import (
    Draft,
    Mention,
    Message,
    MessageId,
    RoomId,
    mark_table,
    message_table,
    room_table,
    thread_mark_table,
)
from kairan.talk.problems import MessageNotFound, RoomNotFound
from kairan.talk.reading import (
    mark_read,
    mark_room_unread,
    mark_thread_read,
    mark_unread,
    marks_of,
    readers_of,
    unread_by,
)
from kairan.talk.rooms import remove_member
from kairan.talk.threads import thread_of, threads_of
from tests.cast import Cast, assemble, room_of, say
from tests.talk.test_reading import mine

_mk, _msg, _t = mark_table.c, message_table.c, thread_mark_table.c


def read_by(db: Db, viewer: Viewer, message: Message) -> set[str]:
    return {one.person.id for one in readers_of(db, viewer, message.id).read}


def moves(db: Db) -> list[tuple[str | None, int, int]]:
    return [(one.root, one.n, one.rewinds) for one in db.announcements if isinstance(one, MineMoved)]


def test_a_message_and_all_after_it_are_unread_again_and_the_others_know_as_before(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    said = [say(db, cast.sato, room, text) for text in ("一", "二", "三")]
    mark_read(db, cast.tanaka, room, 3)
    mark_unread(db, cast.tanaka, said[1].id)
    assert mine(db, cast.tanaka, room).unread == 2
    assert mine(db, cast.tanaka, room).rewinds == 1
    assert all(read_by(db, cast.sato, one) == {cast.tanaka.member_id} for one in said)
    assert {mark.member_id: mark.n for mark in marks_of(db, cast.sato, room)}[cast.tanaka.member_id] == 3
    assert moves(db)[-1] == (None, 1, 1)  # all devices follow
    assert mark_read(db, cast.tanaka, room, 3) == 3
    assert (mine(db, cast.tanaka, room).unread, moves(db)[-1]) == (0, (None, 3, 1))


def test_what_is_unread_before_it_stays_so(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    said = [say(db, cast.sato, room, text) for text in ("一", "二", "三")]
    mark_unread(db, cast.tanaka, said[2].id)
    assert mine(db, cast.tanaka, room).unread == 3
    assert read_by(db, cast.sato, said[0]) == set()


def test_mentions_are_unread_again_with_their_messages(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    called = Mention("person", cast.tanaka.member_id, 0, 3)
    sent = send_message(db, cast.sato, room, Draft(client_key="m", text="@田中", mentions=[called]))
    mark_read(db, cast.tanaka, room, 1)
    assert mine(db, cast.tanaka, room).mentions == 0
    mark_unread(db, cast.tanaka, sent.id)
    assert mine(db, cast.tanaka, room).mentions == 1


def test_what_a_device_saw_before_it_heard_of_it_does_not_read_it_again(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    said = [say(db, cast.sato, room, text) for text in ("一", "二", "三")]
    mark_read(db, cast.tanaka, room, 2, rewinds=0)
    mark_unread(db, cast.tanaka, said[0].id)
    assert mark_read(db, cast.tanaka, room, 3, rewinds=0) == 0  # on its way meanwhile
    assert mine(db, cast.tanaka, room).unread == 3
    assert read_by(db, cast.sato, said[2]) == {cast.tanaka.member_id}  # it was on their screen all the same
    assert mark_read(db, cast.tanaka, room, 3, rewinds=1) == 3
    root = said[0]
    say(db, cast.sato, room, "返信", root.id)
    reply = say(db, cast.sato, room, "返信", root.id)
    mark_thread_read(db, cast.tanaka, root.id, 2, rewinds=0)
    mark_unread(db, cast.tanaka, reply.id)
    mark_thread_read(db, cast.tanaka, root.id, 2, rewinds=0)
    assert mine(db, cast.tanaka, room).thread_unread == 1


def test_a_reply_is_unread_again_in_its_thread_which_one_follows_from_then_on(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.suzuki)
    root = say(db, cast.sato, room, "相談です")
    replies = [say(db, cast.tanaka, room, text, root.id) for text in ("こうしては", "追伸")]
    mark_read(db, cast.suzuki, room, 1)
    mark_thread_read(db, cast.suzuki, root.id, 2)  # only looked in
    mark_unread(db, cast.suzuki, replies[1].id)
    assert (mine(db, cast.suzuki, room).unread, mine(db, cast.suzuki, room).thread_unread) == (0, 1)
    thread = thread_of(db, cast.suzuki, root.id)
    assert (thread.following, thread.read_n, thread.rewinds) == (True, 1, 1)
    assert read_by(db, cast.sato, replies[1]) == {cast.suzuki.member_id}
    mark_unread(db, cast.sato, replies[0].id)  # the mark of whoever follows it already
    assert [(card.root.id, card.unread) for card in threads_of(db, cast.sato).threads] == [(root.id, 2)]
    assert moves(db)[-1] == (root.id, 0, 1)


def test_a_room_is_unread_from_the_newest_that_somebody_else_wrote(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    mark_room_unread(db, cast.sato, room)  # nothing was said
    assert mine(db, cast.sato, room).unread == 0
    say(db, cast.tanaka, room, "一")
    gone = say(db, cast.tanaka, room, "消えます")
    remove_message(db, cast.tanaka, gone.id)
    say(db, cast.sato, room, "自分の")
    mark_room_unread(db, cast.sato, room)
    assert mine(db, cast.sato, room).unread == 3
    say(db, cast.sato, room, "書くと読んだことになる")
    assert mine(db, cast.sato, room).unread == 0
    alone = room_of(db, cast.sato, name="覚え書き")
    for text in ("一", "二"):
        say(db, cast.sato, alone, text)
    mark_room_unread(db, cast.sato, alone)
    assert mine(db, cast.sato, alone).unread == 1


def test_whoever_marked_it_as_unread_is_not_reminded_as_if_they_had_not_read_it(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    sent = say(db, cast.sato, room, "確認してください")
    mark_read(db, cast.tanaka, room, 1)
    mark_unread(db, cast.tanaka, sent.id)
    found = find_message(db, cast.sato, sent.id)
    assert unread_by(db, found.room, found.row) == []


def test_only_what_one_may_read_can_be_marked(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.guest)
    sent = say(db, cast.sato, room, "内部")
    remove_member(db, cast.sato, room, cast.guest.member_id)
    for who in (cast.stranger, cast.neighbour, cast.guest):
        with pytest.raises(MessageNotFound):
            mark_unread(db, who, sent.id)
        with pytest.raises(RoomNotFound):
            mark_room_unread(db, who, room)


WHO = st.sampled_from(["sato", "suzuki", "tanaka"])
WHICH = st.integers(0, 9)
STEPS = st.tuples(
    st.sampled_from(["post", "reply", "remove", "read", "seen", "read_thread", "unread", "unread_room"]), WHO, WHICH
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=30))
def test_unread_equals_a_recount_and_what_was_read_stays_read(db: Db, steps: list[tuple[str, str, int]]) -> None:
    whole = db.connection.begin_nested()
    try:
        _play(db, steps)
    finally:
        whole.rollback()


def _play(db: Db, steps: list[tuple[str, str, int]]) -> None:
    cast = assemble(db)
    people = {"sato": cast.sato, "suzuki": cast.suzuki, "tanaka": cast.tanaka}
    room = room_of(db, *people.values())
    sent: list[Message] = [say(db, cast.sato, room, "はじめに")]
    told: set[tuple[MessageId, str]] = set()
    for verb, name, which in steps:
        one = sent[which % len(sent)]
        try:
            _step(db, verb, people[name], room, one, which, sent)
        except Problem:
            continue
        for viewer in people.values():
            _compare(db, viewer, room)
        told_now = {(one.id, who) for one in sent for who in read_by(db, cast.sato, one)}
        assert told <= told_now, "somebody who has read it has not"
        told = told_now


def _step(db: Db, verb: str, viewer: Viewer, room: RoomId, one: Message, which: int, sent: list[Message]) -> None:
    root_id = one.root_id or one.id
    if verb in {"post", "reply"}:
        sent.append(say(db, viewer, room, "本文", root_id if verb == "reply" else None))
    elif verb == "remove":
        remove_message(db, viewer, one.id)
    elif verb == "read":
        mark_read(db, viewer, room, which)
    elif verb == "seen":
        mark_read(db, viewer, room, which, rewinds=which % 3)
    elif verb == "read_thread":
        mark_thread_read(db, viewer, root_id, which, rewinds=None if which % 2 else 0)
    elif verb == "unread":
        mark_unread(db, viewer, one.id)
    else:
        mark_room_unread(db, viewer, room)


def _compare(db: Db, viewer: Viewer, room: RoomId) -> None:
    found = card_of(db, viewer, room).mine
    assert found is not None
    no = db.scalar(select(room_table.c.no).where(room_table.c.id == room))
    mark = db.first(select(_mk.n, _mk.seen_n).where(_mk.room_no == no, _mk.member_id == viewer.member_id))
    assert mark is not None
    assert 0 <= mark.n <= mark.seen_n
    beyond = select(func.count()).where(_msg.room_no == no, _msg.root_seq.is_(None), _msg.n > mark.n)
    assert found.unread == db.scalar(beyond)
    followed = db.all(select(_t.root_seq, _t.n).where(_t.room_no == no, _t.member_id == viewer.member_id, _t.following))
    replies = select(func.count()).where(_msg.room_no == no)
    counted = sum(int(db.scalar(replies.where(_msg.root_seq == row.root_seq, _msg.n > row.n))) for row in followed)
    assert found.thread_unread == counted
