"""Whatever happens on the way: nothing missing, nothing double, and the same order for all."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.town import ROOM, Town
from tests.support.cable import Cable

pytestmark = pytest.mark.service_worker

TALL = {"width": 1000, "height": 6000}  # every message is on screen, so that the screen can be read as a whole


@pytest.fixture
def cable(town: Town) -> Iterator[Cable]:
    cable = Cable(town.server.port)
    yield cable
    cable.remove()


def both_see(town: Town, people: tuple[Person, ...], texts: list[str]) -> None:
    """Wait until everybody sees all of these; then everybody must see what the server has, as it has it."""
    for person in people:
        for text in texts:
            person.sees(text)
    in_order = town.texts(town.cast.sato)
    assert [text for text in in_order if text in texts] != []
    assert len(set(in_order)) == len(in_order), "something was stored twice"
    for person in people:
        assert person.texts() == in_order


@pytest.mark.parametrize("how", ["silent", "cut"])
def test_who_loses_the_connection_and_comes_back_misses_nothing(town: Town, meet: Meet, cable: Cable, how: str) -> None:
    sato = meet(town.cast.sato, cable.url, viewport=TALL)
    tanaka = meet(town.cast.tanaka, viewport=TALL)
    for person in (sato, tanaka):
        person.go("/")
        person.open_room(ROOM)
    sato.send(f"{how}: 始めます")
    for person in (sato, tanaka):
        person.sees(f"{how}: 始めます")

    if how == "silent":
        cable.silence()
        sato.context.set_offline(True)  # the device knows, as with a pulled cable
    else:
        cable.cut()
    for i in range(4):
        tanaka.send(f"{how}: 留守の間 {i}")
        sato.send(f"{how}: 切れた間 {i}")
    waiting = sato.feed.locator("[data-outgoing]")
    expect(waiting).to_have_count(4)
    expect(waiting.first).to_contain_text("通信が戻りしだい自動で送ります")
    tanaka.sees(f"{how}: 留守の間 3")
    tanaka.more(tanaka.message(f"{how}: 留守の間 1"), "編集する")
    tanaka.composer.fill(f"{how}: 留守の間に直した")
    tanaka.page.get_by_role("button", name="保存").click()
    tanaka.sees(f"{how}: 留守の間に直した")

    cable.mend()
    sato.context.set_offline(False)
    expected = [f"{how}: 切れた間 {i}" for i in range(4)] + [f"{how}: 留守の間 {i}" for i in (0, 2, 3)]
    both_see(town, (sato, tanaka), [*expected, f"{how}: 留守の間に直した"])
    expect(waiting).to_have_count(0)
    assert [text for text in sato.texts() if "切れた間" in text and how in text] == expected[:4]


@pytest.mark.parametrize(
    ("way", "refused"),
    [("events", (b"Upgrade: websocket",)), ("poll", (b"Upgrade: websocket", b"/events"))],
)
def test_talk_finds_its_way_past_a_proxy_that_lets_no_socket_through(
    town: Town, meet: Meet, cable: Cable, way: str, refused: tuple[bytes, ...]
) -> None:
    cable.refused = refused
    sato = meet(town.cast.sato, cable.url, viewport=TALL)
    tanaka = meet(town.cast.tanaka, viewport=TALL)
    for person in (sato, tanaka):
        person.go("/")
        person.open_room(ROOM)
    used = "sessionStorage.getItem('kairan.transport')"
    sato.until(lambda: sato.page.evaluate(used) == way, f"the way by {way} is found")
    for i in range(3):
        tanaka.send(f"{way}: 表から {i}")
        sato.sees(f"{way}: 表から {i}")  # without asking for it: the frames came
        sato.send(f"{way}: 裏から {i}")
    both_see(town, (sato, tanaka), [f"{way}: {side} {i}" for side in ("表から", "裏から") for i in range(3)])


def acknowledged(person: Person) -> dict[str, str]:
    """Return the messages that a screen shows as kept by the server: their ids by their texts."""
    kept: dict[str, str] = person.feed.evaluate(
        """(feed) => Object.fromEntries([...feed.querySelectorAll("[data-message]")]
          .map((row) => [row.querySelector("p")?.textContent ?? "", row.getAttribute("data-message")]))"""
    )
    return kept


def test_what_was_acknowledged_outlives_the_server(town: Town, meet: Meet) -> None:
    people = sato, tanaka = (
        meet(town.cast.sato, viewport=TALL),
        meet(town.cast.tanaka, viewport=TALL),
    )
    for person in people:
        person.go("/")
        person.open_room(ROOM)
    written: list[str] = []

    def write(word: str) -> None:
        for i in range(5):
            for name, person in (("佐藤", sato), ("田中", tanaka)):
                written.append(f"{word}、{name} {i}")
                person.send(written[-1])

    kept: dict[str, str] = {}
    for turn in ("一度目", "二度目"):
        write(f"{turn}の前")
        for person in people:
            kept |= acknowledged(person)
        town.server.kill()
        write(f"{turn}の間")
        town.server.start()
    write("戻ってから")
    both_see(town, people, written)
    for person in people:  # the same message still, not one that was lost and sent again
        after = acknowledged(person)
        assert {text: after.get(text) for text in kept} == kept


@pytest.mark.parametrize("reached", [True, False], ids=["answer-lost", "request-lost"])
def test_a_reload_in_the_middle_of_sending_sends_exactly_once(town: Town, meet: Meet, *, reached: bool) -> None:
    sato = meet(town.cast.sato, viewport=TALL)
    sato.go("/")
    sato.open_room(ROOM)
    text = f"読み込み直しても一通（{'届いた' if reached else '届かない'}）"
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method != "POST":
            route.fallback()
            return
        if reached:
            route.fetch()  # the server has it, and its answer is never heard
        held.append(route)

    sato.page.route("**/api/rooms/*/messages", hold)
    sato.send(text)
    expect(sato.feed.locator("[data-outgoing]")).to_have_count(0 if reached else 1)
    sato.until(lambda: len(held) == 1, "the request is on its way")
    sato.page.unroute_all()
    sato.page.reload()
    sato.sees(text)
    expect(sato.feed.locator("[data-outgoing]")).to_have_count(0)
    assert town.texts(town.cast.sato).count(text) == 1


def test_a_page_whose_looks_could_not_be_fetched_has_them_a_moment_later(town: Town, meet: Meet) -> None:
    sato = meet(town.cast.sato)
    sato.page.route("**/Directory-*.css", lambda route: route.abort(), times=1)
    sato.go("/directory")
    sato.page.get_by_role("heading", name="連絡先", exact=True).first.wait_for()
    sheets = "[...document.styleSheets].filter(({ href }) => href?.includes('/Directory-'))"
    sato.page.wait_for_function(f"() => {sheets}.some((sheet) => sheet.cssRules.length > 0)")
