"""Who sits at a PC just now (在席): kept for a minute and a half, so that their phone stays silent meanwhile."""

from collections.abc import Iterable

from sqlalchemy import delete

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId
from kairan.notifications.model import presence_table

KEPT_MS = 3_600_000
_p = presence_table.c


def note_active(db: Db, member_ids: Iterable[MemberId]) -> None:
    """Remember that these people use a PC now."""
    now = now_ms()
    rows = [{"member_id": one, "active_at": now} for one in sorted(set(member_ids))]
    if rows:
        put = upsert(db, presence_table)
        put = put.on_conflict_do_update(index_elements=[_p.member_id], set_={"active_at": put.excluded.active_at})
        db.execute(put, rows)


def forget_absent(db: Db) -> None:
    """Forget who has not been active for an hour."""
    db.execute(delete(presence_table).where(_p.active_at < now_ms() - KEPT_MS))
