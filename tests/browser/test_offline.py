"""The phone without a line: the app opens, what was last read stands there, what is written leaves once it is back.

Real server, real Chromium, real service worker; the line is a cable that is cut.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kairan.core.viewer import Viewer
from kairan.devices.actions import change_rules
from kairan.sessions.device_model import DeviceRules, Offline
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.day import PHONE
from tests.browser.person import Person
from tests.browser.town import PASSWORD, ROOM, Town
from tests.support.cable import Cable
from tests.support.client_versions import next_client, program_with

KEPT = """async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  if (!names.includes("kairan-kept")) return [];
  const opened = await new Promise((done) => {
    const asked = indexedDB.open("kairan-kept"); asked.onsuccess = () => done(asked.result); });
  const read = (table) => new Promise((done) => {
    if (!opened.objectStoreNames.contains(table)) return done([]);
    const asked = opened.transaction(table).objectStore(table).getAll(); asked.onsuccess = () => done(asked.result); });
  const rooms = (await read("rooms")).flatMap(({ card, messages }) => [card.name, ...messages.map(({ text }) => text)]);
  const accounts = (await read("account")).map(({ me }) => me.login);
  opened.close();
  return [...accounts, ...rooms].filter(Boolean);
}"""
"""Everything of what was read that this browser keeps: whose it is, which rooms, what was said."""
CACHED = """async () => {
  const held = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) held.push(new URL(url).pathname);
  return held;
}"""
CONTROLLED = "navigator.serviceWorker.controller !== null"
SYNC = 'self.dispatchEvent(new SyncEvent("sync", { tag: "outbox" }))'


@pytest.fixture
def cable(town: Town) -> Iterator[Cable]:
    cable = Cable(town.server.port)
    yield cable
    cable.remove()


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


def keep(town: Town, yoshida: Viewer, offline: Offline = "any") -> None:
    with town.transaction() as db:
        change_rules(db, yoshida, DeviceRules(offline=offline))


def comes(person: Person, login: str = "sato") -> None:
    """Sign in as people do, and wait until the worker has the client whole."""
    person.sign_in("あおば市", login, PASSWORD)
    person.page.get_by_role("link", name=ROOM).first.wait_for()
    person.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    person.until(lambda: person.page.evaluate(CONTROLLED), "the worker has the page")


def keeps(person: Person, *words: str) -> None:
    person.until(lambda: set(words) <= set(person.page.evaluate(KEPT)), f"{words} are kept")


def cut(person: Person, cable: Cable) -> None:
    cable.cut()
    person.context.set_offline(True)


def mend(person: Person, cable: Cable) -> None:
    cable.mend()
    person.context.set_offline(False)


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


def says(town: Town, viewer: Viewer, text: str) -> None:
    with town.client(viewer) as client:
        body = {"text": text, "client_key": text}
        client.post(f"/api/rooms/{town.room_id}/messages", json=body).raise_for_status()


def reopen(person: Person, path: str = "/") -> None:
    """Close the app, and open it again."""
    person.page.close()
    person.page = person.context.new_page()
    person.go(path)


def test_a_day_with_five_cuts_and_an_update_of_the_client_loses_and_doubles_nothing(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer, tmp_path: Path
) -> None:
    keep(town, yoshida)
    sato, tanaka = meet(url=cable.url, **PHONE), meet(town.cast.tanaka)
    comes(sato)
    sato.open_room(ROOM)
    tanaka.go("/")
    tanaka.open_room(ROOM)
    before = town.server.kairan
    for turn in range(5):
        cut(sato, cable)
        for i in range(3):
            sato.composer.fill(f"外回り {turn}-{i}")
            sato.page.get_by_role("button", name="送信", exact=True).click()
            tanaka.send(f"庁内 {turn}-{i}")
            tanaka.sees(f"庁内 {turn}-{i}")
        if turn == 1:
            reopen(sato)
            sato.open_room(ROOM)
        if turn == 2:  # in the middle of it, a new version is brought in
            town.server.stop()
            town.server.kairan = program_with(next_client(tmp_path), tmp_path)
            town.server.start()
        mend(sato, cable)
        for i in range(3):
            tanaka.sees(f"外回り {turn}-{i}")
        if turn == 2:
            sato.composer.fill("書きかけの報告")
            sato.page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
            expect(sato.page.get_by_text("新しい版があります")).to_be_visible()
            assert sato.page.locator("html").get_attribute("data-version") is None
            sato.page.get_by_role("button", name="更新する").click()
            sato.page.locator("html[data-version='2']").wait_for(state="attached")
            expect(sato.composer).to_have_value("書きかけの報告")
            sato.until(
                lambda: len([one for one in sato.page.evaluate("caches.keys()") if "shell" in one]) == 1,
                "the version before goes",
            )
    texts = town.texts(town.cast.sato)
    town.server.stop()
    town.server.kairan = before
    town.server.start()
    out = [text for text in texts if text.startswith("外回り")]
    assert out == [f"外回り {turn}-{i}" for turn in range(5) for i in range(3)]
    assert len(set(texts)) == len(texts)


def test_an_older_page_keeps_its_own_parts_while_another_tab_is_newer(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer, tmp_path: Path
) -> None:
    sato = meet(url=cable.url)
    comes(sato)
    other = sato.context.new_page()
    other.goto(sato.url + "/")
    other.get_by_role("link", name=ROOM).first.wait_for()
    before = town.server.kairan
    town.server.stop()
    town.server.kairan = program_with(next_client(tmp_path), tmp_path)
    town.server.start()
    sato.page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    expect(other.get_by_text("新しい版があります")).to_be_visible()
    other.get_by_role("button", name="更新する").click()
    other.locator("html[data-version='2']").wait_for(state="attached")
    entries = "() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/')).length"
    assert sato.page.locator("html").get_attribute("data-version") is None
    script = sato.page.evaluate("document.querySelector('script[type=module]').src")
    assert sato.page.evaluate("(one) => fetch(one).then(({ status }) => status)", script) == 200
    assert sato.page.evaluate(entries) > 0
    expect(sato.page.get_by_text("新しい版があります")).to_be_visible()
    town.server.stop()
    town.server.kairan = before
    town.server.start()


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


def test_what_waits_is_taken_back_rewritten_or_sent_by_the_worker_alone(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer
) -> None:
    keep(town, yoshida)
    sato = meet(url=cable.url, **PHONE)
    comes(sato)
    sato.open_room(ROOM)
    cut(sato, cable)
    for text in ("取り消すもの", "書き直すもの", "アプリを閉じて送るもの"):
        sato.composer.fill(text)
        sato.page.get_by_role("button", name="送信", exact=True).click()
    rows = sato.feed.locator("[data-outgoing]")
    rows.filter(has_text="取り消すもの").get_by_role("button", name="取り消す").click()
    expect(rows).to_have_count(2)
    sato.page.get_by_role("button", name="送信待ち 2件").click()
    waiting = sato.page.get_by_role("dialog").get_by_role("listitem").filter(has_text="書き直すもの")
    waiting.get_by_role("button", name="書き直す").click()
    expect(sato.composer).to_have_value("書き直すもの")
    expect(rows).to_have_count(1)
    worker = sato.context.service_workers[0]
    sato.page.goto("about:blank")
    mend(sato, cable)
    worker.evaluate(SYNC)
    sato.until(lambda: "アプリを閉じて送るもの" in town.texts(town.cast.sato), "the worker sends it")
    sato.go("/")
    sato.open_room(ROOM)
    sato.sees("アプリを閉じて送るもの")
    expect(rows).to_have_count(0)
    assert "取り消すもの" not in town.texts(town.cast.sato)


def test_a_photo_taken_without_a_line_goes_when_it_is_back_also_after_the_app_was_closed(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer, photo: Path
) -> None:
    keep(town, yoshida)
    sato = meet(url=cable.url, **PHONE)
    comes(sato)
    sato.open_room(ROOM)
    cut(sato, cable)
    with sato.page.expect_file_chooser() as chooser:
        sato.page.get_by_role("button", name="写真を撮って添付する").click()
    chooser.value.set_files(photo)
    sato.composer.fill("現場の写真です")
    sato.page.get_by_role("button", name="送信", exact=True).click()
    expect(sato.feed.locator("[data-outgoing]")).to_contain_text(photo.name)
    reopen(sato)
    sato.open_room(ROOM)
    mend(sato, cable)
    sato.until(lambda: "現場の写真です" in town.texts(town.cast.sato), "it is sent")
    expect(sato.feed.locator("[data-outgoing]")).to_have_count(0)
    with town.client(town.cast.tanaka) as client:
        page = client.get(f"/api/rooms/{town.room_id}/messages").json()
    sent = [one for one in page["messages"] if one["text"] == "現場の写真です"]
    assert [[file["name"] for file in one["files"]] for one in sent] == [[photo.name]]


def test_two_tabs_send_what_waits_once_and_in_order(town: Town, meet: Meet, cable: Cable, yoshida: Viewer) -> None:
    keep(town, yoshida)
    sato = meet(url=cable.url)
    comes(sato)
    sato.open_room(ROOM)
    here, there = sato.page, sato.context.new_page()
    there.goto(f"{sato.url}/rooms/{town.room_id}")
    there.get_by_role("feed").first.wait_for()
    cut(sato, cable)
    for i in range(6):
        area = (here, there)[i % 2].get_by_label("へのメッセージ")
        area.fill(f"二つの窓 {i}")
        area.press("Control+Enter")
        expect(area).to_have_value("")
    mend(sato, cable)
    sato.until(lambda: len([t for t in town.texts(town.cast.sato) if "二つの窓" in t]) == 6, "all are sent")
    assert [text for text in town.texts(town.cast.sato) if "二つの窓" in text] == [f"二つの窓 {i}" for i in range(6)]


def test_a_full_device_says_so_and_loses_nothing_while_the_page_is_open(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer
) -> None:
    keep(town, yoshida)
    sato = meet(url=cable.url)
    comes(sato)
    sato.open_room(ROOM)
    keeps(sato, ROOM)
    cut(sato, cable)
    sato.page.evaluate(FULL)
    sato.send("空きのない端末から")
    expect(sato.page.get_by_text("端末の空きが足りない", exact=False).first).to_be_visible()
    assert ROOM not in sato.page.evaluate(KEPT)  # what can be fetched again made way
    mend(sato, cable)
    sato.sees("空きのない端末から")
    assert town.texts(town.cast.sato).count("空きのない端末から") == 1


FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...row) {
    if (this.name === "outbox") throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, row);
  };
}"""
"""The browser's own refusal, where a row of the outbox is put: a real quota is too coarse to be met exactly."""
SHARES = """([path, words, name]) => {
  const form = document.createElement("form");
  Object.assign(form, { method: "POST", action: path, enctype: "multipart/form-data" });
  const text = Object.assign(document.createElement("input"), { name: "text", value: words });
  const file = Object.assign(document.createElement("input"), { name: "files", type: "file" });
  const chosen = new DataTransfer();
  chosen.items.add(new File([new Uint8Array([37, 80, 68, 70, 45, 49])], name, { type: "text/plain" }));
  file.files = chosen.files;
  form.append(text, file);
  document.body.append(form);
  form.submit();
}"""


