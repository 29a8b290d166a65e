"""My Numbers (個人番号) in rooms: refused, unless the body allows them in a room; how often they were, by day."""

from sqlalchemy import Column, Integer, String, Table, func, select

from kairan.core.journal import Body
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, metadata
from kairan.core.kit.days import day_of
from kairan.core.kit.national_numbers import MyNumberRefused, holds_my_number, refuse_my_number
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import OrganizationId
from kairan.talk.model import Room, RoomId, room_table

LATELY_MS = 30 * 86_400_000

my_number_refusal_table = Table(
    "my_number_refusal",
    metadata,
    Column("organization_id", String(13), primary_key=True),
    Column("day", String(10), primary_key=True),  # of Japan
    Column("tries", Integer, nullable=False),
)
_n = my_number_refusal_table.c


class MyNumbersAllowed(Body, frozen=True):
    """An administrator let My Numbers be written in a room, or no more."""

    kind = "room.my_numbers_allowed"
    room_id: RoomId
    room: str
    allowed: bool


def require_no_my_number(room: Room, *texts: str) -> None:
    """Refuse texts with a My Number where the body has not allowed them. Problems: MyNumberRefused."""
    if not room.my_numbers:
        refuse_my_number(*texts)


def require_no_my_number_in(db: Db, room_id: str | None, *texts: str) -> None:
    """Refuse texts with a My Number, unless they are of a room where the body has allowed them.

    Problems: MyNumberRefused.
    """
    if not any(holds_my_number(text) for text in texts):
        return
    _r = room_table.c
    if room_id is None or not db.scalar(select(_r.my_numbers).where(_r.id == room_id)):
        raise MyNumberRefused


def count_refused(db: Db, organization_id: OrganizationId, why: str, tries: int) -> None:
    """Count what was refused in a body, by day; whose it was stands on record, as of every refusal."""
    if why != MyNumberRefused.code:
        return
    values = {"organization_id": organization_id, "day": day_of(now_ms()), "tries": tries}
    put = upsert(db, my_number_refusal_table).values(values)
    db.execute(put.on_conflict_do_update(index_elements=[_n.organization_id, _n.day], set_={"tries": _n.tries + tries}))


def refused_lately(db: Db, organization_id: OrganizationId) -> int:
    """Return how often My Numbers were refused in a body in the last thirty days, forms not counted."""
    mine = (_n.organization_id == organization_id) & (_n.day > day_of(now_ms() - LATELY_MS))
    return int(db.scalar(select(func.coalesce(func.sum(_n.tries), 0)).where(mine)))
