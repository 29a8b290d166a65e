"""A person whose line is cut and mended, and what their browser keeps meanwhile."""

from kairan.core.viewer import Viewer
from kairan.devices.actions import change_rules
from kairan.sessions.device_model import DeviceRules, Offline
from tests.browser.person import Person
from tests.browser.town import PASSWORD, ROOM, Town
from tests.support.cable import Cable

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
MARKS = """async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  if (!names.includes("kairan-marks")) return [];
  const opened = await new Promise((done) => {
    const asked = indexedDB.open("kairan-marks"); asked.onsuccess = () => done(asked.result); });
  const rows = await new Promise((done) => {
    const asked = opened.transaction("marks").objectStore("marks").getAll();
    asked.onsuccess = () => done(asked.result); });
  opened.close();
  return rows.map(({ n }) => n);
}"""
"""How far something was read that the server does not know of."""
CACHED = """async () => {
  const held = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) held.push(new URL(url).pathname);
  return held;
}"""
CONTROLLED = "navigator.serviceWorker.controller !== null"
SYNC = 'self.dispatchEvent(new SyncEvent("sync", { tag: "outbox" }))'


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


def says(town: Town, viewer: Viewer, text: str) -> None:
    with town.client(viewer) as client:
        body = {"text": text, "client_key": text}
        client.post(f"/api/rooms/{town.room_id}/messages", json=body).raise_for_status()


def reopen(person: Person, path: str = "/") -> None:
    """Close the app, and open it again."""
    person.page.close()
    person.page = person.context.new_page()
    person.go(path)
