"""The borders between the panes can be drawn, by pointer and by keyboard, and what is to be read stays readable."""

import pytest
from playwright.sync_api import Locator, expect

from kairan.talk.model import Message
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_console import complaints
from tests.browser.town import Town
from tests.cast import say

LIST = "トークの一覧の幅"
SIDE = "横の欄の幅"
READABLE = 26 * 16  # px of the timeline


@pytest.fixture(scope="module")
def message(town: Town) -> Message:
    with town.transaction() as db:
        first = say(db, town.cast.sato, town.room_id, "第一小学校の体育館を避難所として開設しました。収容は120名です。")
        say(db, town.cast.tanaka, town.room_id, "国道10号の通行止めを確認しました。", first.id)
        return first


def divider(one: Person, name: str) -> Locator:
    return one.page.get_by_role("separator", name=name)


def width(one: Person, name: str) -> int:
    """Return the width in px that the separator tells, once it is the pane's own."""
    line = divider(one, name)
    expect(line).not_to_have_attribute("aria-valuenow", "0")
    return int(line.get_attribute("aria-valuenow") or 0)


def timeline(one: Person) -> float:
    box = one.page.get_by_role("region", name="避難所運営").first.bounding_box()
    assert box is not None
    return box["width"]


def drag(one: Person, name: str, by: int) -> None:
    box = divider(one, name).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 300
    one.page.mouse.move(x, y)
    one.page.mouse.down()
    one.page.mouse.move(x + by / 2, y)
    one.page.mouse.move(x + by, y)
    one.page.mouse.up()


def in_thread(meet: Meet, town: Town, message: Message, wide: int, **options: object) -> Person:
    one = meet(town.cast.sato, viewport={"width": wide, "height": 800}, **options)
    one.go(f"/rooms/{town.room_id}?side=thread&of={message.id}")
    expect(one.page.get_by_role("complementary").get_by_text("通行止め")).to_be_visible()
    return one


def test_borders_are_drawn_by_pointer_and_stay_on_this_device(meet: Meet, town: Town, message: Message) -> None:
    sato = in_thread(meet, town, message, 1920)
    lists, side = width(sato, LIST), width(sato, SIDE)
    drag(sato, LIST, 60)
    drag(sato, SIDE, -100)
    expect(divider(sato, LIST)).to_have_attribute("aria-valuenow", str(lists + 60))
    expect(divider(sato, SIDE)).to_have_attribute("aria-valuenow", str(side + 100))
    sato.page.reload()
    expect(divider(sato, LIST)).to_have_attribute("aria-valuenow", str(lists + 60))
    expect(divider(sato, SIDE)).to_have_attribute("aria-valuenow", str(side + 100))
    divider(sato, LIST).dblclick()
    divider(sato, SIDE).dblclick()
    assert (width(sato, LIST), width(sato, SIDE)) == (lists, side)
    sato.page.reload()
    expect(divider(sato, LIST)).to_have_attribute("aria-valuenow", str(lists))


def test_borders_are_drawn_by_keyboard(meet: Meet, town: Town, message: Message) -> None:
    sato = in_thread(meet, town, message, 1280)
    for name, wider in ((LIST, "ArrowRight"), (SIDE, "ArrowLeft")):
        line, usual = divider(sato, name), width(sato, name)
        for key, expected in (
            ("Home", line.get_attribute("aria-valuemin")),
            (wider, str(int(line.get_attribute("aria-valuemin") or 0) + 16)),
            ("End", line.get_attribute("aria-valuemax")),
            ("Enter", str(usual)),
        ):
            line.press(key)
            expect(line).to_have_attribute("aria-valuenow", expected or "")


@pytest.mark.parametrize("wide", [1024, 1093, 1280, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_thread_leaves_the_room_readable_however_wide_the_panes_are_drawn(
    meet: Meet, town: Town, message: Message, wide: int, scheme: str
) -> None:
    sato = in_thread(meet, town, message, wide, color_scheme=scheme)
    assert timeline(sato) >= READABLE
    assert complaints(sato) == []
    for name in (LIST, SIDE):
        divider(sato, name).press("End")
    assert timeline(sato) >= READABLE
    assert sato.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints(sato) == []


def test_what_was_drawn_on_a_wide_screen_leaves_room_on_a_narrow_one(meet: Meet, town: Town, message: Message) -> None:
    sato = in_thread(meet, town, message, 1920)
    for name in (LIST, SIDE):
        divider(sato, name).press("End")
    wide = width(sato, LIST)
    sato.page.set_viewport_size({"width": 1093, "height": 800})
    sato.until(lambda: width(sato, LIST) < wide, "the list makes room")
    assert timeline(sato) >= READABLE
    sato.page.set_viewport_size({"width": 1000, "height": 800})
    expect(divider(sato, SIDE)).to_have_count(0)
    expect(sato.page.get_by_role("button", name="戻る")).to_be_visible()
    sato.page.set_viewport_size({"width": 1920, "height": 800})
    expect(divider(sato, LIST)).to_have_attribute("aria-valuenow", str(wide))
