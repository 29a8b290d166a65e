"""The house rules that no linter knows.

- no script or style handler inside a page: the content security policy forbids them;
- no name of a door (`__init__.py`) that is also a file beside it: who imports that file replaces the name by it;
- no source file beyond 400 lines, and only text in the source folders;
- every dependency that ships carries a licence that may go into an Apache-2.0 product.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINES_AT_MOST = 400
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>\s*\S|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
FREE = re.compile(
    r"\b(MIT|MIT-CMU|BSD|ISC|Apache|PSF|Python Software Foundation|MPL|Mozilla|HPND|Unlicense|0BSD|CC0|LGPL|"
    r"GNU Lesser)",
    re.IGNORECASE,
)


def main() -> None:
    faults = [*inline_scripts(), *shadowed_names(), *long_files(), *unfree_dependencies()]
    print(*faults, sep="\n") if faults else None
    sys.exit(bool(faults))


def inline_scripts() -> Iterator[str]:
    pages = [ROOT / "web" / "index.html", *(ROOT / "src").rglob("*.html"), *(ROOT / "src").rglob("*.jinja")]
    for page in pages:
        if page.exists() and INLINE_SCRIPT.search(page.read_text("utf-8")):
            yield f"{page.relative_to(ROOT)}: a script or handler inside the page; put it into a file"


def shadowed_names() -> Iterator[str]:
    for door in (ROOT / "src").rglob("__init__.py"):
        package = ".".join(door.parent.relative_to(ROOT / "src").parts)
        beside = {one.stem for one in door.parent.iterdir() if one.suffix == ".py" or one.is_dir()}
        for line in ast.walk(ast.parse(door.read_text("utf-8"))):
            if isinstance(line, ast.ImportFrom) and line.module != package:  # else the file itself is meant
                for name in beside.intersection(alias.asname or alias.name for alias in line.names):
                    yield f"{door.relative_to(ROOT)}: {name!r} is also the file or folder beside it; rename one"


def long_files() -> Iterator[str]:
    for folder, endings in (
        ("src", {".py"}),
        ("web/src", {".ts", ".tsx", ".css"}),
        ("tools", {".py"}),
        ("tests", {".py"}),
    ):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in endings and "generated" not in file.name:
                lines = file.read_text("utf-8").count("\n")
                if lines > LINES_AT_MOST:
                    yield f"{file.relative_to(ROOT)}: {lines} lines; at most {LINES_AT_MOST}: split it by what is in it"


def unfree_dependencies() -> Iterator[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for name in shipped([re.split(r"[\[<>=~! ]", wish)[0] for wish in project["dependencies"]]):
        licence = licence_of(name)
        if licence and not FREE.search(licence):
            yield f"{name}: licence {licence!r} is not known to be compatible; see tools/house.py"


def shipped(names: list[str]) -> set[str]:
    """Follow the requirements of what is installed, without extras."""
    seen: set[str] = set()
    while names:
        name = names.pop()
        if name in seen:
            continue
        try:
            wishes = distribution(name).requires or []
        except PackageNotFoundError:
            continue  # for another platform
        seen.add(name)
        names += [re.split(r"[\[<>=~!; (]", wish)[0] for wish in wishes if "extra ==" not in wish]
    return seen


def licence_of(name: str) -> str:
    told = distribution(name).metadata
    classes = [c for c in told.get_all("Classifier") or [] if c.startswith("License ::")]
    named = [told[key][:80] for key in ("License-Expression", "License") if key in told]
    return " ".join([*named, *classes]).strip()


if __name__ == "__main__":
    main()
