"""Marks and typing: to those who look at the room, four times a second at most."""

import time

from kairan.core.realtime import Mark, Mine, Typing
from kairan.core.realtime.frames import Look, TypingHere
from tests.realtime.world import ITO, SATO, STRANGER, come, person, run, world


def test_marks_are_told_together_to_those_who_look(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            await town.do(come, "ito", "welfare")
            looks = await town.join(SATO, {}, look="welfare")
            elsewhere = await town.join(ITO, {})
            for number in range(100):
                town.live.hub.announce([Mark("den:welfare", f"m{number % 10}", number, 0)])
            await town.until(lambda: bool(looks.of("marks")))
            await town.settle(0.4)
            (frame,) = looks.of("marks")
            assert sorted(frame["marks"]) == [[f"m{number}", 90 + number, 0] for number in range(10)]
            assert not elsewhere.of("marks")

    run(work)


def test_marks_come_at_most_four_times_a_second(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            looks = await town.join(SATO, {}, look="welfare")
            began = time.monotonic()
            for number in range(50):
                town.live.hub.announce([Mark("den:welfare", "ito", number, 0)])
                await town.settle(0.02)
            assert 2 <= len(looks.of("marks")) <= 4 * (time.monotonic() - began) + 2

    run(work)


def test_typing_is_told_only_by_who_reads_the_room(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            looks = await town.join(SATO, {}, look="welfare")
            stranger = await town.join(STRANGER, {}, look="welfare")
            town.live._heed(stranger.reader, TypingHere("welfare"))
            await town.settle(0.3)
            assert not looks.of("typing")
            town.live._heed(looks.reader, TypingHere("welfare"))
            await town.sees(lambda: looks.of("typing"), [{"t": "typing", "s": "den:welfare", "member_id": "sato"}])
            assert not stranger.of("typing")

    run(work)


def test_who_looks_elsewhere_is_told_no_more(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            await town.do(come, "sato", "welfare")
            sato = await town.join(SATO, {}, look="welfare")
            town.live._heed(sato.reader, Look(None))
            town.live.hub.announce([Typing("den:welfare", "ito")])
            await town.settle(0.3)
            assert not sato.of("typing")

    run(work)


def test_ones_own_position_is_told_to_ones_other_windows_only(database_url: str) -> None:
    async def work() -> None:
        async with world(database_url) as town:
            windows = [await town.join(person("sato", f"sato-{number}")) for number in range(2)]
            ito = await town.join(ITO)
            town.live.hub.announce([Mine("own:sato", "welfare", None, 12)])
            mine = [{"t": "mine", "room": "welfare", "root": None, "n": 12, "rewinds": 0}]
            await town.sees(lambda: [window.of("mine") for window in windows], [mine] * 2)
            assert not ito.of("mine")

    run(work)
