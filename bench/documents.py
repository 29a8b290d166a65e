"""Write what was measured into docs/performance.md, so that no figure there is typed by hand.

Each table stands between `<!-- measured: PART … -->` and `<!-- end -->`. A part that was measured in no kept result
stays as it is. Of each part the newest result counts.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.beside import ratio
from bench.machine import line, meanwhile
from bench.row import Row, figure

RESULTS = Path(__file__).parent / "results"
DOCUMENT = Path(__file__).parent.parent / "docs" / "performance.md"
_PLACE = re.compile(r"(<!-- measured: ([a-z0-9 -]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


class Kept(Row, frozen=True, kw_only=True):
    """A row as it was written down."""

    part: str = ""


class Result(msgspec.Struct, frozen=True):
    """A file of results."""

    machine: dict[str, str]
    rows: list[Kept]


class Part(msgspec.Struct, frozen=True):
    """The newest rows of a part, and what they were measured on."""

    machine: dict[str, str]
    rows: list[Kept]


def newest_parts(folder: Path) -> dict[str, Part]:
    """Return the newest rows of every part."""
    found: dict[str, Part] = {}
    for file in sorted(folder.glob("*.json")):  # named by their time
        try:
            result = msgspec.json.decode(file.read_bytes(), type=Result)
        except msgspec.ValidationError:
            continue
        by_part: dict[str, list[Kept]] = {}
        for row in result.rows:
            by_part.setdefault(row.part, []).append(row)
        found.update({part: Part(result.machine, rows) for part, rows in by_part.items() if part})
    return found


def write_documents(folder: Path = RESULTS, document: Path = DOCUMENT, only: Sequence[str] = ()) -> None:
    """Write every table whose parts were measured; with `only`, no others than these parts."""
    parts = {name: part for name, part in newest_parts(folder).items() if not only or name in only}
    document.write_text(_PLACE.sub(lambda found: _filled(found, parts), document.read_text("utf-8")), "utf-8")


def _filled(found: "re.Match[str]", parts: dict[str, Part]) -> str:
    names = [name for name in found[2].split() if name in parts]
    return f"{found[1]}{table([parts[name] for name in names])}{found[4]}" if names else found[0]


def table(parts: list[Part]) -> str:
    """Return a table in Markdown, with the machines beneath."""
    by_name: dict[str, Row] = {row.what: row for part in parts for row in part.rows}
    lines = ["| what | measured | must | aim | | beside | runs | more |", "|---|---|---|---|---|---|---|---|"]
    lines += [_line(row, by_name) for part in parts for row in part.rows]
    machines = dict.fromkeys(line(part.machine) for part in parts if "cores" in part.machine)
    return "\n".join([*lines, "", *_wrapped(machines), *_conditions(parts)]) + "\n"


def _line(row: Row, by_name: dict[str, Row]) -> str:
    budgets = ("" if one is None else f"{one:,.0f}" for one in (row.must, row.aim))
    verdict = f"**{row.verdict}**" if row.verdict == "missed" else row.verdict
    cells = (row.what, f"{figure(row.value)} {row.unit}", *budgets, verdict, ratio(row, by_name), row.spread, row.note)
    return "| " + " | ".join(cells) + " |"


def _conditions(parts: list[Part]) -> Iterator[str]:
    """Say of each part how the machine was meanwhile."""
    for part in parts:
        for name in dict.fromkeys(row.part for row in part.rows):
            if said := part.machine.get(meanwhile(name)):
                yield f"While `{name}` was measured, {said}."


def _wrapped(machines: dict[str, None]) -> Iterator[str]:
    yield from (f"Measured on: {machine}." for machine in machines)
