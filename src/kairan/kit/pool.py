"""Threads with a bounded queue before them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from kairan.kit.problems import TooBusy

T = TypeVar("T")

BUSY_S = 2  # who is refused may ask again after this


class Pool:
    """Threads for one kind of work, and how many may wait for them; the executor's own queue has no bound."""

    def __init__(self, name: str, threads: int, most: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._most = most
        self._waiting = 0

    def ask(self, work: Callable[..., T], *args: Any) -> "asyncio.Future[T]":  # noqa: ANN401
        """Run something on one of the threads. Problems: TooBusy."""
        if self._waiting >= self._most:
            raise TooBusy(retry_after_s=BUSY_S)
        self._waiting += 1
        answer = asyncio.get_running_loop().run_in_executor(self._threads, work, *args)
        answer.add_done_callback(self._note_answered)
        return answer

    def _note_answered(self, _answer: object) -> None:
        self._waiting -= 1

    async def stop(self) -> None:
        """Finish what was begun."""
        await asyncio.to_thread(self._threads.shutdown)
