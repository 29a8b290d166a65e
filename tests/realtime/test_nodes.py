"""Several nodes on one database: what one commits, the readers of the other hear; and a lost word is no lost entry."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest

from kairan.core.journal import Entry
from kairan.core.realtime import Bus, InProcessBus, Mark
from kairan.core.realtime.frames import Live
from kairan.core.realtime.redis_bus import RedisBus
from tests.realtime.world import ITO, SATO, Listener, World, come, go, run, say, world
from tests.support.broker import Broker


async def _until(is_so: Callable[[], bool], what: str, within_s: float = 20) -> None:
    try:
        async with asyncio.timeout(within_s):
            while not is_so():
                await asyncio.sleep(0.01)
    except TimeoutError as error:
        raise AssertionError(what) from error


def _heard(listener: Listener, upto: int) -> Callable[[], bool]:
    return lambda: listener.vector.get("den:welfare") == upto


@asynccontextmanager
async def _nodes(database_url: str, broker: Broker) -> AsyncIterator[tuple[World, World]]:
    async with world(database_url, RedisBus(broker.url)) as east, world(database_url, RedisBus(broker.url)) as west:
        yield east, west


def test_hubs_of_one_process_hear_each_other(database_url: str) -> None:
    async def work() -> None:
        peers: list[InProcessBus] = []
        async with world(database_url, InProcessBus(peers)) as east, world(database_url, InProcessBus(peers)) as west:
            await east.do(come, "sato", "welfare")
            sato = await west.join(SATO, {"own:sato": 1, "den:welfare": 1}, look="welfare")
            for _ in range(10):
                await east.do(say, "welfare")
            east.live.hub.announce([Mark("den:welfare", "ito", 3, 0)])
            await _until(_heard(sato, 11), "the entries of the other node")
            await _until(lambda: bool(sato.of("marks")), "the marks of the other node")

    run(work)


def test_nodes_hear_each_other_over_the_broker(database_url: str, broker: Broker) -> None:
    async def work() -> None:
        async with _nodes(database_url, broker) as (east, west):
            await east.do(come, "sato", "welfare")
            await east.do(come, "ito", "welfare")
            await west.settle(0.3)
            sato = await west.join(SATO, {"own:sato": 1, "den:welfare": 2}, look="welfare")
            ito = await east.join(ITO, {"own:ito": 1, "den:welfare": 2})
            for turn in range(50):
                await (east if turn % 2 else west).do(say, "welfare")
            for listener in (sato, ito):
                await _until(_heard(listener, 52), "all entries of both nodes")
            east.live.hub.announce([Mark("den:welfare", "ito", 3, 0)])
            await _until(lambda: bool(sato.of("marks")), "the marks of the other node")
            await east.do(go, "sato", "welfare")
            await east.do(say, "welfare", "secret")
            await _until(lambda: bool(sato.of("closed")), "the end of what sato may read")
            await _until(_heard(ito, 54), "the rest")
            assert 54 not in sato.seqs("den:welfare")

    run(work)


def test_who_was_taken_out_hears_nothing_of_what_is_published_together(database_url: str, broker: Broker) -> None:
    """After a pause of the broker everything leaves at once: what was said before and after somebody left, too."""

    async def work() -> None:
        async with _nodes(database_url, broker) as (east, west):
            await east.do(come, "sato", "welfare")
            await east.do(come, "ito", "welfare")
            await west.settle(0.3)
            sato = await west.join(SATO, {"own:sato": 1, "den:welfare": 2})
            ito = await west.join(ITO, {"own:ito": 1, "den:welfare": 2})
            bus = east.live.hub.bus
            publish, waiting = bus.publish, list[tuple[Sequence[Entry], Sequence[Live]]]()
            bus.publish = lambda entries, lives: waiting.append((entries, lives))  # type: ignore[method-assign]
            await east.do(say, "welfare", "before")
            await east.do(go, "sato", "welfare")
            await east.do(say, "welfare", "secret")
            for entries, lives in waiting:
                publish(entries, lives)
            await _until(_heard(ito, 5), "all of it")
            await _until(lambda: bool(sato.of("closed")), "the end of what sato may read")
            assert 5 not in sato.seqs("den:welfare")

    run(work)


def test_a_node_hears_only_the_streams_its_readers_follow(database_url: str, broker: Broker) -> None:
    async def work() -> None:
        async with _nodes(database_url, broker) as (east, west):
            await east.do(come, "sato", "welfare")
            await west.settle(0.3)
            heard: list[str] = []
            hear = west.live.hub.bus.heard

            def noted(entries: object, lives: object = ()) -> None:
                heard.extend(entry.stream for entry in entries)  # type: ignore[attr-defined]
                hear(entries, lives)  # type: ignore[arg-type]

            west.live.hub.bus.heard = noted
            sato = await west.join(SATO, {"own:sato": 1, "den:welfare": 1})
            await east.do(say, "tax")
            await east.do(say, "welfare")
            await _until(_heard(sato, 2), "the entry")
            assert heard == ["den:welfare"]

    run(work)


def test_the_loss_of_the_broker_loses_no_entry(database_url: str, broker: Broker) -> None:
    async def work() -> None:
        async with _nodes(database_url, broker) as (east, west):
            await east.do(come, "sato", "welfare")
            await west.settle(0.3)
            sato = await west.join(SATO, {"own:sato": 1, "den:welfare": 1})
            await asyncio.to_thread(broker.stop)
            try:
                for _ in range(20):
                    await east.do(say, "welfare", "while the broker is away")
                late = await west.join(ITO)  # a node serves its own readers meanwhile
                assert late.kinds()[-1] == "current"
            finally:
                await asyncio.to_thread(broker.start)
            await _until(_heard(sato, 21), "what was said while the broker was away")
            assert sato.seqs("den:welfare") == list(range(2, 22))
            await east.do(say, "welfare", "it is back")
            await _until(_heard(sato, 22), "what is said after")

    run(work)


def test_a_silent_broker_is_noticed_and_left(
    database_url: str, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kairan.core.realtime.redis_bus.PING_S", 0.2)
    monkeypatch.setattr("kairan.core.realtime.redis_bus.ANSWER_S", 0.3)

    async def work() -> None:
        async with _nodes(database_url, broker) as (east, west):
            await east.do(come, "sato", "welfare")
            await west.settle(0.3)
            sato = await west.join(SATO, {"own:sato": 1, "den:welfare": 1})
            broker.program.process.send_signal(19)  # SIGSTOP: the connections stay open and nothing answers
            try:
                await east.do(say, "welfare", "into the silence")
                await west.settle(1.0)
            finally:
                broker.program.process.send_signal(18)  # SIGCONT
            await _until(_heard(sato, 2), "what was said into the silence")

    run(work)


@pytest.mark.parametrize("make", [lambda _: InProcessBus([]), RedisBus], ids=["inside", "broker"])
def test_lost_publications_are_found_by_comparing_positions(
    database_url: str, broker: Broker, make: Callable[[str], Bus], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kairan.core.realtime.hub.SWEEP_S", 0.2)
    monkeypatch.setattr("kairan.core.realtime.hub.CHECK_S", 0.2)

    async def work() -> None:
        async with world(database_url, make(broker.url)) as east, world(database_url, make(broker.url)) as west:
            await east.do(come, "sato", "welfare")
            await west.settle(0.3)
            sato = await west.join(SATO, {"own:sato": 1, "den:welfare": 1})
            monkeypatch.setattr(east.live.hub.bus, "publish", lambda *_: None)
            await east.do(say, "welfare", "never published")
            await _until(_heard(sato, 2), "the entry nobody told of")

    run(work)
