"""Work that follows on work in the same few threads: the thread before may be ending still."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from kairan.core.kit.outside import OutsideBusy, OutsideThreads

T = TypeVar("T")
TRIES, PAUSE_S = 100, 0.02


async def run_patiently(threads: OutsideThreads, work: Callable[..., T], *args: object) -> T:
    """Do the work as soon as a thread is free, within two seconds. Raises OutsideBusy, and whatever the work raises."""
    for _ in range(TRIES):
        try:
            return await threads.run(work, *args)
        except OutsideBusy:
            await asyncio.sleep(PAUSE_S)
    return await threads.run(work, *args)
