"""Who is called in a message only since it was edited is told once; nobody else is told again."""

import msgspec
import pytest
from sqlalchemy import select

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.kit.jobs.model import job_table
from kairan.core.viewer import Viewer
from kairan.notifications.model import notice_table
from kairan.talk import newly_called
from kairan.talk.actions import edit_message, remove_message
from kairan.talk.model import Keep, Mention, Message, RoomId
from kairan.talk.newly_called import KIND, NewlyCalled, tell_newly_called
from kairan.talk.reading import mark_read
from kairan.talk.rooms import keep_room, remove_member
from tests.cast import Cast, room_of, say
from tests.notifications.conftest import Phones
from tests.notifications.hearing import DAYTIME, SOON, told, waiting

LATER = DAYTIME + 600_000


def names(*people: Viewer) -> list[Mention]:
    return [Mention(kind="person", id=one.member_id, start=0, length=2) for one in people]


def do_jobs(db: Db) -> int:
    """Do what waits of this kind, as the worker does; returns how many jobs it took."""
    done = 0
    while (row := db.first(select(job_table.c.id, job_table.c.body).where(job_table.c.kind == KIND))) is not None:
        db.execute(job_table.delete().where(job_table.c.id == row.id))
        tell_newly_called(db, msgspec.json.decode(row.body, type=NewlyCalled))
        done += 1
    return done


@pytest.fixture
def room(db: Db, cast: Cast) -> RoomId:
    with as_of(DAYTIME):
        return room_of(db, cast.tanaka, cast.sato, cast.suzuki, cast.guest)


def edited(db: Db, cast: Cast, said: Message, *people: Viewer, at: int = LATER) -> None:
    with as_of(at):
        edit_message(db, cast.tanaka, said.id, "佐藤さん、お願いします。", names(*people))


def test_who_is_called_by_an_edit_is_told_though_they_had_read_it(
    db: Db, cast: Cast, phones: Phones, room: RoomId
) -> None:
    with as_of(DAYTIME):
        viewer, phone = phones.give(cast.sato)
        _, other = phones.give(cast.suzuki)
        said = say(db, cast.tanaka, room, "お願いします。")
    told(phones, room)
    with as_of(DAYTIME + 60_000):
        mark_read(db, viewer, room, said.n)
    edited(db, cast, said, cast.sato)
    with as_of(LATER + 500):
        assert do_jobs(db) == 1
    with as_of(LATER + SOON):
        assert phones.tell() == ["told"]
        assert do_jobs(db) == 0
    assert len(other.got) == 1
    assert [(one["tag"], one["at"], one["stream"]) for one in phone.got[1:]] == [
        (f"mention:{room}:{said.id}", LATER + 500, None)
    ]
    assert waiting(db) == 0


def test_who_was_called_before_is_not_told_again_by_whatever_name(
    db: Db, cast: Cast, phones: Phones, room: RoomId
) -> None:
    with as_of(DAYTIME):
        phones.give(cast.sato)
        phones.give(cast.suzuki)
        said = say(db, cast.tanaka, room, "お願いします。")
    edited(db, cast, said, cast.sato, at=DAYTIME + 1)
    with as_of(DAYTIME + 2):
        do_jobs(db)
    told(phones, room)
    edited(db, cast, said, cast.suzuki, cast.sato)
    with as_of(LATER):
        do_jobs(db)
        assert list(db.scalars(select(notice_table.c.member_id))) == [cast.suzuki.member_id]
    with as_of(LATER + 1):
        edit_message(db, cast.tanaka, said.id, "皆さん", [Mention(kind="all", id=None, start=0, length=2)])
        do_jobs(db)
        edit_message(db, cast.tanaka, said.id, "皆さん", names(cast.guest))  # was called with everybody
        assert do_jobs(db) == 1
        assert waiting(db) == 1


