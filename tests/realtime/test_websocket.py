"""WebSocket, over a real socket; with our short way out and without it."""

import asyncio
import json
import socket as sockets
from typing import Any

import pytest

from kairan.core.realtime import live as live_module
from kairan.core.realtime.transports import websocket as websocket_module
from tests.realtime.wire import Wire, read_to_the_end, read_until, say_hello, wire
from tests.realtime.world import come, entry_of, run, say, sign_out

BOTH = pytest.mark.parametrize("plain", [False, True], ids=["ours", "plain"])


@BOTH
def test_two_people_hear_the_same_entry(sqlite_url: str, plain: bool) -> None:
    async def work() -> None:
        async with wire(sqlite_url, plain=plain) as line:
            await line.town.do(come, "sato", "welfare")
            await line.town.do(come, "ito", "welfare")
            async with line.socket("sato") as sato, line.socket("ito") as ito:
                for socket, own in ((sato, "own:sato"), (ito, "own:ito")):
                    frames = await say_hello(socket, {own: 1, "den:welfare": 2})
                    assert [frame["t"] for frame in frames] == ["welcome", "current"]
                await line.town.do(say, "welfare", "避難所を開設しました\n第一小学校")
                for socket in (sato, ito):
                    (frame,) = await read_until(socket, "entry")
                    assert frame["b"] == {"text": "避難所を開設しました\n第一小学校"}

    run(work)


@BOTH
def test_missed_entries_come_before_current_over_the_socket(sqlite_url: str, plain: bool) -> None:
    async def work() -> None:
        async with wire(sqlite_url, plain=plain) as line:
            await line.town.do(come, "sato", "welfare")
            for _ in range(150):
                await line.town.do(say, "welfare", "長い話" * 200)  # more than one small frame can hold
            async with line.socket("sato") as sato:
                frames = await say_hello(sato, {"own:sato": 1, "den:welfare": 1})
                assert [frame["q"] for frame in frames if frame["t"] == "entry"] == list(range(2, 152))

    run(work)


@BOTH
def test_ping_is_answered(sqlite_url: str, plain: bool) -> None:
    async def work() -> None:
        async with wire(sqlite_url, plain=plain) as line, line.socket("sato") as sato:
            await say_hello(sato, {})
            await sato.send('{"t":"ping"}')
            assert await read_until(sato, "pong") == [{"t": "pong"}]

    run(work)


@BOTH
@pytest.mark.parametrize(
    "message",
    [
        "",
        "hello",
        "[]",
        "null",
        '{"t":"hello"}',
        '{"t":"hello","vector":{"own:sato":-1}}',
        '{"t":"hello","vector":{"own:sato":1e99}}',
        '{"t":"hello","vector":[]}',
        '{"t":"ping"}',
        '{"t":"entry","s":"den:welfare","q":1}',
        "{" * 5_000,
        "[" * 100_000,
        json.dumps({"t": "hello", "vector": {f"den:{n}": 0 for n in range(5_000)}}),
        b"\x00\xff",
    ],
)
def test_a_first_message_that_is_no_hello_closes_with_a_clear_code(
    sqlite_url: str, plain: bool, message: str | bytes
) -> None:
    async def work() -> None:
        async with wire(sqlite_url, plain=plain) as line, line.socket("sato") as sato:
            await sato.send(message)
            _, code, reason = await read_to_the_end(sato)
            assert (code, reason) == (4400, "malformed") or code == 1009
            await _is_unharmed(line)

    run(work)


async def _is_unharmed(line: Wire) -> None:
    assert not [reader for reader in line.town.live.readers if reader.viewer.member_id == "sato"]
    async with line.socket("ito") as ito:
        assert (await say_hello(ito, {}))[-1] == {"t": "current"}


@BOTH
@pytest.mark.parametrize("message", ['{"t":"hello","vector":{}}', '{"t":"shout"}', '{"t":"look"}', '{"t":"typing"}'])
def test_a_later_frame_that_is_malformed_closes(sqlite_url: str, plain: bool, message: str) -> None:
    async def work() -> None:
        async with wire(sqlite_url, plain=plain) as line, line.socket("sato") as sato:
            await say_hello(sato, {})
            await sato.send(message)
            _, code, reason = await read_to_the_end(sato)
            assert (code, reason) == (4400, "malformed")
            await _is_unharmed(line)

    run(work)


@BOTH
def test_ten_thousand_frames_in_a_second_close_one_client_and_harm_nobody(sqlite_url: str, plain: bool) -> None:
    async def flood(socket: Any) -> None:
        try:
            for _ in range(10_000):
                await socket.send('{"t":"typing","room":"welfare"}')
        except Exception:  # noqa: BLE001  (closed in the middle: expected)
            pass

    async def work() -> None:
        async with wire(sqlite_url, plain=plain) as line:
            await line.town.do(come, "sato", "welfare")
            await line.town.do(come, "ito", "welfare")
            async with line.socket("sato") as sato, line.socket("ito") as ito:
                await say_hello(sato, {})
                await say_hello(ito, {"own:ito": 1, "den:welfare": 2})
                flooding = asyncio.create_task(flood(sato))
                _, code, reason = await read_to_the_end(sato)
                await flooding
                assert (code, reason) == (4429, "too_fast")
                await line.town.do(say, "welfare")
                await read_until(ito, "entry")
            await _is_unharmed(line)

    run(work)


