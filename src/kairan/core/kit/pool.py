"""Threads for one kind of work, with a bounded queue before them.

Threads that compute at once are no faster than one: they hand the interpreter's lock to and fro, and each time one of
them has to be woken on another core. So a pool may say how many of its threads work at once (`at_once`). Who works on
one thing for longer than `TURN_S` is not counted until that is done, so that a search of a second keeps nobody
waiting; meanwhile the thread goes to a core where it is in nobody's way.
"""

import asyncio
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import msgspec

from kairan.core.kit.budget import working_for
from kairan.core.kit.cpu_affinity import CpuAffinity
from kairan.core.kit.problems import TooBusy

T = TypeVar("T")

BUSY_S = 2  # who is refused may ask again after this
TURN_S = 0.005  # most queries take less


class _Order(msgspec.Struct):
    """Work that waits, and who waits for it."""

    work: Callable[..., Any]
    args: tuple[Any, ...]
    future: "asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop


class _Hand(msgspec.Struct, eq=False):
    """A thread that is at work: since when it is at its order, and whether that has become long."""

    began: float
    thread: int = 0  # its number in the system
    is_long: bool = False


class Pool:
    """A few threads, started when there is work for them, and a bound on what may wait."""

    def __init__(
        self, name: str, threads: int, most: int, at_once: int | None = None, core: CpuAffinity | None = None
    ) -> None:
        """Take how many threads there are, how much may be asked and not answered, and how many work at once.

        `core` is where they belong, if they take turns at the interpreter's lock with others.
        """
        self._name = name
        self._most_threads = threads
        self._most = most
        self._at_once = at_once or threads
        self._core = core
        self._lock = threading.Lock()  # of everything below
        self._asked = 0
        self._orders: deque[_Order] = deque()
        self._threads: list[threading.Thread] = []
        self._at_work: set[_Hand] = set()
        self._long = 0  # of those at work
        self._is_watched = False
        self._wakes: queue.SimpleQueue[_Hand | None] = queue.SimpleQueue()

    def ask(self, work: Callable[..., T], *args: Any) -> "asyncio.Future[T]":  # noqa: ANN401
        """Run something on one of the threads. Problems: TooBusy."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        with self._lock:
            if self._asked >= self._most:
                raise TooBusy(retry_after_s=BUSY_S)
            self._asked += 1
            self._orders.append(_Order(work, args, future, loop))
            self._set_to_work(loop)
        return future

    @property
    def is_busy(self) -> bool:
        """Whether what is asked now will wait, as far as one can see without the lock."""
        return bool(self._orders) or self._counted() >= self._at_once

    def _set_to_work(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let one more thread work, if more may, and look in a while whether those at work are held up."""
        if self._counted() < self._at_once and len(self._at_work) < self._most_threads:
            hand = _Hand(time.monotonic())
            self._at_work.add(hand)
            self._wakes.put(hand)
            if len(self._threads) < len(self._at_work):
                thread = threading.Thread(target=self._run, name=f"{self._name}_{len(self._threads)}", daemon=True)
                self._threads.append(thread)
                thread.start()
        if self._at_once < self._most_threads and not self._is_watched:
            self._is_watched = True
            loop.call_later(TURN_S, self._relieve, loop)

    def _counted(self) -> int:
        return len(self._at_work) - self._long

    def _relieve(self, loop: asyncio.AbstractEventLoop) -> None:
        """Do not count those who have become long; another one works in their place."""
        with self._lock:
            self._is_watched = False
            if not self._orders:
                return
            long_ago = time.monotonic() - TURN_S
            for hand in self._at_work:
                if not hand.is_long and hand.began < long_ago:
                    hand.is_long = True
                    self._long += 1
                    if self._core and hand.thread:
                        self._core.let_go(hand.thread)
            self._set_to_work(loop)

    def _run(self) -> None:
        if self._core:
            self._core.join()
        while (hand := self._wakes.get()) is not None:
            hand.thread = threading.get_native_id()
            while (order := self._next(hand)) is not None:
                self._carry_out(order)

    def _next(self, hand: _Hand) -> _Order | None:
        """Return what is to be done; None when the thread is not wanted any more."""
        with self._lock:
            if hand.is_long:
                hand.is_long = False
                self._long -= 1
                if self._core:
                    self._core.join()
            if not self._orders or self._counted() > self._at_once:
                self._at_work.discard(hand)
                return None
            hand.began = time.monotonic()
            return self._orders.popleft()

    def _carry_out(self, order: _Order) -> None:
        result: Any = None
        error: BaseException | None = None
        if not order.future.cancelled():
            try:
                with working_for(order.future):
                    result = order.work(*order.args)
            except BaseException as raised:  # noqa: BLE001  (whoever asked gets it)
                error = raised
        with self._lock:
            self._asked -= 1
        with suppress(RuntimeError):  # the loop has ended, and nobody waits
            order.loop.call_soon_threadsafe(answer, order.future, result, error)

    async def stop(self) -> None:
        """Finish what was begun."""
        with self._lock:
            threads, self._threads = self._threads, []
        for _ in threads:
            self._wakes.put(None)
        for thread in threads:
            await asyncio.to_thread(thread.join)


def answer(future: "asyncio.Future[Any]", result: object, error: BaseException | None) -> None:
    """Tell who waits; on their event loop."""
    if future.done():  # whoever asked has gone
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
