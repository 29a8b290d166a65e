"""`make bench`: measure, print a table, write JSON. `--quick` for a first look; `--only posts` for one part."""

import argparse
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from bench.measures import Row, fan_out, idle, posts, resume
from bench.roster import roster_import
from bench.serving import stay_on_load_core
from tests.support.postgres import Postgres

RESULTS = Path(__file__).parent / "results"


def parts(seconds: float) -> dict[str, Callable[[], list[Row]]]:
    """Return every part by name."""
    return {
        "posts": lambda: posts("", "SQLite", seconds),
        "posts-postgresql": lambda: _on_postgresql(seconds),
        "fan-out": lambda: fan_out(seconds),
        "resume": lambda: resume(3),
        "idle": lambda: idle(900),
        "import": lambda: roster_import("", "SQLite"),
    }


def _on_postgresql(seconds: float) -> list[Row]:
    server = Postgres()
    try:
        return posts(server.url(server.create()), "PostgreSQL", seconds)
    finally:
        server.remove()


def machine() -> dict[str, str]:
    """Describe what was measured on."""
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "processor": model,
        "kernel": platform.release(),
        "python": platform.python_version(),
        "kairan": version("kairan"),
        "commit": commit.stdout.strip(),
        "sqlalchemy": version("sqlalchemy"),
        "uvicorn": version("uvicorn"),
    }


def show(console: Console, rows: list[Row]) -> None:
    """Print the table."""
    table = Table(title="Kairan, measured")
    for heading in ("what", "measured", "must", "aim", "", "note"):
        table.add_column(heading, justify="right" if heading in {"measured", "must", "aim"} else "left")
    for row in rows:
        verdict = "" if row.holds is None else ("holds" if row.holds else "MISSED")
        table.add_row(
            row.what,
            f"{row.value:,.2f} {row.unit}" if row.value < 100 else f"{row.value:,.0f} {row.unit}",
            "" if row.must is None else f"{row.must:,.0f}",
            "" if row.aim is None else f"{row.aim:,.0f}",
            verdict,
            row.note,
        )
    console.print(table)


def main() -> None:
    """Measure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="two seconds for each load instead of ten")
    arguments.add_argument("--only", action="append", help="a part's name; may be repeated")
    chosen = arguments.parse_args()
    stay_on_load_core()
    every = parts(2.0 if chosen.quick else 10.0)
    if unknown := set(chosen.only or ()) - set(every):
        sys.exit(f"unknown part {', '.join(unknown)}; there are {', '.join(every)}")
    console, rows = Console(width=200), list[Row]()
    for name, measure in every.items():
        if not chosen.only or name in chosen.only:
            console.print(f"measuring {name} …")
            rows += measure()
    show(console, rows)
    RESULTS.mkdir(exist_ok=True)
    target = RESULTS / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    result = {"machine": machine(), "rows": [msgspec.structs.asdict(row) for row in rows]}
    target.write_text(json.dumps(result, ensure_ascii=False, indent=1))
    console.print(f"written to {target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target}")


if __name__ == "__main__":
    main()
