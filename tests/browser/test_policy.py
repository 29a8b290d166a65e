"""The policy in a browser: set from a preset, looked at, saved, tried out, taken back; and what it does on screen."""

import pytest
from playwright.sync_api import expect

from kairan.core.viewer import Viewer
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.test_console import PHONE, complaints, heading
from tests.browser.town import ROOM, Town
from tests.cast import say


@pytest.fixture(scope="module")
def administrator(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "policy", "方針 係", "administrator")


@pytest.mark.parametrize("device", [{}, {**PHONE, "color_scheme": "dark"}], ids=["pc", "dark phone"])
def test_everybody_can_use_the_policy_page(meet: Meet, administrator: Viewer, device: dict[str, object]) -> None:
    person = meet(administrator, **device)
    person.go("/console/policy")
    heading(person, "ポリシー")
    person.page.get_by_role("row", name="ルームの閲覧").wait_for()
    assert complaints(person) == []
    person.page.get_by_role("tab", name="確かめる").click()
    person.page.get_by_text("確かめたい人を選ぶと").wait_for()
    assert complaints(person) == []


def test_a_policy_is_set_from_a_preset_and_taken_back(meet: Meet, town: Town, administrator: Viewer) -> None:
    person = meet(administrator)
    page = person.page
    person.go("/console/policy")
    page.get_by_role("button", name="ひな形から始める").click()
    page.get_by_role("option", name="私物のスマートフォンに配慮").click()
    page.get_by_role("button", name="変更を確かめて保存").click()
    heading(person, "すべての接続・スマートフォン・職員")
    expect(page.get_by_text("ダウンロード: すべて → できない").first).to_be_visible()
    assert complaints(person) == []
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("ポリシーを変更しました。")).to_be_visible()
    page.get_by_role("tab", name="変更の履歴").click()
    assert complaints(person) == []
    page.get_by_role("button", name="取り消す").first.click()
    page.get_by_role("dialog").get_by_role("button", name="取り消す").last.click()
    expect(page.get_by_text("変更を取り消しました。")).to_be_visible()
    with town.client(administrator) as client:
        assert client.get("/api/administration/policy").json()["policy"]["rules"] == []


def test_a_protected_screen_carries_the_name_and_lets_nothing_be_copied(
    meet: Meet, town: Town, administrator: Viewer
) -> None:
    with town.transaction() as db:
        say(db, town.cast.tanaka, town.room_id, "避難所を開設しました")
    with town.client(administrator) as client:
        policy = client.get("/api/administration/policy").json()["policy"]
        guarded = {"watermark": True, "blank": False, "print": False, "screenshots": False}
        rule = {"face": "single", "device": "pc", "kind": "staff", "upto": {"copy": 0}, "screen": guarded}
        client.put("/api/administration/policy", json={**policy, "rules": [rule]}).raise_for_status()
        try:
            person = meet(town.cast.sato)
            page = person.page
            person.go(f"/rooms/{town.room_id}")
            page.get_by_role("heading", name=ROOM).first.wait_for()
            page.get_by_text("避難所を開設しました").first.wait_for()
            assert complaints(person) == []
            expect(page.locator("[data-words^='佐藤 美咲 福祉課 20']").first).to_be_visible()
            assert "no-print" in page.evaluate("document.documentElement.className")
        finally:
            policy = client.get("/api/administration/policy").json()["policy"]
            client.put("/api/administration/policy", json={**policy, "rules": []}).raise_for_status()
