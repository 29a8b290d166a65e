"""Notifications in a browser: what a person chooses, what a body decides, and what a push shows on the screen.

Chromium runs with its windows here: the shell without windows lets no page notify. Its push service on the Internet is
replaced by one of this machine; all else, from the server's encryption to the service worker, is what people have.
"""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from kairan.core.edge.cookies import COOKIE
from kairan.core.viewer import Viewer
from kairan.notifications.actions import save_rules
from kairan.notifications.model import NotificationRules
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.service_worker import SHOWN, Worker
from tests.browser.test_console import PHONE, complaints, heading
from tests.browser.town import PASSWORD, ROOM, Town, town_at
from tests.conftest import shared_browser
from tests.notifications.push_service import PushService, push_service
from tests.support.browser import open_browser

pytestmark = pytest.mark.service_worker
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Mobile Safari/604.1"
SUBSCRIBES = """(keys) => {
  const put = (held) => { sessionStorage.setItem("held", held); return own; };
  const own = { options: {}, toJSON: () => keys, unsubscribe: async () => put("") && true };
  PushManager.prototype.subscribe = async () => put("yes");
  PushManager.prototype.getSubscription = async () => sessionStorage.getItem("held") ? own : null;
}"""
"""Subscribing, as the browser's own push service would let it; it is not reached from here."""
HELD = "navigator.serviceWorker.ready.then((one) => one.pushManager.getSubscription()).then((one) => one !== null)"
PRESS = """() => self.registration.getNotifications().then(([notification]) => {
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
})"""


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    with push_service() as one:
        yield one


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town_at(tmp_path_factory.mktemp("town"), push_services='["127.0.0.1"]') as town:
        yield town


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    shared_browser.close()
    with open_browser(language="ja") as browser:
        yield browser


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


def agrees(person: Person, service: PushService, name: str) -> None:
    """Let the browser permit notices, and be known to the push service under a name."""
    person.context.grant_permissions(["notifications"], origin=person.url)
    asked = service.browser(name).subscription
    keys = {"endpoint": asked.endpoint, "keys": {"p256dh": asked.p256dh, "auth": asked.auth}}
    person.context.add_init_script(f"({SUBSCRIBES})({json.dumps(keys)})")


def settings(person: Person) -> None:
    person.go("/settings")
    heading(person, "この端末")


def switch_on(person: Person) -> None:
    """Let this browser be told, on the page of settings."""
    person.page.locator("label", has_text="回覧を閉じているときも").click()
    expect(person.page.get_by_role("button", name="ためしに送る")).to_be_visible()


def told(tag: str = "room:x", at: int = 1_000, **more: object) -> dict[str, object]:
    return {
        "title": "回覧",
        "text": "田中 一郎: 通れます。",
        "tag": tag,
        "path": "/unread",
        "at": at,
        "count": 1,
        **more,
    }


def test_the_worker_and_the_manifest_are_served_as_what_they_are(town: Town) -> None:
    worker = httpx.get(f"{town.server.url}/sw.js")
    assert worker.headers["content-type"].startswith("text/javascript")
    assert worker.headers["cache-control"] == "no-cache"
    assert "import" not in worker.text.split("(", 1)[0]
    manifest = httpx.get(f"{town.server.url}/manifest.webmanifest")
    assert manifest.headers["content-type"].startswith("application/manifest+json")
    for icon in manifest.json()["icons"]:
        answer = httpx.get(town.server.url + icon["src"])
        assert answer.status_code == 200
        assert answer.headers["content-type"].split(";")[0] == icon["type"]