def test_a_name_that_is_taken_out_and_put_in_again_is_told_once(
    db: Db, cast: Cast, phones: Phones, room: RoomId
) -> None:
    with as_of(DAYTIME):
        phones.give(cast.sato)
        said = say(db, cast.tanaka, room, "お願いします。")
    told(phones, room)
    for number in range(3):
        edited(db, cast, said, cast.sato, at=LATER + number * 20_000)
        with as_of(LATER + number * 20_000):
            do_jobs(db)
            edit_message(db, cast.tanaka, said.id, "お願いします。")
        with as_of(LATER + number * 20_000 + SOON):
            assert phones.tell() == ["told"] * (number == 0)


def test_only_who_still_may_and_wants_to_is_told(db: Db, cast: Cast, phones: Phones, room: RoomId) -> None:
    with as_of(DAYTIME):
        for one in (cast.sato, cast.suzuki, cast.guest, cast.tanaka, cast.stranger):
            phones.give(one)
        said = say(db, cast.tanaka, room, "お願いします。")
    told(phones, room)
    with as_of(LATER):
        keep_room(db, cast.suzuki, room, Keep(notify="none"))
        edit_message(db, cast.tanaka, said.id, "皆さん", [Mention(kind="all", id=None, start=0, length=2)])
        remove_member(db, cast.tanaka, room, cast.guest.member_id)
        do_jobs(db)
    assert list(db.scalars(select(notice_table.c.member_id))) == [cast.sato.member_id]


def test_what_was_taken_back_in_between_is_not_told(db: Db, cast: Cast, phones: Phones, room: RoomId) -> None:
    with as_of(DAYTIME):
        phones.give(cast.sato)
        phones.give(cast.suzuki)
        said = say(db, cast.tanaka, room, "お願いします。")
        other = say(db, cast.tanaka, room, "もう一つ")
    told(phones, room)
    edited(db, cast, said, cast.sato)
    edited(db, cast, said, cast.suzuki)
    edited(db, cast, other, cast.sato)
    with as_of(LATER):
        remove_message(db, cast.tanaka, other.id)
        do_jobs(db)
    assert list(db.scalars(select(notice_table.c.member_id))) == [cast.suzuki.member_id]


def test_who_waits_to_be_told_of_the_message_is_told_that_they_are_called(
    db: Db, cast: Cast, phones: Phones, room: RoomId
) -> None:
    with as_of(DAYTIME):
        _, phone = phones.give(cast.sato)
        said = say(db, cast.tanaka, room, "お願いします。")
    phones.service.status = 500
    told(phones, room)
    phones.service.status = 201
    edited(db, cast, said, cast.sato, at=DAYTIME + 10_000)
    with as_of(DAYTIME + 10_000):
        do_jobs(db)
        assert [(row.kind, row.attempts) for row in db.all(notice_table.select())] == [("mention", 0)]
    with as_of(DAYTIME + 20_000):
        assert phones.tell() == ["told"]
    assert len(phone.got) == 1


def test_a_room_of_many_is_told_in_pieces(
    db: Db, cast: Cast, phones: Phones, room: RoomId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newly_called, "PIECE", 1)
    with as_of(DAYTIME):
        for one in (cast.sato, cast.suzuki, cast.guest):
            phones.give(one)
        said = say(db, cast.tanaka, room, "お願いします。")
    told(phones, room)
    with as_of(LATER):
        edit_message(db, cast.tanaka, said.id, "皆さん", [Mention(kind="all", id=None, start=0, length=2)])
        assert do_jobs(db) == 4
    assert waiting(db) == 3


def test_who_is_called_in_a_reply_by_an_edit_follows_its_thread(
    db: Db, cast: Cast, phones: Phones, room: RoomId
) -> None:
    with as_of(DAYTIME):
        _, phone = phones.give(cast.sato)
        root = say(db, cast.suzuki, room, "誰か行けますか。")
        reply = say(db, cast.tanaka, room, "行ける人がいます。", root.id)
    told(phones, room)
    edited(db, cast, reply, cast.sato)
    with as_of(LATER):
        do_jobs(db)
    with as_of(LATER + SOON):
        phones.tell()
        say(db, cast.suzuki, room, "ありがとう。", root.id)
    told(phones, room, LATER + 60_000)
    assert [one["tag"].split(":")[0] for one in phone.got] == ["room", "mention", "thread"]
