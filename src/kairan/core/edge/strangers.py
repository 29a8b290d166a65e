"""Who is not known yet is counted for their address, who is known by what they hold for themselves.

Promise: behind one address, whoever holds something that is known here (a session, the cookie of a browser somebody
signed in with, a link that was made) costs it nothing, and is not refused for what a machine beside them sent before.
What is known can only be told by looking it up, so beyond an address's rate only a few things are looked up at once;
whatever comes while those places are taken is refused as before, and gets its chance with the next try.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import TypeVar

from kairan.core.edge.problems import AddressTooFast
from kairan.core.edge.rate_limits import RateLimits, Work, network_of
from kairan.core.kit.bounds import bounded

PLACES = bounded(
    "strangers.looked_up", 2, "refuse", "429 `rate.address`; of one address at once, once it asks beyond its rate"
)

Found = TypeVar("Found")


class Strangers:
    """Counts what comes without being known; one for each node. Holds only what is looked up now."""

    def __init__(self, rate_limits: RateLimits) -> None:
        self._rate_limits = rate_limits
        self._looked_up: Counter[str] = Counter()

    async def known(self, work: Work, address: str, look: Callable[[], Awaitable[Found | None]]) -> Found | None:
        """Return what is known, which costs the address nothing; what is not is counted. Problems: AddressTooFast."""
        try:
            self._rate_limits.admit(work, address, None)
        except AddressTooFast as refusal:
            return await self.known_beyond(address, look, refusal)
        found = await look()
        if found is not None:
            self._rate_limits.give_back(work, address)
        return found

    async def known_beyond(
        self, address: str, look: Callable[[], Awaitable[Found | None]], refusal: AddressTooFast
    ) -> Found:
        """Return what is known from an address beyond its rate. Raises the refusal for anything else."""
        network = network_of(address)
        if self._looked_up[network] >= PLACES:
            raise refusal
        self._looked_up[network] += 1
        try:
            found = await look()
        finally:
            self._looked_up[network] -= 1
            if not self._looked_up[network]:
                del self._looked_up[network]
        if found is None:
            raise refusal
        return found