def test_a_browser_can_install_it(town: Town, meet: Meet) -> None:
    sato = meet(town.cast.sato)
    sato.go("/")
    session = sato.context.new_cdp_session(sato.page)
    read = session.send("Page.getAppManifest")
    assert read["errors"] == []
    faults = [one["errorId"] for one in session.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    assert set(faults) <= {"in-incognito"}  # where tests browse


def test_what_one_chooses_is_there_again(town: Town, meet: Meet) -> None:
    sato = meet(town.cast.sato)
    settings(sato)
    page = sato.page
    expect(page.get_by_text("20:00から翌8:30まで、閉庁日は一日中")).to_be_visible()
    page.locator("label", has_text="自分で決める").click()
    page.get_by_label("始まり").fill("18:15")
    page.get_by_label("終わり").fill("07:00")
    page.get_by_label("終わり").press("Tab")
    page.locator("label", has_text="閉庁日は一日中通知しない").click()
    page.get_by_label("最初の日").fill("2026-12-28")
    page.get_by_label("最後の日").fill("2026-12-20")
    page.get_by_role("button", name="休暇を追加する").click()
    expect(page.get_by_text("日付を確かめてください")).to_be_visible()
    assert complaints(sato) == []
    page.get_by_label("最後の日").fill("2026-12-30")
    page.get_by_role("button", name="休暇を追加する").click()
    page.get_by_label("言葉", exact=True).fill("避難所")
    page.get_by_label("言葉", exact=True).press("Enter")
    page.get_by_role("button", name="「避難所」を外す").wait_for()
    page.get_by_label("言葉", exact=True).fill("避難所")
    page.get_by_role("button", name="追加する", exact=True).click()
    expect(page.get_by_text("この言葉は、もう登録されています。")).to_be_visible()
    with town.client(town.cast.sato) as client:
        choice = {"start": 18 * 60 + 15, "end": 7 * 60, "days_off": False}
        sato.until(lambda: own(client)["keywords"] == ["避難所"], "it is kept")
        assert own(client)["quiet"] == choice
        assert own(client)["leaves"] == [{"first": "2026-12-28", "last": "2026-12-30"}]
    settings(sato)
    expect(page.get_by_label("始まり")).to_have_value("18:15")
    page.get_by_role("button", name="休暇（2026年12月28日(月)から2026年12月30日(水)まで）を取り消す").click()
    page.get_by_role("button", name="「避難所」を外す").click()
    page.locator("label", has_text="いつでも通知する").click()
    with town.client(town.cast.sato) as client:
        sato.until(lambda: own(client)["has_quiet"] is False, "it is kept")
        assert own(client) == {"has_quiet": False, "quiet": None, "leaves": [], "mail": "none", "keywords": []}
    expect(page.get_by_role("switch", name="一日一回、まとめをメールで受け取る")).to_be_disabled()
    expect(page.get_by_text("メールを送る設定がないため、選べません")).to_be_visible()


def own(client: httpx.Client) -> dict[str, Any]:
    choice: dict[str, Any] = client.get("/api/me/notifications").raise_for_status().json()["choice"]
    return choice


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["pc", "phone"])
def test_everybody_can_use_the_settings_and_the_page_of_rules(
    town: Town, meet: Meet, yoshida: Viewer, size: str, scheme: str
) -> None:
    person = meet(yoshida, color_scheme=scheme, **(PHONE if size == "phone" else {}))
    settings(person)
    person.page.locator("label", has_text="自分で決める").click()
    person.page.get_by_label("始まり").wait_for()
    assert complaints(person) == []
    person.page.locator("label", has_text="団体の決まりに合わせる").click()
    person.go("/console/notifications")
    heading(person, "通知の決まり")
    person.page.get_by_label("送る時刻").wait_for()
    assert complaints(person) == []


def test_a_body_decides_and_two_who_do_so_at_once_are_told(town: Town, meet: Meet, yoshida: Viewer) -> None:
    office = meet(yoshida)
    office.go("/")
    office.page.get_by_role("link", name="管理").first.click()
    office.page.get_by_role("link", name="通知の決まり").click()
    page = office.page
    page.get_by_label("始まり").fill("19:00")
    page.get_by_label("終わり").fill("")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("時刻を入力してください。")).to_be_visible()
    assert complaints(office) == []
    page.get_by_label("終わり").fill("08:00")
    page.get_by_label("送る時刻").fill("08:45")
    page.get_by_text("ルームの管理者だけ").click()
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("保存しました。")).to_be_visible()
    office.go("/console/notifications")
    expect(page.get_by_label("始まり")).to_have_value("19:00")
    expect(page.get_by_label("送る時刻")).to_have_value("08:45")
    expect(page.get_by_label("ルームの管理者だけ")).to_be_checked()
    with town.transaction() as db:
        save_rules(db, yoshida, NotificationRules(quiet=None, digest_at=540))
    page.locator("label", has_text="通知しない時間を決める").click()
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("alert")).to_be_visible()
    office.go("/console/notifications")
    expect(page.get_by_label("送る時刻")).to_have_value("09:00")
    page.locator("label", has_text="通知しない時間を決める").click()
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("保存しました。")).to_be_visible()
    office.go("/settings")
    expect(page.get_by_text("20:00から翌8:30まで、閉庁日は一日中")).to_be_visible()


