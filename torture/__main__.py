"""`make torture`: try to lose messages, on SQLite and on two nodes over PostgreSQL, and print what came of it."""

import argparse
import sys
import time

from rich.console import Console
from rich.table import Table

from kairan.concerns import install_all
from torture.checker import CHECKS
from torture.run import Outcome, torture
from torture.shrink import minimal, told
from torture.worlds import WORLDS

SHOWN = 5  # faults, each with its smallest history


def main() -> None:
    """Run every world, or the one asked for."""
    install_all()
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=60.0, help="of trouble in each world (60)")
    arguments.add_argument("--world", choices=WORLDS, action="append", help="may be repeated")
    arguments.add_argument("--seed", type=int, default=int(time.time()), help="repeats the choices of an earlier run")
    chosen = arguments.parse_args()
    console = Console(width=200, highlight=False)
    outcomes: dict[str, Outcome] = {}
    for name in chosen.world or WORLDS:
        console.print(f"{name}, seed {chosen.seed}")
        world = WORLDS[name]()
        try:
            outcomes[name] = torture(world, chosen.seconds, chosen.seed, lambda what: console.print(f"  {what}"))
        finally:
            world.remove()
        if outcomes[name].faults:
            console.print(f"  what the servers wrote is in {world.folder}")
        else:
            world.forget()
    _show(console, outcomes)
    sys.exit(any(outcome.faults for outcome in outcomes.values()))


def _show(console: Console, outcomes: dict[str, Outcome]) -> None:
    table = Table(title="Kairan, tortured")
    for heading in (
        "world",
        "troubles",
        "acknowledged",
        "attempts nobody answered",
        "entries heard",
        "shown",
        "faults",
    ):
        table.add_column(heading, justify="left" if heading == "world" else "right")
    for name, outcome in outcomes.items():
        counts = (
            outcome.troubles,
            outcome.acknowledged,
            outcome.repeated,
            outcome.heard,
            outcome.shown,
            len(outcome.faults),
        )
        table.add_row(name, *map(str, counts))
    console.print(table)
    for name, outcome in outcomes.items():
        for fault in outcome.faults[:SHOWN]:
            console.print(f"{name}: {fault.promise}: {fault.how}", markup=False)
            if fault.promise in CHECKS:
                console.print(
                    *(f"    {line}" for line in told(minimal(outcome.history, fault))), sep="\n", markup=False
                )


if __name__ == "__main__":
    main()
