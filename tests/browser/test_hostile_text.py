"""What looks like a page in a name or a text stays text, on every screen; no script runs, no rule is broken."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kairan.people import create_department
from kairan.talk.actions import send_message
from kairan.talk.model import Draft
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.town import Town
from tests.cast import person, room_of, say

PAYLOAD = '<img src=x onerror="ran=1"><script>alert(1)</script>'
ROOM = f"{PAYLOAD}のルーム"
TEXT = (
    f'{PAYLOAD} {{{{7*7}}}} javascript:alert(1) [押す](javascript:alert(2)) <https://x.example/"onmouseover=alert(3)>'
)
NAME = f"{PAYLOAD}太郎"


@pytest.fixture(scope="module", autouse=True)
def hostile_room(town: Town) -> None:
    """Put it wherever somebody can write."""
    with town.transaction() as db:
        section = create_department(db, None, town.cast.city, f"{PAYLOAD}課")
        guest = person(db, town.cast.city, "hostile", NAME, "へんな たろう", section)
        room = room_of(db, town.cast.sato, guest, name=ROOM[:80], purpose=PAYLOAD)
        root = say(db, guest, room, TEXT)
        say(db, guest, room, f"```\n{PAYLOAD}\n```\n> {PAYLOAD}", root.id)
        send_message(db, guest, room, Draft(client_key="mark", text="落石 <mark>落石</mark>"))


def room(page: Page) -> None:
    page.get_by_role("link", name="のルーム").first.click()
    page.get_by_text("{{7*7}}").first.wait_for()


def thread(page: Page) -> None:
    room(page)
    page.get_by_role("button", name="返信 1 件").click()
    page.get_by_role("complementary").locator("pre").wait_for()


def members(page: Page) -> None:
    room(page)
    page.get_by_role("button", name="メンバーを表示する").click()
    page.get_by_role("complementary").get_by_text(NAME).wait_for()


def someone(page: Page) -> None:
    room(page)
    page.get_by_role("button", name=NAME).first.click()
    page.get_by_role("dialog").get_by_text(NAME).first.wait_for()


def calling(page: Page) -> None:
    room(page)
    page.get_by_label("へのメッセージ").press_sequentially("@")
    page.get_by_role("option", name=NAME).click()
    page.get_by_label("へのメッセージ").fill("")


def found(page: Page) -> None:
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/search?q=落石")
    page.locator("main mark").first.wait_for()
    assert page.locator("main mark").all_inner_texts() == ["落石", "落石"]


def switcher(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("script")
    page.get_by_role("option", name="のルーム").first.wait_for()


def directory(page: Page) -> None:
    page.get_by_role("link", name="連絡先").first.click()
    page.get_by_text(NAME).first.wait_for()


def unread(page: Page) -> None:
    page.get_by_role("link", name="未読").first.click()
    page.get_by_text("のルーム").first.wait_for()


@pytest.mark.parametrize("look", [unread, room, thread, members, someone, calling, found, switcher, directory])
def test_markup_in_names_and_texts_is_shown_as_it_was_written(
    town: Town, meet: Meet, look: Callable[[Page], None]
) -> None:
    sato: Person = meet(town.cast.sato)
    sato.go("/")
    sato.page.get_by_role("link", name="のルーム").first.wait_for()
    look(sato.page)
    assert sato.page.evaluate("window.ran") is None
    expect(sato.page.locator("img[src=x], main script, [onerror], a[href^='javascript:']")).to_have_count(0)
    assert sato.page.locator("[role=feed], main, [role=dialog]").first.inner_html().find("<script") == -1


def test_the_page_forbids_what_it_does_not_need(town: Town, meet: Meet) -> None:
    sato = meet(town.cast.sato)
    answer = sato.page.goto(sato.url)
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert rule in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    sato.page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran=1'}))")
    assert sato.page.evaluate("window.ran") is None
    sato.until(lambda: bool(sato.faults()), "the attempt is noticed")
    assert all("script" in fault for fault in sato.faults())
    sato.page.evaluate("window.broken.splice(0)")
    sato.complaints.clear()