def test_somebody_who_may_not_set_the_rules_does_not_see_them(town: Town, meet: Meet) -> None:
    sato = meet(town.cast.sato)
    sato.go("/console/notifications")
    expect(sato.page.get_by_text("この画面は管理者だけが使えます")).to_be_visible()


def test_a_device_says_what_stands_in_the_way(town: Town, meet: Meet) -> None:
    refused = meet(town.cast.sato)
    refused.context.add_init_script("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })")
    settings(refused)
    expect(refused.page.get_by_text("ブラウザーが、このサイトの通知を止めています")).to_be_visible()
    assert refused.page.get_by_role("switch", name="回覧を閉じているときも").count() == 0
    assert complaints(refused) == []
    iphone = meet(town.cast.sato, user_agent=IPHONE, **PHONE)
    settings(iphone)
    expect(iphone.page.get_by_text("「ホーム画面に追加」を選び")).to_be_visible()
    assert complaints(iphone) == []


def test_at_an_entrance_without_push_only_an_open_page_tells(
    tmp_path_factory: pytest.TempPathFactory, meet: Meet
) -> None:
    with town_at(tmp_path_factory.mktemp("inside"), push_faces='["internet"]', push_services='["usual"]') as inside:
        cookie = {"name": COOKIE, "value": inside.token(inside.cast.sato), "url": inside.server.url}
        sato = meet(url=inside.server.url)
        sato.context.add_cookies([cookie])  # type: ignore[list-item]
        sato.context.grant_permissions(["notifications"], origin=sato.url)
        settings(sato)
        expect(sato.page.get_by_text("LGWAN側など、この入口では")).to_be_visible()
        sato.page.locator("label", has_text="回覧を開いているあいだだけ").click()
        expect(sato.page.get_by_role("switch", name="回覧を開いているあいだだけ")).to_be_checked()
        assert sato.page.get_by_role("switch", name="回覧を閉じているときも").count() == 0
        assert complaints(sato) == []


def test_a_push_reaches_the_screen_and_leads_to_the_page(town: Town, meet: Meet, service: PushService) -> None:
    sato = meet(town.cast.sato)
    agrees(sato, service, "sato")
    settings(sato)
    page = sato.page
    page.locator("label", has_text="回覧を閉じているときも").click()
    expect(page.get_by_text("通知が届く端末: 1台")).to_be_visible()
    expect(page.get_by_role("switch", name="回覧を閉じているときも")).to_be_checked()
    assert page.get_by_text("回覧を開いているあいだだけ").count() == 0
    assert complaints(sato) == []
    page.get_by_role("button", name="ためしに送る").click()
    expect(page.get_by_text("送りました。")).to_be_visible()
    (trial,) = service.browser("sato").got
    worker = Worker(sato)
    worker.deliver(trial)
    worker.shows(title="この端末に通知が届きます", tag="trial", path="/settings")

    worker.deliver(told(at=2_000))
    worker.shows(tag="room:x", body="田中 一郎: 通れます。", path="/unread", count=1)
    worker.deliver(told(at=3_000, text="田中 一郎: 片側通行です。"))
    worker.shows(tag="room:x", body="田中 一郎: 片側通行です。", count=2)
    worker.deliver(told(at=1_000, text="遅れて届いたもの"))
    worker.deliver("no JSON")
    worker.shows(title="新しいお知らせがあります", tag="unreadable", path="/")
    worker.deliver(told(tag="room:z", at=3_500, stream="room:z", unread=["room:z"], badge=4, sent_at=4_000))
    worker.shows(tag="room:z")
    worker.deliver(told(tag="room:w", at=5_000, stream="room:w", unread=["room:w", "room:x"], badge=2, sent_at=5_500))
    sato.until(lambda: "room:z" not in [one["tag"] for one in worker.shown()], "what was read elsewhere is closed")
    worker.shows(tag="room:x")
    worker.deliver(told(tag="evil", path="https://evil.example/"))
    worker.shows(tag="evil", path="/")
    assert [one["body"] for one in worker.shown() if one["tag"] == "room:x"] == ["田中 一郎: 片側通行です。"]


