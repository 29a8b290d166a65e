"""Opening the builder of a large form: until its outline and the page in the middle stand, in a real browser."""

import time
from functools import partial

from playwright.sync_api import Page

from bench.form_town import served
from bench.forms import large_document
from bench.row import Row, in_ms, quantile
from kairan.core.edge.cookies import COOKIE
from tests.support.browser import open_browser

LIMIT_MS = 60_000


def builder(questions: int = 300, rules: int = 100, times: int = 10) -> list[Row]:
    """A clerk opens a form of 300 questions and 100 rules; the first time, which fetches the client, is not counted."""
    document = large_document(questions, rules)
    first = document.pages[0].questions[0].label
    with served("", document) as (town, start), start() as server, open_browser() as browser:
        url = f"http://127.0.0.1:{server.port}"
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="ja-JP")
        context.set_default_timeout(LIMIT_MS)
        context.add_cookies([{"name": COOKIE, "value": town.token, "url": url}])
        page = context.new_page()
        opened = partial(_opened, page, f"{url}/forms/{town.form_id}", first)
        opened()
        took = [opened() for _ in range(times)]
        context.close()
    note = f"{questions} questions, {rules} rules; {times} times, {in_ms(took)}; SQLite, Chromium on the same cores"
    p95 = 1_000 * quantile(took, 0.95)
    return [
        Row("opening a form of 300 questions in the builder, p95", p95, "ms", 1_000, smaller_is_better=True, note=note)
    ]


def _opened(page: Page, address: str, question: str) -> float:
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.frame_locator("iframe").locator("[id^='q-']").filter(has_text=question).first.wait_for()
    return time.perf_counter() - began
