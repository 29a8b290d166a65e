"""Devices in a browser: a phone applies, waits and goes on by itself; a lost one clears what it kept."""

import pytest
from playwright.sync_api import expect

from kairan.core.edge.cookies import BROWSER_COOKIE
from kairan.core.viewer import Viewer
from kairan.devices.actions import change_rules
from kairan.people import set_password
from kairan.sessions.device_model import Demanded, DeviceRules
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.test_console import PHONE, complaints, heading
from tests.browser.town import PASSWORD, Town
from tests.support.passwords import quickly_hashed

pytestmark = pytest.mark.service_worker

KEPT = """async () => {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === "kairan")) return localStorage.length;
  const open = await new Promise((done) => { const r = indexedDB.open("kairan"); r.onsuccess = () => done(r.result); });
  const rows = open.objectStoreNames.contains("drafts") ? await new Promise((done) => {
    const r = open.transaction("drafts").objectStore("drafts").count(); r.onsuccess = () => done(r.result); }) : 0;
  open.close();
  return rows + localStorage.length;
}"""
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Mobile Safari/604.1"


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


def demand(town: Town, yoshida: Viewer, *asked: Demanded) -> None:
    with town.transaction() as db:
        change_rules(db, yoshida, DeviceRules(demanded=list(asked)))


def test_a_phone_applies_waits_and_goes_on_when_it_is_approved(town: Town, meet: Meet, yoshida: Viewer) -> None:
    demand(town, yoshida)
    with town.transaction() as db:
        set_password(db, yoshida, quickly_hashed(PASSWORD))
    office = meet()
    office.sign_in("あおば市", "yoshida", PASSWORD)
    office.page.get_by_role("link", name="管理").first.wait_for()
    office.go("/console/devices")
    office.page.get_by_role("button", name="端末の決まり").click()
    office.page.locator("label", has_text="スマートフォン").click()
    office.page.get_by_role("button", name="保存する").click()
    expect(office.page.get_by_text("保存しました。")).to_be_visible()
    phone = meet(user_agent=IPHONE, **PHONE)
    phone.sign_in("あおば市", "sato", PASSWORD)
    heading(phone, "この端末の利用を申請してください")
    assert complaints(phone) == []
    phone.page.get_by_role("button", name="申請する").click()
    expect(phone.page.get_by_text("内容を読み、同意してください。")).to_be_visible()
    phone.page.get_by_label("端末の名前").fill("佐藤のスマホ")
    phone.page.locator("label", has_text="上の内容に同意します").click()
    phone.page.get_by_role("button", name="申請する").click()
    heading(phone, "承認を待っています")
    assert complaints(phone) == []
    office.go("/console/devices")
    heading(office, "端末")
    expect(office.page.get_by_text("承認待ち 1台")).to_be_visible()
    assert complaints(office) == []
    office.page.get_by_role("button", name="承認する").click()
    expect(office.page.get_by_text("承認待ちはありません")).to_be_visible()
    phone.page.get_by_role("link", name="避難所運営").first.wait_for()


def test_a_lost_device_is_signed_out_and_clears_what_it_kept(town: Town, meet: Meet, yoshida: Viewer) -> None:
    demand(town, yoshida)
    laptop = meet()
    laptop.sign_in("あおば市", "tanaka", PASSWORD)
    laptop.page.get_by_role("link", name="避難所運営").first.wait_for()
    laptop.open_room("避難所運営")
    laptop.composer.fill("書きかけの大事な下書き")
    laptop.go("/")
    laptop.page.get_by_role("link", name="避難所運営").first.wait_for()
    laptop.until(lambda: laptop.page.evaluate(KEPT) > 0, "the draft is kept")
    desk = meet(town.cast.tanaka)
    desk.go("/settings")
    desk.page.get_by_role("button", name="なくしたと届け出る").click()
    desk.page.get_by_role("button", name="届け出る", exact=True).click()
    expect(desk.page.get_by_text("次の通信で消去").or_(desk.page.get_by_text("消去済み"))).to_be_visible()
    expect(laptop.page.get_by_text("この端末は紛失の届け出を受けたため")).to_be_visible()
    laptop.until(lambda: laptop.page.evaluate(KEPT) == 0, "nothing is kept")
    laptop.until(lambda: BROWSER_COOKIE not in [one["name"] for one in laptop.context.cookies()], "the cookie is gone")


def test_the_rules_are_set_on_the_page_and_spare_the_administrator(town: Town, meet: Meet, yoshida: Viewer) -> None:
    demand(town, yoshida)
    office = meet(yoshida)
    office.go("/console/devices")
    office.page.get_by_role("button", name="端末の決まり").click()
    office.page.locator("label", has_text="PC").click()
    assert complaints(office) == []
    office.page.get_by_role("button", name="保存する").click()
    expect(office.page.get_by_text("いま使っている端末が使えなくなります")).to_be_visible()
    office.page.locator("label", has_text="PC").click()
    office.page.locator("label", has_text="スマートフォン").click()
    office.page.get_by_role("button", name="保存する").click()
    expect(office.page.get_by_text("保存しました。")).to_be_visible()
