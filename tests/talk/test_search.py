"""Searching: what is found, what is shown, and who finds nothing."""

import pytest

from kairan.core.kit.database import Db
from kairan.core.kit.problems import Malformed
from kairan.core.viewer import Viewer
from kairan.files import FileId
from kairan.files.actions import Announced, Capacity, Received, accept_file, begin_upload
from kairan.talk.actions import edit_message, remove_message, send_message
from kairan.talk.model import Draft, Message, MessageId, RoomId
from kairan.talk.problems import DayUnknown, RoomNotFound
from kairan.talk.queries import day_begins_at
from kairan.talk.rooms import archive_room, invite, join_room, leave_room, open_direct, remove_member
from kairan.talk.search import SearchQuery, rebuild_index, search
from tests.cast import NO_SUCH_ID, Cast, room_of, say
from tests.talk.searching import found, hits, ids_found


@pytest.mark.parametrize(
    ("text", "q"),
    [
        ("明日の避難所の件です", "避難"),
        ("明日の避難所の件です", "所"),
        ("明日の避難所の件です", "件です"),
        ("明日の避難所の件です", "す"),
        ("明日の避難所の件です", "明日の避難所の件です"),
        ("髙﨑さんへ渡邉より", "高崎"),
        ("高崎さんへ渡辺より", "渡邊"),
        ("ﾊﾟｿｺﾝが動きません", "パソコン"),
        ("パソコンが動きません", "ぱそこん"),
        ("サーバーを再起動", "サ－バ－"),
        ("ＬＧＷＡＮ接続", "lgwan"),
        ("A棟の鍵", "a棟"),
        ("鍵\n返却", '"鍵 返却"'),
        ("会議 資料 を送ります", "資料 会議"),
        ("会議は１０：００から", "10:00"),
        ("100%達成_です", "100%"),
        ("100%達成_です", "_"),
        ("a' OR 1=1 --", "' or"),
        ("𠮷野家の😀", "吉野家の😀"),
    ],
)
def test_a_message_is_found(db: Db, cast: Cast, text: str, q: str) -> None:
    room = room_of(db, cast.sato)
    say(db, cast.sato, room, "別の話")
    message = say(db, cast.sato, room, text)
    assert ids_found(db, cast.sato, q) == [message.id]


@pytest.mark.parametrize(
    "q", ["難避", "避所", "避難所 欠席", '"避難 所"', "*", "NEAR", "避難*", "AND", "(", "避難 OR 別"]
)
def test_a_message_is_not_found_by_what_it_does_not_say(db: Db, cast: Cast, q: str) -> None:
    say(db, cast.sato, room_of(db, cast.sato), "避難する所")
    assert found(db, cast.sato, q) == []


@pytest.mark.parametrize("q", ["", "  ", "　", '"', '""', "\u200b"])
def test_a_query_without_words_finds_nothing(db: Db, cast: Cast, q: str) -> None:
    say(db, cast.sato, room_of(db, cast.sato), "何か")
    assert search(db, cast.sato, SearchQuery(q=q)).hits == []


