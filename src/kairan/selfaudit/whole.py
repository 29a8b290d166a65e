"""The whole state recounted, for `kairan verify`: every room and every body, one after the other."""

from collections.abc import Callable, Iterator

from sqlalchemy import func, select

from kairan.core.journal.model import stream_table
from kairan.core.journal.verify import Fault
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId
from kairan.people import organization_table
from kairan.selfaudit.application_files import application_file_faults
from kairan.selfaudit.applications import application_faults, form_faults, sum_faults
from kairan.selfaudit.bodies import body_faults
from kairan.selfaudit.cases import case_faults
from kairan.selfaudit.circulars import circular_faults
from kairan.selfaudit.payments import charge_faults
from kairan.selfaudit.places import place_faults
from kairan.selfaudit.rooms import ROOM_MISSING, room_faults
from kairan.selfaudit.tasks import task_faults
from kairan.talk.model import room_table

PAGE = 500

_r, _o, _s = room_table.c, organization_table.c, stream_table.c


def state_faults(db: Db, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Iterator[Fault]:
    """Yield everything that the tables say and the record does not, and the other way round."""
    rooms = db.scalar(select(func.count()).select_from(room_table))
    bodies = [OrganizationId(one) for one in db.scalars(select(_o.id).order_by(_o.id))]
    total = rooms + len(bodies)
    for done, organization_id in enumerate(bodies):
        yield from body_faults(db, organization_id)
        progress(done + 1, total)
    yield from _without_a_row(db)
    yield from form_faults(db)
    yield from application_faults(db)
    yield from place_faults(db)
    yield from sum_faults(db)
    yield from case_faults(db)
    yield from application_file_faults(db)
    yield from charge_faults(db)
    yield from circular_faults(db)
    yield from task_faults(db)
    done, after = len(bodies), -1
    while page := db.all(select(room_table).where(_r.no > after).order_by(_r.no).limit(PAGE)):
        for room in page:
            yield from room_faults(db, room)
            done += 1
        progress(done, total)
        after = page[-1].no


def _without_a_row(db: Db) -> Iterator[Fault]:
    """Streams of rooms and bodies that are in no table any more."""
    rooms = select(_s.name, _s.seq).outerjoin(room_table, _r.no == _s.no)
    for name, seq in db.execute(rooms.where(_s.name.startswith("room:"), _r.no.is_(None))):
        yield Fault(name, seq, ROOM_MISSING)
    known = {f"organization:{one}" for one in db.scalars(select(_o.id))} | {"organization:0installation"}
    for name, seq in db.execute(select(_s.name, _s.seq).where(_s.name.startswith("organization:"))):
        if name not in known:
            yield Fault(name, seq, "organisation of a record is missing / 記録にある団体がありません")
