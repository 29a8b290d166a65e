"""Every check that is not a test, each under its name; all of them run, side by side, then the failed are named.

python tools/check.py            all
python tools/check.py types      those whose name contains "types"
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin"

CHECKS: dict[str, list[str | Path]] = {
    "Python: types (mypy --strict)": [PYTHON / "mypy"],  # takes longest, so it begins
    "Python: rules (ruff check)": [PYTHON / "ruff", "check", "--quiet", "."],
    "Python: format (ruff format)": [PYTHON / "ruff", "format", "--check", "--quiet", "."],
    "Python: layers (lint-imports)": [PYTHON / "lint-imports", "--no-logo"],
    "Python: lock file is current (uv lock)": [ROOT / ".tools/bin/uv", "lock", "--check", "--offline", "--quiet"],
    "Client: the server's types are current": [PYTHON / "python", "tools/wire.py", "--check"],
    "Client: types (tsc)": ["npm", "--prefix", "web", "run", "--silent", "types"],
    "Client: layers (tools/client_layers.py)": [PYTHON / "python", "tools/client_layers.py"],
    "Client: rules and format (biome)": ["npm", "--prefix", "web", "run", "--silent", "lint"],
    "Documents: reference is what the code says": [PYTHON / "python", "tools/reference.py", "--check"],
    "Project: files (tools/house.py)": [PYTHON / "python", "tools/house.py"],
}


def main(part: str = "") -> None:
    chosen = {name: command for name, command in CHECKS.items() if part in name}
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        running = {pool.submit(check, command): name for name, command in chosen.items()}
        print(f"{len(running)} checks, {os.cpu_count() or 1} at once; each is told when it has ended", flush=True)
        failed = [running[one] for one in as_completed(running) if not told(running[one], one.result())]
    if failed:
        print("\nFailed:", *failed, sep="\n  ")
        raise SystemExit(1)
    print("\nAll checks passed.")


class Outcome(NamedTuple):
    """What a check came to, and what it had to say."""

    code: int
    said: str
    took_s: float


def check(command: list[str | Path]) -> Outcome:
    start = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    return Outcome(done.returncode, done.stdout, time.monotonic() - start)


def told(name: str, outcome: Outcome) -> bool:
    """Print what a check came to; whether it passed."""
    is_passed = outcome.code == 0
    print(f"── {name}\n{outcome.said}   {'ok' if is_passed else 'FAILED'} ({outcome.took_s:.1f} s)", flush=True)
    return is_passed


if __name__ == "__main__":
    main(*sys.argv[1:])
