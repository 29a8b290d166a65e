"""The phone without a line: the app opens, what was last read stands there, what is written leaves once it is back.

Real server, real Chromium, real service worker; the line is a cable that is cut.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from kairan.core.viewer import Viewer
from kairan.sessions.device_model import Offline
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.day import PHONE
from tests.browser.town import PASSWORD, ROOM, Town
from tests.browser.without_a_line import CACHED, KEPT, SYNC, comes, cut, keep, keeps, mend, reopen, says
from tests.support.cable import Cable

pytestmark = pytest.mark.service_worker


@pytest.fixture
def cable(town: Town) -> Iterator[Cable]:
    cable = Cable(town.server.port)
    yield cable
    cable.remove()


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


def test_the_app_opens_without_a_line_and_sends_when_it_is_back(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer
) -> None:
    keep(town, yoshida)
    with town.client(town.cast.tanaka) as client:
        body = {"text": "避難所の毛布は20枚です", "client_key": "blankets"}
        client.post(f"/api/rooms/{town.room_id}/messages", json=body).raise_for_status()
    sato = meet(url=cable.url, **PHONE)
    comes(sato)
    keeps(sato, "sato", ROOM, "避難所の毛布は20枚です")
    cut(sato, cable)
    sato.page.close()
    sato.page = sato.context.new_page()
    sato.go("/")
    sato.open_room(ROOM)
    sato.sees("避難所の毛布は20枚です")
    expect(sato.page.get_by_text(re.compile("通信が切れています（.+から）"))).to_be_visible()
    for i in range(3):
        sato.composer.fill(f"線のない間 {i}")
        sato.page.get_by_role("button", name="送信", exact=True).click()
    expect(sato.page.get_by_role("button", name="送信待ち 3件")).to_be_visible()
    sato.page.close()  # the app is closed, and opened again
    sato.page = sato.context.new_page()
    sato.go("/")
    sato.open_room(ROOM)
    expect(sato.feed.locator("[data-outgoing]")).to_have_count(3)
    mend(sato, cable)
    for i in range(3):
        sato.sees(f"線のない間 {i}")
    expect(sato.feed.locator("[data-outgoing]")).to_have_count(0)
    assert [text for text in town.texts(town.cast.sato) if "線のない間" in text] == [
        f"線のない間 {i}" for i in range(3)
    ]


def test_nothing_but_the_clients_own_files_is_in_the_workers_cache(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer
) -> None:
    keep(town, yoshida)
    sato = meet(url=cable.url)
    comes(sato)
    sato.open_room(ROOM)
    sato.go("/directory")
    sato.go("/settings")
    held = sato.page.evaluate(CACHED)
    assert "/index.html" in held
    assert [path for path in held if not re.match(r"/(?:assets/|icon|apple-touch|manifest|index\.html)", path)] == []


def test_what_is_kept_goes_with_the_session_and_is_never_anothers(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer
) -> None:
    keep(town, yoshida)
    says(town, town.cast.tanaka, "佐藤さんが読んだもの")
    phone = meet(url=cable.url, **PHONE)
    comes(phone)
    keeps(phone, "sato", "佐藤さんが読んだもの")
    phone.open_room(ROOM)
    cut(phone, cable)
    phone.composer.fill("佐藤が送るはずのもの")
    phone.page.get_by_role("button", name="送信", exact=True).click()
    expect(phone.feed.locator("[data-outgoing]")).to_have_count(1)
    with town.client(town.cast.sato) as desk:
        desk.delete("/api/sessions").raise_for_status()  # all others
    mend(phone, cable)
    phone.page.get_by_label("ログインID").wait_for()
    phone.until(lambda: phone.page.evaluate(KEPT) == [], "what was kept is gone")
    phone.sign_in("あおば市", "tanaka", PASSWORD)
    phone.page.get_by_role("link", name=ROOM).first.wait_for()
    worker = phone.context.service_workers[0]
    worker.evaluate(SYNC)
    phone.open_room(ROOM)
    phone.sees("佐藤さんが読んだもの")
    phone.page.wait_for_timeout(3_000)
    assert phone.page.evaluate(KEPT) == []  # a browser of two people keeps nothing
    assert "佐藤が送るはずのもの" not in town.texts(town.cast.tanaka)
    cut(phone, cable)
    reopen(phone)
    expect(phone.page.get_by_text("サーバーにつながりません").first).to_be_visible()
    mend(phone, cable)


def test_signing_out_leaves_nothing_of_what_was_read(town: Town, meet: Meet, cable: Cable, yoshida: Viewer) -> None:
    keep(town, yoshida)
    laptop = meet(url=cable.url)
    comes(laptop, "tanaka")
    keeps(laptop, "tanaka", ROOM)
    laptop.page.get_by_role("button", name=re.compile("のメニュー")).click()
    laptop.page.get_by_role("menuitem", name="サインアウトする").click()
    laptop.page.get_by_label("ログインID").wait_for()
    laptop.until(lambda: laptop.page.evaluate(KEPT) == [], "nothing is kept")


@pytest.mark.parametrize("offline", ["never", "approved"])
def test_where_the_body_does_not_allow_it_nothing_is_kept(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer, offline: Offline
) -> None:
    keep(town, yoshida, offline)
    sato = meet(url=cable.url)
    comes(sato)
    sato.open_room(ROOM)
    sato.page.wait_for_timeout(4_000)
    assert sato.page.evaluate(KEPT) == []
    cut(sato, cable)
    reopen(sato)
    expect(sato.page.get_by_text("サーバーにつながりません").first).to_be_visible()
    mend(sato, cable)
    sato.page.get_by_role("link", name=ROOM).first.wait_for()


def test_a_room_one_was_removed_from_goes_and_what_was_written_for_it_is_told(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer
) -> None:
    keep(town, yoshida)
    with town.client(town.cast.sato) as client:
        made = {"name": "解散するルーム", "purpose": "", "history": "all", "open": False}
        room = client.post("/api/rooms", json={**made, "member_ids": [town.cast.tanaka.member_id]}).json()["id"]
    phone = meet(url=cable.url, **PHONE)
    comes(phone, "tanaka")
    keeps(phone, "解散するルーム")
    phone.open_room("解散するルーム")
    cut(phone, cable)
    phone.composer.fill("届かない報告")
    phone.page.get_by_role("button", name="送信", exact=True).click()
    expect(phone.feed.locator("[data-outgoing]")).to_have_count(1)
    with town.client(town.cast.sato) as client:
        client.delete(f"/api/rooms/{room}/members/{town.cast.tanaka.member_id}").raise_for_status()
    mend(phone, cable)
    phone.page.get_by_role("button", name="送れなかったメッセージ 1件").click()
    dialog = phone.page.get_by_role("dialog")
    expect(dialog.get_by_text("届かない報告")).to_be_visible()
    expect(dialog.get_by_text("解散するルーム", exact=False)).to_be_visible()
    dialog.get_by_role("button", name="取り消す").click()
    expect(dialog.get_by_text("送信待ちのメッセージはありません")).to_be_visible()
    phone.until(lambda: "解散するルーム" not in phone.page.evaluate(KEPT), "the room is not kept any more")


def test_what_is_of_one_person_is_not_taken_in_anothers_session(town: Town) -> None:
    path, body = f"/api/rooms/{town.room_id}/messages", {"text": "だれの名前で", "client_key": "whose"}
    with town.client(town.cast.sato) as client:
        refused = client.post(path, json=body, headers={"Kairan-Member": town.cast.tanaka.member_id})
        assert (refused.status_code, refused.json()["code"]) == (401, "session.other_member")
        assert client.get("/api/session", headers={"Kairan-Member": town.cast.tanaka.member_id}).status_code == 401
        assert client.post(path, json=body, headers={"Kairan-Member": town.cast.sato.member_id}).status_code == 201
