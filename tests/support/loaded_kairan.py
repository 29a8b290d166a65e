"""`kairan`, loaded once and forked for each command: its imports take longer than most of what tests ask of it.

`LoadedKairan` is the tests' end. Run as a program, this file is the other one: it imports everything, then waits on a
socket; each request comes with the socket of one command, on which its process id and, at its end, its exit code
are told. What is forked starts like a program of its own: its own session, environment, folder, log and signals.
"""

import atexit
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
REQUEST_BYTES = 64 * 1024
LOADED_IN_S = 120.0


class ForkedProgram:
    """One command under way; to be used like `subprocess.Popen`."""

    def __init__(self, told: socket.socket, args: Sequence[str]) -> None:
        self.args = args
        self.returncode: int | None = None
        self._told = told
        told.settimeout(LOADED_IN_S)
        self.pid = int(told.recv(32))

    def poll(self) -> int | None:
        """Return the exit code once it has ended; negative is the signal it died of."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended."""
        if self.returncode is None:
            if timeout is not None and not select.select([self._told], [], [], max(0.0, timeout))[0]:
                raise subprocess.TimeoutExpired(list(self.args), timeout)
            self._told.settimeout(None)
            self.returncode = int(self._told.recv(32) or b"-9")
            self._told.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.send_signal(signal.SIGKILL)


class LoadedKairan:
    """The program that is loaded once. It ends with the process that made it."""

    def __init__(self) -> None:
        self._ours: socket.socket | None = None
        self._program: subprocess.Popen[bytes] | None = None

    def _load(self) -> socket.socket:
        """Begin with the first command: whoever starts none needs none."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.support.loaded_kairan", str(theirs.fileno())],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        return ours

    def start(self, args: Sequence[str], log: Path, env: Mapping[str, str], folder: Path) -> ForkedProgram:
        """Fork it for a command; what it writes goes to the log."""
        told, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        asked = json.dumps({"args": list(args), "log": str(log), "env": dict(env), "folder": str(folder)}).encode()
        if len(asked) > REQUEST_BYTES:
            raise ValueError("too much is asked of one command")
        self._ours = self._ours or self._load()
        socket.send_fds(self._ours, [asked], [theirs.fileno()])
        theirs.close()
        return ForkedProgram(told, args)

    def end(self) -> None:
        """End it; what it started goes on."""
        if self._ours is not None and self._program is not None:
            self._ours.close()
            self._program.wait(30)


def attend(asking: socket.socket) -> None:
    """Fork for every request, and tell of every end, until nobody can ask any more."""
    woken, wakes = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, _noticed)
    running: dict[int, socket.socket] = {}
    while True:
        readable, _, _ = select.select([asking.fileno(), woken], [], [])
        if woken in readable:
            with suppress(BlockingIOError):
                os.read(woken, 4_096)
            _tell_of_ends(running)
        if asking.fileno() in readable:
            asked, fds, _, _ = socket.recv_fds(asking, REQUEST_BYTES, 1)
            if not asked:
                return
            told = socket.socket(fileno=fds[0])
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                for one in (asking, told, *running.values()):
                    one.close()
                os.close(woken)
                os.close(wakes)
                become(json.loads(asked))
            running[pid] = told
            told.send(str(pid).encode())


def _noticed(_number: int, _frame: FrameType | None) -> None:
    """Let the signal wake the loop."""


def _tell_of_ends(running: dict[int, socket.socket]) -> None:
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        if (told := running.pop(pid, None)) is not None:
            with suppress(OSError):
                told.send(str(os.waitstatus_to_exitcode(status)).encode())
            told.close()


def become(asked: Mapping[str, object]) -> None:
    """Be the command, as if it had been started by its name; never returns."""
    code = 1
    try:
        os.setsid()
        for each in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        log = os.open(str(asked["log"]), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        for number in (1, 2):
            os.dup2(log, number)
        os.close(log)
        os.chdir(str(asked["folder"]))
        env = asked["env"]
        os.environ.clear()
        os.environ.update(env if isinstance(env, dict) else {})
        time.tzset()
        args = asked["args"]
        sys.argv = ["kairan", *(args if isinstance(args, list) else [])]
        command()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            sys.stderr.write(end.code + "\n")
    except BaseException:  # noqa: BLE001  (as the interpreter does)
        traceback.print_exc()
    finally:
        with suppress(Exception):
            atexit._run_exitfuncs()
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    gc.disable()
    from kairan.cli import main as command

    gc.enable()
    gc.freeze()  # what was loaded stays, and is shared by all
    attend(socket.socket(fileno=int(sys.argv[1])))
