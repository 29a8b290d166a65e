"""Behind one address: a machine nobody is signed in at holds up nobody who is known by what they hold."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from kairan.core.edge.cookies import BROWSER_COOKIE, COOKIE
from kairan.core.edge.problems import AddressTooFast
from kairan.core.edge.rate_limits import RateLimits
from kairan.core.edge.strangers import PLACES, Strangers
from kairan.core.kit.database import Db, open_engine, sqlite_url, transaction
from kairan.core.kit.ids import Id
from kairan.core.viewer import Entrance, MemberId, OrganizationId, Viewer
from kairan.guests.inviting import invite_guest
from kairan.guests.model import NewInvitation
from kairan.people import member_table
from kairan.sessions.actions import open_session
from kairan.talk.model import RoomId
from tests.edge.test_rate_limits import PROXY, Town, town_with
from tests.guests.conftest import ON_SCREEN, in_days, token_of

LIMITED = {"arriving.address": (0.001, 2), "sign_in.address": (0.001, 2), "reading.address": (0.001, 3)}


Asked = tuple[dict[str, str], str, str, Any]


def asking(town: Town, *asked: Asked) -> list[httpx.Response]:
    """Ask one after the other: cookies, method, path, JSON."""

    async def all_of_them() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=town.application.asgi, raise_app_exceptions=False)  # type: ignore[arg-type]
        async with (
            town.application.litestar.lifespan(),
            httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client,
        ):
            return [
                await client.request(
                    method, path, json=body, headers={"cookie": "; ".join(f"{n}={v}" for n, v in cookies.items())}
                )
                for cookies, method, path, body in asked
            ]

    return asyncio.run(all_of_them())


@contextmanager
def beside(folder: Path) -> Iterator[Db]:
    engine = open_engine(sqlite_url(folder / "kairan.db"), pool_size=1)
    with transaction(engine) as db:
        yield db
    engine.dispose()


def sato_in(db: Db) -> Viewer:
    (row,) = db.all(select(member_table.c.id, member_table.c.organization_id).where(member_table.c.login == "sato"))
    return Viewer(member_id=row.id, organization_id=row.organization_id)


def wanted(room_id: str) -> NewInvitation:
    return NewInvitation(
        name="港 太郎",
        kana="みなと たろう",
        body="社会福祉法人みなと会",
        mail="taro@minato.example.jp",
        purpose="避難所運営の打合せ",
        ends_on=in_days(30),
        room_ids=[RoomId(Id(room_id))],
    )


def codes(answers: list[httpx.Response]) -> list[int]:
    return [answer.status_code for answer in answers]


def test_a_session_that_a_node_has_not_seen_comes_in_beside_a_wild_machine(tmp_path: Path) -> None:
    town = town_with(tmp_path, LIMITED)
    wild = [({}, "GET", "/api/start", None), ({COOKIE: "x" * 43}, "GET", "/api/start", None)] * 3
    members = [({COOKIE: token}, "GET", "/api/session", None) for token in town.tokens]
    assert codes(asking(town, *wild, *members, wild[1])) == [401, 401, 429, 429, 429, 429, 200, 200, 429]


def test_who_is_known_costs_the_address_nothing(tmp_path: Path) -> None:
    town = town_with(tmp_path, LIMITED)
    members = [({COOKIE: token}, "GET", "/api/session", None) for token in town.tokens]
    stranger = ({COOKIE: "x" * 43}, "GET", "/api/start", None)
    assert codes(asking(town, *members, stranger, stranger, stranger)) == [200, 200, 401, 401, 429]


def test_what_strangers_read_is_not_counted_for_members_behind_the_same_address() -> None:
    rate_limits = RateLimits({"reading.address": (0.001, 2)})
    for _ in range(2):
        rate_limits.admit("reading", PROXY, None)
    with pytest.raises(AddressTooFast):
        rate_limits.admit("reading", PROXY, None)
    somebody = Viewer(member_id=MemberId("sato"), organization_id=OrganizationId("city"))
    rate_limits.admit("reading", PROXY, somebody)


def test_a_browser_somebody_signed_in_with_tries_beside_a_wild_machine(tmp_path: Path) -> None:
    town = town_with(tmp_path, LIMITED)
    with beside(tmp_path) as db:
        open_session(db, sato_in(db).member_id, Entrance(face="single", device="pc", agent="test", browser="b" * 43))
    wrong = {"login": "nobody", "password": "nothing"}
    tries = ["", "", "", "c" * 43, "b" * 43, "b" * 43, "c" * 43]  # cookies by which the browser is known, or forged
    answers = asking(town, *(({BROWSER_COOKIE: one} if one else {}, "POST", "/api/session", wrong) for one in tries))
    assert [code == 429 for code in codes(answers)] == [False, False, True, True, False, False, True]


def test_a_guest_opens_a_link_beside_a_wild_machine(tmp_path: Path) -> None:
    town = town_with(tmp_path, LIMITED)
    with beside(tmp_path) as db:
        token = token_of(invite_guest(db, sato_in(db), wanted(town.room_id), ON_SCREEN))
    opened: list[Asked] = [
        ({}, "POST", "/api/guest-invitation", {"token": one}) for one in ("x", "x", "x", "x", token, token)
    ]
    assert codes(asking(town, *opened, opened[0])) == [404, 404, 429, 429, 200, 200, 429]


def test_one_link_or_browser_asks_no_faster_than_a_person(tmp_path: Path) -> None:
    town = town_with(tmp_path, {**LIMITED, "sign_in.account": (0.001, 2)})
    with beside(tmp_path) as db:
        token = token_of(invite_guest(db, sato_in(db), wanted(town.room_id), ON_SCREEN))
    answers = asking(town, *[({}, "POST", "/api/guest-invitation", {"token": token})] * 3)
    assert codes(answers) == [200, 200, 429]
    assert answers[2].json()["code"] == "rate.account"


def test_beyond_the_rate_only_a_few_are_looked_up_at_once() -> None:
    limits = RateLimits({"arriving.address": (0.001, 1)})
    limits.admit("arriving", PROXY, None)
    strangers, waits = Strangers(limits), asyncio.Event()

    async def slow() -> str | None:
        await waits.wait()
        return "known"

    async def ask() -> str | None:
        return await strangers.known("arriving", PROXY, slow)

    async def crowd() -> None:
        asked = [asyncio.create_task(ask()) for _ in range(PLACES)]
        await asyncio.sleep(0)
        with pytest.raises(AddressTooFast):
            await ask()
        waits.set()
        assert await asyncio.gather(*asked) == ["known"] * PLACES
        assert await ask() == "known"  # the places are free again

    asyncio.run(crowd())
