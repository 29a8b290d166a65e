"""One server and one browser for each file; each test has browsers of its own people."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from kairan.core.edge.cookies import COOKIE
from kairan.core.viewer import Viewer
from tests.browser.person import Person
from tests.browser.town import Town, town_at

expect.set_options(timeout=30_000)  # a fact is waited for; on a busy machine it may take its time

Meet = Callable[..., Person]

NO_WORKER = """if (navigator.serviceWorker)
navigator.serviceWorker.register = () => Promise.reject(new DOMException("no workers here", "NotSupportedError"));"""
"""A browser that takes no service worker, as some are set up: the client works as a page.

With the worker, each browser of each test fetches and compiles the whole client once more, which costs more than most
tests. Files and tests that are marked `service_worker` have it.
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A server of the file's own."""
    with town_at(tmp_path_factory.mktemp("town")) as town:
        yield town


@pytest.fixture
def meet(town: Town, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Meet]:
    """Give somebody at a screen of their own; at the end, no screen may have anything to complain of."""
    people: list[Person] = []
    has_worker = request.node.get_closest_marker("service_worker") is not None

    def come(viewer: Viewer | None = None, url: str | None = None, **options: object) -> Person:
        wanted = {"viewport": {"width": 1280, "height": 800}, "locale": "ja-JP", "timezone_id": "Asia/Tokyo"}
        context = browser.new_context(**{**wanted, "reduced_motion": "reduce", **options})  # type: ignore[arg-type]
        context.set_default_timeout(30_000)
        if not has_worker:
            context.add_init_script(NO_WORKER)
        if viewer is not None:
            context.add_cookies([{"name": COOKIE, "value": town.token(viewer), "url": url or town.server.url}])
        people.append(Person(context, url or town.server.url))
        return people[-1]

    yield come
    faults = [fault for person in people for fault in person.faults()]
    for person in people:
        person.context.close()
    assert faults == []
