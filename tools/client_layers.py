"""The folders of the client in their order: a file imports from its own folder and from those before it.

Circles between files are found by the linter (`noImportCycles` in web/biome.json, types included); this finds
circles between folders. Types count: who needs a type must know the folder that says it.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "web" / "src"
ORDER = (
    "api",  # what travels, as the server declares it
    "model",  # what follows from it, without I/O
    "i18n",
    "design",
    "net",
    "worker",  # the service worker, built on its own
    "state",
    "parts",  # buttons, fields, dialogs
    "shell",  # what every page shares: its head, its body, addresses, questions to the server
    "list",  # lists that come in pages
    "factors",
    "devices",
    "notifications",
    "entry",
    "people",
    "guests",
    "handover",
    "rooms",
    "alliances",  # bodies that work together
    "unread",  # what waits, and what one wants to be told of later
    "settings",
    "search",
    "talk",
    "identity",  # who applies
    "payments",  # what is paid for applications
    "console",
    "forms",
    "circulars",  # what goes round until all have confirmed
    "tasks",
    "attendance",  # who is where
    "notes",  # pages of a room
    "polls",  # what a room is asked
    "meetings",  # papers that are gone through together
    "counter",  # what becomes of what came in
    "emergency",  # what is told to many at once, and how far it has come
    "operator",
    "app",  # the application: which page the address names, and what stands around it
)
IMPORT = re.compile(r"(?:\bfrom|\bimport)\s*\(?\s*\"(\.[^\"]+)\"")


def main() -> None:
    faults = list(faults_in(SOURCES))
    print(*faults, sep="\n") if faults else None
    sys.exit(bool(faults))


def faults_in(sources: Path, order: tuple[str, ...] = ORDER) -> Iterator[str]:
    for folder in sorted(one.name for one in sources.iterdir() if one.is_dir()):
        if folder not in order:
            yield f"web/src/{folder}: a folder without a place in tools/client_layers.py"
            continue
        for file in sorted((sources / folder).rglob("*.ts*")):
            for other in folders_imported(file, sources):
                if other not in order or order.index(other) > order.index(folder):
                    yield f"web/src/{file.relative_to(sources)}: {folder} must not import from {other}"


def folders_imported(file: Path, sources: Path) -> Iterator[str]:
    for match in IMPORT.finditer(file.read_text("utf-8")):
        target = (file.parent / match[1]).resolve()
        if target.is_relative_to(sources.resolve()):
            yield target.relative_to(sources.resolve()).parts[0]


if __name__ == "__main__":
    main()
