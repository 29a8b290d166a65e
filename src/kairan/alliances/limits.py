"""What all bodies of an alliance allow in its rooms: of each thing, what the strictest of them says."""

from sqlalchemy import case, func, select

from kairan.alliances.model import AllianceLimitsTold, alliance_body_table
from kairan.core.kit.database import Db
from kairan.talk.alliance_rooms import AllianceLimits
from kairan.talk.model import AllianceId

_b = alliance_body_table.c


def limits_of(db: Db, alliance_id: AllianceId) -> AllianceLimits:
    """Return what the strictest joined body allows; where none is left, the least."""
    row = db.first(
        select(
            func.min(_b.class_most),
            func.min(case((_b.files, 1), else_=0)),
            func.min(case((_b.passing_on, 1), else_=0)),
            func.min(case((_b.guests, 1), else_=0)),
        ).where(_b.alliance_id == alliance_id, _b.state == "joined")
    )
    if row is None or row[0] is None:
        return AllianceLimits(class_most=1, files=False, passing_on=False, guests=False)
    return AllianceLimits(class_most=row[0], files=bool(row[1]), passing_on=bool(row[2]), guests=bool(row[3]))


def told(limits: AllianceLimits) -> AllianceLimitsTold:
    """Return the same as it is told."""
    return AllianceLimitsTold(
        class_most=limits.class_most, files=limits.files, passing_on=limits.passing_on, guests=limits.guests
    )
