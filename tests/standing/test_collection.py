"""Whoever collects the tests, wherever and whenever, collects the same ones in the same order.

The workers of one run compare what they collected, and refuse to begin when it differs. So nothing of the machine may
be in a test's name: no clock, no time zone, no language, no order of a set, no random id.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.clock import Clock
from tests.support.surroundings import FOREIGN

ROOT = Path(__file__).parents[2]
QUICK = ("--assert=plain", "-p", "no:cacheprovider")
FAR_AHEAD_S = 200 * 86_400 + 12_345
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "4711",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "COLUMNS": "40",
}


def test_elsewhere_and_at_another_time_the_same_tests_are_collected(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    clock = Clock(tmp_path)
    clock.put(FAR_AHEAD_S)
    collected = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n", "0", *QUICK, "tests"],
        cwd=ROOT,
        env={**os.environ, **ELSEWHERE, **clock.environment, "HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        umask=0o077,
    )
    assert collected.returncode == 0, collected.stdout[-2000:] + collected.stderr[-2000:]
    there = [line for line in collected.stdout.splitlines() if "::" in line]
    here = [item.nodeid for item in request.session.items]
    if len(here) < len(there):  # only some were asked for
        chosen = set(here)
        there, here = sorted(one for one in there if one in chosen), sorted(here)  # in the order of the command
    assert there == here


@pytest.mark.parametrize("name", ["http_proxy", "NO_PROXY", "KAIRAN_DATABASE", "PGHOST", "LC_ALL", "COLUMNS"])
def test_what_the_shell_has_for_others_is_not_ours(name: str) -> None:
    assert FOREIGN.fullmatch(name)
    assert name not in os.environ


@pytest.mark.parametrize("name", ["PATH", "HOME", "TZ", "TMPDIR", "PYTHONPATH"])
def test_what_the_machine_needs_stays(name: str) -> None:
    assert not FOREIGN.fullmatch(name)