def test_what_another_app_shares_goes_into_the_room_that_is_chosen(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer
) -> None:
    sato = meet(url=cable.url, **PHONE)
    comes(sato)
    manifest = sato.page.evaluate("fetch('/manifest.webmanifest').then((one) => one.json())")
    assert manifest["share_target"]["action"] == "/share"
    sato.page.evaluate(SHARES, ["/share", "橋の点検の写真", "橋.txt"])
    sato.page.get_by_role("heading", name="送るルームを選ぶ").wait_for()
    sato.page.get_by_role("button", name=ROOM).click()
    expect(sato.composer).to_have_value("橋の点検の写真")
    expect(sato.page.get_by_text("橋.txt").first).to_be_visible()
    sato.page.get_by_role("button", name="送信", exact=True).click()
    message = sato.sees("橋の点検の写真")
    expect(message.get_by_text("橋.txt").first).to_be_visible()
    sato.go("/share")
    expect(sato.page.get_by_text("共有された内容はありません")).to_be_visible()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    from PIL import Image  # noqa: PLC0415

    path = tmp_path / "現場.jpg"
    Image.effect_noise((800, 600), 90).convert("RGB").save(path, quality=85)
    return path


def test_what_is_of_one_person_is_not_taken_in_anothers_session(town: Town) -> None:
    path, body = f"/api/rooms/{town.room_id}/messages", {"text": "だれの名前で", "client_key": "whose"}
    with town.client(town.cast.sato) as client:
        refused = client.post(path, json=body, headers={"Kairan-Member": town.cast.tanaka.member_id})
        assert (refused.status_code, refused.json()["code"]) == (401, "session.other_member")
        assert client.get("/api/session", headers={"Kairan-Member": town.cast.tanaka.member_id}).status_code == 401
        assert client.post(path, json=body, headers={"Kairan-Member": town.cast.sato.member_id}).status_code == 201
