"""Write src/kairan/emergency/maps/japan.json, the outline of Japan's municipalities for maps without tiles.

    python tools/make_outline.py MUNICIPALITIES.topojson

The table is a TopoJSON of 国土数値情報（行政区域データ N03）, as simplified by the SmartNews Media Research Institute
(smartnews-smri/japan-topography). What is kept: lines as they are, and of each area its code, name and rings. Lakes
and ground of no municipality (所属未定地) are left out.
"""

import json
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "src/kairan/emergency/maps/japan.json"
SOURCE = "「国土数値情報（行政区域データ）」（国土交通省）をスマートニュース メディア研究所が簡素化したものを加工"


def main(table: Path) -> None:
    topology = json.loads(table.read_text("utf-8"))
    (collection,) = topology["objects"].values()
    transform = topology["transform"]
    outline = {
        "source": SOURCE,
        "scale": transform["scale"],
        "translate": transform["translate"],
        "arcs": [[number for step in arc for number in step] for arc in topology["arcs"]],
        "areas": [area_of(one) for one in collection["geometries"] if one["properties"]["N03_007"]],
    }
    FILE.write_text(json.dumps(outline, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def area_of(geometry: dict[str, Any]) -> list[Any]:
    named = geometry["properties"]
    # Wards stand below their city: 札幌市 北区.
    city, ward = named["N03_003"] or "", named["N03_004"] or ""
    name = city + ward if city.endswith("市") else ward or city
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [named["N03_007"], name, polygons]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
