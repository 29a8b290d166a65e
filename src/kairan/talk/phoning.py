"""Phoning those who have not read a message, or not confirmed it, several together (電話連絡の分担).

Whoever works on the list takes somebody before they phone, so that nobody is phoned twice. What is noted stands in the
room's stream; whoever reads meanwhile is off the list by themselves.
"""

from sqlalchemy import ColumnElement, and_, insert, select, update

from kairan.core.journal import Body, append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, Viewer
from kairan.people import people_named, people_seen
from kairan.policy import may, require
from kairan.talk.access import Found, find_message, hold_message
from kairan.talk.confirmations import awaited_among
from kairan.talk.entries import PhoneNoted, PhoneReleased, PhoneTaken
from kairan.talk.model import MessageId
from kairan.talk.phone_model import ACTS_MOST, TAKEN_MS, Outcome, PhoneCall, PhoneList, PhoneNote, phone_call_table
from kairan.talk.problems import (
    MessageGone,
    PhonedAlready,
    PhonedTooOften,
    PhoneNotNeeded,
    PhoneNotYours,
    TakenByAnother,
)
from kairan.talk.reading import unread_by

_ph = phone_call_table.c


def phone_list(db: Db, viewer: Viewer, message_id: MessageId) -> PhoneList:
    """Return who phones whom about a message; guests are shown nothing of it. Problems: MessageNotFound."""
    found = find_message(db, viewer, message_id)
    if viewer.is_guest:
        return PhoneList(may_phone=False, calls=[])
    rows = [row for row in _calls(db, found) if _stands(row)]
    people = {one.id: one for one in people_seen(db, viewer, {row.by_id for row in rows})}
    calls = [PhoneCall(member_id=row.member_id, by=people[row.by_id], at=row.at, outcome=_outcome(row)) for row in rows]
    is_open = found.room.archived_at is None and found.row.removed_at is None
    return PhoneList(may_phone=is_open and may(viewer, "write", found.room.room_class), calls=calls)


def take(db: Db, viewer: Viewer, message_id: MessageId, member_id: MemberId, note: PhoneNote) -> PhoneList:
    """Take somebody to phone, or note what came of it; of two at once one has them, and the other is told who.

    Whom nobody has reached within half an hour, another may take, as may be whoever was absent. What is said twice
    changes nothing. Problems: MessageNotFound, RoomArchivedAlready, MessageGone, PhoneNotYours, PhoneNotNeeded,
    TakenByAnother, PhonedAlready, PhonedTooOften.
    """
    found = _held(db, viewer, message_id)
    _require_needed(db, found, member_id)
    row = db.first(select(phone_call_table).where(_place(found, member_id)))
    if row is not None and row.by_id == viewer.member_id and row.outcome == note.outcome and _stands(row):
        return phone_list(db, viewer, message_id)
    _require_free(db, viewer, row)
    body: Body = PhoneTaken(id=message_id, member_id=member_id)
    if note.outcome is not None:
        body = PhoneNoted(id=message_id, member_id=member_id, outcome=note.outcome)
    _keep(db, viewer, found, member_id, row, body, note.outcome)
    return phone_list(db, viewer, message_id)


def release(db: Db, viewer: Viewer, message_id: MessageId, member_id: MemberId) -> PhoneList:
    """Give somebody back whom one took, or take back what one noted; of what is not one's own nothing changes.

    Problems: MessageNotFound, RoomArchivedAlready, MessageGone, PhoneNotYours, PhonedTooOften.
    """
    found = _held(db, viewer, message_id)
    row = db.first(select(phone_call_table).where(_place(found, member_id)))
    if row is not None and row.by_id == viewer.member_id:
        _keep(db, viewer, found, member_id, row, PhoneReleased(id=message_id, member_id=member_id), None, is_back=True)
    return phone_list(db, viewer, message_id)


def _held(db: Db, viewer: Viewer, message_id: MessageId) -> Found:
    found = hold_message(db, viewer, message_id)
    require(viewer, "write", found.room.room_class)
    if viewer.is_guest:
        raise PhoneNotYours
    if found.row.removed_at is not None:
        raise MessageGone
    return found


def _place(found: Found, member_id: MemberId) -> ColumnElement[bool]:
    return and_(_ph.room_no == found.room.no, _ph.seq == found.row.seq, _ph.member_id == member_id)


def _calls(db: Db, found: Found) -> list[Record]:
    here = select(phone_call_table).where(_ph.room_no == found.room.no, _ph.seq == found.row.seq)
    return list(db.all(here.where(_ph.by_id.is_not(None)).order_by(_ph.at, _ph.member_id)))


def _stands(row: Record) -> bool:
    """Whether what somebody took or noted still holds: who takes somebody has them for half an hour."""
    return row.by_id is not None and (row.outcome is not None or row.at > now_ms() - TAKEN_MS)


def _outcome(row: Record) -> Outcome | None:
    found: Outcome | None = row.outcome
    return found


def _require_needed(db: Db, found: Found, member_id: MemberId) -> None:
    place = (found.room.no, found.row.seq)
    if member_id in unread_by(db, found.room, found.row):
        return
    if not awaited_among(db, [place], [member_id]):
        raise PhoneNotNeeded


def _require_free(db: Db, viewer: Viewer, row: Record | None) -> None:
    if row is None or row.by_id == viewer.member_id or not _stands(row) or row.outcome == "absent":
        return
    (by,) = people_named(db, [row.by_id])
    if row.outcome is None:
        raise TakenByAnother(by=by.name)
    raise PhonedAlready(by=by.name)


def _keep(
    db: Db,
    viewer: Viewer,
    found: Found,
    member_id: MemberId,
    row: Record | None,
    body: Body,
    outcome: Outcome | None,
    *,
    is_back: bool = False,
) -> None:
    if row is not None and row.acts >= ACTS_MOST:
        raise PhonedTooOften(most=ACTS_MOST)
    entry = append(db, found.room.stream, body, viewer)
    values = {"by_id": None if is_back else viewer.member_id, "at": entry.at, "outcome": outcome}
    if row is None:
        place = {"room_no": found.room.no, "seq": found.row.seq, "member_id": member_id}
        db.execute(insert(phone_call_table).values(**place, **values, acts=1))
    else:
        changed = update(phone_call_table).where(_place(found, member_id))
        db.execute(changed.values(**values, acts=row.acts + 1))
