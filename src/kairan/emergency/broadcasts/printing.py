"""A broadcast's result on its way to paper: figures, and those to look after; all others stand in the CSV."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select

from kairan.core.journal import append
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.counting import TROUBLED, is_waited_for
from kairan.emergency.broadcasts.entries import BroadcastTaken
from kairan.emergency.broadcasts.figures import broadcast_figures
from kairan.emergency.broadcasts.finding import broadcast_stream, led, within_reach
from kairan.emergency.broadcasts.model import BroadcastId, broadcast_person_table
from kairan.emergency.broadcasts.queries import broadcast_view
from kairan.emergency.broadcasts.views import BroadcastFigures, BroadcastView
from kairan.emergency.broadcasts.watching import rows_of
from kairan.people import labels, organization_of

_bp = broadcast_person_table.c
PRINTED_MOST = bounded("emergency.printed_people", 1_000, "drop", "the others, of whom the paper says so; CSV has all")
CELLS = (1, 3, 4, 9, 15, 17)
"""Of a row of the table: name, department, step, answer, place, comment."""


class BroadcastPrinted(msgspec.Struct, frozen=True, kw_only=True):
    """A broadcast with its figures, the people to look after, and who printed it when."""

    view: BroadcastView
    figures: BroadcastFigures
    people: list[list[str]]
    left_out: int
    organization: str
    printed_by: str
    printed_at: int


def print_broadcast(db: Db, viewer: Viewer, broadcast_id: BroadcastId) -> BroadcastPrinted:
    """Take out a broadcast's result; noted in its stream. Problems: RoleNeeded, BroadcastNotFound."""
    row = led(db, viewer, broadcast_id)
    to_look_after = is_waited_for(row.asked) | _bp.choice.in_(TROUBLED)
    rows = rows_of(db, viewer, row, to_look_after, PRINTED_MOST)
    here = (_bp.broadcast_id == row.id, to_look_after, within_reach(viewer))
    all_of_them = int(db.scalar(select(func.count()).where(*here)) or 0)
    append(db, broadcast_stream(row.id), BroadcastTaken(form="pdf"), viewer)
    return BroadcastPrinted(
        view=broadcast_view(db, viewer, broadcast_id),
        figures=broadcast_figures(db, viewer, broadcast_id),
        people=[_cells(cells) for cells in rows],
        left_out=all_of_them - len(rows),
        organization=organization_of(db, viewer).name,
        printed_by=labels(db, [viewer.member_id])[viewer.member_id].name,
        printed_at=now_ms(),
    )


def _cells(row: Sequence[object]) -> list[str]:
    *first, place, comment = (str(row[number]) for number in CELLS)
    return [*first, "　".join(one for one in (place, comment) if one)]
