"""Whoever is slowed down waits in a place; a machine that tries the same login over and over takes only its own."""

import asyncio

import pytest

from kairan.core.edge.problems import TooManyTries
from kairan.core.edge.waiting_room import PLACES, WaitingRoom

HERE, ELSEWHERE = "192.0.2.7", "192.0.2.8"


@pytest.fixture(autouse=True)
def held(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Let who waits wait until the test says so."""
    gate = asyncio.Event()

    async def sleep(_seconds: float) -> None:
        await gate.wait()

    monkeypatch.setattr("kairan.core.edge.waiting_room.asyncio.sleep", sleep)
    return gate


def test_full_places_of_one_address_and_kind_leave_the_others_free(held: asyncio.Event) -> None:
    room = WaitingRoom()

    async def come(address: str, *, is_first: bool) -> str:
        try:
            async with room.waited(address, 3, is_first=is_first):
                return "in"
        except TooManyTries:
            return "refused"

    async def play() -> list[str]:
        wild = [asyncio.ensure_future(come(HERE, is_first=False)) for _ in range(PLACES + 5)]
        others = [
            asyncio.ensure_future(come(HERE, is_first=True)),
            asyncio.ensure_future(come(ELSEWHERE, is_first=False)),
        ]
        await asyncio.wait(wild, return_when=asyncio.FIRST_COMPLETED)  # the first to be refused
        held.set()
        answers = await asyncio.gather(*wild)
        assert answers.count("refused") == 5
        return await asyncio.gather(*others)

    assert asyncio.run(play()) == ["in", "in"]
    assert not room._waiting


def test_who_is_not_slowed_needs_no_place() -> None:
    async def play() -> None:
        room = WaitingRoom()
        async with room.waited(HERE, 0, is_first=False):
            assert not room._waiting

    asyncio.run(play())
