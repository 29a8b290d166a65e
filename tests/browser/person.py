"""Somebody at a screen, who does what people do, by the words that stand there.

Whatever they do, no script of a message may run and no rule of the page may be broken: both are heard and told.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

LISTEN = """
window.broken = [];
addEventListener("securitypolicyviolation", (event) =>
  window.broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


STILL = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const second = () => new Promise((done) => setTimeout(done, 1000));
    const hidden = () => document.querySelector("[data-rac][style*='opacity: 0']");  // waits for a phone's keyboard
    const moving = () => document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity);
    const latest = performance.now() + 10_000;
    await frame();
    for (await frame(); (hidden() || moving().length > 0) && performance.now() < latest; await frame()) {
        await Promise.race([second(), Promise.allSettled(moving().map((one) => one.finished))]);
    }
}"""
"""Wait until nothing moves: what is still sliding in, or fading, is not what people will read."""


UNREACHED = (
    "Failed to load resource",
    "WebSocket connection",
    "An unknown error occurred when fetching the script",  # of the worker
)
"""What a browser says of a server that is away; whoever cuts the line in a test expects it."""
DRAWN_BY_SOFTWARE = "GL Driver Message"
"""What a browser without a graphics card says of how it draws a map."""


_HAS_STEPPED_BACK = "() => !history.state?.dialog || document.querySelector('[role=dialog], [role=menu]') !== null"


class Person:
    """One browser of one person; `page` for what has no verb here."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url
        self.complaints: list[str] = []
        context.add_init_script(LISTEN)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("console", self._heard)
        self.page.on("dialog", self._dialog)

    def _heard(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        # A browser reports each request that fails; tests that cut connections mean them to fail.
        if kind in {"error", "warning"} and not text.startswith(UNREACHED) and DRAWN_BY_SOFTWARE not in text:
            self.complaints.append(f"{kind}: {text}")

    def _dialog(self, dialog: object) -> None:
        self.complaints.append(f"a script opened a dialog: {getattr(dialog, 'message', '')}")
        getattr(dialog, "dismiss")()  # noqa: B009

    def faults(self) -> list[str]:
        """Return what went wrong on this screen since it was loaded."""
        broken: list[str] = self.page.evaluate("window.broken ?? []")
        return [*self.complaints, *broken]

    def until(self, is_so: Callable[[], bool], what: str, within_s: float = 30) -> None:
        """Wait for a fact, while the browser goes on."""
        end = time.monotonic() + within_s
        while not is_so():
            assert time.monotonic() < end, f"{what}: not within {within_s:g} s"
            self.page.wait_for_timeout(20)

    # --- places ----------------------------------------------------------------------------------------------

    def go(self, path: str) -> None:
        """Go to an address, once a dialog that has just closed gave its step of the history back.

        That step back would end a navigation that began before it.
        """
        if self.page.url.startswith(self.url):
            self.page.wait_for_function(_HAS_STEPPED_BACK)
        self.page.goto(self.url + path)

    def sign_in(self, organization: str, login: str, password: str) -> None:
        self.go("/")
        self.page.get_by_role("button", name="団体").click()
        self.page.get_by_role("option", name=organization).click()
        self.page.get_by_label("ログインID").fill(login)
        self.page.get_by_label("パスワード", exact=True).fill(password)
        self.page.get_by_role("button", name="サインインする", exact=True).click()

    def open_room(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()
        self.feed.wait_for()

    # --- talking ---------------------------------------------------------------------------------------------

    @property
    def feed(self) -> Locator:
        """The room's timeline."""
        return self.page.get_by_label("メッセージ", exact=True).first

    @property
    def thread(self) -> Locator:
        return self.page.get_by_role("complementary", name="スレッド")

    @property
    def composer(self) -> Locator:
        return self.page.get_by_label("へのメッセージ")

    def send(self, text: str, into: Locator | None = None) -> None:
        """Write, and send as the keys say."""
        area = into or self.composer
        area.fill(text)
        area.press("Control+Enter")

    def message(self, text: str, within: Locator | None = None) -> Locator:
        """The message with this text, once the server has it."""
        return (within or self.feed).locator("[data-message]").filter(has_text=text)

    def sees(self, text: str, within: Locator | None = None) -> Locator:
        """Wait until the message is there, once."""
        found = self.message(text, within)
        expect(found).to_have_count(1)
        return found

    def more(self, message: Locator, action: str) -> None:
        """Choose from the menu of a message."""
        message.hover()
        message.get_by_role("button", name="その他の操作").click()
        self.page.get_by_role("menuitem", name=action).click()

    def texts(self) -> list[str]:
        """Return the messages on screen that the server has, in their order (not what is still on its way)."""
        texts: list[str] = self.feed.evaluate(
            """(feed) => [...feed.querySelectorAll("[data-message]")]
              .map((row) => [Number(row.getAttribute("aria-posinset")), row.querySelector("p")?.textContent ?? ""])
              .sort(([a], [b]) => a - b).map(([, text]) => text)"""
        )
        return texts

    def attach(self, files: Sequence[Path]) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.page.get_by_role("button", name="ファイルを添付する").click()
        chooser.value.set_files(files)
