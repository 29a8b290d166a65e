"""A real Chromium, driven by Playwright; nothing is downloaded, nothing calls home."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

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
    """
    spoken = {} if language is None else {"LANGUAGE": language}
    system = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system, args=QUIET, env={**os.environ, **spoken})
        yield browser
        browser.close()