def test_a_notice_that_is_pressed_leads_an_open_page_to_what_it_tells_of(
    town: Town, meet: Meet, service: PushService
) -> None:
    sato = meet(town.cast.sato)
    agrees(sato, service, "sato-pressing")
    settings(sato)
    switch_on(sato)
    worker = Worker(sato)
    worker.deliver(told(path=f"/rooms/{town.room_id}"))
    worker.shows(path=f"/rooms/{town.room_id}")
    sato.page.wait_for_function("navigator.serviceWorker.controller !== null")
    (running,) = sato.context.service_workers
    running.evaluate(PRESS)
    sato.feed.wait_for()
    assert sato.page.url.endswith(f"/rooms/{town.room_id}")
    assert worker.shown() == []


def test_what_was_read_is_taken_off_the_screen(town: Town, meet: Meet, service: PushService) -> None:
    tanaka = meet(town.cast.tanaka)
    agrees(tanaka, service, "tanaka")
    settings(tanaka)
    switch_on(tanaka)
    expect(tanaka.page.get_by_text("通知が届く端末: 1台")).to_be_visible()
    worker = Worker(tanaka)
    worker.deliver(told(tag=f"room:{town.room_id}", at=9_000_000_000_000))
    worker.deliver(told(tag="room:another", at=9_000_000_000_000))
    worker.shows(tag="room:another")
    tanaka.go("/")
    tanaka.open_room(ROOM)
    tanaka.until(lambda: [one["tag"] for one in worker.shown()] == ["room:another"], "the room's notice is closed")


def test_signing_out_ends_it_for_this_browser(town: Town, meet: Meet, service: PushService) -> None:
    phone = meet()
    agrees(phone, service, "sato-signed-in")
    phone.sign_in("あおば市", "sato", PASSWORD)
    phone.page.get_by_role("link", name=ROOM).first.wait_for()
    settings(phone)
    switch_on(phone)
    worker = Worker(phone)
    worker.deliver(told())
    worker.shows(tag="room:x")
    assert len(worker.shown()) == 1
    phone.page.get_by_role("button", name="サインアウトする").click()
    phone.page.get_by_label("ログインID").wait_for()
    assert phone.page.evaluate(SHOWN) == []
    assert phone.page.evaluate("localStorage.getItem('kairan.push')") is None
    assert phone.page.evaluate(HELD) is False


def test_a_browser_is_told_in_the_next_session_of_the_same_person_and_of_nobody_else(
    town: Town, meet: Meet, service: PushService
) -> None:
    shared = meet(town.cast.sato)
    agrees(shared, service, "shared")
    settings(shared)
    switch_on(shared)
    worker = Worker(shared)
    worker.deliver(told())
    worker.shows(tag="room:x")

    again = come_in(shared, town, town.cast.sato)
    shared.until(lambda: is_told(town, again), "the new session is told")
    assert shared.page.evaluate(HELD) is True

    other = come_in(shared, town, town.cast.tanaka)
    shared.until(lambda: shared.page.evaluate("localStorage.getItem('kairan.push')") is None, "it is forgotten")
    shared.until(lambda: shared.page.evaluate(HELD) is False, "the browser is told no more")
    assert worker.shown() == []
    assert not is_told(town, other)


def come_in(person: Person, town: Town, viewer: Viewer) -> str:
    """Let somebody use the browser in a session of their own; returns its token."""
    token = town.token(viewer)
    person.context.add_cookies([{"name": COOKIE, "value": token, "url": town.server.url}])
    person.go("/")
    person.page.get_by_role("link", name=ROOM).first.wait_for()
    return token


def is_told(town: Town, token: str) -> bool:
    headers = {"Origin": town.server.url, "Cookie": f"{COOKIE}={token}"}
    answer = httpx.get(f"{town.server.url}/api/me/notifications", headers=headers)
    return bool(answer.raise_for_status().json()["is_told_here"])
