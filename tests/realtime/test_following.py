"""What opens and closes while one is connected."""

from tests.realtime.world import ITO, SATO, come, go, person, run, say, sign_out, world


def test_who_enters_a_den_hears_it_from_then_on_in_every_window(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            windows = [await town.join(person("sato", f"sato-{number}"), {"own:sato": 0}) for number in range(3)]
            await town.do(say, "welfare", "before")
            await town.do(come, "sato", "welfare")
            await town.until(lambda: all("den:welfare" in window.reader.streams for window in windows))
            await town.do(say, "welfare", "after")
            await town.sees(lambda: [window.seqs("den:welfare") for window in windows], [[3]] * 3)

    run(work)


def test_what_is_said_while_a_stream_is_being_opened_is_not_lost(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            sato = await town.join(SATO, {"own:sato": 0})
            await town.do(come, "sato", "welfare")
            for _ in range(20):
                await town.do(say, "welfare")
            await town.sees(lambda: sato.seqs("den:welfare"), list(range(2, 22)))

    run(work)


def test_who_leaves_a_den_hears_nothing_more_of_it(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            await town.do(come, "ito", "welfare")
            sato = await town.join(SATO, {"own:sato": 1, "den:welfare": 2})
            ito = await town.join(ITO, {"own:ito": 1, "den:welfare": 2})
            await town.do(go, "sato", "welfare")
            await town.do(say, "welfare", "secret")
            await town.sees(lambda: ito.seqs("den:welfare"), [3, 4])
            await town.sees(lambda: [frame["s"] for frame in sato.of("closed")], ["den:welfare"])
            assert 4 not in sato.seqs("den:welfare")
            assert "den:welfare" not in sato.reader.streams

    run(work)


def test_an_entry_that_opens_what_one_may_not_read_opens_nothing(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(say, "welfare", "secret")
            sato = await town.join(SATO, {"own:sato": 0})
            await town.do(come, "sato", "welfare")
            await town.do(go, "sato", "welfare")
            await town.do(say, "welfare", "secret")
            await town.settle(0.1)
            await town.do(say, "welfare", "secret")
            await town.settle(0.1)
            assert [seq for seq in sato.seqs("den:welfare") if seq > 3] == []
            assert "den:welfare" not in sato.reader.streams

    run(work)


def test_coming_and_going_and_coming_again_is_followed(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            sato = await town.join(SATO, {"own:sato": 0})
            for _ in range(3):
                await town.do(come, "sato", "welfare")
                await town.settle()
                await town.do(go, "sato", "welfare")
                await town.settle()
            await town.do(come, "sato", "welfare")
            await town.do(say, "welfare", "again")
            head = await town.head("den:welfare")
            await town.sees(lambda: sato.seqs("den:welfare")[-1:], [head])

    run(work)


def test_the_readers_of_an_ended_session_are_closed_and_no_others(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            ended = await town.join(person("sato", "office"))
            kept = await town.join(person("sato", "phone"))
            await town.do(sign_out, "sato", "office")
            await town.sees(lambda: ended.closed, "signed_out")
            assert kept.closed is None
            assert len(town.live.readers) == 1

    run(work)
