"""A phone on a slow line (3G, 400 ms, some packets lost): how long signing in, opening a room and sending take.

Real server with the demo, real Chromium of a phone's size. The line is a program between them: bytes leave at the rate
of the line, each packet is half of 400 ms under way, one in fifty is lost and comes by a retransmission, and what comes
after it on the same connection waits for it, as TCP has it. A connection costs two round trips before its first byte,
for TCP and TLS 1.3.
"""

import asyncio
import random
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from bench.row import Row
from kairan.demo.load import PASSWORD
from tests.support.browser import open_browser
from tests.support.server import Server

DOWN, UP = 1_600_000 / 8, 750_000 / 8  # bytes a second, both directions of 3G
TRIP_S = 0.2  # one way
LOST = 0.02  # of the packets
AGAIN_S = 0.6  # until a lost packet was sent once more and is there
PACKET = 1_400  # bytes
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"
ROOM = "避難所運営チーム"


class _Direction:
    """One direction of the line: what is sent on any connection shares its rate."""

    def __init__(self, rate: float, lost: float) -> None:
        self._rate, self._lost, self._free_at = rate, lost, 0.0
        self._chance = random.Random(1)
        self.carried = 0

    def arrives_at(self, size: int, earliest: float) -> float:
        """Return when a packet is at the other end; not before the one sent before it on the same connection."""
        self.carried += size
        self._free_at = max(self._free_at, time.monotonic()) + size / self._rate
        late = AGAIN_S if self._chance.random() < self._lost else 0.0
        return max(earliest, self._free_at + TRIP_S + late)


class SlowLine:
    """Listens on a port of its own, in a thread, and carries to the server's."""

    def __init__(self, port: int, lost: float = LOST) -> None:
        self._far, self.down, self.up = port, _Direction(DOWN, lost), _Direction(UP, lost)
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(asyncio.start_server(self._connect, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def remove(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _connect(self, near: asyncio.StreamReader, to_near: asyncio.StreamWriter) -> None:
        await asyncio.sleep(4 * TRIP_S)
        far, to_far = await asyncio.open_connection("127.0.0.1", self._far)
        await asyncio.gather(self._carry(near, to_far, self.up), self._carry(far, to_near, self.down))

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, line: _Direction) -> None:
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(64)  # packets under way, as a window has them
        deliver = asyncio.ensure_future(self._deliver(waiting, target))
        at = 0.0
        while piece := await source.read(PACKET):
            at = line.arrives_at(len(piece), at)
            await waiting.put((at, piece))
        await waiting.put((at, b""))
        await deliver

    @staticmethod
    async def _deliver(waiting: asyncio.Queue[tuple[float, bytes]], target: asyncio.StreamWriter) -> None:
        while True:
            at, piece = await waiting.get()
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            if not piece:
                break
            target.write(piece)
        target.close()


def slow_line() -> list[Row]:
    """Measure one person's way on a fresh phone, and the same app opened again."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        server.run("demo").check_returncode()
        server.start()
        try:
            return [row for lost in (0.0, LOST) for row in _measured(server.port, lost)]
        finally:
            server.stop()


def _measured(port: int, lost: float) -> list[Row]:
    line = SlowLine(port, lost)
    with open_browser(language="ja") as browser:
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, user_agent=PHONE, locale="ja-JP"
        )
        context.set_default_timeout(120_000)
        page = context.new_page()
        rows = [_timed(step, page, line, lost) for step in _steps(line.url)]
        context.close()
    line.remove()
    return rows


class Step(NamedTuple):
    """What is timed, and what is done before the clock runs."""

    what: str
    do: Callable[[Page], None]
    before: Callable[[Page], None] = lambda _: None


def _timed(step: Step, page: Page, line: SlowLine, lost: float) -> Row:
    step.before(page)
    began, before = time.perf_counter(), line.down.carried
    step.do(page)
    note = f"{(line.down.carried - before) / 1024:,.0f} KiB came"
    of = f"3G, 400 ms{f', {lost:.0%} lost' if lost else ''}"
    return Row(f"{step.what} ({of})", time.perf_counter() - began, "s", smaller_is_better=True, note=note)


def _steps(url: str) -> list[Step]:
    def visit(page: Page) -> None:
        page.goto(url, wait_until="commit")
        page.get_by_label("ログインID").wait_for()

    def sign_in(page: Page) -> None:
        page.get_by_role("button", name="サインインする", exact=True).click()
        page.get_by_role("link", name=ROOM).first.wait_for()

    def open_room(page: Page) -> None:
        page.get_by_role("link", name=ROOM).first.click()
        page.get_by_role("feed").get_by_role("article").last.wait_for()

    def send(page: Page) -> None:
        page.get_by_role("button", name="送信", exact=True).click()
        page.locator("[data-outgoing]").first.wait_for()
        page.locator("[data-outgoing]").first.wait_for(state="detached")

    def again(page: Page) -> None:
        page.goto(url, wait_until="commit")
        page.get_by_role("link", name=ROOM).first.wait_for()

    return [
        Step("the first visit, until one can type", visit),
        Step("signing in, until the rooms stand", sign_in, _fill),
        Step("opening a room", open_room),
        Step("sending a message", send, _write),
        Step("the app opened again, until the rooms stand", again, _kept),
    ]


def _fill(page: Page) -> None:
    """Choose the city and type who one is."""
    page.get_by_role("button", name="団体").click()
    page.get_by_role("option", name="汐見原市").click()
    page.get_by_label("ログインID").fill("sato")
    page.get_by_label("パスワード", exact=True).fill(PASSWORD)


def _write(page: Page) -> None:
    page.get_by_role("textbox").last.fill("電波の弱いところから")


def _kept(page: Page) -> None:
    """Wait until the worker has the client whole."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
