"""`make simulate`: the first hour of a great earthquake, for a prefecture and for the whole country, as a table."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kairan.concerns import install_all
from simulation.costs import FILE, Costs, load_costs
from simulation.model import FULL, STATIONS, Installation, Load, cores_needed, loads, nodes_needed
from simulation.workload import Act, earthquake

COUNTRY, PREFECTURES = 2_810_000, 47
NAMES = {"loop": "台の本体", "threads": "台の補助", "database": "データベース", "broker": "中継", "line": "台の回線"}
GIVEN = [
    Installation("県 1 つ（2,810 人）、1 台、SQLite", 2_810, "sqlite", 1, 1),
    Installation("県 1 つ（2,810 人）、2 台、PostgreSQL 2 コア", 2_810, "postgresql", 2, 2),
    Installation("県と市町村（6 万人）、2 台、PostgreSQL 4 コア", 60_000, "postgresql", 2, 4),
]
SIZED = [
    ("県と市町村（6 万人）", COUNTRY // PREFECTURES),
    ("全国を一つに（281 万人）", COUNTRY),
]


def main() -> None:
    """Simulate everything and print one table."""
    install_all()
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--costs", type=Path, default=FILE, help="measured costs (simulation/costs.json)")
    costs = load_costs(arguments.parse_args().costs)
    acts = earthquake()
    print(f"費用: {costs.machine}、測定時の負荷 {costs.load:g}\n")
    print("| 構成 | " + " | ".join(NAMES[station] for station in STATIONS) + " |")
    print("|---|" + "---|" * len(STATIONS))
    for installation in (*GIVEN, *(_sized(name, accounts, acts, costs) for name, accounts in SIZED)):
        found = loads(installation, acts, costs)
        cells = [_cell(found[station]) if station in found else "" for station in STATIONS]
        print(f"| {installation.name} | " + " | ".join(cells) + " |")
    print(f"\n最も忙しい 1 分間の使用率（待ちの 99 % 値、最長）。台数とコア数は、使用率 {FULL:.0%} までで求めた。")


def _sized(name: str, accounts: int, acts: Sequence[Act], costs: Costs) -> Installation:
    """Return what it takes for so many accounts."""
    blank = Installation(name, accounts, "postgresql", 1, 1)
    nodes = nodes_needed(blank, acts, costs)
    cores = cores_needed(blank, acts, costs)
    return Installation(f"{name}、{nodes:,} 台、PostgreSQL {cores:,} コア", accounts, "postgresql", nodes, cores)


def _cell(load: Load) -> str:
    return f"{load.busiest:.0%}（{_time(load.p99_s)}、{_time(load.longest_s)}）"


def _time(seconds: float) -> str:
    if seconds < 1:
        return f"{seconds * 1_000:.0f} ミリ秒"
    return f"{seconds:.0f} 秒" if seconds < 120 else f"{seconds / 60:.0f} 分"


if __name__ == "__main__":
    main()
