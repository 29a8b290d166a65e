"""Writing down whom the gateway is to reach: in the transaction of the telling, sent after its commit."""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, exists, func, insert, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_ids
from kairan.core.kit.jobs import enqueue
from kairan.emergency.broadcasts.model import BroadcastId
from kairan.emergency.broadcasts.outside import OutsideWay
from kairan.emergency.broadcasts.plan import Way
from kairan.emergency.contacts.model import emergency_contact_table
from kairan.emergency.gateway.model import dispatch_table
from kairan.people import member_table

SEND = "emergency.dispatch"
_e, _m, _d = emergency_contact_table.c, member_table.c, dispatch_table.c
has_own_phone: ColumnElement[bool] = exists(select(_e.member_id).where(_e.member_id == _m.id, _e.has_phone))


class Dispatch(msgspec.Struct, frozen=True):
    """The body of the job that sends what waits; numbers and words do not travel through the jobs."""

    broadcast_id: BroadcastId
    way: Way


def _writing(way: Way) -> OutsideWay:
    def write(db: Db, row: Record, member_ids: Sequence[str], telling: int) -> None:
        with_phone = select(_e.member_id).where(_e.member_id.in_(member_ids), _e.has_phone)
        reached = sorted(db.scalars(with_phone))
        now = now_ms()
        rows = [
            {
                "id": dispatch_id,
                "broadcast_id": row.id,
                "member_id": member_id,
                "way": way,
                "telling": telling,
                "state": "waiting",
                "tries": 0,
                "changed_at": now,
            }
            for dispatch_id, member_id in zip(new_ids(len(reached)), reached, strict=True)
        ]
        if rows:
            db.execute(insert(dispatch_table), rows)
            enqueue(db, SEND, Dispatch(row.id, way), key=f"{row.id}:{way}")

    def count(db: Db, broadcast_id: str) -> Mapping[str, int]:
        counted = select(_d.state, func.count()).where(_d.broadcast_id == broadcast_id, _d.way == way)
        return {row[0]: row[1] for row in db.execute(counted.group_by(_d.state))}

    return OutsideWay(way=way, reaches=has_own_phone, write=write, count=count)


SMS, VOICE = _writing("sms"), _writing("voice")
