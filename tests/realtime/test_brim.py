"""Filled to the brim: what happens then is what was declared."""

import asyncio

import pytest

from kairan.core.kit.problems import TooBusy
from kairan.core.realtime import Mark, Typing
from kairan.core.realtime import ephemeral as glances_module
from kairan.core.realtime import live as live_module
from kairan.core.realtime import reader as reader_module
from kairan.core.realtime import request_batching as gather_module
from kairan.core.realtime.live import LiveSettings, TooManyConnections
from kairan.core.realtime.request_batching import RequestBatch
from kairan.core.realtime.stream import HELD, RECENT, RECENT_BYTES, Stream
from tests.realtime.world import SATO, come, entry_of, person, run, say, world


def test_a_reader_who_does_not_read_is_ended_when_their_outbox_is_full_and_comes_back_without_a_hole(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_module, "BACKLOG", 10)

    async def work() -> None:
        async with world(sqlite_url) as town:
            await town.do(come, "sato", "welfare")
            dead = await town.join(SATO, {})
            dead.is_reading = False
            for _ in range(30):
                await town.do(say, "welfare")
            await town.sees(lambda: dead.closed, "lagged")
            assert len(dead.reader.waiting) == 1, "only the goodbye is kept"
            assert dead.reader not in town.live.readers
            again = await town.join(SATO, dead.vector)
            assert again.seqs("den:welfare")[-1] == await town.head("den:welfare")

    run(work)


def test_a_full_node_admits_nobody_more_until_somebody_leaves(sqlite_url: str) -> None:
    async def work() -> None:
        async with world(sqlite_url, settings=LiveSettings(readers_most=2)) as town:
            first, _ = await town.join(SATO), await town.join(person("ito"))
            with pytest.raises(TooBusy) as refused:
                await town.join(person("tanaka"))
            assert refused.value.retry_after_s
            town.leave(first)
            await town.join(person("tanaka"))

    run(work)


def test_one_person_has_so_many_windows_and_no_more(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "READERS_OF_MEMBER", 3)

    async def work() -> None:
        async with world(sqlite_url) as town:
            windows = [await town.join(person("sato", f"s{number}")) for number in range(3)]
            with pytest.raises(TooManyConnections):
                await town.join(person("sato", "one more"))
            await town.join(person("ito"))
            town.leave(windows[0])
            await town.join(person("sato", "one more"))

    run(work)


def test_questions_beyond_the_bound_are_refused_and_those_before_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather_module, "WAITING", 5)

    async def answer(questions: list[int]) -> list[int]:
        await asyncio.sleep(0.01)
        return [2 * one for one in questions]

    async def work() -> None:
        gather: RequestBatch[int, int] = RequestBatch(answer, 2)
        asked = [gather.ask(number) for number in range(5)]
        with pytest.raises(TooBusy):
            gather.ask(5)
        assert await asyncio.gather(*asked) == [0, 2, 4, 6, 8]
        assert await gather.ask(6) == 12

    run(work)


def test_a_stream_remembers_so_many_lines_and_so_many_bytes() -> None:
    stream = Stream("den:welfare", is_personal=False)
    stream.position = 0
    for seq in range(1, 10 * RECENT):
        stream.advance(entry_of("den:welfare", seq))
        assert len(stream.recent) <= 2 * RECENT
    assert stream.lines_after(stream.position - len(stream.recent) - 1) is None
    for seq in range(stream.position + 1, stream.position + 50):
        stream.advance(entry_of("den:welfare", seq, "長い話" * 10_000))
        assert stream.recent_bytes <= 2 * RECENT_BYTES + 100_000


def test_entries_held_behind_a_hole_are_dropped_when_there_are_too_many() -> None:
    stream = Stream("den:welfare", is_personal=False)
    stream.position = 0
    for seq in range(2, 10 * HELD):
        stream.hold(entry_of("den:welfare", seq))
        assert len(stream.held) <= HELD
    assert stream.has_hole


def test_marks_and_typists_beyond_the_bound_wait_for_another_time(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glances_module, "MARKS_MOST", 5)

    async def work() -> None:
        async with world(sqlite_url) as town:
            await town.do(come, "sato", "welfare")
            looks = await town.join(SATO, {}, look="welfare")
            for number in range(100):
                town.live.hub.announce([Mark("den:welfare", f"m{number}", 1, 0), Typing("den:welfare", f"m{number}")])
            town.live.hub.announce([Mark("den:welfare", "m3", 9, 0)])
            await town.until(lambda: bool(looks.of("marks") and looks.of("typing")))
            await town.settle(0.4)
            (frame,) = looks.of("marks")
            assert sorted(frame["marks"]) == [[f"m{n}", 9 if n == 3 else 1, 0] for n in range(5)]
            assert len(looks.of("typing")) == glances_module.TYPISTS_MOST
            town.live.hub.announce([Mark("den:welfare", "m50", 2, 0)])
            await town.sees(lambda: looks.of("marks")[-1]["marks"], [["m50", 2, 0]])

    run(work)