@BOTH
def test_a_message_over_the_limit_is_refused(sqlite_url: str, plain: bool) -> None:
    async def work() -> None:
        async with wire(sqlite_url, plain=plain) as line, line.socket("sato") as sato:
            await say_hello(sato, {})
            await sato.send(json.dumps({"t": "look", "room": "x" * 200_000}))
            _, code, _ = await read_to_the_end(sato)
            assert code in {1009, 4400}
            await _is_unharmed(line)

    run(work)


@BOTH
def test_a_client_that_never_says_hello_is_closed(
    sqlite_url: str, plain: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket_module, "HELLO_S", 0.2)

    async def work() -> None:
        async with wire(sqlite_url, plain=plain) as line, line.socket("sato") as sato:
            frames, code, reason = await read_to_the_end(sato)
            assert [frame["t"] for frame in frames] == ["welcome"]
            assert (code, reason) == (4408, "no_hello")

    run(work)


@BOTH
def test_nobody_is_told_goodbye_and_not_served(sqlite_url: str, plain: bool) -> None:
    async def work() -> None:
        async with wire(sqlite_url, plain=plain) as line, line.socket(None) as nobody:
            frames, code, _ = await read_to_the_end(nobody)
            assert (frames, code) == ([{"t": "bye", "code": "signed_out", "after_ms": 0}], 4401)
            assert not line.town.live.readers

    run(work)


@BOTH
def test_more_windows_than_anybody_needs_are_turned_away(
    sqlite_url: str, plain: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_module, "READERS_OF_MEMBER", 2)

    async def work() -> None:
        async with (
            wire(sqlite_url, plain=plain) as line,
            line.socket("sato"),
            line.socket("sato"),
            line.socket("sato") as third,
        ):
            frames, code, reason = await read_to_the_end(third)
            assert frames[0]["code"] == "resume"
            assert (code, reason) == (4503, "live.too_many")

    run(work)


@BOTH
def test_signing_out_closes_the_socket(sqlite_url: str, plain: bool) -> None:
    async def work() -> None:
        async with wire(sqlite_url, plain=plain) as line, line.socket("sato", "office") as sato:
            await say_hello(sato, {})
            await line.town.do(sign_out, "sato", "office")
            frames, code, _ = await read_to_the_end(sato)
            assert frames[-1] == {"t": "bye", "code": "signed_out", "after_ms": 0}
            assert code == 4401

    run(work)


@BOTH
def test_a_client_that_stops_reading_is_ended_and_the_others_are_not_kept_waiting(sqlite_url: str, plain: bool) -> None:
    async def work() -> None:
        async with wire(sqlite_url, plain=plain) as line:
            await line.town.do(come, "sato", "welfare")
            await line.town.do(come, "ito", "welfare")
            slow = await asyncio.to_thread(_raw_socket, line.port)
            try:
                async with line.socket("ito") as ito:
                    await say_hello(ito, {"own:ito": 1, "den:welfare": 2})
                    await line.town.settle(0.1)
                    heard = asyncio.create_task(_count_entries(ito, 3_000))
                    for start in range(3, 3_003, 50):
                        line.town.live.hub.hear(
                            [entry_of("den:welfare", n, "長" * 800) for n in range(start, start + 50)]
                        )
                        await asyncio.sleep(0.005)
                    assert await heard == 3_000
                    await asyncio.sleep(0.2)
                    assert [reader.viewer.member_id for reader in line.town.live.readers] == ["ito"]
            finally:
                slow.close()

    run(work)


async def _count_entries(socket: Any, wanted: int) -> int:
    seen = 0
    async with asyncio.timeout(30):
        while seen < wanted:
            seen += str(await socket.recv()).count('"t":"entry"')
    return seen


def _raw_socket(port: int) -> sockets.socket:
    """Connect, say hello, and read nothing but the handshake."""
    raw = sockets.socket()
    raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4_096)
    raw.connect(("127.0.0.1", port))
    raw.sendall(
        b"GET /api/live HTTP/1.1\r\nHost: x\r\nX-Person: sato\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\n\r\n"
    )
    assert raw.recv(4_096).startswith(b"HTTP/1.1 101")
    hello = b'{"t":"hello","vector":{"own:sato":1,"den:welfare":2}}'
    raw.sendall(bytes((0x81, 0x80 | len(hello))) + bytes(4) + hello)
    return raw


def test_a_restart_gives_each_reader_a_slot_before_the_socket_closes(sqlite_url: str) -> None:
    async def work() -> None:
        async with wire(sqlite_url) as line, line.socket("sato") as sato, line.socket("ito") as ito:
            await say_hello(sato, {})
            await say_hello(ito, {})
            line.server.should_exit = True
            ends = [await read_to_the_end(socket) for socket in (sato, ito)]
            byes = [frames[-1] for frames, _, _ in ends]
            assert {bye["code"] for bye in byes} == {"restarting"}
            assert len({bye["after_ms"] for bye in byes}) == 2
            assert {code for _, code, _ in ends} == {1012}

    run(work)
