"""The desk of a room in a browser: a date is found, people say where they are, two write a note; axe is content."""

from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_console import PHONE, complaints
from tests.browser.town import ROOM, Town


def from_the_room(who: Person, place: str) -> None:
    who.go("/")
    who.open_room(ROOM)
    who.page.get_by_role("button", name="ルームの操作").click()
    who.page.get_by_role("menuitem", name=place, exact=True).click()


def test_a_room_finds_a_date_and_its_members_say_where_they_are(town: Town, meet: Meet) -> None:
    sato = meet(town.cast.sato)
    page = sato.page
    from_the_room(sato, "投票・日程調整")
    expect(page.get_by_text("投票はまだありません")).to_be_visible()
    page.get_by_role("button", name="投票・日程調整を作る").click()
    page.get_by_label("何の日程ですか").fill("訓練の打合せ")
    page.get_by_role("button", name="候補を加える").click()
    assert complaints(sato) == []
    page.get_by_role("button", name="受付を始める").click()
    expect(page.get_by_role("heading", name="訓練の打合せ")).to_be_visible()
    for at, mark in enumerate(("都合がよい（○）", "都合が悪い（×）")):
        page.get_by_role("radio", name=mark).nth(at).click()
    page.get_by_role("button", name="回答する").click()
    expect(page.get_by_text("回答しました。")).to_be_visible()

    tanaka = meet(town.cast.tanaka, **PHONE)
    tanaka.go("/")
    tanaka.open_room(ROOM)
    tanaka.page.get_by_role("link", name="/polls/").click()
    for at in range(2):
        tanaka.page.get_by_role("radio", name="調整すれば可（△）").nth(at).click()
    assert complaints(tanaka) == []
    tanaka.page.get_by_role("button", name="回答する").click()
    expect(tanaka.page.get_by_text("いちばん集まれる日")).to_be_visible()

    page.reload()
    page.get_by_role("button", name="日程を決めて締め切る").click()
    page.get_by_role("dialog").get_by_role("button", name="日程を決めて締め切る").click()
    expect(page.get_by_role("button", name="予定表に入れる（iCal）")).to_be_visible()
    assert complaints(sato) == []

    tanaka.go("/attendance")
    tanaka.page.get_by_role("radio", name="在宅勤務").click()
    tanaka.page.get_by_role("button", name="今日", exact=True).click()
    expect(tanaka.page.get_by_role("button", name="戻りました")).to_be_visible()
    assert complaints(tanaka) == []
    sato.go("/directory")
    expect(page.get_by_text("在宅", exact=True)).to_be_visible()


def test_two_write_a_note_and_neither_loses_a_word(town: Town, meet: Meet) -> None:
    sato, tanaka = meet(town.cast.sato), meet(town.cast.tanaka)
    page, other = sato.page, tanaka.page
    from_the_room(sato, "ノート")
    page.get_by_role("button", name="ノートを作る").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("題名").fill("訓練の議事録")
    dialog.get_by_text("議事録", exact=True).click()
    dialog.get_by_role("button", name="ノートを作る").click()
    text = page.get_by_role("textbox", name="ノートの本文")
    expect(text.get_by_role("heading", name="決まったこと")).to_be_visible()
    text.locator("li").first.click()
    page.keyboard.type("避難所の毛布")
    expect(page.get_by_text("保存しました")).to_be_visible()
    assert complaints(sato) == []

    from_the_room(tanaka, "ノート")
    other.get_by_role("link", name="訓練の議事録").click()
    theirs = other.get_by_role("textbox", name="ノートの本文")
    expect(theirs.get_by_text("避難所の毛布")).to_be_visible()
    theirs.locator("li").first.click()
    other.keyboard.press("End")
    other.keyboard.type("は倉庫")
    expect(text.get_by_text("避難所の毛布は倉庫")).to_be_visible()
    theirs.get_by_role("checkbox", name="済み").check()
    expect(text.get_by_role("checkbox", name="済み")).to_be_checked()
    expect(page.get_by_text("田中 一郎 さんが書いています")).to_be_visible()

    sato.page.context.set_offline(True)
    text.locator("li").first.click()
    page.keyboard.press("Home")
    page.keyboard.type("【済】")
    expect(page.get_by_text("通信が切れています。")).to_be_visible()
    sato.page.context.set_offline(False)
    expect(theirs.get_by_text("【済】避難所の毛布は倉庫")).to_be_visible()
    with town.client(town.cast.sato) as client:
        (note,) = client.get(f"/api/rooms/{town.room_id}/notes", params={"q": "毛布は倉庫"}).json()["notes"]
        exported = client.get(f"/api/notes/{note['id']}/export").text
    assert "- 【済】避難所の毛布は倉庫" in exported
    assert "- [x]" in exported
