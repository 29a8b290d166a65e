"""Policy in the talk: each act is refused by the server where the body refuses it, by the class of the room."""

from collections.abc import Callable

import msgspec
import pytest

from kairan.core.journal import Entry, followed_streams, readable_span
from kairan.core.kit.database import Db
from kairan.core.viewer import RoomClass, Viewer
from kairan.files.actions import Announced, Capacity, Received, accept_file, begin_upload
from kairan.files.model import FileId
from kairan.files.queries import content_of, thumbnail_of
from kairan.people.queries import departments_of, find_people
from kairan.policy.model import ACTS, OF_FORMS
from kairan.policy.problems import RefusedByPolicy
from kairan.talk import keeps_reading
from kairan.talk.access import require_room
from kairan.talk.actions import edit_message, remove_message, send_message
from kairan.talk.cards import card_of, cards_of, members_of, open_rooms
from kairan.talk.model import Draft, NewRoom, RoomChange, RoomId, room_stream
from kairan.talk.problems import MasterOnly, RoomNotFound
from kairan.talk.queries import Place as At
from kairan.talk.queries import mentions_of, message, page_of
from kairan.talk.reactions import add_reaction
from kairan.talk.reading import mark_read, marks_of, readers_of
from kairan.talk.room_files import files_of
from kairan.talk.rooms import archive_room, change_room, create_room, invite, join_room, open_direct
from kairan.talk.search import SearchQuery, search
from kairan.talk.threads import thread_of, threads_of
from tests.cast import Cast, assemble, room_of, say
from tests.policy.conftest import allowing

CLASSES = (1, 2, 3)


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


def rooms_by_class(db: Db, cast: Cast) -> dict[int, RoomId]:
    """One room of each class with 佐藤 and 田中 in it, and a message in each."""
    rooms = {n: room_of(db, cast.sato, cast.tanaka, name=f"機密性{n}", room_class=n) for n in CLASSES}
    for room in rooms.values():
        say(db, cast.tanaka, room, "議題の資料です")
    return rooms


def uploaded(db: Db, viewer: Viewer, name: str = "図.png") -> FileId:
    """Send a picture, as the intake does."""
    receiving = begin_upload(db, viewer, Announced(name, "image/png", 3), Capacity(file_bytes=10**6))
    received = Received(
        type="image/png", size=3, digest=b"d" * 32, blob_key=receiving.blob_key, thumbnail_key="t", width=1, height=1
    )
    return accept_file(db, viewer, receiving.id, received).id


def with_files(key: str, *file_ids: str) -> Draft:
    """A message of files alone."""
    return Draft(client_key=key, text="", file_ids=list(file_ids))


def test_a_room_is_of_the_bodys_class_unless_its_maker_says_otherwise(db: Db, cast: Cast) -> None:
    strict = msgspec.structs.replace(cast.sato, rules=msgspec.structs.replace(cast.sato.rules, default_class=3))
    cases: list[tuple[Viewer, RoomClass | None, int]] = [(cast.sato, None, 2), (strict, None, 3), (strict, 1, 1)]
    for maker, wanted, becomes in cases:
        room = create_room(db, maker, NewRoom(name="部屋", room_class=wanted))
        assert card_of(db, maker, room).room_class == becomes
    assert card_of(db, strict, open_direct(db, strict, [cast.tanaka.member_id])).room_class == 3


def test_a_room_one_may_not_read_here_is_not_there(db: Db, cast: Cast) -> None:
    rooms = rooms_by_class(db, cast)
    here = allowing(cast.sato, read=2)
    assert {card.id for card in cards_of(db, here)} == {rooms[1], rooms[2]}
    assert room_stream(rooms[3]) not in followed_streams(db, here)
    assert readable_span(db, here, room_stream(rooms[3])) is None
    for ask in (require_room, card_of, members_of, marks_of, files_of):
        ask(db, here, rooms[2])
        with pytest.raises(RefusedByPolicy):
            ask(db, here, rooms[3])
    with pytest.raises(RefusedByPolicy):
        page_of(db, here, rooms[3], At())
    with pytest.raises(RefusedByPolicy):
        mark_read(db, here, rooms[3], 1)


def test_who_is_not_in_a_room_learns_nothing_of_its_class(db: Db, cast: Cast) -> None:
    room = rooms_by_class(db, cast)[3]
    with pytest.raises(RoomNotFound):
        require_room(db, allowing(cast.stranger, read=2), room)


