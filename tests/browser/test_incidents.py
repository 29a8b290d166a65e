"""An incident in a browser: opened, written, fed from a message and from the field, also without a line."""

import re

import pytest
from playwright.sync_api import expect

from kairan.core.viewer import Viewer
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.test_console import PHONE, complaints
from tests.browser.town import Town


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


def test_a_headquarters_works_by_its_chronology(town: Town, meet: Meet, yoshida: Viewer) -> None:
    lead = meet(yoshida)
    page = lead.page
    lead.go("/incidents")
    page.get_by_role("button", name="災害を開く").click()
    page.get_by_label("災害・事案の名前").fill("大雨対応訓練")
    page.get_by_text("訓練として開く", exact=True).click()
    page.get_by_role("searchbox").fill("佐藤")
    page.get_by_role("row", name=re.compile("佐藤 美咲")).click()
    assert complaints(lead) == []
    page.get_by_role("button", name="災害を開く").click()
    expect(page.get_by_role("heading", name="大雨対応訓練")).to_be_visible()
    expect(page.get_by_text("これは訓練です")).to_be_visible()
    expect(page.get_by_role("button", name="本部 を開く", exact=False)).to_be_visible()
    entries = page.get_by_role("list", name="クロノロジー").get_by_role("listitem")
    page.get_by_role("button", name="記録を書く").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("内容").fill("国道10号が通行止め")
    assert complaints(lead) == []
    dialog.get_by_role("button", name="記録を書く").click()
    written = entries.filter(has_text="国道10号が通行止め")
    written.get_by_role("button", name="対応を始める").click()
    expect(written.get_by_role("button", name="完了にする")).to_be_visible()
    assert complaints(lead) == []
    page.get_by_role("button", name="災害の操作").click()
    page.get_by_role("menuitem", name="大画面で表示").click()
    expect(page.get_by_text("国道10号が通行止め")).to_be_visible()
    assert complaints(lead) == []
    page.get_by_role("button", name="大画面表示を終える").click()
    page.get_by_role("button", name="災害の操作").click()
    with page.expect_download() as taken:
        page.get_by_role("menuitem", name="災害対応の記録を検証値つきで保存").click()
    assert re.fullmatch(r"incident-\w+\.jsonl", taken.value.suggested_filename)

    sato = meet(town.cast.sato, **PHONE)
    sato.go("/incidents")
    phone = sato.page
    expect(phone.get_by_role("button", name="現場から報告")).to_be_visible()
    assert complaints(sato) == []
    phone.get_by_role("button", name="現場から報告").click()
    phone.get_by_role("button", name="河川", exact=True).click()
    assert complaints(sato) == []
    sato.page.context.set_offline(True)
    phone.get_by_role("button", name="報告する", exact=True).click()
    expect(phone.get_by_text("1件を端末に残しました")).to_be_visible()
    sato.page.context.set_offline(False)
    expect(entries.filter(has_text="河川")).to_be_visible(timeout=30_000)
    expect(entries.filter(has_text="現場報告")).to_have_count(1)

    page.get_by_role("button", name="災害の操作").click()
    page.get_by_role("menuitem", name="消防庁への報告").click()
    page.get_by_label("負傷者（軽傷）（人）").fill("２")
    page.get_by_role("button", name="取り込む").first.click()
    assert complaints(lead) == []
    page.get_by_role("button", name="この内容で確定する").click()
    page.get_by_role("dialog").get_by_role("button", name="この内容で確定する").click()
    expect(page.get_by_role("listitem").filter(has_text="第1報")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Excel").click()
    assert download.value.suggested_filename == "situation-overview-1.xlsx"


def test_a_message_is_put_into_the_chronology_with_two_touches(town: Town, meet: Meet) -> None:
    sato = meet(town.cast.sato)
    sato.go(f"/rooms/{town.room_id}")
    sato.send("第一小学校を開設しました")
    message = sato.message("第一小学校を開設しました")
    expect(sato.page.get_by_role("link", name=re.compile("災害対応"))).to_be_visible(timeout=15_000)
    sato.more(message, "クロノロジーに載せる")
    sato.page.get_by_role("dialog").get_by_role("button", name="載せる", exact=True).click()
    expect(sato.page.get_by_text("クロノロジーに載せました")).to_be_visible()
