"""The keyboard always goes on somewhere: whatever one sends, closes or leaves, the focus never falls to the page."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.town import ROOM, Town
from tests.cast import say

WHERE = """() => {
  const { activeElement: it } = document;
  return it === document.body ? "BODY" : it.closest("[data-message]") ? "row" : it.tagName;
}"""


def has_focus(person: Person, where: str) -> None:
    """Wait for the focus to be there; it is put back a frame or two after what had it is gone."""
    person.until(lambda: person.page.evaluate(WHERE) == where, f"the focus on {where}", within_s=10)


def test_the_caret_is_where_one_expects_it(town: Town, meet: Meet, tmp_path: Path) -> None:
    with town.transaction() as db:
        root = say(db, town.cast.tanaka, town.room_id, "国道10号は通れますか。")
        say(db, town.cast.tanaka, town.room_id, "急ぎです。", root.id)
    sato = meet(town.cast.sato)
    page = sato.page
    sato.go("/")
    sato.open_room(ROOM)
    has_focus(sato, "TEXTAREA")  # one comes to write
    sato.composer.fill("通れます。")
    page.get_by_role("button", name="送信").click()
    sato.sees("通れます。")
    has_focus(sato, "TEXTAREA")

    page.get_by_role("button", name="返信 1 件").click()
    expect(sato.thread).to_be_visible()
    sato.sees("急ぎです。", sato.thread)
    has_focus(sato, "TEXTAREA")
    page.keyboard.press("Escape")
    expect(sato.thread).to_have_count(0)
    has_focus(sato, "row")  # the message whose thread it was

    page.keyboard.press("Alt+w")
    has_focus(sato, "TEXTAREA")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").wait_for()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    has_focus(sato, "TEXTAREA")

    sato.more(sato.message("通れます。"), "編集する")
    page.keyboard.press("Escape")
    has_focus(sato, "TEXTAREA")
    sato.more(sato.message("通れます。"), "削除する")
    page.get_by_role("dialog").get_by_role("button", name="削除する").click()
    sato.sees("このメッセージは削除されました")
    sato.until(lambda: page.evaluate(WHERE) != "BODY", "the focus somewhere", within_s=10)

    sato.message("国道10号").hover()
    sato.message("国道10号").get_by_role("button", name="引用する").click()
    expect(sato.composer).to_have_value(re.compile(r"^> @田中 一郎 \d+:\d\d\n> 国道10号は通れますか。"))
    has_focus(sato, "TEXTAREA")


def test_enter_in_a_picker_chooses_and_never_sends_the_form(town: Town, meet: Meet) -> None:
    sato = meet(town.cast.sato)
    page = sato.page
    sato.go("/")
    page.get_by_role("link", name=ROOM).first.wait_for()
    page.keyboard.press("Alt+n")
    page.get_by_label("名前・よみがなで探す").fill("鈴木")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="鈴木 健 さんを外す")).to_be_visible()
    page.get_by_label("名前・よみがなで探す").press("Enter")
    expect(dialog).to_be_visible()


def test_a_phones_back_key_closes_what_is_on_top(town: Town, meet: Meet) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    sato = meet(town.cast.sato, **phone)
    page = sato.page
    sato.go("/")
    sato.open_room(ROOM)
    row = sato.message("国道10号")
    row.dispatch_event("pointerdown", {"pointerType": "touch", "isPrimary": True, "button": 0, "bubbles": True})
    sheet = page.get_by_role("dialog", name="メッセージの操作")
    expect(sheet).to_be_visible()
    page.evaluate("window.dispatchEvent(new PointerEvent('pointerup', { pointerType: 'touch' }))")
    page.go_back()
    expect(sheet).to_have_count(0)
    expect(sato.feed).to_be_visible()
