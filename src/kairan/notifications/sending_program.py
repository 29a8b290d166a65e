"""The program that hands many messages over to push services, in a process of its own (`sending_beside`).

Batches come on its input and answers go out, each after its length. It ends with its input, or when nothing came for a
while. What it logs goes where the server's errors go; the key comes with the batch and is kept nowhere.
"""

import asyncio
import os
import select
import sys
from contextlib import suppress
from typing import BinaryIO

import msgspec

from kairan.core.edge.logs import configure_logs
from kairan.core.kit.bounds import bounded
from kairan.notifications.sending import Pauses, Sending, send_all
from kairan.notifications.web_push import Answer, PushKey, PushSender

LENGTH = 4  # bytes before each batch and its answers
IDLE_S = bounded("push.process_idle_s", 30, "end", "started anew for the next batch")
NICE = 5  # whoever writes goes before whoever is told of it


class Batch(msgspec.Struct, frozen=True):
    """Messages, and how the installation proves who it is."""

    contact: str
    key: PushKey
    pushes: list[Sending]
    cores: list[int]  # on which it may work


def main() -> None:
    """Send until the server is gone."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not be taken for an answer
    configure_logs("warning")
    with suppress(OSError):
        os.nice(NICE)
    pauses = Pauses()
    while (asked := _next(sys.stdin.buffer)) is not None:
        batch = msgspec.json.decode(asked, type=Batch)
        if batch.cores:
            with suppress(OSError):
                os.sched_setaffinity(0, batch.cores)
        said = msgspec.json.encode(asyncio.run(_send(batch, pauses)))
        out.write(len(said).to_bytes(LENGTH) + said)
        out.flush()


async def _send(batch: Batch, pauses: Pauses) -> list[Answer]:
    async with PushSender(batch.contact) as sender:
        return await send_all(sender, batch.key, batch.pushes, pauses)


def _next(came: BinaryIO) -> bytes | None:
    """Return the next batch; None when the server has ended, or wants nothing any more."""
    if not select.select([came], [], [], IDLE_S)[0]:
        return None
    head = came.read(LENGTH)
    return came.read(int.from_bytes(head)) if len(head) == LENGTH else None


if __name__ == "__main__":
    main()
