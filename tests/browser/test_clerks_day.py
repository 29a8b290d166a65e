"""A clerk's day: what stumbles were found in use, each tried as it was found (docs/faults.md)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from kairan.core.kit.clock import as_of, now_ms
from kairan.talk.model import NewRoom
from kairan.talk.reactions import add_reaction as react
from kairan.talk.reading import mark_read
from kairan.talk.rooms import create_room, invite
from tests.browser.conftest import Meet
from tests.browser.day import PHONE, in_room
from tests.browser.person import Person
from tests.browser.town import ROOM, Town, town_at
from tests.cast import say

DAY = 24 * 3_600_000

DROP = """([where, name]) => {
  const at = document.querySelector(where);
  const data = new DataTransfer();
  data.items.add(new File(["text"], name, { type: "text/plain" }));
  return ["dragenter", "dragover", "drop"].map((kind) => {
    const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data });
    at.dispatchEvent(event);
    return event.defaultPrevented;
  });
}"""


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A server for each test: rooms are archived, and what is unread counts."""
    with town_at(tmp_path) as town:
        yield town


def hold(person: Person, where: Locator, seconds: float = 0.6) -> None:
    """A finger that stays, and is lifted; the browser makes a click of it, where it was."""
    box = where.bounding_box()
    assert box is not None
    x, y = box["x"] + min(40, box["width"] / 2), box["y"] + box["height"] / 2
    where.dispatch_event(
        "pointerdown",
        {"pointerType": "touch", "pointerId": 7, "isPrimary": True, "button": 0, "buttons": 1, "bubbles": True,
         "cancelable": True, "clientX": x, "clientY": y},
    )  # fmt: skip
    person.page.wait_for_timeout(seconds * 1000)
    person.page.evaluate(
        """([x, y]) => {
          const up = { pointerType: "touch", pointerId: 7, isPrimary: true, bubbles: true, clientX: x, clientY: y };
          const at = document.elementFromPoint(x, y) ?? document.body;
          at.dispatchEvent(new PointerEvent("pointerup", up));
          at.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, clientX: x, clientY: y }));
        }""",
        [x, y],
    )


def test_on_glass_enter_breaks_the_line_whatever_was_chosen(town: Town, meet: Meet) -> None:
    with town.client(town.cast.sato) as client:
        settings = client.get("/api/session").json()["settings"]
        client.put("/api/me/settings", json={**settings, "enter_sends": True}).raise_for_status()
    sato = in_room(town, meet, **PHONE)
    sato.composer.fill("一行目")
    sato.composer.press("Enter")
    sato.composer.press_sequentially("二行目")
    expect(sato.composer).to_have_value("一行目\n二行目")
    at_desk = in_room(town, meet)
    at_desk.composer.fill("送ります。")
    at_desk.composer.press("Enter")
    at_desk.sees("送ります。")


def test_leaving_says_what_goes_and_archiving_asks(town: Town, meet: Meet) -> None:
    sato = in_room(town, meet)
    page = sato.page

    def choose(action: str) -> None:
        page.get_by_role("button", name="ルームの操作").click()
        page.get_by_role("menuitem", name=action).click()

    choose("ルームから退出する")
    dialog = page.get_by_role("alertdialog").or_(page.get_by_role("dialog"))
    expect(dialog).to_contain_text("これまでのメッセージも、これからのメッセージも見えなくなります。")
    expect(dialog).to_contain_text("田中 一郎")  # who becomes master
    page.keyboard.press("Escape")
    choose("ルームの設定")
    page.get_by_role("button", name="保管する", exact=True).click()
    question = page.get_by_role("alertdialog").or_(page.get_by_role("dialog")).last
    expect(question).to_contain_text(f"「{ROOM}」を保管しますか")
    question.get_by_role("button", name="保管する", exact=True).click()
    expect(page.get_by_text("このルームは保管されています。")).to_be_visible()
    page.get_by_role("status").get_by_role("button", name="保管をやめる").click()
    expect(sato.composer).to_be_visible()


