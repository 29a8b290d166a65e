"""Take the pictures of the documents anew, from a server that runs the demo.

    python -m tools.pictures            all, into docs/pictures
    python -m tools.pictures room       those whose name contains "room"

The demo is loaded fresh into a folder that is thrown away. A palette keeps the pictures small.
"""

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from tests.support.browser import open_browser
from tests.support.server import Server

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
BYTES_AT_MOST = 150_000
SIZES: dict[str, ViewportSize] = {"pc": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
SHELTERS = "避難所運営チーム"


class Picture(msgspec.Struct, frozen=True):
    """One picture: who looks, on what, and what she does first."""

    name: str
    do: Callable[[Page], None]
    size: Literal["pc", "phone"] = "pc"
    theme: Literal["light", "dark"] = "light"
    login: str = "sato"


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
    page.get_by_role("heading", name="職員", exact=True).first.wait_for()


def record(page: Page) -> None:
    people(page)
    page.get_by_role("navigation", name="管理の画面").get_by_role("link", name="記録").click()
    page.get_by_role("heading", name="記録", exact=True).first.wait_for()


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
    Picture("console-people", people, login="yoshida"),
    Picture("console-record", record, login="yoshida"),
]


def main(part: str = "") -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_browser() as browser:
        server = Server(Path(folder))
        print("Loading the demo ...", flush=True)
        server.run("demo").check_returncode()
        server.start()
        try:
            for picture in PICTURES:
                if part in picture.name:
                    take(browser, server.url, picture)
        finally:
            server.stop()


def take(browser: Browser, url: str, picture: Picture) -> None:
    context = browser.new_context(
        viewport=SIZES[picture.size],
        color_scheme=picture.theme,
        is_mobile=picture.size == "phone",
        has_touch=picture.size == "phone",
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(url)
    sign_in(page, picture.login)
    picture.do(page)
    page.mouse.move(0, 0)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_500)  # pictures in the picture, and what slides in
    size = keep(page.screenshot(), FOLDER / f"{picture.name}.png")
    print(f"{picture.name}.png: {size / 1000:.0f} kB", flush=True)
    context.close()


def sign_in(page: Page, login: str) -> None:
    page.get_by_role("button", name="団体").click()
    page.get_by_role("option", name="汐見原市").click()
    page.get_by_label("ログインID").fill(login)
    page.get_by_label("パスワード", exact=True).fill("kairan-demo")
    page.get_by_role("button", name="サインインする").click()
    page.get_by_role("navigation", name="画面の切り替え").wait_for()


def keep(shot: bytes, file: Path) -> int:
    """Store a picture with the largest palette that keeps it small; returns its size."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    for colours in (256, 128, 64, 32):
        small = io.BytesIO()
        palette = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        palette.save(small, "PNG", optimize=True)
        if small.tell() <= BYTES_AT_MOST:
            break
    file.write_bytes(small.getvalue())
    return small.tell()


if __name__ == "__main__":
    main(*sys.argv[1:])
