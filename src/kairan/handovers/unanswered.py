"""Mentions that wait for an answer: whoever was called by name has neither written after it nor reacted to it."""

from collections.abc import Collection
from itertools import islice

from sqlalchemy import and_, func, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, Viewer
from kairan.handovers.model import MENTIONS_SHOWN
from kairan.talk.access import in_readable
from kairan.talk.model import membership_table, mention_table, message_table, present, reaction_table

_msg, _mn, _ms, _rc = message_table.c, mention_table.c, membership_table.c, reaction_table.c
YEAR_MS = 366 * 86_400_000
LOOKED_AT = 500  # of the newest mentions


def unanswered(db: Db, reader: Viewer, called: MemberId) -> list[Record]:
    """Return the newest messages that call somebody and wait, as far as the reader may read them; one too many.

    Answered is what they, or the reader in their place, reacted to, replied to, or wrote after in the same thread or,
    outside of threads, in the same room. Looks a year back.
    """
    rows = db.all(
        select(message_table)
        .join(mention_table, and_(_mn.room_no == _msg.room_no, _mn.seq == _msg.seq))
        .join(membership_table, and_(_ms.room_no == _msg.room_no, _ms.member_id == reader.member_id, present))
        .where(_mn.kind == "person", _mn.target_id == called, _msg.author_id != called)
        .where(_msg.seq >= _ms.sees_from, _msg.removed_at.is_(None), _msg.at > now_ms() - YEAR_MS)
        .where(in_readable(reader, _msg.room_no))
        .order_by(_msg.at.desc(), _msg.id.desc())
        .limit(LOOKED_AT)
    )
    if not rows:
        return []
    who = {called, reader.member_id}
    rooms = {row.room_no for row in rows}
    last, reacted = _last_words(db, rooms, who), _reacted(db, rooms, who)
    waiting = (
        row
        for row in rows
        if (row.room_no, row.seq) not in reacted
        and last.get((row.room_no, row.root_seq), 0) < row.seq
        and (row.room_no, row.seq) not in last
    )
    return list(islice(waiting, MENTIONS_SHOWN + 1))


def _last_words(db: Db, rooms: Collection[int], who: Collection[MemberId]) -> dict[tuple[int, int | None], int]:
    """Return where some people wrote last, by room and thread; a thread is named by its first message."""
    rows = db.all(
        select(_msg.room_no, _msg.root_seq, func.max(_msg.seq))
        .where(_msg.author_id.in_(who), _msg.room_no.in_(rooms), _msg.removed_at.is_(None))
        .group_by(_msg.room_no, _msg.root_seq)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _reacted(db: Db, rooms: Collection[int], who: Collection[MemberId]) -> set[tuple[int, int]]:
    rows = db.all(select(_rc.room_no, _rc.seq).where(_rc.room_no.in_(rooms), _rc.member_id.in_(who)))
    return {(row[0], row[1]) for row in rows}
