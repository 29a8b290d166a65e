"""A stamp is sent with one press, seen by the other with its words, and taken back at once if it was the wrong one."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.town import PASSWORD, ROOM, Town


def test_a_stamp_is_sent_and_seen_and_taken_back(town: Town, meet: Meet, tmp_path: Path) -> None:
    sato, tanaka = meet(), meet()
    sato.sign_in("あおば市", "sato", PASSWORD)
    tanaka.sign_in("あおば市", "tanaka", PASSWORD)
    for person in (sato, tanaka):
        person.open_room(ROOM)
    sato.composer.fill("書きかけ")
    sato.page.get_by_role("button", name="スタンプを送る").click()
    picker = sato.page.get_by_role("dialog", name="スタンプを選ぶ")
    expect(picker.get_by_role("button")).to_have_count(32)
    sato.page.screenshot(path=tmp_path / "picker.png")
    picker.get_by_role("button", name="了解しました").click()
    expect(picker).to_be_hidden()
    expect(tanaka.sees("了解しました").locator("[data-stamp=ryokai] svg")).to_be_visible()
    expect(sato.composer).to_have_value("書きかけ")  # what was being written stays
    tanaka.page.screenshot(path=tmp_path / "said.png")
    sato.sees("了解しました").get_by_role("button", name="送信を取り消す").click()
    expect(tanaka.message("了解しました")).to_have_count(0)
    sato.send("まちがい")
    sato.sees("まちがい").get_by_role("button", name="送信を取り消す").click()
    expect(sato.composer).to_have_value("まちがい")
    expect(tanaka.message("まちがい")).to_have_count(0)
