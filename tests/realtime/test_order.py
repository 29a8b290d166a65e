"""The hub: entries leave in the order of their numbers, each once, whatever order they come in."""

import asyncio

from tests.realtime.world import ITO, SATO, World, come, entry_of, go, run, say, world


async def _sato_in(town: World, den: str = "welfare") -> None:
    await town.do(come, "sato", den)


def test_readers_get_an_entry_once_it_is_committed(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await _sato_in(town)
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 1})
            await town.do(say, "welfare", "集合してください")
            await town.until(lambda: bool(sato.of("entry")))
            (frame,) = sato.of("entry")
            assert frame["t"] == "entry"
            assert (frame["s"], frame["q"], frame["k"], frame["by"]) == ("den:welfare", 2, "den.said", None)
            assert frame["b"] == {"text": "集合してください"}

    run(work)


def test_entries_that_come_early_are_held_until_the_hole_is_filled(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await _sato_in(town)
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 1})
            hear = town.live.hub.hear
            hear([entry_of("den:welfare", 4)])
            hear([entry_of("den:welfare", 3)])
            await asyncio.sleep(0)
            assert sato.seqs("den:welfare") == []
            hear([entry_of("den:welfare", 2)])
            await town.sees(lambda: sato.seqs("den:welfare"), [2, 3, 4])

    run(work)


def test_a_repeated_entry_is_not_delivered_again(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await _sato_in(town)
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 1})
            for _ in range(3):
                town.live.hub.hear([entry_of("den:welfare", 2), entry_of("den:welfare", 2)])
            await town.sees(lambda: sato.seqs("den:welfare"), [2])
            await town.settle()
            assert sato.seqs("den:welfare") == [2]

    run(work)


def test_a_hole_that_stays_is_filled_from_the_database(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await _sato_in(town)
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 1})
            town.store.announce = lambda _: None  # the announcements of these two are lost
            await town.do(say, "welfare", "lost")
            await town.do(say, "welfare", "lost too")
            town.store.announce = town.live.hub.announce
            await town.do(say, "welfare", "heard")
            await town.settle(0.01)
            assert sato.seqs("den:welfare") == []
            await town.until(lambda: len(sato.seqs("den:welfare")) >= 3)
            assert sato.seqs("den:welfare") == [2, 3, 4]

    run(work)


def test_a_hole_too_large_to_mend_is_to_be_fetched_anew(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await _sato_in(town)
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 1})
            town.store.announce = lambda _: None
            await town.do(_say_often, 600)
            town.store.announce = town.live.hub.announce
            await town.do(say, "welfare")
            await town.until(lambda: bool(sato.of("refetch")))
            assert sato.of("refetch") == [{"t": "refetch", "s": "den:welfare", "q": 602}]
            await town.do(say, "welfare")
            await town.sees(lambda: sato.seqs("den:welfare"), [603])

    run(work)


def _say_often(db: object, times: int) -> None:
    for _ in range(times):
        say(db, "welfare")  # type: ignore[arg-type]


def test_more_held_entries_than_the_bound_are_read_from_the_database(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await _sato_in(town)
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 1})
            town.store.announce = lambda _: None
            await town.do(_say_often, 400)
            entries = await town.entries("den:welfare")
            town.live.hub.hear(entries[2:])  # all but the second one
            assert len(town.live.hub.streams["den:welfare"].held) <= 256
            await town.sees(lambda: sato.seqs("den:welfare"), list(range(2, 402)))

    run(work)


def test_who_was_removed_is_gone_before_the_next_entry_even_when_all_was_lost(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await _sato_in(town)
            await town.do(come, "ito", "welfare")
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 2})
            ito = await town.join(ITO, {"own:ito": 1, "den:welfare": 2})
            town.store.announce = lambda _: None
            await town.do(go, "sato", "welfare")
            await town.do(say, "welfare", "without sato")
            town.store.announce = town.live.hub.announce
            await town.do(say, "welfare", "without sato")
            await town.sees(lambda: ito.seqs("den:welfare"), [3, 4, 5])
            await town.sees(lambda: [frame["s"] for frame in sato.of("closed")], ["den:welfare"])
            assert sato.seqs("den:welfare") == []

    run(work)


def test_a_stream_nobody_reads_any_more_is_followed_a_while_and_then_forgotten(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await _sato_in(town)
            sato = await town.join(SATO, {})
            hub = town.live.hub
            town.leave(sato)
            await hub.sweep()
            assert "den:welfare" in hub.streams
            for stream in hub.streams.values():
                stream.idle_since -= 61
            await hub.sweep()
            assert hub.streams == {}

    run(work)
