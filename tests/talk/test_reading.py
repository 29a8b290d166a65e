"""Unread, read by whom, mentions, reactions, threads of one's own, and pages of history."""

import pytest

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.talk.actions import edit_message, remove_message, send_message
from kairan.talk.card_model import Mine
from kairan.talk.cards import card_of
from kairan.talk.model import Draft, Mention, RoomId
from kairan.talk.problems import DayUnknown, MessageGone, MessageNotFound, ReactionUnknown, RoomNotFound
from kairan.talk.queries import Place, mentions_of, message, page_of
from kairan.talk.reactions import add_reaction, remove_reaction
from kairan.talk.reading import mark_read, mark_thread_read, mark_threads_read, marks_of, readers_of
from kairan.talk.room_files import files_of
from kairan.talk.rooms import invite
from kairan.talk.threads import thread_of, threads_of
from tests.cast import Cast, room_of, say
from tests.files.test_attach import uploaded


def mine(db: Db, viewer: Viewer, room: RoomId) -> Mine:
    found = card_of(db, viewer, room).mine
    assert found is not None
    return found


def test_unread_counts_down_as_one_reads_and_never_up_again(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    for text in ("一", "二", "三"):
        say(db, cast.sato, room, text)
    assert (mine(db, cast.sato, room).unread, mine(db, cast.tanaka, room).unread) == (0, 3)
    assert mark_read(db, cast.tanaka, room, 2) == 2
    assert mark_read(db, cast.tanaka, room, 1) == 2
    assert mark_read(db, cast.tanaka, room, 99) == 3
    assert mine(db, cast.tanaka, room).unread == 0


def test_readers_are_counted_without_the_author_and_without_who_came_later(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.suzuki)
    sent = say(db, cast.sato, room, "確認してください")
    invite(db, cast.sato, room, [cast.stranger.member_id])
    mark_read(db, cast.tanaka, room, sent.n)
    readers = readers_of(db, cast.sato, sent.id)
    assert [by.person.id for by in readers.read] == [cast.tanaka.member_id]
    assert [one.id for one in readers.unread] == [cast.suzuki.member_id]
    assert readers.total == 2
    assert readers.read[0].read_at is not None
    assert readers.unread[0].department == "福祉課"


def test_marks_are_for_members_only(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    sent = say(db, cast.sato, room, "内部")
    assert {mark.member_id for mark in marks_of(db, cast.tanaka, room)} == {
        cast.sato.member_id,
        cast.tanaka.member_id,
    }
    for who in (cast.stranger, cast.neighbour):
        with pytest.raises(RoomNotFound):
            marks_of(db, who, room)
        with pytest.raises(RoomNotFound):
            mark_read(db, who, room, 1)
        with pytest.raises(MessageNotFound):
            readers_of(db, who, sent.id)
        with pytest.raises(RoomNotFound):
            files_of(db, who, room)


def test_a_thread_has_its_own_unread(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.suzuki)
    root = say(db, cast.sato, room, "相談です")
    say(db, cast.tanaka, room, "こうしては", root.id)
    say(db, cast.tanaka, room, "追伸", root.id)
    assert mine(db, cast.sato, room).thread_unread == 2
    assert mine(db, cast.tanaka, room).thread_unread == 0
    assert mine(db, cast.suzuki, room).thread_unread == 0
    (card,) = threads_of(db, cast.sato).threads
    assert (card.unread, card.last.text) == (2, "追伸")
    mark_thread_read(db, cast.sato, root.id, 2)
    assert mine(db, cast.sato, room).thread_unread == 0
    assert thread_of(db, cast.sato, root.id).read_n == 2
    with pytest.raises(MessageNotFound):
        thread_of(db, cast.stranger, root.id)
    with pytest.raises(MessageNotFound):
        mark_thread_read(db, cast.stranger, root.id, 1)
    assert threads_of(db, cast.stranger).threads == []


def test_mentions_call_people_departments_and_everybody(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.suzuki)

    def call(key: str, mention: Mention) -> None:
        send_message(db, cast.sato, room, Draft(client_key=key, text="@だれか", mentions=[mention]))

    call("1", Mention("person", cast.tanaka.member_id, 0, 4))
    call("2", Mention("department", cast.welfare, 0, 4))
    call("3", Mention("all", None, 0, 4))
    counts = {who: mine(db, getattr(cast, who), room).mentions for who in ("sato", "tanaka", "suzuki")}
    assert counts == {"sato": 0, "tanaka": 2, "suzuki": 2}
    assert len(mentions_of(db, cast.tanaka).messages) == 2
    assert mentions_of(db, cast.stranger).messages == []
    mark_read(db, cast.tanaka, room, 3)
    assert mine(db, cast.tanaka, room).mentions == 0


def test_an_edit_can_take_a_mention_back_and_a_removal_does(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    called = Draft(client_key="k", text="@田中", mentions=[Mention("person", cast.tanaka.member_id, 0, 3)])
    sent = send_message(db, cast.sato, room, called)
    edit_message(db, cast.sato, sent.id, "呼んでいません")
    assert mine(db, cast.tanaka, room).mentions == 0
    edit_message(db, cast.sato, sent.id, "@田中", called.mentions)
    assert mine(db, cast.tanaka, room).mentions == 1
    remove_message(db, cast.sato, sent.id)
    assert mentions_of(db, cast.tanaka).messages == []


def test_a_reaction_is_one_emoji_of_ones_own(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    sent = say(db, cast.sato, room, "開設しました")
    for who in (cast.sato, cast.tanaka, cast.tanaka):
        add_reaction(db, who, sent.id, "👍")
    add_reaction(db, cast.tanaka, sent.id, "👩🏽‍🚒")
    found = {one.emoji: one.member_ids for one in message(db, cast.sato, sent.id).reactions}
    assert found["👍"] == [cast.sato.member_id, cast.tanaka.member_id]
    remove_reaction(db, cast.tanaka, sent.id, "👍")
    remove_reaction(db, cast.tanaka, sent.id, "👍")
    assert message(db, cast.sato, sent.id).reactions[0].member_ids != found["👍"]
    for wrong in ("", "ab", "あ", "👍👍", "<", "👍" * 20):
        with pytest.raises(ReactionUnknown):
            add_reaction(db, cast.sato, sent.id, wrong)
    with pytest.raises(MessageNotFound):
        add_reaction(db, cast.stranger, sent.id, "👍")
    remove_message(db, cast.sato, sent.id)
    with pytest.raises(MessageGone):
        add_reaction(db, cast.tanaka, sent.id, "👍")


def test_history_is_paged_both_ways_without_gap_or_double(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    sent = [say(db, cast.sato, room, f"{i}件目") for i in range(25)]
    newest = page_of(db, cast.sato, room, Place(limit=10))
    assert [m.id for m in newest.messages] == [m.id for m in sent[15:]]
    assert (newest.has_before, newest.has_after) == (True, False)
    before = page_of(db, cast.sato, room, Place(before=newest.messages[0].seq, limit=10))
    assert [m.id for m in before.messages] == [m.id for m in sent[5:15]]
    after = page_of(db, cast.sato, room, Place(after=sent[4].seq, limit=10))
    assert [m.id for m in after.messages] == [m.id for m in before.messages]
    around = page_of(db, cast.sato, room, Place(around=sent[12].seq, limit=10))
    assert [m.id for m in around.messages] == [m.id for m in sent[7:17]]


def test_every_page_is_a_piece_of_the_timeline_and_says_rightly_whether_there_is_more(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    sent = [say(db, cast.sato, room, f"{i}件目") for i in range(5)]
    whole = [message.id for message in sent]
    seqs = [0, sent[0].seq - 1, *(message.seq for message in sent), sent[-1].seq + 1, 2**40]
    places = [
        place
        for limit in (1, 2, 3, 5, 6)
        for place in (
            Place(limit=limit),
            *(Place(before=seq, limit=limit) for seq in seqs),
            *(Place(after=seq, limit=limit) for seq in seqs),
            *(Place(around=seq, limit=limit) for seq in seqs),
            *(Place(n=n, limit=limit) for n in range(8)),
        )
    ]
    for place in places:
        page = page_of(db, cast.sato, room, place)
        ids = [message.id for message in page.messages]
        assert len(ids) <= place.limit
        if not ids:
            assert (page.has_before, page.has_after) == (False, False)
            continue
        start = whole.index(ids[0])
        assert ids == whole[start : start + len(ids)], place
        assert (page.has_before, page.has_after) == (start > 0, start + len(ids) < len(whole)), place


def test_one_jumps_to_a_day_as_japan_counts_days(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    late_evening, next_morning = 1_795_273_140_000, 1_795_273_260_000  # 2026-11-21 23:59 and 22nd 00:01, Japan
    say_at(db, cast.sato, room, "前日", late_evening)
    today = say_at(db, cast.sato, room, "当日", next_morning)
    assert page_of(db, cast.sato, room, Place(on="2026-11-22")).messages[0].text == "当日"
    assert len(page_of(db, cast.sato, room, Place(on="2026-11-01")).messages) == 2
    assert page_of(db, cast.sato, room, Place(on="2027-01-01")).messages[-1].id == today
    for wrong in ("", "きのう", "2026-13-01", "99999-01-01"):
        with pytest.raises(DayUnknown):
            page_of(db, cast.sato, room, Place(on=wrong))


def test_a_page_shows_each_message_as_its_permalink_does(db: Db, cast: Cast) -> None:
    """A page comes as the database writes it down; a permalink is made of the row."""
    room = room_of(db, cast.sato, cast.tanaka, cast.suzuki)
    texts = ["一行目\n二行目", '"引用" \\ {"id": null}', "髙﨑邉󠄂 👩‍👩‍👧", ",],[", "𩸽" * 5_000]
    said = [say(db, cast.sato, room, text) for text in texts]
    for who in (cast.tanaka, cast.suzuki):
        say(db, who, room, "返事", root_id=said[0].id)
        add_reaction(db, who, said[1].id, "👍")
    add_reaction(db, cast.tanaka, said[1].id, "🙏")
    calls = Mention("person", cast.tanaka.member_id, 0, 3)
    said.append(send_message(db, cast.sato, room, Draft(client_key="m", text="@田中", mentions=[calls])))
    file_ids: list[str] = [uploaded(db, cast.sato, '見積"書".pdf'), uploaded(db, cast.sato, thumbnail="t")]
    said.append(send_message(db, cast.sato, room, Draft(client_key="f", file_ids=file_ids)))
    edit_message(db, cast.sato, said[2].id, "書き直しました")
    gone = say(db, cast.sato, room, "消えます")
    remove_message(db, cast.sato, gone.id)
    page = page_of(db, cast.tanaka, room, Place())
    assert page.messages == [message(db, cast.tanaka, one.id) for one in [*said, gone]]
    assert {person.id for person in page.people} == {who.member_id for who in (cast.sato, cast.tanaka, cast.suzuki)}


def say_at(db: Db, who: Viewer, room: RoomId, text: str, at: int) -> str:
    return send_message(db, who, room, Draft(client_key=text, text=text), at).id


def test_a_reply_tells_who_has_read_it_and_being_called_later_is_no_reading(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.suzuki)
    root = say(db, cast.sato, room, "相談です")
    first = say(db, cast.tanaka, room, "こうしては", root.id)
    invite(db, cast.sato, room, [cast.stranger.member_id])
    called = Mention(kind="person", id=cast.suzuki.member_id, start=0, length=3)
    second = send_message(
        db, cast.tanaka, room, Draft(client_key="call", text="@鈴木 どうですか", root_id=root.id, mentions=[called])
    )
    readers = readers_of(db, cast.sato, first.id)
    assert (readers.read, readers.total) == ([], 2)  # the stranger came later, 鈴木 was called later
    mark_thread_read(db, cast.suzuki, root.id, 2)
    mark_thread_read(db, cast.stranger, root.id, 2)
    assert [by.person.id for by in readers_of(db, cast.sato, first.id).read] == [cast.suzuki.member_id]
    assert {by.person.id for by in readers_of(db, cast.sato, second.id).read} == {
        cast.suzuki.member_id,
        cast.stranger.member_id,
    }


def test_who_only_looks_into_a_thread_has_read_it_and_does_not_follow_it(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.suzuki)
    root = say(db, cast.sato, room, "相談です")
    say(db, cast.tanaka, room, "こうしては", root.id)
    mark_thread_read(db, cast.suzuki, root.id, 1)
    say(db, cast.tanaka, room, "追伸", root.id)
    assert mine(db, cast.suzuki, room).thread_unread == 0
    assert threads_of(db, cast.suzuki).threads == []
    thread = thread_of(db, cast.suzuki, root.id)
    assert thread.following is False
    assert {mark.member_id: mark.n for mark in thread.marks} == {
        cast.sato.member_id: 0,
        cast.tanaka.member_id: 2,
        cast.suzuki.member_id: 1,
    }


def test_a_card_names_the_threads_that_wait_and_all_of_them_are_read_in_one_stroke(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    roots = [say(db, cast.sato, room, text) for text in ("一", "二")]
    for root in roots:
        say(db, cast.tanaka, room, "返信", root.id)
    assert {thread.root_id for thread in mine(db, cast.sato, room).threads} == {root.id for root in roots}
    for who in (cast.stranger, cast.neighbour):
        with pytest.raises(RoomNotFound):
            mark_threads_read(db, who, room)
    mark_threads_read(db, cast.sato, room)
    assert (mine(db, cast.sato, room).threads, mine(db, cast.sato, room).thread_unread) == ([], 0)


def test_a_room_one_was_brought_into_is_fresh_until_one_looks(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    invite(db, cast.sato, room, [cast.tanaka.member_id])
    assert (mine(db, cast.sato, room).fresh, mine(db, cast.tanaka, room).fresh) == (False, True)
    mark_read(db, cast.tanaka, room, 0)
    assert mine(db, cast.tanaka, room).fresh is False


def test_a_quote_leads_only_to_a_message_of_the_same_room(db: Db, cast: Cast) -> None:
    room, elsewhere = room_of(db, cast.sato, cast.tanaka), room_of(db, cast.sato, name="別室")
    here, hidden = say(db, cast.tanaka, room, "ここ"), say(db, cast.sato, elsewhere, "別")
    marks = [
        Mention(kind="person", id=cast.tanaka.member_id, start=start, length=1, message=quoted.id)
        for start, quoted in enumerate((here, hidden))
    ]
    sent = send_message(db, cast.sato, room, Draft(client_key="quote", text="@@", mentions=marks))
    assert [mention.message for mention in sent.mentions] == [here.id, None]
