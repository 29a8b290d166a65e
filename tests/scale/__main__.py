"""`make scale`: replace two nodes behind nginx again and again while people write and read; print what came of it."""

import argparse
import statistics
import sys
import time

from rich.console import Console
from rich.table import Table

from kairan.concerns import install_all
from tests.scale.place import EVERY_WAY, Place, Town
from tests.support.broker import Broker
from tests.support.postgres import Postgres


def main() -> None:
    """Run so many rounds; a round replaces every node once."""
    install_all()
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--readers", type=int, default=20)
    chosen = arguments.parse_args()
    console = Console(width=160, highlight=False)
    postgres, broker = Postgres(), Broker()
    place = Place(postgres, broker)
    try:
        place.add("east")
        place.add("west")
        place.open()
        ways = [EVERY_WAY[number % len(EVERY_WAY)] for number in range(chosen.readers)]
        town, away_s = Town(place, writers=6, readers=ways), list[float]()
        town.begin()
        for number in range(chosen.rounds):
            for node in place.nodes:
                time.sleep(2)
                began = time.monotonic()
                node.stop()
                node.start()
                away_s.append(time.monotonic() - began)
            console.print(f"round {number + 1}: {town.acknowledged} messages acknowledged")
        found = town.end()
    finally:
        place.remove()
        broker.remove()
        postgres.remove()
    table = Table(title="Two nodes behind nginx, replaced under load")
    for heading in ("replaced", "a node was away for", "acknowledged", "not answered", "entries heard", "faults"):
        table.add_column(heading, justify="right")
    heard = sum(len(reader.reading.heard) for reader in town.readers)
    away = f"{statistics.median(away_s):.1f} s"
    counts = (town.acknowledged, town.unanswered.total(), heard, len(found))
    table.add_row(str(len(away_s)), away, *map(str, counts))
    console.print(table)
    for fault in found[:10]:
        console.print(f"{fault.promise}: {fault.how}", markup=False)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
