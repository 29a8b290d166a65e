"""What happened meanwhile: by topic, the most answered first, what concerns one on top; the numbers are a recount."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.notifications.actions import choose
from kairan.notifications.model import Choice
from kairan.talk import catching_up
from kairan.talk.actions import remove_message, send_message
from kairan.talk.cards import card_of
from kairan.talk.catching_up import RoomTopics, topics_of
from kairan.talk.concerning import concerns_of
from kairan.talk.model import (
    Draft,
    Keep,
    Mention,
    Message,
    MessageId,
    RoomId,
    mark_table,
    message_table,
    room_table,
    thread_mark_table,
)
from kairan.talk.problems import RoomNotFound
from kairan.talk.reading import mark_read, mark_thread_read, mark_unread
from kairan.talk.reminding import remind
from kairan.talk.rooms import archive_room, invite, keep_room, remove_member
from kairan.talk.urging import Urging, urge
from tests.cast import NO_SUCH_ID, Cast, assemble, room_of, say
from tests.policy.conftest import allowing

_mk, _msg, _t = mark_table.c, message_table.c, thread_mark_table.c


def call(db: Db, who: Viewer, room: RoomId, whom: Viewer | None, root: MessageId | None = None) -> Message:
    mention = Mention("all", None, 0, 3) if whom is None else Mention("person", whom.member_id, 0, 3)
    key = f"call{len(db.all(select(_msg.seq)))}"
    draft = Draft(client_key=key, text="@呼ぶ", mentions=[mention], root_id=root)
    return send_message(db, who, room, draft)


def topics(db: Db, viewer: Viewer, room: RoomId) -> RoomTopics:
    (found,) = topics_of(db, viewer, [room]).rooms
    return found


def shown(found: RoomTopics) -> list[tuple[str, int]]:
    return [(topic.root.text, topic.answers) for topic in found.topics]


def whys(db: Db, viewer: Viewer, room: RoomId | None = None) -> list[tuple[str, list[str]]]:
    return [(one.message.text, list(one.why)) for one in concerns_of(db, viewer, room).concerns]


def test_topics_come_the_most_answered_first(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.suzuki)
    before = say(db, cast.sato, room, "前の話")
    mark_read(db, cast.tanaka, room, 1)
    quiet, busy, other = (say(db, cast.sato, room, text) for text in ("静かな話", "にぎやかな話", "ほかの話"))
    for root, count in ((busy, 3), (other, 1), (before, 2)):
        for _ in range(count):
            last = say(db, cast.suzuki, room, "返信", root.id)
    found = topics(db, cast.tanaka, room)
    assert shown(found) == [("にぎやかな話", 3), ("前の話", 2), ("ほかの話", 1), ("静かな話", 0)]
    assert [topic.unread for topic in found.topics] == [True, False, True, True]
    assert (found.unread, found.others, found.more, found.is_all) == (3, 0, 0, True)
    assert found.topics[1].last is not None
    assert found.topics[1].last.id == last.id
    mark_thread_read(db, cast.tanaka, busy.id, 2)  # who only looks in has seen what they saw
    mark_read(db, cast.tanaka, room, quiet.n)
    assert shown(topics(db, cast.tanaka, room)) == [("前の話", 2), ("ほかの話", 1), ("にぎやかな話", 1)]


def test_a_followed_thread_is_new_also_where_the_room_is_read(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    root = say(db, cast.tanaka, room, "どうしますか")
    say(db, cast.sato, room, "こうします", root.id)
    found = topics(db, cast.tanaka, room)
    assert shown(found) == [("どうしますか", 1)]
    assert (found.unread, found.topics[0].following, found.topics[0].unread) == (0, True, False)
    mark_thread_read(db, cast.tanaka, root.id, 1)
    assert topics(db, cast.tanaka, room).topics == []
    mark_unread(db, cast.tanaka, root.id)
    assert shown(topics(db, cast.tanaka, room)) == [("どうしますか", 0)]


def test_what_is_not_shown_is_counted(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catching_up, "TOPICS", 2)
    room = room_of(db, cast.sato, cast.tanaka)
    roots = [say(db, cast.sato, room, f"{n}") for n in range(6)]
    gone = say(db, cast.sato, room, "消えます")
    remove_message(db, cast.sato, gone.id)
    for root in roots[:4]:
        say(db, cast.sato, room, "返信", root.id)
    found = topics(db, cast.tanaka, room)
    assert (found.unread, len(found.topics), found.others, found.more) == (7, 2, 5, 2)
    monkeypatch.setattr(catching_up, "LOOKED", 3)
    found = topics(db, cast.tanaka, room)
    assert (found.unread, found.is_all) == (7, False)


def test_nobody_learns_of_rooms_they_are_not_in_or_may_not_read_here(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.guest, room_class=3)
    call(db, cast.sato, room, None)
    for who in (cast.stranger, cast.neighbour, allowing(cast.tanaka, read=2)):
        assert topics_of(db, who, [room, RoomId(NO_SUCH_ID)]).rooms == []
        assert concerns_of(db, who).concerns == []
    remove_member(db, cast.sato, room, cast.guest.member_id)
    assert topics_of(db, cast.guest, [room]).rooms == []
    assert concerns_of(db, cast.guest).concerns == []
    with pytest.raises(RoomNotFound):
        concerns_of(db, cast.stranger, room)


def test_who_came_later_is_told_of_nothing_before(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, history="since_joining")
    root = say(db, cast.sato, room, "前の秘密")
    invite(db, cast.sato, room, [cast.suzuki.member_id])
    say(db, cast.tanaka, room, "後の話")
    say(db, cast.tanaka, room, "返信", root.id)
    assert shown(topics(db, cast.suzuki, room)) == [("後の話", 0)]


def test_what_concerns_one_comes_with_its_reason_the_most_pressing_first(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    own = say(db, cast.tanaka, room, "私の質問")
    choose(db, cast.tanaka, Choice(keywords=["ホゲ橋"]), is_mail_sent=False)
    asked = say(db, cast.sato, room, "確認してください")
    remind(db, cast.sato, asked.id)
    say(db, cast.sato, room, "ほげ橋が通れません")
    called = call(db, cast.sato, room, cast.tanaka)
    urgent = say(db, cast.sato, room, "急ぎです")
    urge(db, cast.sato, urgent.id, Urging(reason="避難指示のため"))
    say(db, cast.sato, room, "ふつうの話")
    say(db, cast.sato, room, "答えます", own.id)
    assert whys(db, cast.tanaka) == [
        ("急ぎです", ["asked"]),
        ("確認してください", ["asked"]),
        ("@呼ぶ", ["mention"]),
        ("私の質問", ["reply"]),
        ("ほげ橋が通れません", ["keyword"]),
    ]
    assert whys(db, cast.tanaka, room) == whys(db, cast.tanaka)
    call(db, cast.sato, room, cast.tanaka, own.id)
    assert ("私の質問", ["mention", "reply"]) in whys(db, cast.tanaka)
    assert whys(db, cast.sato) == []
    mark_read(db, cast.tanaka, room, called.n)
    assert whys(db, cast.tanaka) == [("急ぎです", ["asked"]), ("私の質問", ["mention", "reply"])]
    mark_read(db, cast.tanaka, room, 99)
    mark_thread_read(db, cast.tanaka, own.id, 99)
    assert whys(db, cast.tanaka) == []


def test_a_silenced_room_tells_of_calls_alone_and_an_archived_one_of_nothing(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    own = say(db, cast.tanaka, room, "私の質問")
    say(db, cast.sato, room, "答えます", own.id)
    call(db, cast.sato, room, None)
    keep_room(db, cast.tanaka, room, Keep(notify="none"))
    assert whys(db, cast.tanaka) == [("@呼ぶ", ["mention"])]
    archive_room(db, cast.sato, room)
    assert whys(db, cast.tanaka) == []


STEPS = st.tuples(
    st.sampled_from(["post", "reply", "call", "call_in_thread", "remove", "read", "read_thread", "unread"]),
    st.sampled_from(["sato", "suzuki", "tanaka"]),
    st.integers(0, 9),
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=30))
def test_the_numbers_equal_a_recount(db: Db, steps: list[tuple[str, str, int]]) -> None:
    whole = db.connection.begin_nested()
    cast = assemble(db)
    people = {"sato": cast.sato, "suzuki": cast.suzuki, "tanaka": cast.tanaka}
    room = room_of(db, *people.values())
    sent = [say(db, cast.sato, room, "はじめに")]
    for verb, name, which in steps:
        act(db, verb, people[name], room, sent, which)
    for viewer in people.values():
        recount(db, viewer, room)
    whole.rollback()


def act(db: Db, verb: str, viewer: Viewer, room: RoomId, sent: list[Message], which: int) -> None:
    one = sent[which % len(sent)]
    root = one.root_id or one.id
    if verb == "post":
        sent.append(say(db, viewer, room, "本文"))
    elif verb == "reply":
        sent.append(say(db, viewer, room, "返信", root))
    elif verb in {"call", "call_in_thread"}:
        whom = None
        sent.append(call(db, viewer, room, whom, root if verb == "call_in_thread" else None))
    elif verb == "remove" and one.author_id == viewer.member_id:
        remove_message(db, viewer, one.id)
    elif verb == "read":
        mark_read(db, viewer, room, which)
    elif verb == "read_thread":
        mark_thread_read(db, viewer, root, which)
    elif verb == "unread":
        mark_unread(db, viewer, one.id)


def recount(db: Db, viewer: Viewer, room: RoomId) -> None:
    """Count from every message by itself, in the plainest way."""
    no = db.scalar(select(room_table.c.no).where(room_table.c.id == room))
    read_n = db.scalar(select(_mk.n).where(_mk.room_no == no, _mk.member_id == viewer.member_id))
    marks = {
        row.root_seq: row
        for row in db.all(select(thread_mark_table).where(_t.room_no == no, _t.member_id == viewer.member_id))
    }
    rows = db.all(select(message_table).where(_msg.room_no == no).order_by(_msg.seq))
    unread = [row for row in rows if row.root_seq is None and row.n > read_n]
    start = unread[0].seq if unread else None
    answers: dict[int, int] = {}
    for row in rows:
        if row.root_seq is None:
            continue
        mark = marks.get(row.root_seq)
        seen_n = 0 if mark is None else mark.n if mark.following else mark.seen_n
        is_new = start is not None and row.seq >= start
        if row.n > seen_n and (is_new or (mark is not None and mark.following)):
            answers[row.root_seq] = answers.get(row.root_seq, 0) + 1
    found = topics(db, viewer, room)
    wanted = {row.seq for row in unread if row.removed_at is None or row.reply_count} | set(answers)
    assert found.unread == len(unread) == _mine_unread(db, viewer, room)
    quiet = min(len(wanted) - len(answers), catching_up.UNANSWERED)
    assert len(found.topics) == min(len(answers) + quiet, catching_up.TOPICS)
    assert {topic.root.seq for topic in found.topics} <= wanted
    assert all(topic.answers == answers.get(topic.root.seq, 0) for topic in found.topics)
    assert all(topic.unread == (topic.root.n > read_n) for topic in found.topics)
    assert [topic.answers for topic in found.topics] == sorted(answers_of(wanted, answers))[::-1][: len(found.topics)]
    assert found.others == len(unread) - sum(topic.unread for topic in found.topics)
    found_calls = [one.message for one in concerns_of(db, viewer).concerns if "mention" in one.why]
    calls = [one for one in found_calls if one.mentions and one.n > read_n and one.author_id != viewer.member_id]
    assert len(calls) == _mine_mentions(db, viewer, room)


def answers_of(wanted: set[int], answers: dict[int, int]) -> list[int]:
    return [answers.get(seq, 0) for seq in wanted]


def _mine_unread(db: Db, viewer: Viewer, room: RoomId) -> int:
    found = card_of(db, viewer, room).mine
    assert found is not None
    return found.unread


def _mine_mentions(db: Db, viewer: Viewer, room: RoomId) -> int:
    found = card_of(db, viewer, room).mine
    assert found is not None
    return found.mentions
