"""Who sits at a PC just now (在席): kept for a minute and a half, so that their phone stays silent meanwhile."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, delete, update

from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.upsert import upsert
from kairan.core.realtime import Present
from kairan.core.viewer import MemberId
from kairan.notifications.model import notice_table, presence_table
from kairan.notifications.telling import PRESENT_MS, Tell

KEPT_MS = 3_600_000
_p, _n = presence_table.c, notice_table.c


def note_presence(db: Db, present: Present) -> None:
    """Remember who uses a PC, and let those be told at once who left it."""
    _keep(db, present.here)
    _note_left(db, present.left)


def note_active(db: Db, member_ids: Iterable[MemberId]) -> None:
    """Remember that these people use a PC now."""
    _keep(db, dict.fromkeys(member_ids, now_ms()))


def _keep(db: Db, here: Mapping[MemberId, int]) -> None:
    if here:
        put = upsert(db, presence_table)
        put = put.on_conflict_do_update(index_elements=[_p.member_id], set_={"active_at": put.excluded.active_at})
        db.execute(put, [{"member_id": one, "active_at": at} for one, at in sorted(here.items())])


def _note_left(db: Db, left: Mapping[MemberId, int]) -> None:
    """Forget that they are there, unless they were seen at another node since; what waits only for that is due now."""
    if not left:
        return
    rows = [{"member": one, "last": last} for one, last in sorted(left.items())]
    db.execute(
        delete(presence_table).where(_p.member_id == bindparam("member"), _p.active_at <= bindparam("last")), rows
    )
    now, waiting = now_ms(), 0
    for some in in_batches(sorted(left)):
        soon = (_n.channel == "push") & (_n.due_at > now) & (_n.due_at <= now + PRESENT_MS)
        waiting += db.execute(update(notice_table).where(_n.member_id.in_(some), soon).values(due_at=now)).rowcount
    if waiting:
        enqueue(db, "notifications.push", Tell(), due_at=now, key="push")


def forget_absent(db: Db) -> None:
    """Forget who has not been active for an hour."""
    db.execute(delete(presence_table).where(_p.active_at < now_ms() - KEPT_MS))
