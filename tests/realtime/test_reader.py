"""A reader's outbox: bounded, in order, and everything that waits leaves in one write."""

import asyncio
import json

import pytest

from kairan.core.realtime import reader as reader_module
from kairan.core.realtime.reader import Batch
from tests.realtime.world import ITO, SATO, come, entry_of, person, run, say, world


def test_frames_of_one_moment_leave_in_one_write(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 1})
            before = len(sato.messages)
            town.live.hub.hear([entry_of("den:welfare", seq) for seq in range(2, 52)])
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            assert len(sato.messages) == before + 1
            assert len(sato.messages[-1].split(b"\n")) == 50

    run(work)


def test_a_burst_is_framed_once_for_all_readers(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Batch] = []

    class Counted(Batch):
        def __init__(self, lines: list[bytes]) -> None:
            super().__init__(lines)
            made.append(self)

    async def work() -> None:
        async with world(database_url) as town:
            people = [person(f"p{number}") for number in range(20)]
            for one in people:
                await town.do(come, one.member_id, "hall")
            heard = [await town.join(one, {f"own:{one.member_id}": 1, "den:hall": 20}) for one in people]
            monkeypatch.setattr(reader_module, "Batch", Counted)
            town.live.hub.hear([entry_of("den:hall", seq) for seq in range(21, 26)])
            await town.until(lambda: all(one.seqs("den:hall") == [21, 22, 23, 24, 25] for one in heard))
            assert len([batch for batch in made if batch.lines]) == 1

    run(work)


def test_a_reader_that_falls_behind_is_told_to_resume_and_never_skips(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            await town.do(come, "ito", "welfare")
            slow = await town.join(SATO, {"own:sato": 1, "den:welfare": 2})
            quick = await town.join(ITO, {"own:ito": 1, "den:welfare": 2})
            slow.is_reading = False
            for start in range(3, 3_000, 100):
                town.live.hub.hear([entry_of("den:welfare", seq) for seq in range(start, start + 100)])
                await asyncio.sleep(0)
            await town.sees(lambda: slow.closed, "lagged")
            await town.sees(lambda: len(quick.seqs("den:welfare")), 3_000)
            assert slow.seqs("den:welfare") == []
            assert slow.reader not in town.live.readers
            assert [json.loads(line)["t"] for line in slow.reader.waiting] == ["bye"]
            assert quick.closed is None

    run(work)


def test_the_outbox_is_bounded_by_bytes_too(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "BACKLOG_BYTES", 10_000)

    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            slow = await town.join(SATO, {"own:sato": 1, "den:welfare": 1})
            slow.is_reading = False
            town.live.hub.hear([entry_of("den:welfare", seq, "長い文" * 300) for seq in range(2, 8)])
            await town.sees(lambda: slow.closed, "lagged")

    run(work)


def test_a_reader_that_could_not_write_for_a_while_gets_everything_in_order(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 1})
            sato.is_reading = False
            for _ in range(30):
                await town.do(say, "welfare")
            sato.read_again()
            await town.do(say, "welfare")
            await town.sees(lambda: sato.seqs("den:welfare"), list(range(2, 33)))

    run(work)


def test_at_shutdown_readers_are_asked_back_in_slots(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            people = [await town.join(person(f"p{number}")) for number in range(10)]
            town.live.say_goodbye()
            byes = [one.of("bye")[0] for one in people]
            assert {bye["code"] for bye in byes} == {"restarting"}
            assert len({bye["after_ms"] for bye in byes}) == 10
            assert all(one.closed == "restarting" for one in people)
            assert not town.live.readers

    run(work)


@pytest.mark.parametrize("length", [1, 125, 126, 65_535, 65_536, 200_000])
def test_a_batch_is_one_websocket_text_frame(length: int) -> None:
    framed = Batch([b"x" * length]).framed
    assert framed[0] == 0x81
    assert framed.endswith(b"x" * length)
    head = framed[: len(framed) - length]
    expected = {2: head[1], 4: int.from_bytes(head[2:], "big"), 10: int.from_bytes(head[2:], "big")}
    assert expected[len(head)] == length
