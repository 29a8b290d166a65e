"""A real Chromium, driven by Playwright; nothing is downloaded, nothing calls home."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Browser, sync_playwright

QUIET = [
    "--no-sandbox",  # the tests may run as root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def open_browser(language: str | None = None) -> Iterator[Browser]:
    """Start the system's Chromium, or the one Playwright keeps when there is none.

    A `language` is the browser's own, in which it writes the dates of its fields; pages are told the context's.
    Without one, the shell that has no windows is preferred: a page costs a third of the time in it.
    """
    spoken = {} if language is None else {"LANGUAGE": language}
    shell = shutil.which("chromium-headless-shell") if language is None else None
    system = shell or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system, args=QUIET, env={**os.environ, **spoken})
        yield browser
        browser.close()


class SharedBrowser:
    """One browser, started when first wanted."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._browser: Browser | None = None

    def open(self) -> Browser:
        """Return it, running; one that has crashed is replaced."""
        if self._browser is None or not self._browser.is_connected():
            self.close()
            self._browser = self._stack.enter_context(open_browser())
        return self._browser

    def close(self) -> None:
        """End it, and Playwright's loop with it."""
        self._browser = None
        self._stack.close()
