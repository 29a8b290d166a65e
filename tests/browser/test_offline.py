"""The phone without a line: the app opens, what was last read stands there, what is written leaves once it is back.

Real server, real Chromium, real service worker; the line is a cable that is cut.
"""

import json
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
    assert [text for text in town.texts(town.cast.sato) if "線のない間" in text] == [f"線のない間 {i}" for i in range(3)]


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
