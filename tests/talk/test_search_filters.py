"""Searching without words, without some words, and only as far as the budget reaches."""

import pytest

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.files import FileId
from kairan.files.actions import Announced, Capacity, Received, accept_file, begin_upload
from kairan.talk.actions import remove_message, send_message
from kairan.talk.model import Draft, Mention, Message, MessageId, RoomId
from kairan.talk.problems import OnlyExcluded
from kairan.talk.search import SearchQuery, looking, search
from tests.cast import NO_SUCH_ID, Cast, assemble, room_of, say
from tests.talk.searching import found

DAY_MS = 86_400_000
NOON = 1_795_402_800_000  # 2026-11-23 12:00 in Japan


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


def said(db: Db, who: Viewer, room: RoomId, text: str, at: int = NOON, **more: object) -> Message:
    return send_message(db, who, room, Draft(client_key=f"{text}{at}", text=text, **more), at)  # type: ignore[arg-type]


def a_file(db: Db, who: Viewer, name: str) -> FileId:
    receiving = begin_upload(db, who, Announced(name, "text/plain", 3), Capacity(file_bytes=10**6))
    received = Received(type="text/plain", size=3, digest=b"d" * 32, blob_key=receiving.blob_key)
    return accept_file(db, who, receiving.id, received).id


@pytest.fixture
def week(db: Db, cast: Cast) -> RoomId:
    """A week in two rooms: two people, a file, a call, a message that was removed."""
    room, other = room_of(db, cast.sato, cast.tanaka), room_of(db, cast.sato, cast.tanaka, name="もう一つ")
    said(db, cast.tanaka, room, "月曜の報告")
    said(db, cast.sato, room, "火曜の返事", NOON + DAY_MS)
    said(db, cast.tanaka, other, "水曜の相談", NOON + 2 * DAY_MS)
    called = Mention("person", cast.sato.member_id, 0, 3)
    said(db, cast.tanaka, room, "@佐藤 木曜の依頼", NOON + 3 * DAY_MS, mentions=[called])
    said(db, cast.tanaka, other, "金曜の資料", NOON + 4 * DAY_MS, file_ids=[a_file(db, cast.tanaka, "案.txt")])
    remove_message(db, cast.tanaka, said(db, cast.tanaka, room, "取り消した話", NOON + 5 * DAY_MS).id)
    return room


def test_a_person_and_days_are_enough(db: Db, cast: Cast, week: RoomId) -> None:
    tanaka = cast.tanaka.member_id
    assert found(db, cast.sato, "", author_id=tanaka) == ["金曜の資料", "@佐藤 木曜の依頼", "水曜の相談", "月曜の報告"]
    assert found(db, cast.sato, "", since="2026-11-24", until="2026-11-25") == ["水曜の相談", "火曜の返事"]
    assert found(db, cast.sato, "", author_id=tanaka, since="2026-11-24", until="2026-11-25") == ["水曜の相談"]
    assert found(db, cast.sato, "", room_id=week) == ["@佐藤 木曜の依頼", "火曜の返事", "月曜の報告"]


def test_what_has_files_and_what_calls_oneself_can_be_asked_for(db: Db, cast: Cast, week: RoomId) -> None:
    def texts(**more: object) -> list[str]:
        return [hit.message.text for hit in search(db, cast.sato, SearchQuery(**more)).hits]  # type: ignore[arg-type]

    assert texts(with_files=True) == ["金曜の資料"]
    assert texts(with_files=True, room_id=week) == []
    assert texts(to_me=True) == ["@佐藤 木曜の依頼"]
    assert texts(to_me=True, q="依頼") == ["@佐藤 木曜の依頼"]
    assert texts(to_me=True, q="資料") == []


@pytest.mark.parametrize("minus", ["-", "－", "−"])
def test_a_word_with_a_minus_must_not_occur(db: Db, cast: Cast, week: RoomId, minus: str) -> None:
    assert found(db, cast.sato, f"曜の {minus}報告 {minus}「返事", room_id=week) == ["@佐藤 木曜の依頼", "火曜の返事"]
    assert found(db, cast.sato, f'{minus}"曜の返事"', room_id=week) == ["@佐藤 木曜の依頼", "月曜の報告"]
    with pytest.raises(OnlyExcluded):
        search(db, cast.sato, SearchQuery(q=f"{minus}報告"))


def test_a_stranger_finds_nothing_by_filters(db: Db, cast: Cast, week: RoomId) -> None:
    for query in (
        SearchQuery(author_id=cast.tanaka.member_id),
        SearchQuery(since="2026-11-01"),
        SearchQuery(to_me=True),
    ):
        assert search(db, cast.stranger, query).hits == []


def test_it_says_how_many_there_are_and_where_it_only_knows_at_least(
    db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "COUNT_S", 600)
    monkeypatch.setattr(looking, "LOOK_S", 600)
    room = room_of(db, cast.sato)
    for number in range(103):
        said(db, cast.sato, room, f"報告{number}", NOON + number)
        if number == 29:
            few = search(db, cast.sato, SearchQuery(q="報告"))
            assert (len(few.hits), few.found, few.found_is_all) == (20, 30, True)
    many = search(db, cast.sato, SearchQuery(q="報告"))
    assert (len(many.hits), many.found, many.found_is_all) == (20, 100, False)
    assert search(db, cast.sato, SearchQuery(q="報告", before=many.next)).found is None


@pytest.fixture
def small_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "LOOK_MOST", 48)
    monkeypatch.setattr(looking, "LOOK_S", 600)


@pytest.mark.usefixtures("small_budget")
def test_a_phrase_that_is_nowhere_is_sought_so_far_and_one_can_go_on(db: Db, cast: Cast) -> None:
    """Both pairs of letters are everywhere, the phrase is at the very beginning only."""
    room = room_of(db, cast.sato)
    said(db, cast.sato, room, "所の窓", NOON)
    for number in range(1, 120):
        said(db, cast.sato, room, "役所の前、の窓口", NOON + number)
    before, pages = None, 0
    while True:
        page = search(db, cast.sato, SearchQuery(q='"所の窓"', before=before))
        pages += 1
        if page.hits:
            break
        assert page.next is not None
        assert page.looked_to is not None
        assert not page.found_is_all
        before = page.next
    assert [hit.message.text for hit in page.hits] == ["所の窓"]
    assert pages == 3


def test_a_page_after_a_message_one_may_not_read_is_as_after_one_that_is_none(db: Db, cast: Cast) -> None:
    closed = room_of(db, cast.tanaka)
    secret = say(db, cast.tanaka, closed, "極秘の議題")
    say(db, cast.sato, room_of(db, cast.sato), "自分の議題")
    none = f"{secret.id[:-1]}{'0' if secret.id[-1] != '0' else '1'}"
    pages = [search(db, cast.sato, SearchQuery(q="議題", before=MessageId(one))) for one in (secret.id, none)]
    assert pages[0] == pages[1]
    assert search(db, cast.sato, SearchQuery(q="議題", before=MessageId(NO_SUCH_ID))).hits == []
