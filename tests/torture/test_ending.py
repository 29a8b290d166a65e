"""A run ends where all are level with the record, whenever that last grew; who is not level is told with reasons."""

import pytest

from torture.ending import HeadRequests, close, kept_until, lacks, level_with
from torture.history import Heard, Kept
from torture.listening import SocketReader

ROOM = "room:r"


def reader_at(seq: int) -> SocketReader:
    reader = SocketReader("SocketReader 1", "sato", "token", ["http://nowhere"], 1)
    reader.hear(f'{{"t":"entry","s":"{ROOM}","q":{seq},"k":"message.posted","b":{{}}}}\n{{"t":"current"}}')
    return reader


def test_what_is_written_late_is_waited_for() -> None:
    """A request whose asker has given up may still be carried out: the record of a moment ago is no end."""
    reader = reader_at(7)
    records: list[HeadRequests] = [{ROOM: 7}, {ROOM: 8}, {ROOM: 8}]

    def record() -> HeadRequests:
        now = records.pop(0) if records else {ROOM: 8}
        if not records:
            reader.vector[ROOM] = 8  # it hears of it
        return now

    assert level_with(record, [reader], within_s=30) == {ROOM: 8}


def test_who_is_beyond_the_record_asked_before_is_not_lacking_for_ever() -> None:
    reader = reader_at(9)
    records: list[HeadRequests] = [{ROOM: 8}]
    assert level_with(lambda: records.pop() if records else {ROOM: 9}, [reader], within_s=30) == {ROOM: 9}


def test_what_each_one_lacks_and_how_it_was_connected_is_told() -> None:
    behind, level = reader_at(7), reader_at(9)
    behind.node, behind.goodbyes = "127.0.0.1:11042", ["restarting"]
    with pytest.raises(TimeoutError, match="everybody has heard all: not within 0 s") as told:
        level_with(lambda: {ROOM: 9}, [behind, level], within_s=0)
    lines = str(told.value).splitlines()
    assert "room:r at 7 of 9" in lines[1]
    assert "at 127.0.0.1:11042" in lines[1]
    assert "goodbyes ['restarting']" in lines[1]
    assert ": level;" in lines[2]


def test_who_follows_nothing_lacks_everything_unless_it_comes_and_goes() -> None:
    reader = reader_at(7)
    reader.hear(f'{{"t":"closed","s":"{ROOM}"}}')
    assert lacks(reader, {ROOM: 7}) == {ROOM: -1}
    reader.follows_all = False
    assert lacks(reader, {ROOM: 7}) == {}


def test_who_is_not_current_is_level_with_nothing() -> None:
    reader = reader_at(7)
    reader.is_current = False
    assert lacks(reader, {ROOM: 7}) == {ROOM: 7}


def test_what_comes_after_the_end_is_held_against_nobody() -> None:
    reader = reader_at(7)
    reader.hear(f'{{"t":"entry","s":"{ROOM}","q":8,"k":"message.edited","b":{{}}}}')
    close(reader.reading, {ROOM: 7})
    assert reader.reading.heard == [Heard(ROOM, 7, "message.posted")]
    kept = [Kept(ROOM, 7, "message.posted"), Kept(ROOM, 8, "message.edited"), Kept("member:m", 12, "room.joined")]
    assert kept_until(kept, {ROOM: 7}) == [kept[0], kept[2]]
