"""What many people say at once is found as soon as they have their answers, and what failed is not."""

import asyncio
from contextlib import suppress

from kairan.core.kit.database import Db
from kairan.core.kit.store import open_store
from kairan.core.viewer import Viewer
from kairan.talk.actions import edit_message, remove_message
from kairan.talk.model import Message, RoomId
from tests.cast import assemble, room_of, say
from tests.talk.searching import ids_by_reading_everything, ids_found


def say_and_fail(db: Db, who: Viewer, room: RoomId, text: str) -> None:
    say(db, who, room, text)
    raise LookupError("a fault, after writing")


def say_and_change(db: Db, who: Viewer, room: RoomId, text: str) -> Message:
    message = say(db, who, room, text)
    edit_message(db, who, message.id, f"{text}の訂正")
    return edit_message(db, who, message.id, f"{text}の再訂正")


def say_and_remove(db: Db, who: Viewer, room: RoomId, text: str) -> None:
    remove_message(db, who, say(db, who, room, text).id)


def test_what_was_said_at_once_is_found_at_once(database_url: str) -> None:
    asyncio.run(_talk(database_url))


async def _talk(database_url: str) -> None:
    store = open_store(database_url)
    await store.start()
    try:
        cast = await store.write(assemble)
        rooms = [await store.write(room_of, cast.sato), await store.write(room_of, cast.sato)]
        kinds = (say, say_and_fail, say_and_change, say, say_and_remove)
        tasks = [
            asyncio.create_task(store.write(kinds[number % 5], cast.sato, rooms[number % 2], f"連絡{number}"))
            for number in range(60)
        ]
        for task in tasks:
            with suppress(LookupError):
                await task
        for term, count in (("連絡", 36), ("訂正", 12), ("再訂", 12), ("の訂", 0)):
            expected = await store.read(ids_by_reading_everything, cast.sato, [term])
            assert len(expected) == count
            assert await store.read(ids_found, cast.sato, term) == expected
    finally:
        await store.stop()


def test_what_was_changed_later_is_found_by_its_new_words_and_what_was_removed_is_not(database_url: str) -> None:
    asyncio.run(_change_later(database_url))


async def _change_later(database_url: str) -> None:
    """Each in a commit of its own: the index forgets a message and takes it in again in the same one."""
    store = open_store(database_url)
    await store.start()
    try:
        cast = await store.write(assemble)
        room = await store.write(room_of, cast.sato)
        said = [await store.write(say, cast.sato, room, f"開設の連絡{number}") for number in range(3)]
        await store.write(edit_message, cast.sato, said[0].id, "閉鎖の連絡")
        await store.write(edit_message, cast.sato, said[0].id, "閉鎖の連絡と片付け")
        await store.write(remove_message, cast.sato, said[1].id)
        found = {term: await store.read(ids_found, cast.sato, term) for term in ("開設", "閉鎖", "片付", "連絡")}
        assert found == {term: await store.read(ids_by_reading_everything, cast.sato, [term]) for term in found}
        assert [len(ids) for ids in found.values()] == [1, 1, 1, 2]
    finally:
        await store.stop()
