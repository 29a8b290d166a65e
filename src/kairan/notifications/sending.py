"""Handing messages over to push services: some at once, and a service that is in trouble is left alone for a while."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

import msgspec

from kairan.core.kit.bounds import bounded
from kairan.notifications.web_push import Answer, Message, PushKey, PushSender, Target

AT_ONCE = 50  # messages under way
FAILURES_MOST = 5  # of a service in one round; the rest waits
SLOW_S = 4.0  # an answer that takes longer counts as a failure of the service
SENDING_S = 35.0  # what was not begun by then is in the next round
PAUSES_MOST = bounded("push.pauses", 1_000, "evict", "asked once more, and answers with the same pause")


class Sending(msgspec.Struct, frozen=True, kw_only=True):
    """A message for one browser."""

    target: Target
    message: Message
    urgent: bool


class Pauses:
    """What services asked us to wait for (`Retry-After`): the service as a whole, or one browser of it.

    Kept by this node alone: another one asks once, and is told the same.
    """

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def wait_ms(self, endpoint: str) -> int:
        """Return for how long nothing is to be sent to an address; 0 when it may be now."""
        now = time.monotonic()
        until = max(self._until.get(service_of(endpoint), now), self._until.get(endpoint, now))
        return int((until - now) * 1_000)

    def note(self, endpoint: str, answer: Answer) -> None:
        """Keep what a service asked for."""
        if answer.wait_ms <= 0:
            return
        whom, now = service_of(endpoint) if answer.is_of_all else endpoint, time.monotonic()
        if len(self._until) >= PAUSES_MOST and whom not in self._until:
            self._until = {one: until for one, until in self._until.items() if until > now}
        if len(self._until) >= PAUSES_MOST and whom not in self._until:
            del self._until[min(self._until, key=lambda one: self._until[one])]
        self._until[whom] = now + answer.wait_ms / 1_000


async def send_all(sender: PushSender, key: PushKey, pushes: Sequence[Sending], pauses: Pauses) -> list[Answer]:
    """Hand all messages over, some at once; a service that fails again and again is left alone for this round."""
    failures: Counter[str] = Counter()
    gate = asyncio.Semaphore(AT_ONCE)
    latest = time.monotonic() + SENDING_S

    async def send(push: Sending) -> Answer:
        endpoint = push.target.endpoint
        service = service_of(endpoint)
        async with gate:
            began = time.monotonic()
            if (wait_ms := pauses.wait_ms(endpoint)) > 0:
                return Answer("unsent", wait_ms)
            if failures[service] >= FAILURES_MOST or began > latest:
                return Answer("unsent")
            answer = await sender.send(push.target, push.message, key, urgent=push.urgent)
            pauses.note(endpoint, answer)
            failures[service] += answer.outcome == "later" or time.monotonic() - began > SLOW_S
            return answer

    return list(await asyncio.gather(*(send(push) for push in pushes)))


def service_of(endpoint: str) -> str:
    """Return by what the hosts of one service are known to be one: the end of their names."""
    return ".".join((urlsplit(endpoint).hostname or "").split(".")[-3:])
