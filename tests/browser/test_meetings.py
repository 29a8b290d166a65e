"""A meeting in a browser: prepared, its paper followed page by page on a phone, its minutes begun; axe is content."""

from pathlib import Path

import typst
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.test_console import PHONE, complaints
from tests.browser.test_desk import from_the_room
from tests.browser.town import ROOM, Town


def paper(folder: Path) -> Path:
    """Return a PDF of three pages."""
    made = typst.compile(b'#set page(paper: "a4")\nfirst #pagebreak() second #pagebreak() third', format="pdf")
    file = folder / "訓練計画.pdf"
    file.write_bytes(made if isinstance(made, bytes) else b"")
    return file


def test_a_paper_is_followed_in_a_meeting(town: Town, meet: Meet, tmp_path: Path) -> None:
    sato = meet(town.cast.sato)
    page = sato.page
    from_the_room(sato, "会議")
    expect(page.get_by_text("会議はまだありません")).to_be_visible()
    page.get_by_role("button", name="会議を準備する").click()
    page.get_by_label("会議の名前").fill("訓練の打合せ")
    page.get_by_label("議題").fill("1. 前回の確認\n2. 訓練計画")
    assert complaints(sato) == []
    page.get_by_role("button", name="会議を準備する").click()
    expect(page.get_by_role("heading", name="訓練の打合せ")).to_be_visible()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="資料を加える").click()
    chooser.value.set_files([paper(tmp_path)])
    expect(page.get_by_text("3 ページ")).to_be_visible(timeout=60_000)

    tanaka = meet(town.cast.tanaka, **PHONE)
    tanaka.go("/")
    tanaka.open_room(ROOM)
    tanaka.page.get_by_role("link", name="/meetings/").click()
    expect(tanaka.page.get_by_text("進行役は、まだどのページも表示していません。")).to_be_visible()

    page.get_by_role("button", name="訓練計画.pdf").first.click()
    page.get_by_text("進行役として表示する").click()
    expect(tanaka.page.get_by_role("img", name="資料1「訓練計画.pdf」の 1 ページ")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(tanaka.page.get_by_role("img", name="資料1「訓練計画.pdf」の 2 ページ")).to_be_visible()
    assert complaints(sato) == []
    assert complaints(tanaka) == []

    tanaka.page.get_by_role("button", name="次のページ").click()
    tanaka.page.get_by_role("button", name="次のページ").wait_for()
    expect(tanaka.page.get_by_text("進行役は 資料1 の 2 ページを表示しています。")).to_be_visible()
    tanaka.page.get_by_role("button", name="進行に戻る").click()
    expect(tanaka.page.get_by_role("img", name="資料1「訓練計画.pdf」の 2 ページ")).to_be_visible()
    expect(page.get_by_role("button", name="開いた人 2 /")).to_be_visible()

    page.get_by_role("button", name="議事録を作る").click()
    expect(page.get_by_role("textbox", name="ノートの本文")).to_contain_text("決まったこと")
    page.go_back()
    expect(page.get_by_role("button", name="議事録を開く")).to_be_visible()


def test_a_draft_is_on_all_devices_of_its_author(town: Town, meet: Meet) -> None:
    desk, phone = meet(town.cast.sato), meet(town.cast.sato, **PHONE)
    desk.go("/")
    desk.open_room(ROOM)
    with desk.page.expect_response(lambda answer: answer.url.endswith("/draft")):
        desk.composer.fill("明日の当番は、")
    phone.go("/")
    phone.open_room(ROOM)
    expect(phone.composer).to_have_value("明日の当番は、")
    with phone.page.expect_response(lambda answer: answer.url.endswith("/draft")):
        phone.send("明日の当番は、田中です。")
    desk.page.evaluate("dispatchEvent(new Event('focus'))")
    expect(desk.composer).to_have_value("")
