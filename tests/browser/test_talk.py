"""Two people sign in and talk; each sees at once what the other does."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.town import PASSWORD, ROOM, Town
from tests.files.samples import png

pytestmark = pytest.mark.service_worker


def test_two_people_sign_in_and_talk(town: Town, meet: Meet, tmp_path: Path) -> None:
    sato, tanaka = meet(), meet()
    sato.sign_in("あおば市", "sato", PASSWORD)
    tanaka.sign_in("あおば市", "tanaka", PASSWORD)
    for person in (sato, tanaka):
        person.open_room(ROOM)

    talk_and_be_read(sato, tanaka)
    answer_in_a_thread(sato, tanaka)
    react(sato, tanaka)
    edit_and_remove(sato, tanaka)
    call_by_name(sato, tanaka)
    send_a_picture(sato, tanaka, tmp_path)
    assert [text for text in sato.texts() if text] == [text for text in tanaka.texts() if text]


def talk_and_be_read(sato: Person, tanaka: Person) -> None:
    def is_seen_to_write() -> bool:
        sato.composer.press_sequentially("第")  # again: what is told before the other listens is told to nobody
        tanaka.page.wait_for_timeout(200)
        return tanaka.page.get_by_text("佐藤 さんが入力しています").is_visible()

    sato.until(is_seen_to_write, "the other sees that something is being written")
    sato.send("第一小学校を開設しました。\n収容可能 120 名です。")
    tanaka.sees("収容可能 120 名です。")
    tanaka.send("国道10号の通行止めを確認しました。")
    sato.sees("国道10号の通行止め")
    for person, text in ((sato, "収容可能"), (tanaka, "国道10号")):  # each is told that the other has read
        read = person.sees(text).get_by_role("button", name="既読")
        expect(read).to_have_text("既読")


def answer_in_a_thread(sato: Person, tanaka: Person) -> None:
    road = tanaka.message("国道10号")
    sato.message("国道10号").hover()
    sato.message("国道10号").get_by_role("button", name="スレッドで返信する").click()
    sato.send("迂回路はありますか。", sato.page.get_by_label("スレッドへの返信"))
    road.get_by_role("button", name="返信 1 件").click()
    tanaka.sees("迂回路はありますか。", tanaka.thread)
    tanaka.send("県道2号へ回れます。", tanaka.page.get_by_label("スレッドへの返信"))
    sato.sees("県道2号へ回れます。", sato.thread)
    expect(sato.message("国道10号").get_by_role("button", name="返信 2 件")).to_be_visible()
    expect(sato.message("県道2号", sato.feed)).to_have_count(0)  # replies do not interrupt the room
    for person in (sato, tanaka):
        person.page.get_by_role("button", name="閉じる").click()
        expect(person.thread).to_have_count(0)


def react(sato: Person, tanaka: Person) -> None:
    tanaka.message("収容可能").hover()
    tanaka.message("収容可能").get_by_role("button", name="👍 で反応する").first.click()
    chip = sato.message("収容可能").get_by_role("button", name=re.compile("👍.*田中 一郎"))
    expect(chip).to_have_text(re.compile("1"))
    chip.click()
    expect(tanaka.message("収容可能").get_by_role("button", name="👍 を取り消す")).to_have_text(re.compile("2"))
    chip_of_both = tanaka.message("収容可能").get_by_role("button", name="👍 を取り消す")
    chip_of_both.click()
    last = sato.message("収容可能").get_by_role("button", name=re.compile("👍.*佐藤 美咲"))
    expect(last).to_have_text(re.compile("1"))


def edit_and_remove(sato: Person, tanaka: Person) -> None:
    sato.more(sato.message("収容可能"), "編集する")
    sato.composer.fill("第一小学校を開設しました。\n収容可能 150 名です。")
    sato.page.get_by_role("button", name="保存").click()
    expect(tanaka.sees("収容可能 150 名です。").get_by_text("編集済み")).to_be_visible()
    expect(tanaka.message("120 名")).to_have_count(0)
    tanaka.send("まちがえて送りました")
    tanaka.more(tanaka.sees("まちがえて送りました"), "削除する")
    tanaka.page.get_by_role("dialog").get_by_role("button", name="削除する").click()
    sato.sees("このメッセージは削除されました")
    expect(sato.message("まちがえて送りました")).to_have_count(0)


def call_by_name(sato: Person, tanaka: Person) -> None:
    sato.composer.press_sequentially("@田中")
    sato.page.get_by_role("option", name="田中 一郎").click()
    sato.composer.press_sequentially("さん、現地をお願いします。")
    sato.composer.press("Control+Enter")
    called = tanaka.sees("さん、現地をお願いします。")
    expect(called.get_by_text("@田中 一郎", exact=True)).to_be_visible()


def send_a_picture(sato: Person, tanaka: Person, folder: Path) -> None:
    picture = folder / "第一小の体育館.png"
    picture.write_bytes(png(640, 480))
    sato.attach([picture])
    sato.send("体育館の写真です。")
    shown = tanaka.sees("体育館の写真です。").get_by_role("button", name="画像「第一小の体育館.png」")
    width = shown.locator("img").evaluate("async (image) => (await image.decode(), image.naturalWidth)")
    assert width > 0
    shown.click()
    expect(tanaka.page.get_by_role("dialog", name="画像の表示 ")).to_be_visible()
    tanaka.page.keyboard.press("Escape")
    expect(tanaka.page.get_by_role("dialog", name="画像の表示 ")).to_have_count(0)
