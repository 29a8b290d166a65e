"""What was measured on: one line, and the cost of making the disk keep something."""

import os
import platform
import sqlite3
import statistics
import subprocess
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple, TypeVar

from bench.town import data_folder

T = TypeVar("T")
SYNCS = 200
ADDITIONS = 5_000_000


def machine() -> dict[str, str]:
    """Describe the machine and the versions."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 1024**3:.0f} GiB",
        "kernel": platform.release(),
        "disk": f"fdatasync of 4 KiB {_sync_ms():.2f} ms",
        "load before": f"{os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "kairan": version("kairan"),
        "commit": commit.stdout.strip(),
        "sqlalchemy": version("sqlalchemy"),
        "uvicorn": version("uvicorn"),
        "day": time.strftime("%Y-%m-%d"),
    }


def line(of: dict[str, str]) -> str:
    """Put it into one line."""
    return ", ".join(
        said
        for said in (
            of["processor"],
            f"{of['cores']} cores",
            of["memory"],
            f"Linux {of['kernel']}",
            of["disk"],
            f"load before {of['load before']}",
            f"Python {of['python']}",
            f"SQLite {of['sqlite']}",
            f"commit {of['commit']}",
            of["day"],
        )
        if said
    )


def meanwhile(part: str) -> str:
    """Return the name under which the machine's description tells how it was while a part was measured."""
    return f"while {part}"


def watched(measure: Callable[[], T]) -> tuple[T, str]:
    """Measure, and say how fast a core was before and after, and how much of the processors the host took meanwhile.

    Hosts slow their guests down, and take their time away (steal), without a word.
    """
    speeds, before = [_additions()], _times()
    result = measure()
    now = _times()
    speeds.append(_additions())
    taken = 100 * (now.stolen - before.stolen) / (now.wanted - before.wanted or 1)
    speed = " and ".join(f"{one:.1f}" for one in speeds)
    return result, (
        f"a core added {speed} million numbers a second in Python before and after; "
        f"the host took {taken:.0f} % of the processor time that was wanted"
    )


class _Times(NamedTuple):
    wanted: float
    stolen: float


def _times() -> _Times:
    """Return the time of all cores that was not idle, with what the host took of it."""
    user, nice, system, _idle, _waiting, irq, softirq, stolen = map(
        int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    )
    return _Times(user + nice + system + irq + softirq + stolen, stolen)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((one.split(":")[1].strip() for one in lines if "model name" in one), platform.machine())


def _additions() -> float:
    """Return what one core does, in millions a second of its own time."""
    began, total = time.process_time(), 0
    for number in range(ADDITIONS):
        total += number
    return ADDITIONS / (time.process_time() - began) / 1e6


def _sync_ms() -> float:
    """Return the median of writing four KiB to the end of a file and making the disk keep them."""
    taken: list[float] = []
    with data_folder() as folder, (folder / "sync").open("wb", buffering=0) as file:
        for _ in range(SYNCS):
            began = time.perf_counter()
            file.write(b"k" * 4096)
            os.fdatasync(file.fileno())
            taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)