def test_messages_of_such_a_room_are_nowhere(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, room_class=3)
    call = {"mentions": [{"kind": "all", "id": None, "start": 0, "length": 3}]}
    draft = msgspec.convert({"client_key": "a", "text": "@全員", **call}, Draft)
    root = send_message(db, cast.tanaka, room, draft)
    say(db, cast.sato, room, "返信", root.id)
    say(db, cast.tanaka, room, "返信の返信", root.id)
    here = allowing(cast.sato, read=2)
    assert len(mentions_of(db, cast.sato).messages) == len(threads_of(db, cast.sato).threads) == 1
    assert mentions_of(db, here).messages == []
    assert threads_of(db, here).threads == []
    for ask in (message, readers_of, thread_of):
        with pytest.raises(RefusedByPolicy):
            ask(db, here, root.id)


def test_search_finds_only_where_it_may_look(db: Db, cast: Cast) -> None:
    rooms = rooms_by_class(db, cast)
    for levels, found in (({}, {1, 2, 3}), ({"search": 2}, {1, 2}), ({"read": 1}, {1})):
        hits = search(db, allowing(cast.sato, **levels), SearchQuery(q="資料")).hits
        assert {hit.room.id for hit in hits} == {rooms[n] for n in found}
    with pytest.raises(RefusedByPolicy):
        search(db, allowing(cast.sato, search=0), SearchQuery(q="資料"))
    with pytest.raises(RefusedByPolicy):
        search(db, allowing(cast.sato, search=2), SearchQuery(q="資料", room_id=rooms[3]))


Try = Callable[[Db, Viewer, Cast, RoomId, str], object]
WRITING: dict[str, Try] = {
    "send": lambda db, who, _cast, room, _id: say(db, who, room, "送る"),
    "reply": lambda db, who, _cast, room, one: say(db, who, room, "返信", one),  # type: ignore[arg-type]
    "edit": lambda db, who, _cast, _room, one: edit_message(db, who, one, "直す"),  # type: ignore[arg-type]
    "react": lambda db, who, _cast, _room, one: add_reaction(db, who, one, "👍"),  # type: ignore[arg-type]
    "rename": lambda db, who, _cast, room, _id: change_room(db, who, room, RoomChange(name="別の名")),
    "remove": lambda db, who, _cast, _room, one: remove_message(db, who, one),  # type: ignore[arg-type]
    "archive": lambda db, who, _cast, room, _id: archive_room(db, who, room),
}


@pytest.mark.parametrize("act", WRITING)
def test_nothing_is_written_where_writing_is_refused(db: Db, cast: Cast, act: str) -> None:
    here = allowing(cast.sato, write=1)
    for room_class, refused in ((1, False), (2, True)):
        room = room_of(db, cast.sato, cast.tanaka, room_class=room_class)
        one = say(db, cast.sato, room, "もとの文").id
        if not refused:
            WRITING[act](db, here, cast, room, one)
            continue
        head = card_of(db, cast.sato, room).seq
        with pytest.raises(RefusedByPolicy):
            WRITING[act](db, here, cast, room, one)
        assert card_of(db, cast.sato, room).seq == head


def download(db: Db, who: Viewer, file_id: FileId, _room: RoomId) -> None:
    content_of(db, who, file_id, to_keep=True)


def look(db: Db, who: Viewer, file_id: FileId, _room: RoomId) -> None:
    content_of(db, who, file_id, to_keep=False)


def small(db: Db, who: Viewer, file_id: FileId, _room: RoomId) -> None:
    thumbnail_of(db, who, file_id)


def forward(db: Db, who: Viewer, file_id: FileId, room: RoomId) -> None:
    send_message(db, who, room, with_files(f"w{file_id}", file_id))


def test_files_are_viewed_kept_and_forwarded_by_the_class_of_their_rooms(db: Db, cast: Cast) -> None:
    rooms = rooms_by_class(db, cast)
    files = {}
    for n, room in rooms.items():
        files[n] = uploaded(db, cast.tanaka)
        send_message(db, cast.tanaka, room, with_files(f"f{n}", files[n]))
    here = allowing(cast.sato, download=1, view_file=2, forward=1)
    for n in CLASSES:
        for act, most in ((download, 1), (look, 2), (small, 2), (forward, 1)):
            if n > most:
                with pytest.raises(RefusedByPolicy):
                    act(db, here, files[n], rooms[1])
            else:
                act(db, here, files[n], rooms[1])


