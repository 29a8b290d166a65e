"""The turnstile (改札): how much one account, one address and one body may ask for in how much time.

Promises: an account that asks too fast is refused without taking anything from those who share its address or its
body; a town hall behind one address is locked out neither by its own number nor by a machine of it at which nobody is
signed in (strangers.py); what is refused says after how many seconds to come back. Counted on each node for itself, in
a table that cannot grow (see kairan.core.kit.token_bucket).
"""

import math
import time
from collections.abc import Mapping
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Any, Literal, get_args

import structlog
from prometheus_client import Counter

from kairan.core.edge.problems import AccountTooFast, AddressTooFast, BodyTooFast
from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Problem
from kairan.core.kit.token_bucket import Buckets, Rate
from kairan.core.viewer import Viewer

Work = Literal[
    "sign_in",
    "arriving",
    "connecting",
    "listening",
    "reading",
    "search",
    "posting",
    "upload",
    "administration",
    "applying",
    "attaching",
    "waiting",
]
"""Classes of work. `arriving` is looking up a session this node has not seen; `connecting` opens a live connection,
`listening` polls one; `administration` is whatever an administrator's or operator's page asks for, `applying` whatever
a resident's does, `attaching` a page of theirs with files, `waiting` sends an application without the proof of
work its form asks for."""
Whose = Literal["account", "address", "organization"]

ACCOUNTS = bounded("rate_limits.accounts", 50_000, "evict", "who was not seen for the longest begins anew")
ADDRESSES = bounded("rate_limits.addresses", 20_000, "evict", "what was not seen for the longest begins anew")
BODIES = bounded("rate_limits.organizations", 5_000, "evict", "what was not seen for the longest begins anew")
TOLD_EVERY_S = 10.0
STRANGERS_OF = "?"
"""Strangers of an address are counted apart from its members, and take nothing of theirs."""

RATES: dict[Work, dict[Whose, Rate]] = {
    "sign_in": {"account": Rate(2, 30), "address": Rate(30, 600)},
    "arriving": {"address": Rate(500, 20_000)},
    "connecting": {"account": Rate(2, 60), "address": Rate(500, 20_000), "organization": Rate(500, 20_000)},
    "listening": {"account": Rate(50, 500), "address": Rate(5_000, 50_000), "organization": Rate(5_000, 50_000)},
    "reading": {"account": Rate(50, 1_000), "address": Rate(2_000, 40_000), "organization": Rate(2_000, 40_000)},
    "search": {"account": Rate(5, 60), "address": Rate(100, 2_000), "organization": Rate(100, 2_000)},
    "posting": {"account": Rate(10, 300), "address": Rate(500, 10_000), "organization": Rate(500, 10_000)},
    "upload": {"account": Rate(2, 100), "address": Rate(50, 2_000), "organization": Rate(50, 2_000)},
    "administration": {"account": Rate(20, 600), "address": Rate(200, 6_000), "organization": Rate(200, 6_000)},
    "applying": {"address": Rate(100, 6_000)},
    "attaching": {"address": Rate(2, 600)},
    "waiting": {"address": Rate(0.2, 60)},
}
"""What a real office never meets: an account's rate is some ten times a busy person's, an address's and a body's what
thousands of people at the same hour cause."""

_WORKS: tuple[Work, ...] = get_args(Work)
_NUMBER = {work: number for number, work in enumerate(_WORKS)}
_PROBLEMS: dict[Whose, type[AccountTooFast | AddressTooFast | BodyTooFast]] = {
    "account": AccountTooFast,
    "address": AddressTooFast,
    "organization": BodyTooFast,
}
_OF_ADMINISTRATION = ("/api/administration", "/api/installation")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

REFUSED = Counter("kairan_rate_refusals", "Requests refused because they came too fast", ["work", "whose"])

log = structlog.get_logger("kairan.sessions")


