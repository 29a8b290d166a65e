"""Threads: who follows one, and how far she has read in it."""

from sqlalchemy import insert, select, update

from kairan.kit.database import Db
from kairan.talk.model import thread_mark_table
from kairan.viewer import MemberId

_t = thread_mark_table.c


def follow_thread(db: Db, room_no: int, root_seq: int, member_id: MemberId, n: int) -> None:
    """Let a member follow a thread, read up to `n`; who follows it already keeps her mark."""
    place = (_t.room_no == room_no) & (_t.root_seq == root_seq) & (_t.member_id == member_id)
    if db.first(select(_t.n).where(place)) is None:
        db.execute(
            insert(thread_mark_table).values(room_no=room_no, root_seq=root_seq, member_id=member_id, n=max(0, n))
        )


def move_thread_mark(db: Db, room_no: int, root_seq: int, member_id: MemberId, n: int) -> bool:
    """Move a follower's mark forward; true when it moved."""
    moved = db.execute(
        update(thread_mark_table)
        .where(_t.room_no == room_no, _t.root_seq == root_seq, _t.member_id == member_id, _t.n < n)
        .values(n=n)
    )
    return moved.rowcount > 0
