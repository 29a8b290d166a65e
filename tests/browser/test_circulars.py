"""Circulars in a browser: written, confirmed on a phone, changed, and followed on the sheet; axe-core is content."""

from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.test_console import PHONE, complaints
from tests.browser.town import Town


def test_a_circular_goes_round_in_order_is_changed_and_confirmed(town: Town, meet: Meet) -> None:
    sender = meet(town.cast.sato)
    page = sender.page
    sender.go("/circulars")
    expect(page.get_by_text("確認待ちの回覧はありません")).to_be_visible()
    assert complaints(sender) == []
    page.get_by_role("button", name="回覧を回す").click()
    page.get_by_label("件名").fill("年末の当番表")
    page.get_by_label("本文").fill("自分の欄を確かめてください。")
    page.get_by_text("順に回す").click()
    page.get_by_role("button", name="人を加える").click()
    dialog = page.get_by_role("dialog")
    for name in ("鈴木 健", "田中 一郎"):
        dialog.get_by_role("row", name=name).click()
    dialog.get_by_role("button", name="加える", exact=True).click()
    assert complaints(sender) == []
    page.get_by_role("button", name="回す", exact=True).click()
    expect(page.get_by_role("heading", name="年末の当番表")).to_be_visible()
    expect(page.get_by_text("順番前")).to_be_visible()
    assert complaints(sender) == []

    first = meet(town.cast.suzuki, **PHONE)
    first.go("/circulars")
    first.page.get_by_role("link", name="年末の当番表").click()
    first.page.get_by_role("button", name="コメントを書く").click()
    first.page.get_by_label("コメント").fill("承知しました。")
    assert complaints(first) == []
    first.page.get_by_role("button", name="コメントを付けて確認する").click()
    expect(first.page.get_by_text("に確認しました。")).to_be_visible()

    page.reload()
    expect(page.get_by_text("承知しました。")).to_be_visible()
    expect(page.get_by_text("確認 1 / 2", exact=True)).to_be_visible()
    page.get_by_role("button", name="内容を変える").click()
    page.get_by_role("dialog").get_by_label("変更の理由").fill("日付の誤り")
    page.get_by_role("dialog").get_by_role("button", name="変えて、はじめから回す").click()
    expect(page.get_by_text("確認 0 / 2", exact=True)).to_be_visible()
    expect(page.get_by_text("第1版（確認 1 / 2）")).to_be_visible()
    page.get_by_role("button", name="1人に確認を促す").click()
    expect(page.get_by_text("1人に知らせました。")).to_be_visible()

    first.page.reload()
    expect(first.page.get_by_text("変更の理由: 日付の誤り")).to_be_visible()
    first.page.get_by_role("button", name="確認しました").click()
    expect(first.page.get_by_text("に確認しました。")).to_be_visible()
    last = meet(town.cast.tanaka)
    last.go("/")
    last.page.get_by_role("link", name="回覧").first.click()
    last.page.get_by_role("link", name="年末の当番表").click()
    last.page.get_by_role("button", name="確認しました").click()
    expect(last.page.get_by_text("回覧完了")).to_be_visible()
    assert complaints(last) == []