def test_every_word_must_occur_in_any_order(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    say(db, cast.sato, room, "会議の資料")
    say(db, cast.sato, room, "資料のみ")
    assert found(db, cast.sato, "資料　会議") == ["会議の資料"]


def test_the_newest_come_first_across_rooms(db: Db, cast: Cast) -> None:
    one, other = room_of(db, cast.sato), room_of(db, cast.sato)
    for number, room in enumerate([one, other, other, one, other]):
        _say_at(db, cast.sato, room, f"議題{number}", at=1_700_000_000_000 + number)
    assert found(db, cast.sato, "議題") == ["議題4", "議題3", "議題2", "議題1", "議題0"]


def test_pages_follow_one_another_without_hole_or_double(db: Db, cast: Cast) -> None:
    rooms = [room_of(db, cast.sato) for _ in range(3)]
    for number in range(65):
        _say_at(db, cast.sato, rooms[number % 3], f"連絡{number}", at=1_700_000_000_000 + number // 4)
    first = search(db, cast.sato, SearchQuery(q="連絡"))
    assert len(first.hits) == 20
    assert len(set(ids_found(db, cast.sato, "連絡"))) == len(ids_found(db, cast.sato, "連絡")) == 65


def test_search_is_narrowed_by_room_author_and_days_in_japan(db: Db, cast: Cast) -> None:
    one, other = room_of(db, cast.sato, cast.tanaka), room_of(db, cast.sato)
    midnight = day_begins_at("2026-04-01")
    _say_at(db, cast.sato, one, "予算A", at=midnight - 1)
    _say_at(db, cast.tanaka, one, "予算B", at=midnight)
    _say_at(db, cast.sato, other, "予算C", at=midnight + 86_399_999)
    _say_at(db, cast.sato, other, "予算D", at=midnight + 86_400_000)
    assert found(db, cast.sato, "予算", room_id=other) == ["予算D", "予算C"]
    assert found(db, cast.sato, "予算", author_id=cast.tanaka.member_id) == ["予算B"]
    assert found(db, cast.sato, "予算", since="2026-04-01", until="2026-04-01") == ["予算C", "予算B"]
    assert found(db, cast.sato, "予算", until="2026-03-31") == ["予算A"]
    assert found(db, cast.sato, "予算", since="2026-04-02") == ["予算D"]
    assert found(db, cast.sato, "予算", since="2026-04-02", until="2026-04-01") == []


@pytest.mark.parametrize("author", ['x" OR "', "*", "あ", "\x00", "\ud800", "", NO_SUCH_ID, "NOT", '"'])
def test_an_author_who_is_nobody_has_said_nothing(db: Db, cast: Cast, author: str) -> None:
    say(db, cast.sato, room_of(db, cast.sato), "予算")
    assert found(db, cast.sato, "予算", author_id=author) == []


def test_old_and_rare_words_are_found_among_many_years(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    _say_at(db, cast.sato, room, "十年前の台風", at=day_begins_at("2016-10-01"))
    for year in range(2017, 2027):
        _say_at(db, cast.sato, room, f"{year}年の会議", at=day_begins_at(f"{year}-01-01"))
    assert found(db, cast.sato, "台風") == ["十年前の台風"]
    assert len(found(db, cast.sato, "会議")) == 10


def test_an_edited_message_is_found_by_its_new_text_only(db: Db, cast: Cast) -> None:
    message = say(db, cast.sato, room_of(db, cast.sato), "集合は体育館です")
    edit_message(db, cast.sato, message.id, "集合は公民館です")
    assert found(db, cast.sato, "体育") == []
    assert found(db, cast.sato, "公民") == ["集合は公民館です"]
    assert found(db, cast.sato, "集合") == ["集合は公民館です"]


def test_a_removed_message_is_not_found(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    message, kept = say(db, cast.sato, room, "誤送信です"), say(db, cast.sato, room, "誤送信でした")
    remove_message(db, cast.sato, message.id)
    assert ids_found(db, cast.sato, "誤送信") == [kept.id]


def test_replies_in_threads_are_found(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    root = say(db, cast.sato, room, "質問")
    reply = say(db, cast.sato, room, "回答です", root_id=root.id)
    assert ids_found(db, cast.sato, "回答") == [reply.id]


def test_a_message_is_found_by_the_names_of_its_files(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    file_id = _uploaded(db, cast.sato, "令和８年度予算書.xlsx")
    message = send_message(db, cast.sato, room, Draft(client_key="f", text="送ります", file_ids=[file_id]))
    (hit,) = hits(db, cast.sato, "8年度予算")
    assert hit.message.id == message.id
    assert [part.text for part in hit.snippet if part.hit] == ["８年度予算"]
    edit_message(db, cast.sato, message.id, "差し替えます")
    assert ids_found(db, cast.sato, "予算書 差し替え") == [message.id]
    remove_message(db, cast.sato, message.id)
    assert found(db, cast.sato, "予算書") == []


def test_archived_rooms_and_direct_talks_are_searched(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    say(db, cast.sato, room, "保管の話")
    archive_room(db, cast.sato, room)
    direct = open_direct(db, cast.sato, [cast.tanaka.member_id])
    say(db, cast.tanaka, direct, "内緒の話")
    assert found(db, cast.sato, "の話") == ["内緒の話", "保管の話"]
    assert [hit.room.kind for hit in hits(db, cast.sato, "の話")] == ["direct", "group"]


def test_the_snippet_marks_what_was_found_as_it_was_typed(db: Db, cast: Cast) -> None:
    say(db, cast.sato, room_of(db, cast.sato), "前置き。" * 20 + "担当は髙﨑さん、\nﾊﾟｿｺﾝの係です。" + "後書き。" * 40)
    (hit,) = hits(db, cast.sato, "高崎 パソコン")
    assert [part.text for part in hit.snippet if part.hit] == ["髙﨑", "ﾊﾟｿｺﾝ"]
    whole = "".join(part.text for part in hit.snippet)
    assert whole.startswith("…")
    assert whole.endswith("…")
    assert "担当は髙﨑さん、 ﾊﾟｿｺﾝの係です。" in whole
    assert len(whole) < 140


def test_the_answer_names_the_people_in_it(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    say(db, cast.tanaka, room, "名前の確認")
    page = search(db, cast.sato, SearchQuery(q="確認"))
    assert [person.id for person in page.people] == [cast.tanaka.member_id]


# ---- who finds nothing


def test_a_stranger_and_another_body_find_nothing(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, open=True)
    say(db, cast.sato, room, "部外秘の話")
    for who in (cast.stranger, cast.neighbour, cast.guest):
        page = search(db, who, SearchQuery(q="部外秘"))
        assert (page.hits, page.people, page.next) == ([], [], None)


def test_a_room_one_is_not_in_cannot_be_told_from_no_room(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    say(db, cast.sato, room, "部外秘の話")
    for who in (cast.stranger, cast.neighbour):
        for asked in (room, RoomId(NO_SUCH_ID)):
            with pytest.raises(RoomNotFound):
                search(db, who, SearchQuery(q="部外秘", room_id=asked))


def test_who_was_removed_or_has_left_finds_nothing_any_more(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.suzuki)
    say(db, cast.tanaka, room, "退出前の話")
    remove_member(db, cast.sato, room, cast.tanaka.member_id)
    leave_room(db, cast.suzuki, room)
    assert found(db, cast.tanaka, "退出前") == []
    assert found(db, cast.suzuki, "退出前") == []
    assert found(db, cast.sato, "退出前") == ["退出前の話"]


def test_who_sees_no_history_finds_only_what_came_after_joining(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, open=True, history="since_joining")
    say(db, cast.sato, room, "以前の話")
    join_room(db, cast.tanaka, room)
    say(db, cast.sato, room, "以後の話")
    assert found(db, cast.tanaka, "の話") == ["以後の話"]
    assert found(db, cast.tanaka, "の話", room_id=room) == ["以後の話"]
    assert found(db, cast.tanaka, "の話", author_id=cast.sato.member_id, since="2020-01-01") == ["以後の話"]
    assert found(db, cast.sato, "の話") == ["以後の話", "以前の話"]


def test_who_comes_back_sees_what_the_room_lets_them_see(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, history="since_joining")
    say(db, cast.sato, room, "最初の話")
    leave_room(db, cast.tanaka, room)
    say(db, cast.sato, room, "留守の話")
    invite(db, cast.sato, room, [cast.tanaka.member_id])
    say(db, cast.sato, room, "帰った後の話")
    assert found(db, cast.tanaka, "の話") == ["帰った後の話"]


@pytest.mark.parametrize("day", ["2026-13-01", "昨日", "9999-12-31", ""])
def test_a_day_that_cannot_be_read_is_refused(db: Db, cast: Cast, day: str) -> None:
    room_of(db, cast.sato)
    with pytest.raises(DayUnknown):
        search(db, cast.sato, SearchQuery(q="話", until=day))


@pytest.mark.parametrize("what", ["", "\x00", "\ud800", "あ" * 13, "' OR 1=1 --"])
def test_a_page_or_a_room_that_does_not_exist_is_refused(db: Db, cast: Cast, what: str) -> None:
    with pytest.raises(Malformed):
        search(db, cast.sato, SearchQuery(q="話", before=MessageId(what)))
    with pytest.raises(RoomNotFound):
        search(db, cast.sato, SearchQuery(q="話", room_id=RoomId(what)))


def test_the_index_made_anew_answers_as_before(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    messages = [say(db, cast.sato, room, f"再構築{number}") for number in range(5)]
    edit_message(db, cast.sato, messages[1].id, "変更後の再構築")
    remove_message(db, cast.sato, messages[2].id)
    before = ids_found(db, cast.sato, "再構築")
    told: list[int] = []
    assert rebuild_index(db, told.append) == 5
    assert told == [5]
    assert ids_found(db, cast.sato, "再構築") == before
    edit_message(db, cast.sato, messages[0].id, "もう一度")
    assert messages[0].id not in ids_found(db, cast.sato, "再構築")


def _say_at(db: Db, who: Viewer, room: RoomId, text: str, at: int) -> Message:
    return send_message(db, who, room, Draft(client_key=f"at{at}{text}", text=text), at)


def _uploaded(db: Db, who: Viewer, name: str) -> FileId:
    capacity = Capacity(file_bytes=1000)
    upload = begin_upload(db, who, Announced(name, "text/plain", 10), capacity)
    received = Received(type="text/plain", size=10, digest=b"d", blob_key=upload.blob_key)
    return accept_file(db, who, upload.id, received).id
