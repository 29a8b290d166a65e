"""Questions asked in the same moment are answered together.

A thousand clients that come back at once ask the database a few dozen times, not thousands of times.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import TooBusy

Q = TypeVar("Q")
A = TypeVar("A")

WAITING = bounded(
    "request_batching.questions", 20_000, "refuse", "503 `server.busy`; a socket is told when to come back"
)  # questions waiting; beyond that the asker hears "busy" at once


class RequestBatch(Generic[Q, A]):
    """Answers questions in batches; while one batch is being answered, the next one gathers."""

    def __init__(self, answer: Callable[[list[Q]], Awaitable[list[A]]], at_most: int) -> None:
        self._answer = answer
        self._at_most = at_most
        self._asked: list[tuple[Q, asyncio.Future[A]]] = []
        self._task: asyncio.Task[None] | None = None

    def ask(self, question: Q) -> "asyncio.Future[A]":
        """Return the answer to come; awaiting it raises what the batch raised."""
        if len(self._asked) >= WAITING:
            raise TooBusy(retry_after_s=2)
        future: asyncio.Future[A] = asyncio.get_running_loop().create_future()  # a task for each would cost more
        self._asked.append((question, future))
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        return future

    async def stop(self) -> None:
        """Give up what is waiting."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        await asyncio.sleep(0)  # let everybody who is ready in this turn ask
        try:
            while self._asked:
                batch, self._asked = self._asked[: self._at_most], self._asked[self._at_most :]
                await self._settle(batch)
        finally:
            self._task = None
            for _, future in self._asked:
                future.cancel()
            self._asked = []

    async def _settle(self, batch: list[tuple[Q, "asyncio.Future[A]"]]) -> None:
        try:
            answers = await self._answer([question for question, _ in batch])
        except asyncio.CancelledError:
            for _, future in batch:
                future.cancel()
            raise
        except Exception as error:  # noqa: BLE001  (each asker carries it to its own edge)
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for (_, future), answer in zip(batch, answers, strict=True):
            if not future.done():
                future.set_result(answer)
