"""All tests: the server's and the browser's (pytest), then the client's model (vitest).

    python tools/test.py                      all of them
    python tools/test.py tests/talk -k read   pytest alone, with these arguments

Both runners run even if the first one fails; their own last lines close the output.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST: list[str | Path] = [ROOT / ".venv" / "bin" / "python", "-m", "pytest"]
VITEST: list[str | Path] = ["npm", "--prefix", "web", "run", "--silent", "test"]


def main(chosen: list[str]) -> None:
    if chosen:
        raise SystemExit(run([*PYTEST, *chosen]))
    client = run(VITEST)
    server = run([*PYTEST, *workers()])
    raise SystemExit(client or server)


def workers() -> list[str]:
    """Two workers keep two cores busy; files stay whole, since their fixtures are shared, and in our order."""
    count = min(os.cpu_count() or 1, 4)
    return ["-n", str(count), "--dist", "loadfile", "--no-loadscope-reorder"] if count > 1 else []


def run(command: list[str | Path]) -> int:
    return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    main(sys.argv[1:])
