"""Nobody may ask faster than people do; and nobody is locked out for what others ask."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import REGISTRY

from kairan.app import Application, assemble, build_litestar
from kairan.core.edge import authentication as door_module
from kairan.core.edge.cookies import COOKIE
from kairan.core.edge.openapi import operations
from kairan.core.edge.problems import AccountTooFast, AddressTooFast, BodyTooFast
from kairan.core.edge.rate_limits import RATES, RateLimits, network_of, work_of
from kairan.core.kit import token_bucket as module
from kairan.core.kit.database import open_engine, sqlite_url, transaction
from kairan.core.kit.token_bucket import Buckets, Rate
from kairan.core.settings import Settings
from kairan.core.viewer import Entrance, MemberId, OrganizationId, Viewer
from kairan.sessions.actions import open_session
from tests.cast import assemble as cast_of
from tests.cast import room_of
from tests.support.databases import build_schema

PROXY = "192.0.2.1"


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def viewer(member: str = "sato", organization: str = "city") -> Viewer:
    return Viewer(member_id=MemberId(member), organization_id=OrganizationId(organization))


# --- buckets ---------------------------------------------------------------------------------------------------


def test_so_many_at_once_then_so_many_a_second(clock: Clock) -> None:
    buckets = Buckets([Rate(2, 5)], 10)
    assert [buckets.take("sato", 0) for _ in range(5)] == [0.0] * 5
    assert buckets.take("sato", 0) == pytest.approx(0.5)
    clock.now += 0.5
    assert buckets.take("sato", 0) == 0.0
    assert buckets.take("sato", 0) == pytest.approx(0.5)
    clock.now += 60
    assert [buckets.take("sato", 0) for _ in range(6)] == [0.0] * 5 + [pytest.approx(0.5)]


@given(st.lists(st.floats(0, 5), min_size=1, max_size=200), st.floats(0.5, 20), st.integers(1, 30))
def test_whoever_waits_as_long_as_they_were_told_is_let_through_and_no_more_passes_than_the_rate(
    pauses: list[float], per_s: float, at_once: int
) -> None:
    clock, passed, began = Clock(), 0, 1_000.0
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "time", clock)
        buckets = Buckets([Rate(per_s, at_once)], 10)
        for pause in pauses:
            clock.now += pause
            while (wait_s := buckets.take("sato", 0)) > 0:
                clock.now += wait_s + 1e-6
            passed += 1
            assert passed <= at_once + (clock.now - began) * per_s + 1e-3


def test_classes_of_work_have_buckets_of_their_own(clock: Clock) -> None:
    buckets = Buckets([Rate(1, 1), None, Rate(1, 1)], 10)
    assert buckets.take("sato", 0) == 0.0
    assert buckets.take("sato", 0) > 0
    assert buckets.take("sato", 2) == 0.0
    assert all(buckets.take("sato", 1) == 0.0 for _ in range(100))


def test_a_full_table_forgets_whom_it_has_not_seen_for_the_longest_and_refuses_nobody(clock: Clock) -> None:
    buckets = Buckets([Rate(1, 1)], 3)
    for key in ("a", "b", "c"):
        buckets.take(key, 0)
    assert buckets.take("a", 0) > 0  # seen again: b is now the oldest
    assert buckets.take("d", 0) == 0.0
    assert len(buckets) == 3
    assert buckets.forgotten == 1
    assert buckets.take("a", 0) > 0
    assert buckets.take("b", 0) == 0.0


# --- whose -----------------------------------------------------------------------------------------------------


def test_one_who_asks_too_fast_takes_nothing_from_those_behind_the_same_proxy(clock: Clock) -> None:
    rate_limits = RateLimits({"posting.account": (1, 5), "posting.address": (1, 20), "posting.organization": (1, 20)})
    refused = 0
    for _ in range(1_000):
        try:
            rate_limits.admit("posting", PROXY, viewer("gone wild"))
        except AccountTooFast:
            refused += 1
    assert refused == 995
    for number in range(15):
        rate_limits.admit("posting", PROXY, viewer(f"colleague {number}"))


def test_a_body_and_an_address_have_an_end_too_and_what_they_refuse_costs_the_account_nothing(clock: Clock) -> None:
    rate_limits = RateLimits({"posting.account": (1, 2), "posting.address": (1, 4), "posting.organization": (1, 3)})
    for number in range(3):
        rate_limits.admit("posting", PROXY, viewer(f"{number}"))
    for _ in range(5):
        with pytest.raises(BodyTooFast) as refused:
            rate_limits.admit("posting", PROXY, viewer("late"))
    assert refused.value.retry_after_s == 1
    rate_limits.admit("posting", PROXY, viewer("late", "town"))
    with pytest.raises(AddressTooFast):
        rate_limits.admit("posting", PROXY, viewer("later", "town"))
    rate_limits.admit("posting", "192.0.2.2", viewer("later", "town"))


def test_a_crowd_of_thousands_behind_one_address_is_let_in_in_the_morning(clock: Clock) -> None:
    """2,800 people sign in, connect, and open their rooms within five minutes, through one proxy."""
    rate_limits = RateLimits()
    for number in range(2_800):
        clock.now += 300 / 2_800
        someone = viewer(f"{number}")
        rate_limits.admit("sign_in", PROXY, None)
        rate_limits.admit("arriving", PROXY, None)
        rate_limits.admit("connecting", PROXY, someone)
        for _ in range(40):
            rate_limits.admit("reading", PROXY, someone)


def test_everybody_comes_back_at_once_after_a_restart(clock: Clock) -> None:
    rate_limits = RateLimits()
    for number in range(4_000):
        rate_limits.admit("arriving", PROXY, None)
        rate_limits.admit("connecting", PROXY, viewer(f"{number}"))


def test_an_account_is_held_tighter_than_an_address_in_every_class_of_work() -> None:
    for work, of in RATES.items():
        if "account" in of:
            assert of["account"].per_s * 10 <= of["address"].per_s, work
            assert of["account"].at_once * 10 <= of["address"].at_once, work


def test_addresses_of_one_household_are_one() -> None:
    assert network_of("2001:db8:1:2::3") == network_of("2001:db8:1:2:ffff::9") != network_of("2001:db8:1:3::3")
    assert network_of("192.0.2.7") == "192.0.2.7"
    assert network_of("no address at all" * 10) == ("no address at all" * 10)[:45]


@pytest.mark.parametrize("name", ["posting", "posting.everybody", "dancing.account", "posting.account.more"])
def test_a_limit_that_there_is_not_stops_the_server_from_starting(name: str) -> None:
    with pytest.raises(ValueError, match="rates"):
        RateLimits({name: (1, 1)})
    with pytest.raises(ValueError, match="rates"):
        RateLimits({"posting.account": (0, 1)})


def test_an_operator_may_switch_the_limits_off(clock: Clock) -> None:
    rate_limits = RateLimits({"posting.account": (1, 1)}, is_on=False)
    for _ in range(100):
        rate_limits.admit("posting", PROXY, viewer())


# --- over the wire ---------------------------------------------------------------------------------------------


class Town(msgspec.Struct, frozen=True):
    """An application with tight limits, two people of it, and a room."""

    application: Application
    room_id: str
    tokens: tuple[str, str]


def town_with(tmp_path: Path, rates: dict[str, tuple[float, int]]) -> Town:
    settings = Settings(data=tmp_path, database=sqlite_url(tmp_path / "kairan.db"), rates=rates)
    build_schema(settings.database_url)
    engine = open_engine(settings.database_url, pool_size=1)
    with transaction(engine) as db:
        cast = cast_of(db)
        room_id = room_of(db, cast.sato, cast.tanaka)
        entrance = Entrance(face="single", device="pc", agent="test")
        sato, tanaka = (open_session(db, one.member_id, entrance) for one in (cast.sato, cast.tanaka))
    engine.dispose()
    return Town(assemble(settings), room_id, (sato, tanaka))


Asked = tuple[int | None, str, str, Any]


def asking(town: Town, *asked: Asked) -> list[httpx.Response]:
    """Ask one after the other: who (a place among the tokens), method, path, JSON."""

    async def all_of_them() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=town.application.asgi, raise_app_exceptions=False)  # type: ignore[arg-type]
        async with (
            town.application.litestar.lifespan(),
            httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client,
        ):
            answers = []
            for who, method, path, body in asked:
                headers = {} if who is None else {"cookie": f"{COOKIE}={town.tokens[who]}"}
                answers.append(await client.request(method, path, json=body, headers=headers))
            return answers

    return asyncio.run(all_of_them())


def test_who_posts_too_fast_is_told_when_to_come_back_on_the_express_route(tmp_path: Path) -> None:
    town = town_with(tmp_path, {"posting.account": (0.2, 3)})
    path = f"/api/rooms/{town.room_id}/messages"
    before = REGISTRY.get_sample_value("kairan_rate_refusals_total", {"work": "posting", "whose": "account"}) or 0
    answers = asking(town, *((0, "POST", path, {"client_key": f"k{n}", "text": "開設"}) for n in range(5)))
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429, 429]
    assert answers[3].json()["code"] == "rate.account"
    assert "5秒ほど待って" in answers[3].json()["title"]
    assert answers[3].headers["retry-after"] == "5"
    after = REGISTRY.get_sample_value("kairan_rate_refusals_total", {"work": "posting", "whose": "account"})
    assert after == before + 2


def test_reading_goes_on_for_who_posts_too_fast_and_posting_for_everybody_else(tmp_path: Path) -> None:
    town = town_with(tmp_path, {"posting.account": (0.01, 1)})
    path = f"/api/rooms/{town.room_id}/messages"
    draft = {"client_key": "k", "text": "開設"}
    answers = asking(
        town, (0, "POST", path, draft), (0, "POST", path, draft), (0, "GET", path, None), (1, "POST", path, draft)
    )
    assert [answer.status_code for answer in answers] == [201, 429, 200, 201]


def test_strangers_without_a_session_are_held_by_their_address_and_members_are_not(tmp_path: Path) -> None:
    town = town_with(tmp_path, {"arriving.address": (0.01, 3)})
    answers = asking(town, (0, "GET", "/api/session", None), *((None, "GET", "/api/start", None) for _ in range(5)),
                     (0, "GET", "/api/start", None), (0, "GET", "/api/session", None))  # fmt: skip
    assert [answer.status_code for answer in answers] == [200, 401, 401, 401, 429, 429, 200, 200]
    assert answers[4].json()["code"] == "rate.address"


def test_signing_in_searching_and_opening_a_connection_are_counted_apart(tmp_path: Path) -> None:
    once = (0.01, 1)
    town = town_with(
        tmp_path, {"sign_in.address": once, "search.account": once, "connecting.account": once, "upload.account": once}
    )
    signing_in: Asked = (None, "POST", "/api/session", {"login": "nobody", "password": "nothing"})
    searching: Asked = (0, "GET", "/api/search?q=開設", None)
    opening: Asked = (0, "POST", "/api/live", {"vector": {}})
    sending: Asked = (0, "POST", "/api/files?name=a.txt", "text")
    answers = asking(town, *(one for one in (signing_in, searching, opening, sending) for _ in range(2)))
    assert [answer.status_code for answer in answers][1::2] == [429] * 4
    assert 429 not in [answer.status_code for answer in answers][0::2]


def test_health_is_free_and_so_are_the_limits_when_they_are_off(tmp_path: Path) -> None:
    town = town_with(tmp_path, {"reading.address": (0.01, 1)})
    answers = asking(town, *((None, "GET", path, None) for path in ("/health", "/ready") for _ in range(5)))
    assert {answer.status_code for answer in answers} == {200}


def test_a_socket_too_many_is_told_by_a_frame_when_to_come_back(tmp_path: Path) -> None:
    town = town_with(tmp_path, {"connecting.account": (0.1, 1)})
    said: list[dict[str, Any]] = []

    async def connect() -> None:
        waiting = asyncio.Queue[dict[str, Any]]()
        waiting.put_nowait({"type": "websocket.connect"})

        async def send(message: dict[str, Any]) -> None:
            said.append(message)
            if message["type"] == "websocket.accept":
                waiting.put_nowait({"type": "websocket.disconnect", "code": 1001})

        headers = [(b"host", b"127.0.0.1"), (b"cookie", f"{COOKIE}={town.tokens[0]}".encode())]
        scope = {"type": "websocket", "path": "/api/live", "raw_path": b"/api/live", "query_string": b"",
                 "headers": headers, "subprotocols": [], "client": (PROXY, 1), "server": ("127.0.0.1", 80),
                 "scheme": "ws", "http_version": "1.1", "asgi": {"version": "3.0"}, "root_path": "",
                 "extensions": {}}  # fmt: skip
        app: Any = town.application.asgi
        await app(scope, waiting.get, send)

    async def twice() -> None:
        async with town.application.litestar.lifespan():
            await connect()
            said.clear()
            await connect()

    asyncio.run(twice())
    byes = [json.loads(one["text"]) for one in said if one["type"] == "websocket.send" and "bye" in one["text"]]
    assert byes == [{"t": "bye", "code": "resume", "after_ms": 10_000}]


def test_every_route_has_a_class_of_work_and_administration_is_recognised(tmp_path: Path) -> None:
    free, itself = set(), set()
    for path, method, handler in operations(build_litestar(Settings(data=tmp_path))):
        work = work_of(handler.opt, method, path)
        if handler.opt.get("counts_itself"):
            itself.add(path)
            continue
        if work is None:
            free.add(path)
            continue
        assert work in RATES, path
        assert (work == "administration") == path.startswith(("/api/administration", "/api/installation")), path
    assert free == {"/health", "/ready", "/metrics"}
    assert itself == {"/api/guest-invitation", "/api/guest-invitation/accept", "/b/{token}"}


def test_the_door_remembers_so_many_and_looks_up_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_module, "REMEMBERED_MOST", 1)
    town = town_with(tmp_path, {})
    answers = asking(town, *((who, "GET", "/api/session", None) for who in (0, 1, 0, 1)))
    assert [answer.status_code for answer in answers] == [200] * 4
