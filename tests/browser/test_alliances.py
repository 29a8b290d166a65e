"""Alliances in a browser: founded, joined, people chosen, a room opened and found by another body."""

from playwright.sync_api import expect

from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_console import PHONE, complaints
from tests.browser.town import Town


def send_everybody(who: Person) -> None:
    who.page.get_by_role("tab", name="この団体の設定").click()
    who.page.get_by_text("すべての職員", exact=True).click()
    assert complaints(who) == []
    who.page.get_by_role("button", name="保存する").click()
    expect(who.page.get_by_text("この団体の設定を保存しました。")).to_be_visible()


def test_two_bodies_come_together_and_find_each_others_rooms(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        mayor = with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")
        reeve = with_role(db, town.cast.neighbour.organization_id, "choba", "町場 守", "administrator")

    city = meet(mayor)
    city.go("/alliances")
    city.page.get_by_role("button", name="連携組織を作る").click()
    dialog = city.page.get_by_role("dialog")
    dialog.get_by_label("名称").fill("近隣市町連携")
    dialog.get_by_label("参加の約束").fill("個人情報は書かない。")
    assert complaints(city) == []
    dialog.get_by_role("button", name="連携組織を作る").click()
    expect(city.page.get_by_role("heading", name="近隣市町連携")).to_be_visible()
    city.page.get_by_role("button", name="団体を招く").click()
    city.page.get_by_role("button", name="団体を招く: みどり町").click()
    expect(city.page.get_by_text("招ける団体は見つかりませんでした")).to_be_visible()
    city.page.keyboard.press("Escape")
    assert complaints(city) == []
    send_everybody(city)

    neighbours = meet(reeve)
    neighbours.go("/alliances")
    neighbours.page.get_by_role("link", name="近隣市町連携").click()
    neighbours.page.get_by_role("button", name="同意して参加する: みどり町").click()
    dialog = neighbours.page.get_by_role("dialog")
    expect(dialog.get_by_text("個人情報は書かない。")).to_be_visible()
    dialog.get_by_text("上の約束を読み、団体として同意します。").click()
    dialog.get_by_role("button", name="同意して参加する").click()
    expect(neighbours.page.get_by_text("変更しました。")).to_be_visible()
    send_everybody(neighbours)

    clerk = meet(town.cast.sato)
    clerk.go("/alliances")
    clerk.page.get_by_role("link", name="近隣市町連携").click()
    clerk.page.get_by_role("button", name="ルームを開く").click()
    dialog = clerk.page.get_by_role("dialog")
    dialog.get_by_label("ルームの名前").fill("空き家対策")
    dialog.get_by_label("テーマ").fill("まちづくり")
    dialog.get_by_role("button", name="開く").click()
    expect(clerk.page.get_by_role("heading", name="空き家対策")).to_be_visible()

    phone = meet(town.cast.neighbour, **PHONE)
    phone.go("/alliances")
    phone.page.get_by_role("link", name="近隣市町連携").click()
    expect(phone.page.get_by_role("listitem").get_by_text("まちづくり")).to_be_visible()
    assert complaints(phone) == []
    phone.page.get_by_role("tab", name="人").click()
    expect(phone.page.get_by_text("佐藤 美咲")).to_be_visible()
    phone.page.get_by_role("tab", name="ルーム").click()
    phone.page.get_by_role("button", name="参加する: 空き家対策").click()
    expect(phone.page.get_by_role("heading", name="空き家対策")).to_be_visible()
    expect(clerk.page.get_by_text("みどり町").first).to_be_visible()
    assert complaints(phone) == []
