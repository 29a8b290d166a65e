"""Reminding those who have not read a message: from who has read it, by one act; the list to phone goes along."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from kairan.people import member_table
from tests.browser.conftest import Meet
from tests.browser.test_console import PHONE, complaints
from tests.browser.town import Town
from tests.cast import say


@pytest.mark.parametrize("options", [{}, PHONE, {"color_scheme": "dark"}], ids=["wide", "phone", "dark"])
def test_those_who_have_not_read_it_are_reminded_once(
    town: Town, meet: Meet, options: dict[str, object], tmp_path: Path
) -> None:
    with town.transaction() as db:
        tanaka = member_table.c.id == town.cast.tanaka.member_id
        db.execute(update(member_table).where(tanaka).values(extension="2215"))
        said = say(db, town.cast.sato, town.room_id, "17時までに確認をお願いします。")
    sato = meet(town.cast.sato, **options)
    page = sato.page
    sato.go(f"/rooms/{town.room_id}?side=readers&of={said.id}")
    page.get_by_role("tab", name="未読").wait_for()
    remind = page.get_by_role("button", name="まだ読んでいない")
    expect(remind).to_be_enabled()
    assert complaints(sato) == []
    with page.expect_download() as downloading:
        page.get_by_role("button", name="電話の一覧を保存").click()
    saved = tmp_path / "list.csv"
    downloading.value.save_as(saved)
    assert '"田中 一郎","2215"' in saved.read_text("utf-8-sig")
    remind.click()
    expect(page.get_by_text("1人のうち、通知が届くのは0人です。")).to_be_visible()
    expect(page.get_by_text("佐藤 美咲 さんが 1人に知らせました（通知が届くのは0人）")).to_be_visible()
    expect(remind).to_be_disabled()
    assert complaints(sato) == []
    page.get_by_role("button", name="緊急で知らせる").click()
    dialog = page.get_by_role("dialog")
    send = dialog.get_by_role("button", name="緊急で知らせる")
    expect(send).to_be_disabled()
    dialog.get_by_label("緊急の理由").fill("避難指示が出たため")
    send.click()
    expect(page.get_by_text("佐藤 美咲 さんが緊急の通知を送りました（避難指示が出たため）").last).to_be_attached()
    assert complaints(sato) == []
