"""What whoever leaves a post writes down for the next: a note in their own words, and what to read first."""

from sqlalchemy import delete, func, insert, or_, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_text
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId, Viewer
from kairan.handovers.entries import HandoverMarked, HandoverSeen, HandoverUnmarked, HandoverWritten
from kairan.handovers.model import (
    COMMENT_LIMIT,
    MARKS_MOST,
    NOTE_LIMIT,
    HandoverId,
    handover_mark_table,
    handover_table,
)
from kairan.handovers.problems import HandoverForStaff, HandoverMarksFull, HandoverNotFound, HandoverTooLong
from kairan.people import member_stream
from kairan.talk.access import Found, find_message
from kairan.talk.model import MessageId

_h, _k = handover_table.c, handover_mark_table.c


def require_staff(viewer: Viewer) -> None:
    """Refuse guests. Problems: HandoverForStaff."""
    if viewer.is_guest:
        raise HandoverForStaff


def draft_of(db: Db, member_id: MemberId) -> HandoverId | None:
    """Return the draft somebody has begun."""
    found: HandoverId | None = db.scalar(select(_h.id).where(_h.member_id == member_id, _h.handed_at.is_(None)))
    return found


def _hold_own(db: Db, viewer: Viewer, handover_id: HandoverId | None) -> HandoverId:
    """Return a hand-over of the viewer's own, locked; None is the draft, which is begun if need be."""
    require_staff(viewer)
    hold(db, member_stream(viewer.member_id))  # two devices begin one draft
    if handover_id is None:
        return draft_of(db, viewer.member_id) or begin(db, viewer, viewer.member_id)
    if db.first(select(_h.id).where(_h.id == handover_id, _h.member_id == viewer.member_id)) is None:
        raise HandoverNotFound
    return handover_id


def begin(db: Db, by: Viewer, member_id: MemberId) -> HandoverId:
    """Begin a draft for somebody of the same body."""
    handover_id, now = HandoverId(new_id()), now_ms()
    mine = {"id": handover_id, "organization_id": by.organization_id, "member_id": member_id}
    db.execute(insert(handover_table).values(mine | {"note": "", "created_at": now, "changed_at": now}))
    return handover_id


def write_note(db: Db, viewer: Viewer, handover_id: HandoverId | None, note: str) -> None:
    """Keep what one wants to tell the successor. Problems: HandoverForStaff, HandoverNotFound, HandoverTooLong."""
    note = bounded_text(note.strip(), NOTE_LIMIT, HandoverTooLong)
    handover_id = _hold_own(db, viewer, handover_id)
    changed = update(handover_table).where(_h.id == handover_id, _h.note != note)
    if db.execute(changed.values(note=note, changed_at=now_ms())).rowcount:
        append(db, member_stream(viewer.member_id), HandoverWritten(note=note), viewer)


def mark_message(
    db: Db, viewer: Viewer, handover_id: HandoverId | None, message_id: MessageId, comment: str | None = None
) -> None:
    """Mark a message one may read for the successor; None leaves the comment as it is.

    Problems: MessageNotFound, HandoverForStaff, HandoverNotFound, HandoverTooLong, HandoverMarksFull.
    """
    found = find_message(db, viewer, message_id)
    handover_id = _hold_own(db, viewer, handover_id)
    said = "" if comment is None else bounded_text(comment.strip(), COMMENT_LIMIT, HandoverTooLong)
    place = {"handover_id": handover_id, "room_no": found.room.no, "seq": found.row.seq}
    made = upsert(db, handover_mark_table)
    marked = made.values(place | {"comment": said, "marked_at": now_ms()})
    if comment is None:
        kept = marked.on_conflict_do_nothing()
    else:
        kept = marked.on_conflict_do_update(
            index_elements=[_k.handover_id, _k.room_no, _k.seq], set_={"comment": said}, where=_k.comment != said
        )
    if not db.execute(kept).rowcount:
        return
    if count_marks(db, handover_id) > MARKS_MOST:
        raise HandoverMarksFull(most=MARKS_MOST)
    _changed(db, handover_id)
    append(db, member_stream(viewer.member_id), HandoverMarked(message_id=message_id, comment=said), viewer)


def count_marks(db: Db, handover_id: HandoverId) -> int:
    """Return how many messages are marked."""
    return int(db.scalar(select(func.count()).where(_k.handover_id == handover_id)) or 0)


def _changed(db: Db, handover_id: HandoverId) -> None:
    db.execute(update(handover_table).where(_h.id == handover_id).values(changed_at=now_ms()))


def unmark_message(db: Db, viewer: Viewer, handover_id: HandoverId | None, message_id: MessageId) -> None:
    """Take a mark away; where there is none nothing happens. Problems: MessageNotFound, HandoverNotFound."""
    found: Found = find_message(db, viewer, message_id)
    handover_id = _hold_own(db, viewer, handover_id)
    here = (_k.handover_id == handover_id) & (_k.room_no == found.room.no) & (_k.seq == found.row.seq)
    if db.execute(delete(handover_mark_table).where(here)).rowcount:
        _changed(db, handover_id)
        append(db, member_stream(viewer.member_id), HandoverUnmarked(message_id=message_id), viewer)


def see(db: Db, viewer: Viewer, handover_id: HandoverId) -> None:
    """Note that somebody opened what was handed to them, or what of theirs went away. Problems: HandoverNotFound."""
    this, me = (_h.id == handover_id) & _h.handed_at.is_not(None), viewer.member_id
    row = db.first(select(_h.successor_id).where(this, or_(_h.successor_id == me, _h.member_id == me)))
    if row is None:
        raise HandoverNotFound
    seen = _h.seen_at if row.successor_id == me else _h.giver_seen_at
    if db.execute(update(handover_table).where(this, seen.is_(None)).values({seen: now_ms()})).rowcount:
        append(db, member_stream(viewer.member_id), HandoverSeen(id=handover_id), viewer)
