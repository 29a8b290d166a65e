"""All tests: the client's model (vitest), then the server's and the browser's (pytest).

    python tools/test.py                      all of them
    python tools/test.py tests/talk -k read   pytest alone, with these arguments

Both runners run even if the first one fails; their own last lines close the output. Told to end by a signal, this
ends all that was started, also what has gone into a session of its own: runners, servers, databases, browsers.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PYTEST: list[str | Path] = [ROOT / ".venv" / "bin" / "python", "-m", "pytest"]
VITEST: list[str | Path] = ["npm", "--prefix", "web", "run", "--silent", "test"]
PR_SET_CHILD_SUBREAPER = 36
GRACE_S = 30.0  # for the runners, who end in order what they started
LAST_S = 10.0  # for what is still there then


class Stopped(BaseException):
    """A signal told us to end."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


class Process(NamedTuple):
    """A running process below us."""

    pid: int
    session: int
    name: str


def main(chosen: list[str]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    adopt_orphans()
    try:
        code = run(PYTEST, chosen) if chosen else run_all()
    except Stopped as stopped:
        code = 128 + stopped.number
        say(f"{stopped}: ending what was started")
        end_runners()
    for left in end_the_rest():
        say(f"was still running and is ended: {left.name} ({left.pid})")
    raise SystemExit(code)


def stop(number: int, _frame: FrameType | None) -> None:
    for again in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(again, signal.SIG_IGN)
    raise Stopped(number)


def run_all() -> int:
    say("first the client's model (vitest)")
    client = run(VITEST)
    count = min((os.cpu_count() or 1) + 1, 5)  # one more than cores: some tests wait for most of their time
    say(f"now the server and the browser (pytest, {count} at once); collecting them takes a moment")
    # Files stay whole, since their fixtures are shared, and in our order.
    server = run(PYTEST, ["-n", str(count), "--dist", "loadfile", "--no-loadscope-reorder"])
    return client or server


def run(command: list[str | Path], more: list[str] | None = None) -> int:
    # What is compiled once is kept, whatever the shell says: a server that compiles itself starts in twice the time.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.monotonic()
    code = subprocess.Popen([*command, *(more or [])], cwd=ROOT, stdin=subprocess.DEVNULL, env=environment).wait()
    say(f"{'passed' if code == 0 else 'failed'} after {time.monotonic() - began:.0f} s")
    return code


def say(sentence: str) -> None:
    print(f"[tests] {sentence}", flush=True)


# --- ending --------------------------------------------------------------------------------------------------


def adopt_orphans() -> None:
    """Let whoever below us loses their parent become our child, where the system can do that: nobody is forgotten."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_runners() -> None:
    """Tell those in our own session, and wait: they end the others, each in its way."""
    ours = os.getsid(0)
    end([one for one in processes_below() if one.session == ours], signal.SIGTERM, GRACE_S)


def end_the_rest() -> list[Process]:
    """End whoever is left, and return who that was."""
    left = processes_below()
    end(left, signal.SIGTERM, LAST_S)
    end(processes_below(), signal.SIGKILL, LAST_S)
    return left


def end(them: list[Process], how: signal.Signals, within_s: float) -> None:
    for one in them:
        with suppress(ProcessLookupError):
            os.kill(one.pid, how)
    latest = time.monotonic() + within_s
    while {one.pid for one in them} & {one.pid for one in processes_below()} and time.monotonic() < latest:
        time.sleep(0.1)


def processes_below() -> list[Process]:
    """Return who is running below us; who has ended is let go."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    children: dict[int, list[Process]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            name, _, rest = (folder / "stat").read_text("utf-8", "replace").partition("(")[2].rpartition(")")
            state, parent, _, session = rest.split()[:4]
            if state not in "ZX":
                children.setdefault(int(parent), []).append(Process(int(folder.name), int(session), name))
    found = children.pop(os.getpid(), [])
    for one in found:  # grows while we walk it
        found += children.pop(one.pid, [])
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
