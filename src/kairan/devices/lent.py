"""What the body lends (公用の端末): known by a code that an administrator issued for an inventory number."""

import secrets
from collections.abc import Iterable

from sqlalchemy import delete, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.devices.entries import LentIssued, LentWithdrawn
from kairan.devices.problems import LentTooMany
from kairan.people import member_table, organization_stream, require_task
from kairan.people.founding import checked_name
from kairan.sessions.device_model import LentDevice, device_table, lent_device_table

LENT_MOST = 5_000
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike on paper
_CODE = 10

_l, _d, _m = lent_device_table.c, device_table.c, member_table.c


def issue_lent(db: Db, viewer: Viewer, numbers: Iterable[str]) -> list[LentDevice]:
    """Issue codes for inventory numbers; one that has a code keeps it. Problems: RoleNeeded, NameEmpty, LentTooMany."""
    require_task(viewer, "devices")
    hold(db, organization_stream(viewer.organization_id))
    known = {one.number for one in lent_devices(db, viewer)}
    new = sorted({checked_name(number) for number in numbers} - known)
    if len(known) + len(new) > LENT_MOST:
        raise LentTooMany(most=LENT_MOST)
    rows = [
        {
            "organization_id": viewer.organization_id,
            "number": number,
            "code": "".join(secrets.choice(_LETTERS) for _ in range(_CODE)),
            "issued_at": now_ms(),
            "issued_by": viewer.member_id,
        }
        for number in new
    ]
    if rows:
        db.execute(insert(lent_device_table), rows)
        append(db, organization_stream(viewer.organization_id), LentIssued(numbers=new), viewer)
    return lent_devices(db, viewer)


def withdraw_lent(db: Db, viewer: Viewer, number: str) -> list[LentDevice]:
    """Take a number out of the list: its code is void; a device that used it stays as it is. Problems: RoleNeeded."""
    require_task(viewer, "devices")
    this = (_l.organization_id == viewer.organization_id) & (_l.number == number)
    if db.execute(delete(lent_device_table).where(this)).rowcount:
        append(db, organization_stream(viewer.organization_id), LentWithdrawn(number=number), viewer)
    return lent_devices(db, viewer)


def lent_devices(db: Db, viewer: Viewer) -> list[LentDevice]:
    """Return what the body lends, by number. Problems: RoleNeeded."""
    require_task(viewer, "devices")
    rows = db.all(
        select(_l.number, _l.code, _l.issued_at, _l.device_id, _m.name)
        .outerjoin(device_table, _d.id == _l.device_id)
        .outerjoin(member_table, _m.id == _d.member_id)
        .where(_l.organization_id == viewer.organization_id)
        .order_by(_l.number)
    )
    return [LentDevice(number=row[0], code=row[1], issued_at=row[2], device_id=row[3], person=row[4]) for row in rows]


def use_code(db: Db, viewer: Viewer, code: str, device_id: str) -> bool:
    """Use the code of something lent for a device, once; whether it was one."""
    typed = "".join(code.split()).lower()
    free = (_l.organization_id == viewer.organization_id) & (_l.code == typed) & _l.device_id.is_(None)
    used = db.execute(update(lent_device_table).where(free).values(device_id=device_id)) if typed else None
    return used is not None and used.rowcount == 1
