"""Blocking work that reaches outside (a mail server, a share): in threads of its own, a few for each purpose.

Promise: what never answers keeps its own thread and nobody else's. When all of a purpose are kept so, further work of
that purpose is refused, and everything else goes on.
"""

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class OutsideBusy(Exception):  # noqa: N818  (what happened, as in this house)
    """Every thread of this purpose waits for an answer that does not come."""


class OutsideThreads:
    """So many threads at once for one purpose; each ends with its work."""

    def __init__(self, name: str, most: int) -> None:
        self._name = name
        self._free = threading.BoundedSemaphore(most)

    async def run(self, work: Callable[..., T], *args: object) -> T:
        """Do the work and return what it gives. Whoever is cut off meanwhile leaves it to end by itself.

        Raises OutsideBusy, and whatever the work raises.
        """
        if not self._free.acquire(blocking=False):
            raise OutsideBusy(self._name)
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()

        def tell(set_it: Callable[[], None]) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(lambda: None if done.done() else set_it())

        def do() -> None:
            try:
                result = work(*args)
            except BaseException as error:  # noqa: BLE001  (raised again where it is awaited)
                told = error
                tell(lambda: done.set_exception(told))
            else:
                tell(lambda: done.set_result(result))
            finally:
                self._free.release()

        threading.Thread(target=do, name=self._name, daemon=True).start()
        return await done
