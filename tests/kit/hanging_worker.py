"""A worker in a process of its own that begins a job and never ends it: to be killed."""

import asyncio
import sys

import msgspec

from kairan.core.kit.jobs import Jobs, Worker, enqueue
from kairan.core.kit.store import open_store


class Letter(msgspec.Struct, frozen=True):
    to: str


async def hang(_letter: Letter) -> None:
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


async def main(url: str) -> None:
    store = open_store(url)
    await store.start()
    jobs = Jobs()
    jobs.add_outside("mail", Letter, hang)
    async with Worker(store, jobs) as worker:
        store.announce = worker.heed
        await store.write(enqueue, "mail", Letter("佐藤"))
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
