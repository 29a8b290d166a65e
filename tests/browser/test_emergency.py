"""A safety check in a browser: written in the first minute, answered with one touch, counted while one looks on."""

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


def test_a_safety_check_is_sent_answered_and_counted(town: Town, meet: Meet, yoshida: Viewer) -> None:
    sato = meet(town.cast.sato, **PHONE)
    sato.go(f"/rooms/{town.room_id}")
    sato.composer.wait_for()
    lead = meet(yoshida)
    page = lead.page
    lead.go("/")
    page.get_by_role("link", name="一斉連絡", exact=True).click()
    page.get_by_role("button", name="一斉連絡を送る").click()
    page.get_by_role("button", name="定型文を選ぶ").click()
    page.get_by_role("option", name="安否を回答してください").click()
    page.get_by_text("訓練として送る", exact=True).click()
    assert complaints(lead) == []
    page.get_by_role("button", name="宛先を確認する").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("5人に送ります。")).to_be_visible()
    expect(dialog.get_by_text("通知で届く人がいません。")).to_be_visible()
    assert complaints(lead) == []
    dialog.get_by_role("button", name="訓練として送る").click()
    expect(page.get_by_role("heading", name="安否を回答してください").first).to_be_visible()

    strip = sato.page.get_by_role("region", name="一斉連絡")
    expect(strip.get_by_text("安否を回答してください")).to_be_visible()
    expect(strip.get_by_text("訓練", exact=True)).to_be_visible()
    assert complaints(sato) == []
    strip.get_by_role("button", name="回答する").click()
    answering = sato.page.get_by_role("dialog")
    expect(answering.get_by_text("これは訓練です")).to_be_visible()
    assert complaints(sato) == []
    answering.get_by_role("button", name="無事です").click()
    expect(strip).to_have_count(0)

    expect(page.get_by_role("cell", name="1 / 2人")).to_be_visible()  # 福祉課, as it goes on
    page.get_by_role("tab", name="電話連絡").click()
    row = page.get_by_role("listitem").filter(has_text="鈴木 健")
    row.get_by_role("button", name="電話する").click()
    row.get_by_role("button", name="不在").click()
    expect(row.get_by_text("不在（吉田 恵")).to_be_visible()
    assert complaints(lead) == []
    page.get_by_role("tab", name="人ごと").click()
    expect(page.get_by_role("listitem").filter(has_text="佐藤 美咲").get_by_text("無事", exact=True)).to_be_visible()
    page.get_by_role("listitem").filter(has_text="鈴木 健").get_by_role("button", name="代わりに回答").click()
    page.get_by_role("dialog").get_by_role("button", name="助けが必要です").click()
    expect(
        page.get_by_role("listitem").filter(has_text="鈴木 健").get_by_text("吉田 恵 さんが代わりに回答")
    ).to_be_visible()
    assert complaints(lead) == []
    page.get_by_role("tab", name="評価").click()
    expect(page.get_by_role("rowheader", name="半数が対応するまで")).to_be_visible()
    expect(page.get_by_role("region", name="職ごと")).to_be_visible()
    assert complaints(lead) == []
    page.set_viewport_size({"width": 360, "height": 760})
    expect(page.get_by_role("rowheader", name="半数が対応するまで")).to_be_visible()
    assert complaints(lead) == []
    assert (lead.faults(), sato.faults()) == ([], [])
