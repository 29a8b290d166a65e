"""Handing over at the hour of a list of moves, in its transaction; and back, when the list is taken back."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, delete, insert, literal, select, update

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId, Viewer
from kairan.handovers.entries import HandedOver, HandoverArrived, HandoverReturned
from kairan.handovers.model import HandoverId, handover_mark_table, handover_room_table, handover_table
from kairan.handovers.preparing import begin, count_marks, draft_of
from kairan.people import department_table, member_stream, organization_stream, people_named, post_table
from kairan.talk.model import membership_table, present, room_table
from kairan.transfers.model import ListId
from kairan.transfers.succession import Succession

_h, _k, _hr = handover_table.c, handover_mark_table.c, handover_room_table.c
_ms, _r, _p, _d = membership_table.c, room_table.c, post_table.c, department_table.c


def hand_over(db: Db, by: Viewer, list_id: ListId, successions: Sequence[Succession]) -> None:
    """Give each successor what was prepared for them, or at least the rooms; before anybody moves."""
    ids = {one for pair in successions for one in (pair.predecessor_id, pair.successor_id)}
    names = {person.id: person.name for person in people_named(db, sorted(ids))}
    for pair in successions:
        handover_id = draft_of(db, pair.predecessor_id) or begin(db, by, pair.predecessor_id)
        post = db.first(_MAIN_POST, {"holder_id": pair.predecessor_id})
        now = {"handed_at": now_ms(), "list_id": list_id, "successor_id": pair.successor_id, "seen_at": None}
        now["giver_seen_at"] = None
        about = {"department": post[0] if post else None, "title": post[1] if post else None}
        db.execute(update(handover_table).where(_h.id == handover_id).values(now | about))
        _keep_rooms(db, handover_id, pair.predecessor_id)
        handed = HandedOver(
            id=pair.predecessor_id,
            name=names[pair.predecessor_id],
            successor_id=pair.successor_id,
            successor=names[pair.successor_id],
        )
        append(db, organization_stream(by.organization_id), handed, by)
        for told in (pair.successor_id, pair.predecessor_id):
            append(db, member_stream(told), HandoverArrived(), by)


_MAIN_POST = (
    select(_d.name, _p.title)
    .join(department_table, _d.id == _p.department_id)
    .where(_p.member_id == bindparam("holder_id"), _p.is_main)
)


def _keep_rooms(db: Db, handover_id: HandoverId, member_id: MemberId) -> None:
    """Remember the group rooms somebody is in, and of which they are master."""
    theirs = (
        select(literal(handover_id), _ms.room_no, _ms.role)
        .join(room_table, _r.no == _ms.room_no)
        .where(_ms.member_id == member_id, present, _r.kind == "group")
    )
    db.execute(insert(handover_room_table).from_select(["handover_id", "room_no", "role"], theirs))


def take_back(db: Db, by: Viewer, list_id: ListId, kept: Collection[MemberId]) -> None:
    """Make drafts again of what a list handed over; who was changed since keeps what they got."""
    rows = db.all(select(_h.id, _h.member_id, _h.successor_id, _h.note).where(_h.list_id == list_id))
    gone = [row for row in rows if row.successor_id not in kept]
    names = {person.id: person.name for person in people_named(db, [row.member_id for row in gone])}
    for row in gone:
        db.execute(delete(handover_room_table).where(_hr.handover_id == row.id))
        _into_draft(db, HandoverId(row.id), MemberId(row.member_id), row.note)
        returned = HandoverReturned(id=row.member_id, name=names[row.member_id])
        append(db, organization_stream(by.organization_id), returned, by)
        for told in (row.successor_id, row.member_id):
            append(db, member_stream(told), HandoverArrived(), by)


def _into_draft(db: Db, handover_id: HandoverId, member_id: MemberId, note: str) -> None:
    """Let a hand-over be a draft again; where the person has begun another, the two become one."""
    other, this = draft_of(db, member_id), _h.id == handover_id
    if other is None and (note or count_marks(db, handover_id)):
        again = {"handed_at": None, "list_id": None, "successor_id": None, "seen_at": None}
        db.execute(update(handover_table).where(this).values(again | {"department": None, "title": None}))
        return
    if other is not None:
        _join(db, handover_id, other, note)
    db.execute(delete(handover_mark_table).where(_k.handover_id == handover_id))
    db.execute(delete(handover_table).where(this))


def _join(db: Db, old: HandoverId, draft: HandoverId, note: str) -> None:
    newer = db.scalar(select(_h.note).where(_h.id == draft))
    joined = "\n\n".join(text for text in (note, newer) if text)
    db.execute(update(handover_table).where(_h.id == draft).values(note=joined))
    columns = ["handover_id", "room_no", "seq", "comment", "marked_at"]
    marks = select(literal(draft), _k.room_no, _k.seq, _k.comment, _k.marked_at).where(_k.handover_id == old)
    made = upsert(db, handover_mark_table)
    db.execute(made.from_select(columns, marks).on_conflict_do_nothing())
