"""Are there published advisories for what is locked? Asks PyPI's and npm's databases; sends names and versions.

    python tools/advisories.py

Exit code 0: asked, and nothing is known; 1: something is known; 3: a database could not be asked, so nothing is said.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
UV = ROOT / ".tools" / "bin" / "uv"
WAIT_S = 600
Outcome = Literal["none", "known", "not_asked"]
CODES: dict[Outcome, int] = {"none": 0, "known": 1, "not_asked": 3}


def main() -> int:
    outcomes = [told("Python (pip-audit)", of_python), told("Client (npm audit)", of_client)]
    worst = max(outcomes, key=("none", "not_asked", "known").index)
    return CODES[worst]


def told(name: str, ask: Callable[[], tuple[Outcome, str]]) -> Outcome:
    outcome, said = ask()
    words = {
        "none": "asked; no advisory is known",
        "known": "ADVISORIES ARE KNOWN",
        "not_asked": "NOT ASKED: the database could not be reached. This says nothing about the packages",
    }
    print(f"{name}: {words[outcome]}.")
    if said.strip() and outcome != "none":
        print(said.strip())
    return outcome


def of_python() -> tuple[Outcome, str]:
    """Ask for every locked package that runs on a server."""
    with tempfile.TemporaryDirectory() as folder:
        locked = Path(folder) / "requirements.txt"
        export = [UV, "export", "--quiet", "--no-dev", "--no-emit-project", "--offline", "--output-file"]
        subprocess.run([*map(str, export), str(locked)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        ask: list[str | Path] = [UV, "tool", "run", "pip-audit", "--disable-pip", "--require-hashes", "--requirement"]
        return judged_python(*run([*ask, locked, "--format", "json", "--progress-spinner", "off"]))


def judged_python(code: int, out: str, error: str) -> tuple[Outcome, str]:
    """Read what pip-audit says: a list of packages, or that it came to nothing."""
    try:
        found = [one for one in json.loads(out)["dependencies"] if one.get("vulns")]
    except (ValueError, KeyError, TypeError):
        return "not_asked", last_line(error)
    lines = [f"  {one['name']} {one['version']}: {', '.join(vuln['id'] for vuln in one['vulns'])}" for one in found]
    if lines:
        return "known", "\n".join(lines)
    return ("none", "") if code == 0 else ("not_asked", last_line(error))


def of_client() -> tuple[Outcome, str]:
    """Ask for every locked package of the client, the tools that build it included."""
    return judged_client(*run(["npm", "--prefix", "web", "audit", "--package-lock-only", "--json"]))


def judged_client(_code: int, out: str, error: str) -> tuple[Outcome, str]:
    """Read what npm says: a report with counts, or an error."""
    try:
        report = json.loads(out)
        found = report["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        return "not_asked", last_line(error or out)
    lines = [f"  {name} {one['range']}: {one['severity']}" for name, one in sorted(found.items())]
    return ("known", "\n".join(lines)) if lines else ("none", "")


def run(command: list[str | Path]) -> tuple[int, str, str]:
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=WAIT_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        return 1, "", str(error)
    return done.returncode, done.stdout, done.stderr


def last_line(text: str) -> str:
    return next((f"  {line.strip()}" for line in reversed(text.splitlines()) if line.strip()), "")


if __name__ == "__main__":
    sys.exit(main())
