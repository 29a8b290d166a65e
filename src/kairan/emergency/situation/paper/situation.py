"""A situation report on paper."""

from collections.abc import Mapping
from pathlib import Path

from kairan.applications.paper.layout import around, inked
from kairan.core.kit.typesetting.glyphs import Printable
from kairan.emergency.situation.cells import NOTE, ORDER_HEAD, facts, heading, marks, order_rows, said
from kairan.emergency.situation.writing import SituationTakenOut

TEMPLATE = Path(__file__).parent / "situation.typ"


def situation_paper(out: SituationTakenOut) -> Mapping[str, object]:
    """Return a report for the template."""
    ink, view = Printable(), out.view
    content = {
        "organization": ink(out.organization),
        "heading": ink(heading(out)),
        "footer": ink(f"{out.incident}　{view.title}　第{view.number}報"),
        "marks": [ink(one) for one in marks(out)],
        "facts": inked(ink, facts(out)),
        "groups": [
            {
                "label": ink(group.label),
                "items": [
                    {
                        "label": ink(item.label),
                        "value": ink(_with_unit(said(view, item), item.unit)),
                        "is_long": item.type == "text",
                    }
                    for item in group.items
                ],
            }
            for group in view.groups
        ],
        "order_head": [ink(one) for one in ORDER_HEAD] if view.has_orders else [],
        "orders": [[ink(_with_unit(cell, "")) for cell in row] for row in order_rows(view)],
        "note": ink(NOTE),
    }
    words = {"replaced": "この書面で表せない文字"}
    return content | around(ink, heading(out), out.organization, "ja", words)


def _with_unit(value: int | float | str, unit: str) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,} {unit}".strip()
