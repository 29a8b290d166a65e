"""What is written without a line: it waits on the device, and leaves once, in order, in the right name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kairan.core.viewer import Viewer
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.day import PHONE
from tests.browser.town import ROOM, Town
from tests.browser.without_a_line import KEPT, MARKS, SYNC, comes, cut, keep, keeps, mend, reopen, says
from tests.support.cable import Cable
from tests.support.client_versions import next_client, program_with

pytestmark = pytest.mark.service_worker

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


@pytest.fixture
def cable(town: Town) -> Iterator[Cable]:
    cable = Cable(town.server.port)
    yield cable
    cable.remove()


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    from PIL import Image  # noqa: PLC0415

    path = tmp_path / "現場.jpg"
    Image.effect_noise((800, 600), 90).convert("RGB").save(path, quality=85)
    return path


def test_a_day_with_five_cuts_and_an_update_of_the_client_loses_and_doubles_nothing(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer, tmp_path: Path
) -> None:
    keep(town, yoshida)
    sato, tanaka = meet(url=cable.url, **PHONE), meet(town.cast.tanaka)
    comes(sato)
    sato.open_room(ROOM)
    keeps(sato, ROOM)
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


def test_what_waits_is_taken_back_rewritten_or_sent_by_the_worker_alone(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer
) -> None:
    keep(town, yoshida)
    sato = meet(url=cable.url, **PHONE)
    comes(sato)
    sato.open_room(ROOM)
    keeps(sato, ROOM)
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
    keeps(sato, ROOM)
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


@pytest.mark.parametrize("by", ["page", "worker"])
def test_what_was_read_without_a_line_is_read_also_after_the_app_was_closed(
    town: Town, meet: Meet, cable: Cable, yoshida: Viewer, by: str
) -> None:
    keep(town, yoshida)
    says(town, town.cast.tanaka, f"線のないうちに読む {by}")
    phone = meet(url=cable.url, **PHONE)
    comes(phone)
    keeps(phone, f"線のないうちに読む {by}")
    cut(phone, cable)
    reopen(phone)
    phone.open_room(ROOM)
    phone.sees(f"線のないうちに読む {by}")
    phone.until(lambda: phone.page.evaluate(MARKS) != [], "the mark is on the disk")
    assert unread(town) > 0
    if by == "worker":
        worker = phone.context.service_workers[0]
        phone.page.goto("about:blank")
        mend(phone, cable)
        worker.evaluate(SYNC)
    else:
        reopen(phone)
        mend(phone, cable)
    phone.until(lambda: unread(town) == 0, "the server knows")


def unread(town: Town) -> int:
    with town.client(town.cast.sato) as client:
        mine = client.get(f"/api/rooms/{town.room_id}").raise_for_status().json()["mine"]
        return int(mine["unread"])


def test_two_tabs_send_what_waits_once_and_in_order(town: Town, meet: Meet, cable: Cable, yoshida: Viewer) -> None:
    keep(town, yoshida)
    sato = meet(url=cable.url)
    comes(sato)
    sato.open_room(ROOM)
    keeps(sato, ROOM)
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
