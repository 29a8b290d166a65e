"""One core for the threads that take turns at the interpreter's lock.

The event loop, the writer and the readers do not compute at the same time: one lock lets one of them go on. Spread
over several cores, each turn wakes a core that has just fallen asleep, which costs a virtual machine more than the
turn itself; kept on one core the same server answers half as fast again. What needs no lock (checking passwords, a
long search) goes where it likes, and all of them move when others need the core.

Linux can do it; elsewhere, with a single core, and where the system does not let us see what the cores do or choose
one, nothing happens.
"""

import asyncio
import os
import threading
import time
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import msgspec

LOOK_S = 1.0
OTHERS_MOST = 0.1  # of a core's time, more than of another core: then we go there

_TASKS = Path("/proc/self/task")
_STAT = Path("/proc/stat")


class Times(msgspec.Struct, frozen=True):
    """Seconds: of the clock, of each core's work, and of the work of the threads that are together."""

    at: float
    busy: Mapping[int, float]
    ours: float


class CpuAffinity:
    """Keeps threads together on one of the cores this process may use."""

    def __init__(self) -> None:
        self._allowed = frozenset(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else frozenset()
        self.core = _present_core() if len(self._allowed) > 1 and os.access(_STAT, os.R_OK) else None
        self._lock = threading.Lock()
        self._together: set[int] = set()
        self._before: Times | None = None

    def join(self) -> None:
        """Keep the thread that asks with the others."""
        thread = threading.get_native_id()
        with self._lock:
            if self.core is None:
                return
            self._together.add(thread)
            _place(thread, {self.core})
            if _cores_of(thread) != {self.core}:
                self.core = None  # the system does not let us

    def leave(self) -> None:
        """Let the thread that asks go where it likes."""
        self.let_go(threading.get_native_id())

    def let_go(self, thread: int) -> None:
        """Let a thread go where it likes, by its number in the system."""
        with self._lock:
            if self.core is not None:
                self._together.discard(thread)
                _place(thread, self._allowed)

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Keep the thread of the event loop with the others, and look now and then whether the core is a good one."""
        self.join()
        looking = asyncio.create_task(self._look_now_and_then())
        try:
            yield
        finally:
            looking.cancel()
            self.leave()

    async def _look_now_and_then(self) -> None:
        while self.core is not None:
            self.look()
            await asyncio.sleep(LOOK_S)

    def look(self) -> None:
        """Go to another core where others need this one, and let go the threads that ours have started on it."""
        with self._lock:
            if self.core is None:
                return
            for thread in _threads():
                if thread not in self._together and _cores_of(thread) == {self.core}:
                    _place(thread, self._allowed)  # threads begin where the thread is that starts them
            now = _times(self._together)
            better = None if self._before is None else better_core(self.core, self._before, now, self._allowed)
            self._before = now if better is None else None
            if better is not None:
                self.core = better
                for thread in self._together:
                    _place(thread, {better})


def better_core(core: int, before: Times, now: Times, allowed: Collection[int]) -> int | None:
    """Return the core of which others take the least; None to stay, where it is little less."""
    others = {one: now.busy[one] - before.busy[one] for one in allowed if one in now.busy and one in before.busy}
    if core not in others:
        return None  # the process was moved meanwhile, or a container counts its cores in another way
    others[core] -= now.ours - before.ours
    best = min(others, key=others.__getitem__)
    return best if others[core] - others[best] > OTHERS_MOST * (now.at - before.at) else None


def _times(threads: Collection[int]) -> Times:
    tick_s = 1 / os.sysconf("SC_CLK_TCK")
    busy: dict[int, float] = {}
    for line in _STAT.read_text("ascii").splitlines():
        name, *numbers = line.split()
        if name.startswith("cpu") and name[3:].isdecimal():
            user, nice, system = (int(number) * tick_s for number in numbers[:3])
            busy[int(name[3:])] = user + nice + system  # without interrupts: those for our sockets follow us
    ours = sum(sum(int(ticks) for ticks in _fields_of(thread)[11:13]) for thread in threads)
    return Times(time.monotonic(), busy, ours * tick_s)


def _fields_of(thread: int) -> list[str]:
    """Return what the system says of a thread, from its state on (`man proc_pid_stat`, field 3)."""
    try:
        return (_TASKS / str(thread) / "stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:  # it has just ended
        return []


def _present_core() -> int | None:
    fields = _fields_of(threading.get_native_id())
    return int(fields[36]) if fields else None


def _threads() -> Iterator[int]:
    with suppress(OSError):
        yield from [int(entry.name) for entry in _TASKS.iterdir()]


def _cores_of(thread: int) -> set[int]:
    with suppress(OSError):
        return os.sched_getaffinity(thread)
    return set()


def _place(thread: int, cores: Collection[int]) -> None:
    with suppress(OSError):  # it has just ended, or the system does not let us
        os.sched_setaffinity(thread, cores)