class RateLimits:
    """Lets through what does not come too fast; one for each node."""

    def __init__(self, others: Mapping[str, tuple[float, int]] | None = None, *, is_on: bool = True) -> None:
        """Take the limits that differ, by "work.whose". Raises ValueError for a name there is not."""
        rates = rates_with(others or {})
        self.is_on = is_on
        self._accounts = self._buckets(rates, "account", ACCOUNTS)
        self._addresses = self._buckets(rates, "address", ADDRESSES)
        self._organizations = self._buckets(rates, "organization", BODIES)
        self._told_at: dict[tuple[Work, Whose], float] = {}  # as many as there are pairs

    @staticmethod
    def _buckets(rates: Mapping[Work, Mapping[Whose, Rate]], whose: Whose, most: int) -> Buckets:
        return Buckets([rates[work].get(whose) for work in _WORKS], most)

    def admit(self, work: Work, address: str, viewer: Viewer | None) -> None:
        """Let a request through, or refuse it. Problems: AccountTooFast, AddressTooFast, BodyTooFast."""
        if not self.is_on:
            return
        number = _NUMBER[work]
        if viewer is not None:
            if wait_s := self._accounts.take(viewer.member_id, number):
                raise self._refusal(work, "account", wait_s, viewer.member_id)
            if wait_s := self._organizations.take(viewer.organization_id, number):
                self._accounts.give_back(viewer.member_id, number)
                raise self._refusal(work, "organization", wait_s, viewer.organization_id)
        address = network_of(address)
        counted = address if viewer is not None else STRANGERS_OF + address
        if wait_s := self._addresses.take(counted, number):
            if viewer is not None:
                self._accounts.give_back(viewer.member_id, number)
                self._organizations.give_back(viewer.organization_id, number)
            raise self._refusal(work, "address", wait_s, address)

    def admit_known(self, work: Work, who: str) -> None:
        """Let through what is known without being signed in: a browser, a link. Problems: AccountTooFast."""
        if self.is_on and (wait_s := self._accounts.take(f"{work}:{who}", _NUMBER[work])):
            raise self._refusal(work, "account", wait_s, who)

    def give_back(self, work: Work, address: str) -> None:
        """Take back what an address was counted for before it was known who asks."""
        self._addresses.give_back(STRANGERS_OF + network_of(address), _NUMBER[work])

    def _refusal(self, work: Work, whose: Whose, wait_s: float, who: str) -> Problem:
        """Count it, and tell the log now and then: a flood must not become one of lines."""
        REFUSED.labels(work, whose).inc()
        now = time.monotonic()
        if self._told_at.get((work, whose), -math.inf) + TOLD_EVERY_S <= now:
            self._told_at[work, whose] = now
            log.warning("rate.refused", work=work, whose=whose, who=who)
        seconds = max(1, math.ceil(wait_s))
        return _PROBLEMS[whose](retry_after_s=seconds, wait_s=seconds)


def rates_with(others: Mapping[str, tuple[float, int]]) -> dict[Work, dict[Whose, Rate]]:
    """Return the limits with those an operator has set. Raises ValueError for what is none."""
    rates = {work: dict(of) for work, of in RATES.items()}
    for name, (per_s, at_once) in others.items():
        work, _, whose = name.partition(".")
        found = next((one for one in _WORKS if one == work), None)
        asker = next((one for one in get_args(Whose) if one == whose), None)
        if found is None or asker is None or per_s <= 0 or at_once < 1:
            raise ValueError(f"rates: {name} = [{per_s}, {at_once}]")
        rates[found][asker] = Rate(per_s, at_once)
    return rates


def work_of(opt: Mapping[str, Any], method: str, path: str) -> Work | None:
    """Return the class of a request; a handler's `work` names it where the rule does not, "free" is not counted.

    A handler that `counts_itself` asks once it knows more of who asks than the address.
    """
    marked: Work | Literal["free"] | None = opt.get("work")
    if opt.get("counts_itself"):
        return None
    if marked is not None:
        return None if marked == "free" else marked
    if path.startswith(_OF_ADMINISTRATION):
        return "administration"
    if method in _SAFE:
        return "reading"
    return "sign_in" if opt.get("exclude_from_auth") else "posting"


@lru_cache(maxsize=bounded("rate_limits.networks", 4_096, "evict", "the address is read once more"))
def network_of(host: str) -> str:
    """Return whom an address stands for; of IPv6 the network, since one household has more addresses than tries."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host[:45]
    return str(address) if address.version == 4 else str(ip_network((address, 64), strict=False))
