"""Server-sent events and long polling: the same frames and the same resume, without a WebSocket."""

import asyncio
from typing import Any

import httpx
import pytest

from kairan.core.realtime.transports import posted as posted_module
from kairan.core.realtime.transports import sse_and_polling as asked_module
from tests.realtime.wire import lines, wire
from tests.realtime.world import come, run, say, sign_out


async def _open(client: httpx.AsyncClient, vector: dict[str, int], **more: Any) -> str:
    answer = await client.post("", json={"vector": vector, **more})
    assert answer.status_code == 200, answer.text
    connection: str = answer.json()["connection"]
    return connection


async def _poll(client: httpx.AsyncClient, connection: str, after: int) -> tuple[int, list[dict[str, Any]]]:
    answer = await client.get(f"/{connection}/poll", params={"after": after})
    assert answer.status_code == 200, answer.text
    return answer.json()["batch"], lines(answer.json()["frames"])


def test_polling_gives_what_was_missed_and_then_what_happens(sqlite_url: str) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato") as sato:
            await line.town.do(come, "sato", "welfare")
            await line.town.do(say, "welfare")
            connection = await _open(sato, {"own:sato": 1, "den:welfare": 1})
            batch, frames = await _poll(sato, connection, 0)
            assert [frame["t"] for frame in frames] == ["welcome", "entry", "current"]
            assert frames[0]["connection"] == connection
            waiting = asyncio.create_task(_poll(sato, connection, batch))
            await asyncio.sleep(0.1)
            await line.town.do(say, "welfare", "now")
            _, frames = await waiting
            assert [frame["b"]["text"] for frame in frames] == ["now"]

    run(work)


def test_a_batch_comes_again_until_it_is_acknowledged(sqlite_url: str) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato") as sato:
            await line.town.do(come, "sato", "welfare")
            connection = await _open(sato, {"own:sato": 1, "den:welfare": 1})
            first = await _poll(sato, connection, 0)
            await line.town.do(say, "welfare", "meanwhile")
            assert await _poll(sato, connection, 0) == first
            assert await _poll(sato, connection, 0) == first
            number, frames = await _poll(sato, connection, first[0])
            assert (number, [frame["q"] for frame in frames]) == (first[0] + 1, [2])

    run(work)


def test_an_acknowledgement_that_cannot_be_asks_for_a_new_hello(sqlite_url: str) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato") as sato:
            connection = await _open(sato, {})
            for after in (5, 2, 1):
                answer = await sato.get(f"/{connection}/poll", params={"after": after})
                assert (answer.status_code, answer.json()["code"]) == (410, "live.connection_gone")
            assert (await sato.get(f"/{connection}/poll", params={"after": -1})).status_code == 400
            assert (await sato.get(f"/{connection}/poll", params={"after": "x"})).status_code == 400

    run(work)


def test_a_poll_without_news_ends_empty(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked_module, "POLL_S", 0.1)

    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato") as sato:
            connection = await _open(sato, {})
            batch, _ = await _poll(sato, connection, 0)
            answer = await sato.get(f"/{connection}/poll", params={"after": batch})
            assert (answer.status_code, answer.content) == (204, b"")

    run(work)


def test_a_newer_poll_displaces_the_older_and_nothing_is_lost(sqlite_url: str) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato") as sato:
            await line.town.do(come, "sato", "welfare")
            connection = await _open(sato, {"own:sato": 1, "den:welfare": 1})
            batch, _ = await _poll(sato, connection, 0)
            older = asyncio.create_task(sato.get(f"/{connection}/poll", params={"after": batch}))
            await asyncio.sleep(0.1)
            newer = asyncio.create_task(_poll(sato, connection, batch))
            assert (await older).status_code == 204
            await line.town.do(say, "welfare")
            assert [frame["q"] for frame in (await newer)[1]] == [2]

    run(work)


def test_events_carry_frames_as_lines_of_data(sqlite_url: str) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato") as sato:
            await line.town.do(come, "sato", "welfare")
            for _ in range(3):
                await line.town.do(say, "welfare")
            connection = await _open(sato, {"own:sato": 1, "den:welfare": 1}, way="sse")
            async with sato.stream("GET", f"/{connection}/events") as stream:
                assert stream.headers["content-type"].startswith("text/event-stream")
                assert "no-transform" in stream.headers["cache-control"]
                events = _events(stream)
                first = await anext(events)
                assert [frame["t"] for frame in first] == ["welcome", "entry", "entry", "entry", "current"]
                await line.town.do(say, "welfare", "now")
                assert [frame["b"]["text"] for frame in await anext(events)] == ["now"]
                again = await sato.get(f"/{connection}/events")
                assert again.json()["code"] == "live.connection_gone"
            await line.town.sees(lambda: len(line.town.live.readers), 0)

    run(work)


async def _events(stream: httpx.Response) -> Any:
    """Yield the frames of each event, as EventSource would put them together."""
    data: list[str] = []
    async for one in stream.aiter_lines():
        if one.startswith("data: "):
            data.append(one.removeprefix("data: "))
        elif not one and data:
            yield lines("\n".join(data))
            data = []


