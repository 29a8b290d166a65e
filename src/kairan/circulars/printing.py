"""The record of a circular on its way to paper (回覧の記録)."""

import msgspec
from sqlalchemy import select

from kairan.circulars.entries import CircularPrinted
from kairan.circulars.finding import hold_circular
from kairan.circulars.model import CircularId, circular_person_table, circular_stream
from kairan.circulars.problems import CircularOver
from kairan.circulars.sheet import as_parts, circular_view
from kairan.circulars.views import CircularPart, CircularView
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import labels, organization_of
from kairan.policy import require

_p = circular_person_table.c


class RecordPrinted(msgspec.Struct, frozen=True, kw_only=True):
    """A circular on its way to paper: every version with all its people, and who printed it when."""

    id: CircularId
    view: CircularView
    people: dict[int, list[CircularPart]]  # by version
    organization: str
    printed_by: str
    printed_at: int


def print_record(db: Db, viewer: Viewer, circular_id: CircularId) -> RecordPrinted:
    """Take out the record of a circular; noted in its stream.

    Problems: CircularNotFound, RefusedByPolicy, CircularOver (it was taken back, by somebody else).
    """
    row = hold_circular(db, viewer, circular_id)
    require(viewer, "download", row.room_class)
    if row.withdrawn_at is not None and row.owner_id != viewer.member_id:
        raise CircularOver
    rows = db.all(select(circular_person_table).where(_p.circular_id == row.id).order_by(_p.version, _p.place))
    people: dict[int, list[CircularPart]] = {}
    for one, part in zip(rows, as_parts(db, rows), strict=True):
        people.setdefault(one.version, []).append(part)
    append(db, circular_stream(circular_id), CircularPrinted(), viewer)
    return RecordPrinted(
        id=circular_id,
        view=circular_view(db, viewer, circular_id),
        people=people,
        organization=organization_of(db, viewer).name,
        printed_by=labels(db, [viewer.member_id])[viewer.member_id].name,
        printed_at=now_ms(),
    )