def test_readers_are_told_with_the_day(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        with as_of(now_ms() - 3 * DAY):
            first = say(db, town.cast.sato, town.room_id, "三日前の連絡です。")
        with as_of(now_ms() - 2 * DAY):
            mark_read(db, town.cast.tanaka, town.room_id, first.n)
    sato = in_room(town, meet)
    sato.sees("三日前の連絡です。").get_by_role("button", name="既読").click()
    page = sato.page
    page.get_by_role("tab", name="既読").click()
    when = page.get_by_role("tabpanel").locator("time").first
    expect(when).to_have_text(re.compile(r"\d+/\d+"))
    expect(when).to_have_attribute("title", re.compile(r"年.*\d:\d\d"))


def test_a_window_without_focus_is_told_and_the_tab_carries_a_mark(town: Town, meet: Meet) -> None:
    sato = meet(town.cast.sato)
    page = sato.page
    page.add_init_script(
        """window.told = [];
        window.Notification = class { constructor(title) { window.told.push(title); } close() {} };
        window.Notification.permission = "granted";
        window.Notification.requestPermission = async () => "granted";
        localStorage.setItem("kairan.news", "on");
        document.hasFocus = () => window.isHere ?? true;"""
    )
    with town.transaction() as db:
        other = create_room(db, town.cast.tanaka, NewRoom(name="広報"))
        invite(db, town.cast.tanaka, other, [town.cast.sato.member_id])
    sato.go("/unread")
    page.get_by_role("heading", name="未読").wait_for()
    page.wait_for_timeout(500)

    def says(text: str) -> None:
        with town.client(town.cast.tanaka) as client:
            body = {"client_key": text, "text": text}
            client.post(f"/api/rooms/{other}/messages", json=body).raise_for_status()

    says("一つ目")
    expect(page).to_have_title(re.compile(r"^\(?1\D"))
    icon = page.locator("link[rel=icon]")
    expect(icon).to_have_attribute("href", re.compile("icon-unread"))
    expect(page.get_by_role("button", name=re.compile(r"未読だけ.*1"))).to_be_visible()
    assert page.evaluate("window.told") == []
    page.evaluate("window.isHere = false")
    says("二つ目")
    sato.until(lambda: page.evaluate("window.told") == ["広報"], "a notice although the window is visible")


def test_a_dropped_file_goes_where_one_writes_and_nowhere_else(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        root = say(db, town.cast.tanaka, town.room_id, "資料をください。")
        say(db, town.cast.tanaka, town.room_id, "急ぎです。", root.id)
    sato = in_room(town, meet)
    page = sato.page
    for elsewhere in ("nav[aria-label]", "body"):
        assert page.evaluate(DROP, [elsewhere, "よそ.txt"])[1:] == [True, True]
    sato.message("資料をください。").get_by_role("button", name="返信 1 件").click()
    sato.sees("急ぎです。", sato.thread)
    assert page.evaluate(DROP, ["aside textarea", "返事.txt"])[1:] == [True, True]
    expect(sato.thread.get_by_text("返事.txt")).to_be_visible()
    assert page.evaluate(DROP, ["[role=feed]", "資料.txt"])[1:] == [True, True]
    expect(page.get_by_text("資料.txt")).to_be_visible()
    expect(page.get_by_text("よそ.txt")).to_have_count(0)
    assert page.evaluate(DROP.replace("data.items.add", "DataTransferItem.prototype.webkitGetAsEntry = () => "
                                      "({ isDirectory: true }); data.items.add"), ["[role=feed]", "folder"])[1:] == [
        True, True,
    ]  # fmt: skip
    expect(page.get_by_role("status").get_by_text("フォルダー")).to_be_visible()


def test_a_held_finger_opens_and_its_lifting_presses_nothing(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        said = say(db, town.cast.tanaka, town.room_id, "確認しました。")
        react(db, town.cast.tanaka, said.id, "🙏")
    sato = meet(town.cast.sato, **PHONE)
    page = sato.page
    sato.go("/")
    page.get_by_role("link", name=ROOM).tap()
    row = sato.sees("確認しました。")
    row.tap()  # a tap is no pointing
    expect(page.get_by_role("toolbar")).to_be_hidden()
    hold(sato, row.get_by_text("確認しました。"))
    sheet = page.get_by_role("dialog", name="メッセージの操作")
    expect(sheet).to_be_visible()
    page.wait_for_timeout(300)
    expect(sheet).to_be_visible()  # nothing in it was pressed by lifting the finger
    expect(sato.composer).to_have_value("")
    page.go_back()
    expect(sheet).to_have_count(0)

    chip = row.get_by_role("button", name=re.compile("🙏.*田中 一郎"))
    hold(sato, chip)
    expect(page.get_by_role("dialog")).to_contain_text("田中 一郎")
    page.go_back()
    expect(chip).to_have_text(re.compile("1"))
    expect(chip).to_have_attribute("aria-pressed", "false")

    page.wait_for_timeout(800)  # so long the click that is made of lifting the finger is waited for
    page.get_by_role("button", name="戻る").tap()
    link = page.get_by_role("link", name=ROOM)
    link.wait_for()
    hold(sato, link)
    menu = page.get_by_role("dialog", name=re.compile(ROOM))
    expect(menu.get_by_role("button", name="お気に入りに入れる")).to_be_visible()
    expect(sato.feed).to_have_count(0)


def test_what_was_typed_into_a_form_is_not_lost_by_esc(town: Town, meet: Meet) -> None:
    sato = in_room(town, meet)
    page = sato.page
    page.get_by_role("button", name="新しく始める").click()
    page.get_by_role("menuitem", name="ルームを作る").click()
    page.get_by_label("ルームの名前").fill("夏まつりの準備")
    page.keyboard.press("Escape")
    expect(page.get_by_text("入力した内容は、まだ保存されていません。")).to_be_visible()
    page.get_by_role("button", name="入力を続ける").click()
    expect(page.get_by_label("ルームの名前")).to_have_value("夏まつりの準備")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="破棄して閉じる").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_esc_that_gives_up_a_conversion_closes_nothing(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        root = say(db, town.cast.tanaka, town.room_id, "日程はどうしますか。")
        say(db, town.cast.tanaka, town.room_id, "返事を待ちます。", root.id)
    sato = in_room(town, meet)
    sato.message("日程はどうしますか。").get_by_role("button", name="返信 1 件").click()
    reply = sato.page.get_by_label("スレッドへの返信")
    reply.focus()
    cdp = sato.context.new_cdp_session(sato.page)
    cdp.send("Input.imeSetComposition", {"text": "とうきょう", "selectionStart": 5, "selectionEnd": 5})
    for key in ({"isComposing": True}, {"keyCode": 229}):
        reply.evaluate(
            "(area, key) => area.dispatchEvent(new KeyboardEvent('keydown', "
            "{ key: 'Escape', bubbles: true, cancelable: true, ...key }))",
            key,
        )
    expect(sato.thread).to_be_visible()
    cdp.send("Input.insertText", {"text": "東京"})  # the conversion is confirmed
    sato.page.keyboard.press("Escape")
    expect(sato.thread).to_have_count(0)


def test_a_reaction_waits_for_the_connection_as_messages_do(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        said = say(db, town.cast.tanaka, town.room_id, "集合は9時です。")
        other = say(db, town.cast.tanaka, town.room_id, "中止になりました。")
    sato, tanaka = in_room(town, meet), in_room(town, meet, town.cast.tanaka)
    for text in ("集合は9時です。", "中止になりました。"):
        sato.sees(text)
        tanaka.sees(text)
    town.server.kill()
    for text, times in (("集合は9時です。", 1), ("中止になりました。", 2)):
        row = sato.sees(text)
        for _ in range(times):  # the second time it is taken back
            row.hover()
            row.get_by_role("toolbar").get_by_role("button", name=re.compile("👍")).first.click()
    expect(sato.message("集合は9時です。").get_by_role("button", name="👍 を取り消す")).to_be_visible()
    expect(sato.page.get_by_text("反応できませんでした")).to_have_count(0)
    town.server.start()
    seen = tanaka.message("集合は9時です。").get_by_role("button", name=re.compile("👍.*佐藤 美咲"))
    expect(seen).to_have_text(re.compile("1"))
    with town.client(town.cast.tanaka) as client:
        told = {one.id: client.get(f"/api/messages/{one.id}").raise_for_status().json() for one in (said, other)}
    assert [len(one["reactions"]) for one in told.values()] == [1, 0]
