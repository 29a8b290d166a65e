"""`make test` leaves nothing behind: told to end, it ends whatever its tests have started, also what hides."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.processes import wait_until

ROOT = Path(__file__).parents[2]
HIDING = """
import subprocess, time
from pathlib import Path

def test_of_something_long() -> None:
    here = Path(__file__).parent
    server = subprocess.Popen(["sleep", "601"], start_new_session=True)
    orphan = subprocess.run(["sh", "-c", "setsid sleep 602 >&- 2>&- & echo $!"], capture_output=True, text=True).stdout
    (here / "part").write_text(f"{server.pid} {orphan}")
    (here / "part").rename(here / "started")
    time.sleep(600)
"""


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_ended_by_a_signal_it_ends_what_was_started(told: signal.Signals, tmp_path: Path) -> None:
    (tmp_path / "test_hiding.py").write_text(HIDING, "utf-8")
    started = tmp_path / "started"
    with (tmp_path / "said").open("w+", encoding="utf-8") as said:
        runner = subprocess.Popen(
            [sys.executable, ROOT / "tools" / "test.py", "-n", "1", "-p", "no:cacheprovider", tmp_path],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_until(lambda: started.exists() or runner.poll() is not None, "the test runs", 120)
            pids = [int(pid) for pid in started.read_text("utf-8").split()]
            assert len(pids) == 2
            assert all(map(is_running, pids))
            runner.send_signal(told)
            assert runner.wait(120) == 128 + told
        finally:
            runner.kill()
            runner.wait()
        wait_until(lambda: not any(map(is_running, pids)), "what was started has ended", 20)
        said.seek(0)
        assert "ending what was started" in said.read()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
