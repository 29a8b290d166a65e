"""The pictures of the talk and the console, from a server that runs the demo.

The demo is loaded fresh into a folder that is thrown away.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
from playwright.sync_api import Page

from tests.support.server import Server
from tools.pictures import forms
from tools.pictures.camera import Camera, Size

PATIENCE_MS = 90_000  # with a machine that has other work
SHELTERS = "避難所運営チーム"

SCROLL = """(one) => {
  const scrolls = (box) => box.scrollHeight > box.clientHeight && getComputedStyle(box).overflowY === "auto";
  let body = one.parentElement;
  while (!scrolls(body)) body = body.parentElement;
  body.scrollTop += one.getBoundingClientRect().top - body.getBoundingClientRect().top - 16;
}"""
"""To the top of what scrolls on the page, and nothing around it."""


class Picture(msgspec.Struct, frozen=True):
    """One picture: who looks, on what, and what they do first."""

    name: str
    do: Callable[[Page], None]
    size: Size = "pc"
    theme: Literal["light", "dark"] = "light"
    login: str = "sato"
    body: str = "汐見原市"


def room(page: Page, name: str = SHELTERS) -> None:
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("feed").wait_for()


def thread(page: Page) -> None:
    room(page)
    page.get_by_role("button", name="返信").last.click()


def readers(page: Page) -> None:
    room(page)
    page.get_by_role("button", name="読んだ人を表示する").last.click()


def search(page: Page) -> None:
    page.get_by_role("link", name="検索").first.click()
    page.get_by_role("searchbox").first.fill("避難所")
    page.keyboard.press("Enter")


def find(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").wait_for()
    page.keyboard.type("給付金")


def directory(page: Page) -> None:
    page.get_by_role("link", name="連絡先").first.click()


def new_room(page: Page) -> None:
    page.get_by_role("button", name="新しく始める").click()
    page.get_by_role("menuitem", name="ルームを作る").click()


def people(page: Page) -> None:
    page.get_by_role("link", name="管理").first.click()
    page.get_by_role("navigation", name="管理の画面").get_by_role("link", name="職員", exact=True).click()
    page.get_by_role("heading", name="職員", exact=True).first.wait_for()


def record(page: Page) -> None:
    people(page)
    page.get_by_role("navigation", name="管理の画面").get_by_role("link", name="記録", exact=True).click()
    page.get_by_role("heading", name="記録", exact=True).first.wait_for()


def figures(page: Page) -> None:
    people(page)
    page.get_by_role("navigation", name="管理の画面").get_by_role("link", name="利用状況").click()
    page.get_by_role("heading", name="日ごとの発言").wait_for()


def notifications(page: Page, part: str = "この端末") -> None:
    page.goto(page.url.rstrip("/") + "/settings")
    page.get_by_role("heading", name="この端末", exact=True).wait_for()
    title = page.get_by_text(part, exact=True).first
    title.evaluate(SCROLL)


def notification_hours(page: Page) -> None:
    notifications(page, "通知しない時間")


def catching_up(page: Page) -> None:
    page.goto(page.url.rstrip("/") + "/unread")
    page.get_by_role("tab", name="まとめ").click()
    page.get_by_role("region", name="ルームごと").locator("[data-line]").first.wait_for()


def put_off(page: Page) -> None:
    catching_up(page)
    page.get_by_role("tab", name="あとで").click()


def confirmations(page: Page) -> None:
    room(page)
    chip = page.get_by_role("button", name="確認 4 / 7").first
    chip.scroll_into_view_if_needed()
    chip.click()
    page.get_by_role("tab", name="未確認 3").wait_for()


def to_confirm(page: Page) -> None:
    page.goto(page.url.rstrip("/") + "/unread")
    page.get_by_role("tab", name="確認待ち").click()
    page.get_by_role("tabpanel").get_by_role("link").first.click()
    page.get_by_role("button", name="確認しました").wait_for()


def without_a_line(page: Page) -> None:
    room(page)
    page.get_by_role("feed").get_by_role("article").last.wait_for()
    page.context.set_offline(True)
    page.evaluate("dispatchEvent(new Event('offline'))")
    page.get_by_role("textbox").last.fill("第一小、発電機の燃料が残り4時間分です。")
    page.get_by_role("button", name="送信", exact=True).click()
    page.get_by_role("button", name="送信待ち 1件").wait_for(timeout=120_000)


def inbox(page: Page, view: str = "") -> None:
    page.goto(page.url.rstrip("/") + f"/cases{view}")
    page.get_by_role("navigation", name="申請の分け方").wait_for()
    page.get_by_role("table").or_(page.locator("a[href^='/cases/']").first).first.wait_for()


def case(page: Page) -> None:
    inbox(page, "?view=closed")
    page.locator("a[href^='/cases/0']").first.click()
    page.get_by_role("heading", name="申請者とのやりとり").wait_for()


def case_figures(page: Page) -> None:
    page.goto(page.url.rstrip("/") + "/cases?view=figures")
    page.get_by_role("table").first.wait_for()


def payments_day(page: Page) -> None:
    page.goto(page.url.rstrip("/") + "/cases?view=payments")
    page.get_by_role("heading", name="合わないもの").wait_for()


def alliance(page: Page, tab: str | None = None) -> None:
    page.goto(page.url.rstrip("/") + "/alliances")
    page.get_by_role("link", name="県内市町連携").click()
    page.get_by_role("tab", name="ルーム", include_hidden=True).wait_for()
    page.wait_for_timeout(1_000)
    welcome = page.get_by_role("button", name="読みました")  # to who never was here
    if welcome.count():
        welcome.click()
    if tab is not None:
        page.get_by_role("tab", name=tab).click()
    page.get_by_role("tabpanel").get_by_role("listitem").first.wait_for()


def alliance_questions(page: Page) -> None:
    alliance(page, "質問")


def alliance_reports(page: Page) -> None:
    alliance(page, "報告")


def as_it_is(page: Page) -> None:
    page.get_by_role("navigation").first.wait_for()


PICTURES = [
    Picture("room", room),
    Picture("room-dark", room, theme="dark"),
    Picture("room-phone", room, size="phone"),
    Picture("rooms-phone", as_it_is, size="phone"),
    Picture("thread", thread),
    Picture("readers", readers),
    Picture("search", search),
    Picture("find", find),
    Picture("directory", directory),
    Picture("new-room", new_room),
    Picture("notifications-phone", notifications, size="phone"),
    Picture("notifications-hours-phone", notification_hours, size="phone"),
    Picture("notifications", notifications),
    Picture("catching-up", catching_up),
    Picture("catching-up-phone", catching_up, size="phone"),
    Picture("later-phone", put_off, size="phone"),
    Picture("confirmations", confirmations),
    Picture("confirm-phone", to_confirm, size="phone"),
    Picture("offline-phone", without_a_line, size="phone"),
    Picture("forms-new", forms.beginning),
    Picture("forms-builder", forms.building),
    Picture("forms-check", forms.checking),
    Picture("forms-terms", forms.terms),
    Picture("forms-answers", forms.answers),
    Picture("forms-figures", forms.figures),
    Picture("forms-invited", forms.invited),
    Picture("apply-list-phone", forms.offered, size="phone"),
    Picture("apply-front-phone", forms.front, size="phone"),
    Picture("apply-page-phone", forms.owner, size="phone"),
    Picture("apply-fault-phone", forms.fault, size="phone"),
    Picture("apply-check-phone", forms.check, size="phone"),
    Picture("apply-done-phone", forms.done, size="phone"),
    Picture("counter-inbox", inbox, login="inoue"),
    Picture("counter-inbox-phone", inbox, size="phone", login="inoue"),
    Picture("counter-case", case, login="inoue"),
    Picture("counter-figures", case_figures, login="inoue"),
    Picture("payments-day", payments_day, login="inoue"),
    Picture("alliance-rooms", alliance, login="yoshida"),
    Picture("alliance-questions", alliance_questions, login="yoshida"),
    Picture("alliance-reports", alliance_reports, login="kawamura", body="青嶺県"),
    Picture("console-people", people, login="yoshida"),
    Picture("console-record", record, login="yoshida"),
    Picture("console-figures", figures, login="yoshida"),
]

NAMES = [picture.name for picture in PICTURES]


def take_all(camera: Camera) -> None:
    """Load the demo, serve it, and take what is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        print("Loading the demo ...", flush=True)
        server.run("demo").check_returncode()
        server.start()
        try:
            for picture in PICTURES:
                if camera.wants(picture.name):
                    take(camera, server.url, picture)
        finally:
            server.stop()


def take(camera: Camera, url: str, picture: Picture) -> None:
    context = camera.screen(picture.size, picture.theme)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(url)
    sign_in(page, picture.login, picture.body)
    picture.do(page)
    camera.take(page, picture.name)
    context.close()


def sign_in(page: Page, login: str, body: str = "汐見原市") -> None:
    page.get_by_role("button", name="団体").click()
    page.get_by_role("option", name=body).click()
    page.get_by_label("ログインID").fill(login)
    page.get_by_label("パスワード", exact=True).fill("kairan-demo")
    page.get_by_role("button", name="サインインする", exact=True).click()
    page.get_by_role("navigation", name="画面の切り替え").wait_for()
