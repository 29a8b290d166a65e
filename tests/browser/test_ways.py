"""Every way to work: on a phone, by keyboard alone, as a guest, while the input method composes."""

from playwright.sync_api import CDPSession, Locator, expect

from kairan.talk.model import NewRoom
from kairan.talk.rooms import create_room, invite
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.town import PASSWORD, ROOM, Town
from tests.cast import say

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
CARE = "介護連絡"


def test_a_phone_shows_one_pane_at_a_time_and_back_leads_out(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        root = say(db, town.cast.tanaka, town.room_id, "現地の写真を送ります。")
        say(db, town.cast.tanaka, town.room_id, "着きました。", root.id)
    sato = meet(town.cast.sato, **PHONE)
    sato.go("/")
    row = sato.page.get_by_role("link", name=ROOM)
    row.tap()
    sato.sees("現地の写真を送ります。")
    expect(row).to_have_count(0)  # the list has gone
    sato.message("現地の写真").get_by_role("button", name="返信 1 件").tap()
    sato.sees("着きました。", sato.thread)
    sato.page.get_by_label("スレッドへの返信").fill("了解です。")
    sato.thread.get_by_role("button", name="送信").tap()
    sato.sees("了解です。", sato.thread)
    sato.page.go_back()  # the gesture
    expect(sato.thread).to_have_count(0)
    expect(sato.composer).to_be_visible()
    sato.page.get_by_role("button", name="戻る").tap()  # the button
    expect(row).to_be_visible()
    expect(sato.feed).to_have_count(0)
    for place in ("未読", "連絡先", "検索", "その他", "トーク"):
        sato.page.get_by_role("navigation", name="画面の切り替え").get_by_role("link", name=place).tap()
    expect(row).to_be_visible()


def test_everything_can_be_done_by_keyboard(town: Town, meet: Meet) -> None:
    tanaka = meet()
    tanaka.go("/")
    keys = tanaka.page.keyboard
    expect(tanaka.page.get_by_role("button", name="団体")).to_be_focused()  # one begins with what is missing
    keys.press("Enter")
    expect(tanaka.page.get_by_role("option", name="あおば市")).to_be_visible()
    keys.type("あおば")
    expect(tanaka.page.get_by_role("option", name="あおば市")).to_be_focused()
    keys.press("Enter")
    expect(tanaka.page.get_by_role("button", name="団体")).to_be_focused()
    keys.press("Tab")
    keys.type("tanaka")
    expect(tanaka.page.get_by_label("ログインID")).to_have_value("tanaka")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")

    tanaka.page.get_by_role("link", name=ROOM).first.wait_for()
    keys.press("Control+k")
    expect(tanaka.page.get_by_role("combobox")).to_be_focused()
    keys.type(ROOM)
    expect(tanaka.page.get_by_role("option", name=ROOM).first).to_be_visible()
    keys.press("Enter")
    expect(tanaka.page.get_by_role("dialog")).to_have_count(0)
    tab_to(tanaka, tanaka.composer)
    keys.type("キーボードだけで書きました。")
    keys.press("Control+Enter")
    mine = tanaka.sees("キーボードだけで書きました。")

    keys.press("Shift+Tab")
    while not mine.evaluate("(row) => row === document.activeElement"):  # what can be pressed lies in between
        keys.press("Shift+Tab")
    keys.press("r")
    expect(tanaka.page.get_by_label("スレッドへの返信")).to_be_focused()
    keys.type("自分に返信します。")
    keys.press("Control+Enter")
    tanaka.sees("自分に返信します。", tanaka.thread)
    keys.press("Escape")
    expect(tanaka.thread).to_have_count(0)


def tab_to(person: Person, wanted: Locator, most: int = 60) -> None:
    """Press Tab until the focus is there; whatever has it on the way must be seen to have it."""
    wanted.wait_for()
    for _ in range(most):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
        person.page.keyboard.press("Tab")
        seen = person.page.evaluate(
            """() => { const at = document.activeElement, look = getComputedStyle(at);
              return at === document.body || look.outlineStyle !== "none" || look.boxShadow !== "none"
                || at.closest("[data-focus-visible], :focus-within") !== null; }"""
        )
        assert seen, "the focus is nowhere to be seen"
    raise AssertionError(f"not reached by {most} tabs")


def test_a_guest_sees_only_the_rooms_they_were_invited_to(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        room = create_room(db, town.cast.sato, NewRoom(name=CARE, member_ids=[]))
        create_room(db, town.cast.sato, NewRoom(name="登山の集い", member_ids=[], open=True))
        invite(db, town.cast.sato, room, [town.cast.guest.member_id])
        say(db, town.cast.sato, room, "受入れは何名までできますか。")
    guest, sato = meet(town.cast.guest), meet(town.cast.sato)
    for person in (guest, sato):
        person.go("/")
        person.open_room(CARE)
        person.sees("受入れは何名までできますか。")
    expect(guest.page.get_by_text(ROOM)).to_have_count(0)
    guest.go("/rooms/open")
    expect(guest.page.get_by_text("参加できるルームはありません")).to_be_visible()
    expect(guest.page.get_by_text("登山の集い")).to_have_count(0)
    guest.go(f"/rooms/{town.room_id}")
    expect(guest.page.get_by_text("このルームは表示できません")).to_be_visible()
    guest.go("/directory")
    expect(guest.page.get_by_text("佐藤 美咲").first).to_be_visible()  # they share a room
    expect(guest.page.get_by_text("田中 一郎")).to_have_count(0)

    expect(sato.page.get_by_text("ゲスト1人 も読みます")).to_be_visible()
    assert edge_of(sato) == colour(sato, "--guest-line")  # outsiders read: the edge is amber
    sato.open_room(ROOM)
    expect(sato.page.get_by_text("も読みます")).to_have_count(0)
    assert edge_of(sato) != colour(sato, "--guest-line")


def edge_of(person: Person) -> str:
    edge: str = person.composer.evaluate("(area) => getComputedStyle(area.parentElement).borderTopColor")
    return edge


def colour(person: Person, token: str) -> str:
    """Return a colour of the look, as the browser computes it."""
    found: str = person.page.evaluate(
        """(token) => { const probe = document.body.appendChild(document.createElement("i"));
          probe.style.color = `var(${token})`; const found = getComputedStyle(probe).color;
          probe.remove(); return found; }""",
        token,
    )
    return found


def test_the_enter_that_confirms_a_conversion_does_not_send(town: Town, meet: Meet) -> None:
    with town.client(town.cast.tanaka) as client:
        settings = client.get("/api/session").json()["settings"]
        client.put("/api/me/settings", json={**settings, "enter_sends": True}).raise_for_status()
    tanaka = meet(town.cast.tanaka)
    tanaka.go("/")
    tanaka.open_room(ROOM)
    tanaka.composer.click()
    before = town.texts(town.cast.tanaka)
    devices = tanaka.context.new_cdp_session(tanaka.page)
    compose(devices, "ひなんじょ")
    expect(tanaka.composer).to_have_value("ひなんじょ")
    for key in ("Enter", "Control+Enter"):
        tanaka.composer.evaluate(
            """(area, [key, ctrlKey]) => area.dispatchEvent(new KeyboardEvent("keydown",
              { key, ctrlKey, isComposing: true, bubbles: true, cancelable: true }))""",
            ["Enter", key.startswith("Control")],
        )
    tanaka.composer.evaluate(  # as older browsers tell it
        """(area) => area.dispatchEvent(new KeyboardEvent("keydown",
          { key: "Process", code: "Enter", keyCode: 229, bubbles: true, cancelable: true }))"""
    )
    devices.send("Input.insertText", {"text": "避難所"})  # the conversion is confirmed
    expect(tanaka.composer).to_have_value("避難所")
    assert town.texts(town.cast.tanaka) == before
    tanaka.composer.press("Shift+Enter")
    tanaka.page.keyboard.insert_text("開設")
    tanaka.composer.press("Enter")
    tanaka.sees("開設")
    assert town.texts(town.cast.tanaka)[len(before) :] == ["避難所\n開設"]


def compose(devices: CDPSession, text: str) -> None:
    """Type with an input method that has not yet converted."""
    devices.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
