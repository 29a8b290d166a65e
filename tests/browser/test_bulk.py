"""Many accounts at once in a browser, and an account deleted: looked at first, by keyboard, usable by everybody."""

import pytest
from playwright.sync_api import expect

from kairan.administration.actions import mark_left
from kairan.core.viewer import Viewer
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_screens import complaints
from tests.browser.town import Town

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SCREENS = [(size, scheme) for size in ("pc", "phone") for scheme in ("light", "dark")]


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


def people(person: Person) -> None:
    person.go("/console/people")
    person.page.get_by_role("button", name="まとめて選ぶ").click()


@pytest.mark.parametrize(("size", "scheme"), SCREENS)
def test_everybody_can_choose_many_and_look_at_what_would_happen(
    meet: Meet, yoshida: Viewer, size: str, scheme: str
) -> None:
    person = meet(yoshida, color_scheme=scheme, **(PHONE if size == "phone" else {}))
    page = person.page
    people(person)
    page.get_by_text("0人を選択中").wait_for()
    assert complaints(person, "choosing") == []
    page.get_by_role("button", name="をすべて選ぶ").click()
    page.get_by_role("button", name="選んだ人への操作").click()
    page.get_by_role("menuitem", name="利用を休止する").click()
    page.get_by_text("次の1人にはできないため").wait_for()
    assert complaints(person, "suspending many") == []
    page.get_by_role("button", name="取り消す").click()
    page.get_by_role("button", name="選んだ人への操作").click()
    page.get_by_role("menuitem", name="主たる所属を移す").click()
    page.get_by_text("部署を選んでください。").wait_for()
    assert complaints(person, "moving many") == []


def test_many_are_moved_by_keyboard_alone(town: Town, meet: Meet, yoshida: Viewer) -> None:
    person = meet(yoshida)
    page = person.page
    people(person)
    for name in ("田中 一郎", "他所 三郎"):
        page.get_by_role("checkbox", name=f"{name} さんを選ぶ").focus()
        page.keyboard.press("Space")
    page.get_by_text("2人を選択中").wait_for()
    page.get_by_role("button", name="選んだ人への操作").press("Enter")
    page.get_by_role("menuitem", name="主たる所属を移す").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="部署").click()
    page.get_by_role("option", name="福祉課").click()
    page.get_by_role("button", name="2人に行う").click()
    page.get_by_text("2人に行いました。").wait_for()
    expect(page.get_by_role("button", name="田中 一郎")).to_contain_text("福祉課 主事")
    expect(page.get_by_role("checkbox")).to_have_count(0)


def test_an_account_is_deleted_after_a_look_at_what_stays_and_goes(town: Town, meet: Meet, yoshida: Viewer) -> None:
    with town.transaction() as db:
        mark_left(db, yoshida, town.cast.suzuki.member_id)
    person = meet(yoshida)
    page = person.page
    person.go("/console/people")
    page.get_by_role("button", name="状態で絞る").click()
    page.get_by_role("option", name="退職・転出").click()
    page.get_by_role("button", name="鈴木 健").click()
    page.get_by_role("button", name="アカウントを削除する").click()
    page.get_by_text("元には戻せません。").wait_for()
    page.get_by_text("書いたメッセージ").wait_for()
    assert complaints(person, "deleting") == []
    page.get_by_role("button", name="削除する", exact=True).click()
    page.get_by_text("アカウントを削除しました。").wait_for()
    expect(page.get_by_role("button", name="鈴木 健")).to_contain_text("削除済み")
    page.get_by_role("button", name="鈴木 健").click()
    page.get_by_text("名前と、当時の所属・職だけが残っています。").wait_for()
    assert complaints(person, "a deleted account") == []
