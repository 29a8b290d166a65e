"""The real server in a process of its own, on a core of its own, and what it uses."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from urllib.request import urlopen

KAIRAN = Path(sys.executable).parent / "kairan"
SERVER_CORE, LOAD_CORE = 0, 1
READY_S = 60


def free_port() -> int:
    """Return a port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def stay_on_load_core() -> None:
    """Keep the generator off the server's core."""
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {LOAD_CORE})


class Served(Protocol):
    """Whatever is measured, and how much of the processor it has used."""

    def cpu_s(self) -> float:
        """Return the processor time used so far."""


class Server:
    """`kairan serve`, measured from outside; on the first core alone, or where the system puts it."""

    def __init__(
        self,
        folder: Path,
        database: str = "",
        *,
        one_core: bool = True,
        command: Sequence[str | Path] = (KAIRAN, "serve"),
        more: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.command = command
        self.one_core = one_core
        self.port = free_port()
        self.environment = {
            **os.environ,
            "KAIRAN_DATA": str(folder),
            "KAIRAN_DATABASE": database,
            "KAIRAN_PORT": str(self.port),
            "KAIRAN_LOG": "warning",
            "KAIRAN_RATE_LIMITS": "false",  # a few accounts stand for a whole body
            **(more or {}),
        }

    def __enter__(self) -> "Server":
        """Start and wait for the first answer."""
        began = time.perf_counter()
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(self.command, env=self.environment, stdout=log, stderr=log)
        place(self.process.pid, one_core=self.one_core)
        try:
            self._wait()
        except BaseException:
            self.__exit__()  # nobody else would end it
            raise
        self.started_in_s = time.perf_counter() - began
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _wait(self) -> None:
        until = time.monotonic() + READY_S
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended: {(self.folder / 'server.log').read_text()[-2000:]}")
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/", timeout=5):
                    return
            except OSError:
                time.sleep(0.01)
        raise RuntimeError("the server did not become ready")

    def cpu_s(self) -> float:
        """Return the processor time used so far."""
        return cpu_s_of(self.process.pid)

    def memory_kib(self) -> int:
        """Return the resident memory."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        return 0


def end_in_order() -> None:
    """Told to stop, leave as on an error: what was started is ended, what was written is removed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def place(pid: int, *, one_core: bool) -> None:
    """Put a server's process on the first core, or on all: else it would stay on the generator's, which it inherits."""
    if (count := os.cpu_count() or 1) > 1:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            os.sched_setaffinity(int(thread.name), {SERVER_CORE} if one_core else set(range(count)))
    _go_before_the_rest_as_we_do(pid)


def _go_before_the_rest_as_we_do(pid: int) -> None:
    """Give a server in a session of its own what share of a busy machine we were given (Linux's autogroup)."""
    with suppress(OSError, IndexError, ValueError):
        own = Path("/proc/self/autogroup").read_text().split()[-1]
        Path(f"/proc/{pid}/autogroup").write_text(own)


def is_open(port: int) -> bool:
    """Whether somebody listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def cpu_s_of(pid: int) -> float:
    """Return the processor time a process and those it has started have used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(map(cpu_s_of, _started_by(pid)))


def _started_by(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]