def test_ones_own_file_is_of_the_class_of_its_room_too(db: Db, cast: Cast) -> None:
    room = rooms_by_class(db, cast)[3]
    here = allowing(cast.sato, read=2)
    file_id = uploaded(db, cast.sato)
    assert content_of(db, here, file_id, to_keep=True).id == file_id
    send_message(db, cast.sato, room, with_files("own", file_id))
    with pytest.raises(RefusedByPolicy):
        content_of(db, here, file_id, to_keep=False)
    with pytest.raises(RefusedByPolicy):
        thumbnail_of(db, here, file_id)
    assert content_of(db, cast.sato, file_id, to_keep=True).id == file_id


def test_attaching_is_refused_where_it_is_refused(db: Db, cast: Cast) -> None:
    rooms = rooms_by_class(db, cast)
    here = allowing(cast.sato, attach=1)
    for n in CLASSES:
        draft = with_files(f"a{n}", uploaded(db, cast.sato))
        if n == 1:
            assert send_message(db, here, rooms[n], draft).files
        else:
            with pytest.raises(RefusedByPolicy):
                send_message(db, here, rooms[n], draft)
    with pytest.raises(RefusedByPolicy):
        uploaded(db, allowing(cast.sato, attach=0))


def test_rooms_are_made_joined_and_filled_by_class(db: Db, cast: Cast) -> None:
    here = allowing(cast.sato, create_room=1, join_room=1, invite=2, invite_guest=1)
    create_room(db, here, NewRoom(name="作る", room_class=1))
    with pytest.raises(RefusedByPolicy):
        create_room(db, here, NewRoom(name="作る", room_class=2))
    rooms = {n: room_of(db, cast.tanaka, name=f"公開{n}", open=True, room_class=n) for n in CLASSES}
    assert [card.id for card in open_rooms(db, here).rooms] == [rooms[1]]
    join_room(db, here, rooms[1])
    with pytest.raises(RoomNotFound):
        join_room(db, here, rooms[2])
    with pytest.raises(RefusedByPolicy):
        join_room(db, allowing(cast.sato, join_room=0), rooms[2])
    mine = {n: room_of(db, cast.sato, room_class=n) for n in CLASSES}
    room_of(db, cast.sato, cast.tanaka)
    invite(db, here, mine[2], [cast.tanaka.member_id])
    invite(db, here, mine[1], [cast.guest.member_id])
    for room, whom in ((mine[3], cast.tanaka), (mine[2], cast.guest)):
        with pytest.raises(RefusedByPolicy):
            invite(db, here, room, [whom.member_id])


def test_without_the_directory_one_knows_ones_rooms_only(db: Db, cast: Cast) -> None:
    room_of(db, cast.sato, cast.tanaka)
    here = allowing(cast.sato, see_directory=0)
    assert {one.id for one in find_people(db, here).people} == {cast.sato.member_id, cast.tanaka.member_id}
    assert departments_of(db, here) == []
    directory = f"directory:{cast.city}"
    assert readable_span(db, here, directory) is None
    assert directory not in followed_streams(db, here)


def test_masters_change_the_class_and_readers_who_may_not_are_parted_with(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    with pytest.raises(MasterOnly):
        change_room(db, cast.tanaka, room, RoomChange(room_class=3))
    with pytest.raises(RefusedByPolicy):
        change_room(db, allowing(cast.sato, create_room=2), room, RoomChange(room_class=3))
    change_room(db, cast.sato, room, RoomChange(room_class=3))
    head = card_of(db, cast.sato, room).seq
    change_room(db, cast.sato, room, RoomChange(room_class=3))
    assert card_of(db, cast.sato, room).seq == head
    body = msgspec.json.encode({"before": 2, "room_class": 3})
    entry = Entry(room_stream(room), head, "room.reclassified", 0, None, msgspec.Raw(body))
    assert keeps_reading(cast.tanaka, entry)
    assert not keeps_reading(allowing(cast.tanaka, read=2), entry)


def test_every_act_is_tried_somewhere() -> None:
    """`copy` and the notices are the client's; what mail and push carry asks `notify` and `notify_content`."""
    here = {"read", "write", "attach", "view_file", "download", "forward", "search", "create_room", "join_room"}
    here |= {"invite", "invite_guest", "see_directory"}
    here |= {"stamp", "react"}  # tests/talk/test_stamps.py
    at_the_door = {"sign_in", "administer"}  # tests/entry/policy/test_setting.py
    assert here | at_the_door | OF_FORMS | {"copy", "notify", "notify_content"} == set(
        ACTS
    )  # tests/forms/test_policy.py
