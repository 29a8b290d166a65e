"""Every screen, empty, filled and in error, is one that everybody can use: axe-core finds nothing to complain of.

On a PC and on a phone, light and dark. Nothing is cut off at the side, and where one presses on a phone there is
room for a thumb.
"""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Meet
from tests.browser.person import STILL, Person
from tests.browser.town import PASSWORD, ROOM, Town
from tests.cast import room_of, say
from tests.support.axe import accessibility_faults

THUMB = 44

SIZES = ("pc", "phone")
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@pytest.fixture(scope="module", autouse=True)
def talk(town: Town) -> None:
    """Something to see on each screen."""
    cast = town.cast
    with town.transaction() as db:
        first = say(db, cast.tanaka, town.room_id, "第一小学校を開設しました。収容可能 120 名です。")
        say(db, cast.tanaka, town.room_id, "毛布が 30 枚足りません。", first.id)
        say(db, cast.sato, town.room_id, "了解しました。物資を手配します。")
        outside = room_of(db, cast.tanaka, cast.sato, cast.guest, name="介護施設連絡会", purpose="施設の状況")
        say(db, cast.guest, outside, "停電はありません。")
        room_of(db, cast.tanaka, name="昼休みランニング部", open=True, purpose="見学歓迎")


@pytest.fixture(params=SIZES)
def device(request: pytest.FixtureRequest) -> dict[str, object]:
    """One size; each screen is looked at in light and in dark."""
    if request.param == "pc":
        return {}
    return {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def complaints(person: Person, screen: str) -> list[str]:
    """Return what is wrong with a screen that has come to rest, in light and in dark."""
    return [f"{screen}, {scheme}: {fault}" for scheme in SCHEMES for fault in _complaints(person.page, scheme)]


def _complaints(page: Page, scheme: Scheme) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.evaluate(STILL)
    return accessibility_faults(page)


Visit = tuple[str, Callable[[Person], None]]


def at(path: str, heading: str) -> Visit:
    """Open an address and wait for what it shows."""

    def go(person: Person) -> None:
        person.go(path)
        person.page.get_by_role("heading", name=heading, exact=True).first.wait_for()

    return path, go


def over(name: str, *steps: Callable[[Person], None]) -> Visit:
    """Open a dialog over the list of rooms."""

    def go(person: Person) -> None:
        person.go("/")
        person.page.get_by_role("link", name=ROOM).first.wait_for()
        for step in steps:
            step(person)
        person.page.get_by_role("dialog").last.wait_for()

    return name, go


def press(key: str) -> Callable[[Person], None]:
    return lambda person: person.page.keyboard.press(key)


def button(name: str) -> Callable[[Person], None]:
    return lambda person: person.page.get_by_role("button", name=name, exact=True).first.click()


def item(name: str) -> Callable[[Person], None]:
    return lambda person: person.page.get_by_role("menuitem", name=name).click()


def write(text: str) -> Callable[[Person], None]:
    return lambda person: person.page.keyboard.type(text)


def field(person: Person) -> None:
    """Wait until one can type: the dialog is fetched when it is first wanted."""
    person.page.get_by_role("combobox").wait_for()


def see(text: str) -> Callable[[Person], None]:
    return lambda person: person.page.get_by_text(text).first.wait_for()


PAGES = [
    at("/", "トーク"),
    at("/unread", "未読"),
    at("/directory", "連絡先"),
    at("/search", "検索"),
    at("/search?q=開設", "検索"),
    at("/search?q=見つからない言葉", "検索"),
    at("/rooms/open", "参加できるルーム"),
    at("/settings", "設定"),
    at("/more", "その他"),
    at("/nowhere", "このページはありません"),
]

DIALOGS = [
    over("find", press("Control+k")),
    over("find, typed", press("Control+k"), field, write("避難所"), see("をメッセージから検索する")),
    over("keys", press("?")),
    over("new talk", press("Alt+n"), see("田中 一郎")),
    over("new room", button("新しく始める"), item("ルームを作る"), see("ルームの名前")),
    over("new room, in error", button("新しく始める"), item("ルームを作る"), button("次へ"), see("入力してください")),
]


def test_every_page_can_be_used_by_everybody(meet: Meet, town: Town, device: dict[str, object]) -> None:
    sato = meet(town.cast.sato, **device)
    faults: list[str] = []
    for name, visit in PAGES:
        visit(sato)
        faults += complaints(sato, name)
    assert faults == []


def test_every_dialog_can_be_used_by_everybody(meet: Meet, town: Town, device: dict[str, object]) -> None:
    sato = meet(town.cast.sato, **device)
    faults: list[str] = []
    for name, visit in DIALOGS:
        visit(sato)
        faults += complaints(sato, name)
    assert faults == []


def test_the_sign_in_page_can_be_used_by_everybody_also_in_error(meet: Meet, device: dict[str, object]) -> None:
    somebody = meet(**device)
    somebody.go("/")
    somebody.page.get_by_role("button", name="団体").wait_for()
    faults = complaints(somebody, "sign-in")
    button("サインインする")(somebody)
    see("ログインIDを入力してください")(somebody)
    faults += complaints(somebody, "sign-in, empty")
    somebody.sign_in("あおば市", "sato", PASSWORD + "?")
    somebody.page.get_by_role("alert").wait_for()
    assert faults + complaints(somebody, "sign-in, refused") == []


def test_a_room_can_be_used_by_everybody(meet: Meet, town: Town, device: dict[str, object]) -> None:
    sato = meet(town.cast.sato, **device)
    faults: list[str] = []
    for side in ("", "?side=members", "?side=files"):
        sato.go(f"/rooms/{town.room_id}{side}")
        sato.page.get_by_role("heading", name=ROOM).first.wait_for()
        sato.page.wait_for_timeout(500)
        faults += complaints(sato, f"room {side}")
    sato.go(f"/rooms/{town.room_id}")
    sato.page.get_by_role("button", name="返信 1 件").click()
    sato.sees("毛布が 30 枚足りません。", sato.thread)
    faults += complaints(sato, "thread")
    sato.go(f"/rooms/{town.room_id}?side=readers&{sato.page.url.rpartition('&')[2]}")
    sato.page.get_by_role("tab", name="未読").wait_for()
    assert faults + complaints(sato, "readers") == []


def test_on_a_phone_there_is_room_for_a_thumb(meet: Meet, town: Town) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    sato = meet(town.cast.sato, **phone)
    small: list[str] = []
    for name, visit in PAGES:
        visit(sato)
        small += [f"{name}: {each}" for each in sato.page.evaluate(SMALL, THUMB)]
    assert small == []


SMALL = """(least) => [...document.querySelectorAll("a[href], button, input, [role=tab], [role=option]")]
  .filter((target) => target.checkVisibility() && !target.closest(".skip, p, [data-rac] label, label"))
  .map((target) => [target, target.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.height < least - 0.5 || box.width < least - 0.5))
  .map(([target, box]) => `${target.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`)
"""
