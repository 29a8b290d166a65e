"""Another version of the client, as the next release would bring it: other names for every file that is named by its
content, and a page that says which version it is.
"""

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

from kairan.core.edge.client import FOLDER

_SHELL = re.compile(r'version:[`"](\w+)[`"],page:[`"](\w+)[`"]')
_NAMED = re.compile(r"^(.+-)([\w-]{8})(\.\w+)$")


def next_client(folder: Path) -> Path:
    """Make the version after the one that is built; returns where it lies."""
    made = folder / "client"
    shutil.copytree(FOLDER, made, ignore=shutil.ignore_patterns("*.br", "*.gz"))
    names = {file.name: _renamed(file.name) for file in (made / "assets").iterdir()}
    for file in sorted(made.rglob("*")):
        if file.suffix in {".js", ".css", ".html"}:
            text = file.read_text("utf-8")
            for before, after in names.items():
                text = text.replace(before, after)
            file.write_text(text.replace('<html lang="ja">', '<html lang="ja" data-version="2">'), "utf-8")
    for before, after in names.items():
        (made / "assets" / before).rename(made / "assets" / after)
    _say_what_it_is(made)
    return made


def _renamed(name: str) -> str:
    found = _NAMED.match(name)
    return name if found is None else f"{found[1]}{found[2][::-1]}2{found[3]}"


def _say_what_it_is(made: Path) -> None:
    page = hashlib.sha256((made / "index.html").read_bytes()).hexdigest()
    worker = made / "sw.js"
    written, count = _SHELL.subn(f"version:`second`,page:`{page}`", worker.read_text("utf-8"))
    assert count == 1, "the worker says once which version it is"
    worker.write_text(written, "utf-8")


def program_with(client: Path, folder: Path) -> Path:
    """Return a `kairan` that serves this client."""
    program = folder / "kairan-with-another-client"
    program.write_text(
        f"#!{sys.executable}\n"
        "from pathlib import Path\n"
        "import kairan.core.edge.client as edge\n"
        f"edge.Client.__init__.__defaults__ = (Path({json.dumps(str(client))}),)\n"
        "from kairan.__main__ import main\n"
        "main()\n",
        "utf-8",
    )
    program.chmod(0o755)
    return program
