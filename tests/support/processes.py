"""Programs started for the tests, on loopback and free ports, and ended by their own id."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from tests.support.loaded_kairan import ForkedProgram

GRACE_S = 40


# Below those the system lends to outgoing connections (from 32,768 on): a server that is stopped and started again
# finds its port as it left it. Each process begins elsewhere, and asks for each port once.
PORTS = range(11_000, 30_000)
_FIRST = os.getpid() * 1_009 % len(PORTS)
_ports: Iterator[int] = cycle([*PORTS[_FIRST:], *PORTS[:_FIRST]])


def free_port() -> int:
    """Give a port nobody listens on."""
    return next(port for port in _ports if _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def private_folder(name: str) -> Path:
    """Give a short path (a unix socket's may have 107 bytes) that other users may pass through."""
    folder = Path(tempfile.mkdtemp(prefix=f"kairan-{name}-"))
    folder.chmod(0o755)
    return folder


def wait_until(is_so: Callable[[], bool], what: str, within_s: float = 30, pause_s: float = 0.05) -> None:
    """Wait for a fact; fail with its name when it does not come true."""
    end = time.monotonic() + within_s
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {within_s:g} s")
        time.sleep(pause_s)


def needed(*programs: str) -> str:
    """Find the first of these programs, or say what to install."""
    for program in programs:
        if found := shutil.which(program):
            return found
    raise FileNotFoundError(
        f"None of {', '.join(programs)} is installed. `python3 tools/packages.py tests` installs it."
    )


class Program:
    """One running program with its log."""

    process: "subprocess.Popen[bytes] | ForkedProgram"

    def __init__(
        self, command: list[str], log: Path, env: dict[str, str] | None = None, user: str | None = None
    ) -> None:
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(env or {})},
                cwd=log.parent,
                user=user,
                group=pwd.getpwnam(user).pw_gid if user else None,
                extra_groups=[] if user else None,
                start_new_session=True,
            )
        self.log = log

    @classmethod
    def of(cls, process: ForkedProgram, log: Path) -> "Program":
        """Return one that was started elsewhere."""
        program = cls.__new__(cls)
        program.process, program.log = process, log
        return program

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def wait_for(self, is_so: Callable[[], bool], what: str, within_s: float = 30) -> None:
        """Wait for a fact about the program; its log is shown if it ends or hangs first."""

        def happened() -> bool:
            if not self.is_running:
                raise RuntimeError(f"{what}: ended with {self.process.returncode}\n{self.tail()}")
            return is_so()

        try:
            wait_until(happened, what, within_s)
        except TimeoutError as error:
            raise TimeoutError(f"{error}\n{self.tail()}") from None

    def stop(self, with_signal: signal.Signals = signal.SIGTERM) -> None:
        """End it; if it does not go within the grace, kill it and complain."""
        if not self.is_running:
            return
        self.process.send_signal(with_signal)
        try:
            self.process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise RuntimeError(f"did not stop within {GRACE_S} s\n{self.tail()}") from None

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def tail(self, lines: int = 40) -> str:
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-lines:])
