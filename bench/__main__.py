"""`make bench`: measure, print a table, write JSON.

python -m bench                   everything; medians of three runs
python -m bench --quick           one short run of each, for a first look
python -m bench --only posts      one part; may be repeated
python -m bench --only soak       ten minutes of readers that are slow, dead or gone; SECONDS=120 for less
python -m bench --only slow-line  a phone on 3G, in a real Chromium
python -m bench --write-docs      write the newest results into docs/performance.md (with --only: some parts)
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from bench.alliances import user_group
from bench.beside import ratio
from bench.counter import inbox, letters
from bench.desk import announcement_room, circular
from bench.documents import RESULTS, write_documents
from bench.emergency import MANY, urgent_broadcast
from bench.fanout import fan_out
from bench.floors import floors
from bench.form_builder import builder
from bench.forms import answers, large_form, opening, submissions
from bench.history import history
from bench.machine import line, machine, meanwhile, watched
from bench.posting import posts
from bench.priority import lane
from bench.returning import idle, resume
from bench.roster import roster_import
from bench.row import Row, figure, medians
from bench.serving import end_in_order, stay_on_load_core
from bench.slow_line import slow_line
from bench.soak import SECONDS as SOAK_SECONDS
from bench.soak import soak
from bench.telling import telling
from bench.telling_beside import telling_beside
from kairan.concerns import install_all
from tests.support.postgres import Postgres

ROUNDS = 3
# Ten minutes; a browser, twice; minutes to prepare.
WHEN_NAMED = {"soak", "slow-line", "forms-builder", "user-group", "announcement-room", "emergency-25000"}
SECONDS, QUICK_S = 5.0, 2.0
Part = Callable[[], list[Row]]


def parts(seconds: float, rounds: int) -> dict[str, Part]:
    """Return every part by name."""

    def repeated(measure: Part) -> Part:
        return lambda: medians([measure() for _ in range(rounds)])

    return {
        "floors": repeated(lambda: floors(seconds)),
        "posts": repeated(lambda: posts("", "SQLite", seconds)),
        "posts-postgresql": repeated(lambda: _on_postgresql(lambda url, label: posts(url, label, seconds))),
        "fan-out": repeated(lambda: fan_out(seconds)),
        "resume": lambda: resume(rounds),
        "idle": repeated(lambda: idle(900)),
        "history": repeated(lambda: history(seconds)),
        "emergency": lambda: urgent_broadcast("", "SQLite"),
        "emergency-postgresql": lambda: _on_postgresql(urgent_broadcast),
        "emergency-25000": lambda: _on_postgresql(lambda url, label: urgent_broadcast(url, label, MANY)),
        "lane": lambda: lane(seconds),
        "soak": lambda: soak(float(os.environ.get("SECONDS") or SOAK_SECONDS)),
        "telling": repeated(telling),
        "telling-beside": repeated(lambda: telling_beside(seconds)),
        "slow-line": slow_line,
        "import": repeated(lambda: roster_import("", "SQLite")),
        "forms-opening": lambda: opening("", "SQLite"),
        "forms-opening-postgresql": lambda: _on_postgresql(opening),
        "forms-submissions": repeated(lambda: submissions("", "SQLite")),
        "forms-submissions-postgresql": repeated(lambda: _on_postgresql(submissions)),
        "forms-builder": builder,
        "forms-large": repeated(lambda: large_form("", "SQLite")),
        "forms-answers": lambda: answers("", "SQLite"),
        "user-group": lambda: user_group(seconds),
        "forms-answers-postgresql": lambda: _on_postgresql(answers),
        "counter-inbox": lambda: inbox("", "SQLite"),
        "counter-inbox-postgresql": lambda: _on_postgresql(inbox),
        "announcement-room": lambda: announcement_room(seconds),
        "circular": lambda: circular("", "SQLite"),
        "circular-postgresql": lambda: _on_postgresql(circular),
        "counter-letters": lambda: letters("", "SQLite"),
    }


def _on_postgresql(measure: Callable[[str, str], list[Row]]) -> list[Row]:
    server = Postgres(durable=True)
    try:
        return measure(server.url(server.create()), "PostgreSQL")
    finally:
        server.remove()


def show(console: Console, rows: Sequence[Row]) -> None:
    """Print the table."""
    by_name = {row.what: row for row in rows}
    table = Table(title="Kairan, measured")
    for heading in ("what", "measured", "must", "aim", "", "beside", "runs", "note"):
        table.add_column(heading, justify="right" if heading in {"measured", "must", "aim"} else "left")
    for row in rows:
        table.add_row(
            row.what,
            f"{figure(row.value)} {row.unit}",
            "" if row.must is None else f"{row.must:,.0f}",
            "" if row.aim is None else f"{row.aim:,.0f}",
            row.verdict.replace("missed", "MISSED"),
            ratio(row, by_name),
            row.spread,
            row.note,
        )
    console.print(table)


def main() -> None:
    """Measure."""
    install_all()
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true", help="one run of two seconds instead of three of five")
    arguments.add_argument("--only", action="append", help="a part's name; may be repeated")
    arguments.add_argument("--write-docs", action="store_true", help="measure nothing: write what was measured")
    chosen = arguments.parse_args()
    if chosen.write_docs:
        write_documents(only=chosen.only or ())
        return
    every = parts(QUICK_S, 1) if chosen.quick else parts(SECONDS, ROUNDS)
    if unknown := set(chosen.only or ()) - set(every):
        sys.exit(f"unknown part {', '.join(unknown)}; there are {', '.join(every)}")
    console, measured = Console(width=220), dict[str, list[Row]]()
    where = machine()
    stay_on_load_core()
    end_in_order()
    for name, measure in every.items():
        if name in (chosen.only or every.keys() - WHEN_NAMED):
            console.print(f"measuring {name} …")
            measured[name], where[meanwhile(name)] = watched(measure)
    console.print(line(where))
    for name in measured:
        console.print(f"{name}: {where[meanwhile(name)]}")
    show(console, [row for rows in measured.values() for row in rows])
    target = keep(where, measured)
    console.print(f"written to {target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target}")


def keep(where: dict[str, str], measured: dict[str, list[Row]]) -> Path:
    """Write the results; returns the file."""
    RESULTS.mkdir(exist_ok=True)
    target = RESULTS / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    rows = [{"part": part, **msgspec.structs.asdict(row)} for part, of_part in measured.items() for row in of_part]
    target.write_text(json.dumps({"machine": where, "rows": rows}, ensure_ascii=False, indent=1))
    return target


if __name__ == "__main__":
    main()
