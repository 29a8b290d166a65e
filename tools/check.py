"""Every check that is not a test, each under its name; all of them run, then the failed are named.

python tools/check.py            all
python tools/check.py types      those whose name contains "types"
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin"

CHECKS: dict[str, list[str | Path]] = {
    "Python: rules (ruff check)": [PYTHON / "ruff", "check", "--quiet", "."],
    "Python: format (ruff format)": [PYTHON / "ruff", "format", "--check", "--quiet", "."],
    "Python: types (mypy --strict)": [PYTHON / "mypy"],
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
    failed = [name for name, command in CHECKS.items() if part in name and not passes(name, command)]
    if failed:
        print("\nFailed:", *failed, sep="\n  ")
        raise SystemExit(1)
    print("\nAll checks passed.")


def passes(name: str, command: list[str | Path]) -> bool:
    print(f"── {name}", flush=True)
    start = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL).returncode
    print(f"   {'ok' if code == 0 else 'FAILED'} ({time.monotonic() - start:.1f} s)", flush=True)
    return code == 0


if __name__ == "__main__":
    main(*sys.argv[1:])