def test_events_end_after_goodbye(sqlite_url: str) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato", "office") as sato:
            connection = await _open(sato, {}, way="sse")
            async with sato.stream("GET", f"/{connection}/events") as stream:
                events = _events(stream)
                await anext(events)
                await line.town.do(sign_out, "sato", "office")
                assert await anext(events) == [{"t": "bye", "code": "signed_out", "after_ms": 0}]
                with pytest.raises(StopAsyncIteration):
                    await anext(events)

    run(work)


def test_polling_ends_after_goodbye(sqlite_url: str) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato", "office") as sato:
            connection = await _open(sato, {})
            batch, _ = await _poll(sato, connection, 0)
            await line.town.do(sign_out, "sato", "office")
            batch, frames = await _poll(sato, connection, batch)
            assert frames == [{"t": "bye", "code": "signed_out", "after_ms": 0}]
            assert (await sato.get(f"/{connection}/poll", params={"after": batch})).status_code == 410

    run(work)


def test_a_connection_is_no_other_sessions(sqlite_url: str) -> None:
    async def work() -> None:
        async with (
            wire(sqlite_url) as line,
            line.http("sato") as sato,
            line.http("ito") as ito,
            line.http("sato", "phone") as phone,
        ):
            connection = await _open(sato, {})
            for other in (ito, phone):
                assert (await other.get(f"/{connection}/poll")).status_code == 410
                assert (await other.get(f"/{connection}/events")).status_code == 410
                assert (await other.post(f"/{connection}/frames", content=b'{"t":"ping"}')).status_code == 410

    run(work)


def test_client_frames_are_heard_by_post(sqlite_url: str) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato") as sato:
            await line.town.do(come, "sato", "welfare")
            connection = await _open(sato, {})
            batch, _ = await _poll(sato, connection, 0)
            frames = b'{"t":"look","room":"welfare"}\n{"t":"ping"}\n{"t":"typing","room":"welfare"}'
            assert (await sato.post(f"/{connection}/frames", content=frames)).status_code == 204
            batch, heard = await _poll(sato, connection, batch)
            assert heard == [{"t": "pong"}]
            _, heard = await _poll(sato, connection, batch)
            assert heard == [{"t": "typing", "s": "den:welfare", "member_id": "sato"}]

    run(work)


@pytest.mark.parametrize("content", [b"x", b'{"t":"hello","vector":{}}', b"\xff\xfe", b'{"t":"look"}', b"[" * 50_000])
def test_malformed_frames_by_post_are_a_problem(sqlite_url: str, content: bytes) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato") as sato:
            connection = await _open(sato, {})
            answer = await sato.post(f"/{connection}/frames", content=content)
            assert (answer.status_code, answer.json()["code"]) == (400, "request.malformed")
            assert (await sato.post(f"/{connection}/frames", content=b'{"t":"ping"}')).status_code == 204

    run(work)


@pytest.mark.parametrize("body", [{}, {"vector": []}, {"vector": {"a": -1}}, {"vector": {"": 1}}])
def test_a_malformed_hello_by_post_is_refused(sqlite_url: str, body: dict[str, Any]) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato") as sato:
            assert (await sato.post("", json=body)).status_code == 400
            assert not line.town.live.readers

    run(work)


def test_frames_too_fast_end_the_connection(sqlite_url: str) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato") as sato:
            connection = await _open(sato, {})
            batch, _ = await _poll(sato, connection, 0)
            answer = await sato.post(f"/{connection}/frames", content=b'{"t":"ping"}\n' * 9_000)
            assert (answer.status_code, answer.json()["code"]) == (429, "live.too_fast")
            _, frames = await _poll(sato, connection, batch)
            assert frames == [{"t": "bye", "code": "resume", "after_ms": 10_000}]

    run(work)


def test_too_large_a_message_by_post_is_refused(sqlite_url: str) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato") as sato:
            connection = await _open(sato, {})
            assert (await sato.post(f"/{connection}/frames", content=b" " * 300_000)).status_code == 413
            assert (await sato.post("", json={"vector": {f"den:{n}": 0 for n in range(20_000)}})).status_code == 413

    run(work)


def test_a_connection_nobody_asks_for_is_given_up(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posted_module, "IDLE_S", 0.2)
    monkeypatch.setattr(posted_module, "SWEEP_S", 0.1)

    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato") as sato:
            connection = await _open(sato, {})
            await line.town.sees(lambda: len(line.town.live.readers), 0)
            assert (await sato.get(f"/{connection}/poll")).status_code == 410

    run(work)


def test_a_restart_asks_those_who_stream_and_poll_back_at_once(sqlite_url: str) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.http("sato") as sato, line.http("ito") as ito:
            streamed, polled = await _open(sato, {}, way="sse"), await _open(ito, {})
            batch, _ = await _poll(ito, polled, 0)
            waiting = asyncio.create_task(_poll(ito, polled, batch))
            async with sato.stream("GET", f"/{streamed}/events") as stream:
                events = _events(stream)
                await anext(events)
                started = asyncio.get_running_loop().time()
                line.server.should_exit = True
                (bye,) = await anext(events)
                assert (bye["t"], bye["code"]) == ("bye", "restarting")
                assert [frame["code"] for frame in (await waiting)[1]] == ["restarting"]
                with pytest.raises(StopAsyncIteration):
                    await anext(events)
                assert asyncio.get_running_loop().time() - started < 3  # and not after the wait for requests

    run(work)
