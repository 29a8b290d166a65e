"""A room of three thousand messages: one scrolls and nothing jumps, finds an old word, and comes back."""

import pytest
from playwright.sync_api import Route, expect

from kairan.talk.reading import mark_read
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.town import Town
from tests.cast import room_of, say

ROOM = "道路維持の記録"
MANY = 3_000
FOUND = 700  # where the word sought is
DRAWN_MOST = 120  # rows in the page at any time

SCROLLER = """(feed) => { let at = feed; while (getComputedStyle(at).overflowY !== "auto") at = at.parentElement;
  window.scroller = at; return [at.scrollTop, at.scrollHeight, at.clientHeight]; }"""
ORDINALS = """(feed) => [...feed.querySelectorAll("[data-message]")]
  .map((row) => Number(row.getAttribute("aria-posinset"))).sort((a, b) => a - b)"""
ROW_ON_SCREEN = """() => [...document.querySelectorAll("[role=feed] [data-message]")]
  .find((row) => row.getBoundingClientRect().top > window.scroller.getBoundingClientRect().top + 40)
  .getAttribute("data-message")"""
WATCH = """(id) => { window.tops = [];
  const look = () => {
    const row = document.querySelector(`[data-message="${id}"]`);
    window.tops.push(row ? row.getBoundingClientRect().top : NaN);
    window.watching = requestAnimationFrame(look);
  };
  look(); }"""


@pytest.fixture(scope="module", autouse=True)
def long_room(town: Town) -> None:
    """Fill the room; 田中 has read everything, or they would begin at the oldest."""
    with town.transaction() as db:
        room = room_of(db, town.cast.sato, town.cast.tanaka, name=ROOM)
        for i in range(1, MANY + 1):
            author = town.cast.sato if i % 3 else town.cast.tanaka
            words = "側溝の蓋を交換しました。" * (i % 4) + ("落石の報告です。" if i == FOUND else "")
            say(db, author, room, f"記録 {i} 番 {words}")
        mark_read(db, town.cast.tanaka, room, MANY)


def ordinals(person: Person) -> list[int]:
    found: list[int] = person.feed.evaluate(ORDINALS)
    assert found == list(range(found[0], found[-1] + 1)) or len(found) < 2, f"a hole or a double: {found}"
    assert len(found) < DRAWN_MOST
    return found


def test_older_messages_come_without_moving_what_one_reads(town: Town, meet: Meet) -> None:
    tanaka = meet(town.cast.tanaka)
    tanaka.go("/")
    tanaka.open_room(ROOM)
    tanaka.sees(f"記録 {MANY} 番")
    held: list[Route] = []
    tanaka.page.route("**/messages?*before=*", lambda route: held.append(route))  # noqa: PLW0108
    tanaka.feed.hover()
    for _ in range(4):
        scroll_up_until_asked(tanaka, held)
        tops = watched_while(tanaka, held)
        assert max(tops) - min(tops) <= 1.5, f"the row moved: {tops}"


def scroll_up_until_asked(person: Person, held: list[Route]) -> None:
    """Turn the wheel until the next page is asked for and the scrolling has come to rest."""

    def turned() -> bool:
        person.page.mouse.wheel(0, -400)
        person.page.wait_for_timeout(50)
        return bool(held)

    person.until(turned, "older messages are asked for")
    until_it_rests(person)


def until_it_rests(person: Person) -> None:
    seen: list[list[float]] = []

    def rests() -> bool:
        seen.append(person.feed.evaluate(SCROLLER))
        person.page.wait_for_timeout(60)
        return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]

    person.until(rests, "the scrolling comes to rest")


def watched_while(person: Person, held: list[Route]) -> list[float]:
    """Let the page come; return where a row stood in each frame until well after."""
    person.page.evaluate(WATCH, person.page.evaluate(ROW_ON_SCREEN))
    height: float = person.feed.evaluate(SCROLLER)[1]
    held.pop().continue_()
    person.until(lambda: person.feed.evaluate(SCROLLER)[1] > height, "the older messages are there")
    frames: int = person.page.evaluate("window.tops.length")
    person.until(lambda: person.page.evaluate("window.tops.length") > frames + 5, "it is drawn")
    person.page.evaluate("cancelAnimationFrame(window.watching)")
    tops: list[float] = person.page.evaluate("window.tops")
    return tops


def test_a_word_of_two_characters_leads_into_the_past_and_one_reads_on_from_there(town: Town, meet: Meet) -> None:
    tanaka = meet(town.cast.tanaka)
    tanaka.go("/")
    tanaka.page.get_by_role("link", name="検索").first.click()
    tanaka.page.get_by_role("searchbox").fill("落石")
    tanaka.page.keyboard.press("Enter")
    expect(tanaka.page.get_by_text("1 件", exact=True)).to_be_visible()
    expect(tanaka.page.locator("main mark")).to_have_text("落石")
    tanaka.page.get_by_role("link", name=f"記録 {FOUND} 番").click()
    expect(tanaka.sees(f"記録 {FOUND} 番")).to_be_in_viewport()

    tanaka.feed.hover()

    def read_on() -> bool:
        tanaka.page.mouse.wheel(0, 600)
        tanaka.page.wait_for_timeout(40)
        return ordinals(tanaka)[-1] > FOUND + 120

    tanaka.until(read_on, "what was said after it")
    tanaka.page.get_by_role("button", name="最新のメッセージへ").click()
    expect(tanaka.sees(f"記録 {MANY} 番")).to_be_in_viewport()
    tanaka.page.go_back()
    expect(tanaka.page.get_by_role("searchbox")).to_have_value("落石")


def test_new_messages_leave_whoever_reads_the_past_alone(town: Town, meet: Meet) -> None:
    tanaka = meet(town.cast.tanaka)
    tanaka.go("/")
    tanaka.open_room(ROOM)
    tanaka.sees(f"記録 {MANY} 番")
    tanaka.page.route("**/messages?*before=*", lambda _: None)  # older ones that come move the scroller, too
    tanaka.feed.hover()
    for _ in range(3):
        tanaka.page.mouse.wheel(0, -500)
    tanaka.page.get_by_role("button", name="最新のメッセージへ").wait_for()
    until_it_rests(tanaka)
    top = tanaka.feed.evaluate(SCROLLER)[0]
    with town.client(town.cast.sato) as sato:
        for room in sato.get("/api/start").raise_for_status().json()["rooms"]:
            if room["name"] == ROOM:
                draft = {"client_key": "live", "text": "いま届いたもの"}
                sato.post(f"/api/rooms/{room['id']}/messages", json=draft).raise_for_status()
    jump = tanaka.page.get_by_role("button", name="新着 1 件")
    jump.wait_for()
    assert abs(tanaka.feed.evaluate(SCROLLER)[0] - top) <= 1.5
    jump.click()
    expect(tanaka.sees("いま届いたもの")).to_be_in_viewport()
