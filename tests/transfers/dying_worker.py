"""A worker in a process of its own that dies in the middle of carrying out a list."""

import asyncio
import os
import sys
from typing import Any

from kairan.core.kit.jobs import Jobs, Worker
from kairan.core.kit.store import open_store
from kairan.people import hold_posts
from kairan.transfers import execution
from kairan.transfers.jobs import register_jobs

FIRST = 1


def dies_after_the_first(really: Any) -> Any:
    done = 0

    def instead(*args: Any) -> Any:
        nonlocal done
        done += 1
        if done > FIRST:
            os._exit(9)
        return really(*args)

    return instead


async def main(url: str) -> None:
    store = open_store(url)
    await store.start()
    jobs = Jobs()
    register_jobs(jobs)
    vars(execution)["hold_posts"] = dies_after_the_first(hold_posts)
    async with Worker(store, jobs):
        await asyncio.sleep(30)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
