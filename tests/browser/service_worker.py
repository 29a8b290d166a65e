"""The service worker of a page in a browser, and what it shows on the screen."""

import json
import time
from typing import Any

from tests.browser.person import Person

SHOWN = """() => navigator.serviceWorker.ready.then((one) => one.getNotifications()).then((all) =>
  all.map(({ title, body, tag, data }) => ({ title, body, tag, path: data.path, count: data.count })))"""
IS_READY = "() => navigator.serviceWorker.ready.then((one) => one.active?.state)"
BROUGHT_AGAIN_S = 8


class Worker:
    """The service worker of a page, to which pushes are handed as the browser does when they arrive."""

    def __init__(self, person: Person) -> None:
        self.person, self.origin = person, person.url
        self.ids: list[str] = []
        self.session = person.context.new_cdp_session(person.page)
        self.session.on("ServiceWorker.workerRegistrationUpdated", self._updated)
        self.session.send("ServiceWorker.enable")
        person.until(lambda: bool(self.ids), "the service worker is registered")
        person.page.evaluate(IS_READY)
        self.delivered: list[object] = []

    def _updated(self, event: dict[str, Any]) -> None:
        self.ids += [one["registrationId"] for one in event["registrations"] if not one["isDeleted"]]

    def deliver(self, message: object) -> None:
        self.delivered.append(message)
        self._hand_over(message)

    def _hand_over(self, message: object) -> None:
        data = message if isinstance(message, str) else json.dumps(message)
        wanted = {"origin": self.origin, "registrationId": self.ids[-1], "data": data}
        self.session.send("ServiceWorker.deliverPushMessage", wanted)

    def shown(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.person.page.evaluate(SHOWN)
        return found

    def shows(self, **wanted: object) -> None:
        """Wait until a notice with these values stands there.

        A browser may drop what comes while it stops an idle worker; as push services do, it is then brought again.
        """

        def stands() -> bool:
            return any(wanted.items() <= one.items() for one in self.shown())

        for message in self.delivered[-2:]:
            end = time.monotonic() + BROUGHT_AGAIN_S
            while time.monotonic() < end:
                if stands():
                    return
                self.person.page.wait_for_timeout(20)
            self._hand_over(message)
        self.person.until(stands, f"shown: {wanted}")
