"""Coming back: everything missed, in order, or "fetch anew"; and only what one may read."""

import asyncio
from typing import Any

import pytest

from kairan.core.journal import erase_body
from kairan.core.kit.problems import StorageUnavailable
from kairan.core.realtime import resume
from tests.realtime.world import ITO, SATO, STRANGER, come, go, person, run, say, sign_out, world


def test_who_comes_back_gets_every_missed_entry_in_order_then_current(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            for _ in range(5):
                await town.do(say, "welfare")
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 2})
            assert sato.seqs("den:welfare") == [3, 4, 5, 6]
            assert sato.kinds() == ["welcome", "entry", "entry", "entry", "entry", "current"]
            await town.do(say, "welfare")
            await town.sees(lambda: sato.seqs("den:welfare")[-1], 7)

    run(work)


def test_a_followed_stream_the_client_does_not_know_is_to_be_fetched(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            await town.do(say, "welfare")
            sato = await town.join(SATO, {"own:sato": 1})
            assert sato.of("refetch") == [{"t": "refetch", "s": "den:welfare", "q": 2}]

    run(work)


def test_too_much_missed_is_all_or_nothing(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume, "MISSED_MOST", 10)

    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            for _ in range(11):
                await town.do(say, "welfare")
            enough = await town.join(SATO, {"own:sato": 1, "den:welfare": 2})
            assert enough.seqs("den:welfare") == list(range(3, 13))
            too_much = await town.join(SATO, {"own:sato": 1, "den:welfare": 1})
            assert too_much.seqs("den:welfare") == []
            assert too_much.of("refetch") == [{"t": "refetch", "s": "den:welfare", "q": 12}]

    run(work)


def test_a_catch_up_over_all_streams_is_bounded_and_each_stream_whole(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resume, "MISSED_IN_ALL", 12)

    async def work() -> None:
        async with world(database_url) as town:
            for den, said in (("small", 3), ("middle", 6), ("large", 9)):
                await town.do(come, "sato", den)
                for _ in range(said):
                    await town.do(say, den)
            sato = await town.join(SATO, {"own:sato": 3, "den:small": 1, "den:middle": 1, "den:large": 1})
            assert len(sato.seqs("den:small")) == 3
            assert len(sato.seqs("den:middle")) == 6
            assert sato.seqs("den:large") == []
            assert [frame["s"] for frame in sato.of("refetch")] == ["den:large"]

    run(work)


def test_a_vector_from_the_future_is_to_be_fetched_anew(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 99})
            assert sato.of("refetch") == [{"t": "refetch", "s": "den:welfare", "q": 1}]

    run(work)


def test_a_stranger_gets_nothing_of_a_stream_they_name(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            stranger = await town.join(STRANGER, {"own:stranger": 0, "den:welfare": 0, "den:none": 0, "own:sato": 0})
            await town.do(say, "welfare")
            await town.settle()
            assert not stranger.of("entry")
            # The stream that exists and the one that does not are answered alike.
            assert [frame["s"] for frame in stranger.of("closed")] == ["den:welfare", "den:none", "own:sato"]

    run(work)


def test_a_removed_member_gets_nothing_said_since(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            await town.do(go, "sato", "welfare")
            await town.do(say, "welfare", "secret")
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 1})
            assert sato.seqs("den:welfare") == []
            assert [frame["s"] for frame in sato.of("closed")] == ["den:welfare"]

    run(work)


def test_history_from_before_one_came_is_never_replayed(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            for _ in range(3):
                await town.do(say, "welfare", "before")
            await town.do(come, "sato", "welfare")
            await town.do(say, "welfare", "after")
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 0})
            assert sato.seqs("den:welfare") == []
            assert sato.of("refetch") == [{"t": "refetch", "s": "den:welfare", "q": 5}]

    run(work)


def test_an_erased_body_cannot_be_continued_from(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            await town.do(say, "welfare", "gone")
            await town.do(erase_body, "den:welfare", 2, None)
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 1})
            assert not sato.of("entry")
            assert sato.of("refetch") == [{"t": "refetch", "s": "den:welfare", "q": 3}]

    run(work)


def test_a_herd_reads_missed_entries_once(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            people = [person(f"p{number}") for number in range(120)]
            for one in people:
                await town.do(come, one.member_id, "hall", 1)
            for _ in range(50):
                await town.do(say, "hall")
            reads: list[Any] = []
            entries = town.live._record.entries

            async def counted(asked: Any) -> Any:
                reads.append(asked)
                return await entries(asked)

            monkeypatch.setattr(town.live._record, "entries", counted)
            vectors = [{f"own:{one.member_id}": 1, "den:hall": 120} for one in people]
            herd = await asyncio.gather(*map(town.join, people, vectors))
            assert all(one.seqs("den:hall") == list(range(121, 171)) for one in herd)
            assert len(reads) <= 2

    run(work)


def test_a_session_that_is_over_hears_goodbye(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            over = await town.join(person("sato", "over"))
            assert over.closed == "signed_out"
            assert over.of("bye")[0]["code"] == "signed_out"
            assert not town.live.readers

    run(work)


def test_a_session_that_ends_while_it_says_hello_is_not_let_in(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.join(SATO)  # another window keeps the personal stream followed
            joining = asyncio.create_task(town.join(person("sato", "sato-2")))
            await asyncio.sleep(0)
            await town.do(sign_out, "sato", "sato-2")
            listener = await joining
            await town.sees(lambda: listener.closed, "signed_out")

    run(work)


def test_a_database_in_trouble_asks_the_client_to_come_back_later(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> None:
        async with world(database_url) as town:

            async def away(*_: object) -> None:
                raise StorageUnavailable(retry_after_s=3)

            monkeypatch.setattr(town.store, "read", away)
            listener = await town.join(ITO)
            assert listener.of("bye") == [{"t": "bye", "code": "resume", "after_ms": 3000}]
            assert not town.live.readers

    run(work)
