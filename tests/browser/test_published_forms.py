"""What becomes of a published form, in a browser: its differences, its languages, and who is invited to it."""

from pathlib import Path

import msgspec
from playwright.sync_api import expect

from kairan.forms.actions import change_draft
from kairan.forms.model import DraftChange
from tests.browser.conftest import Meet
from tests.browser.test_console import complaints
from tests.browser.test_forms import draft_of, form, saved
from tests.browser.town import Town
from tests.forms.documents import DOG


def test_a_clerk_compares_translates_and_invites(town: Town, meet: Meet) -> None:
    form_id = form(town)
    renamed = msgspec.structs.replace(DOG, title="飼い犬の死亡の届出", pages=DOG.pages[:1])
    with town.transaction() as db:
        change_draft(db, town.cast.sato, form_id, DraftChange(revision=1, document=renamed))
    clerk = meet(town.cast.sato)
    page = clerk.page

    clerk.go(f"/forms/{form_id}/check")
    expect(page.get_by_role("heading", name="第1版との違い")).to_be_visible()
    expect(page.get_by_role("insertion").filter(has_text="飼い犬の死亡の届出")).to_be_visible()
    expect(page.get_by_role("heading", name="質問 死亡した日 削除")).to_be_visible()
    assert complaints(clerk) == []
    page.get_by_role("button", name="第2版として公開する").click()
    expect(page.get_by_text("前回公開した内容から変更はありません").first).to_be_visible()
    page.get_by_role("link", name="版", exact=True).click()
    expect(page.get_by_text("違いはありません。")).to_be_visible()
    page.get_by_role("button", name="前", exact=False).first.click()
    page.get_by_role("option", name="第1版").click()
    expect(page.get_by_role("deletion").filter(has_text="飼い犬の死亡届")).to_be_visible()
    assert complaints(clerk) == []

    page.get_by_role("link", name="言語", exact=True).click()
    page.get_by_role("switch", name="English").click(force=True)
    page.get_by_role("textbox", name="名称 English", exact=True).fill("Death of a dog")
    saved(page)
    assert complaints(clerk) == []
    made = draft_of(town, form_id).translations["en"]
    assert [(place, one.of, one.text) for place, one in made.items()] == [
        ("title", "飼い犬の死亡の届出", "Death of a dog")
    ]
    page.get_by_role("link", name="公開前の確認").click()
    expect(page.get_by_text("Englishの訳のない文が")).to_be_visible()

    page.get_by_role("link", name="公開の設定").click()
    page.get_by_role("radio", name="招待した人だけ").click(force=True)
    page.get_by_role("button", name="保存する").click()
    page.get_by_role("link", name="招待", exact=True).click()
    page.get_by_role("button", name="招待する人を加える").click()
    page.get_by_label("氏名のない番号の数").fill("３")
    page.get_by_role("button", name="番号を作る").click()
    expect(page.get_by_role("heading", name="回答 0 / 3人")).to_be_visible()
    expect(page.get_by_role("rowheader", name="（氏名なし）")).to_have_count(3)
    assert complaints(clerk) == []


def test_a_form_goes_into_a_file_and_another_begins_from_it(town: Town, meet: Meet, tmp_path: Path) -> None:
    form_id = form(town)
    clerk = meet(town.cast.sato)
    page = clerk.page
    clerk.go(f"/forms/{form_id}/check")
    with page.expect_download() as download:
        page.get_by_role("button", name="ファイルに保存する").click()
    kept = tmp_path / download.value.suggested_filename
    download.value.save_as(kept)
    written = kept.read_text("utf-8")
    clerk.go("/forms")
    page.get_by_role("button", name="フォームを作る").click()
    choose = page.get_by_role("dialog").locator("input[type=file]")
    make = page.get_by_role("dialog").get_by_role("button", name="フォームを作る")
    for text, told in (
        ("これはフォームではない", "フォームのファイルではないか"),
        (written.replace('"format": 1', '"format": 9'), "新しい版のプログラム"),
        (written.replace('"kind": "', '"kind": "nazo_'), "このシステムで読めないところがあります"),
    ):
        kept.write_text(text, "utf-8")
        choose.set_input_files(kept)
        make.click()
        expect(page.get_by_text(told)).to_be_visible()
    kept.write_text(written, "utf-8")
    choose.set_input_files(kept)
    page.get_by_label("フォームの名前").fill("写した届出")
    make.click()
    expect(page.get_by_role("grid", name="構成").get_by_role("row", name="飼い主の住所")).to_be_visible()
