"""Asking the readers of a message to confirm it (確認を求める), confirming, and asking no more.

Confirming wants no more than reading: it says nothing to the room but that somebody has seen what was asked of them,
so it is open wherever policy lets them read.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import insert, select, update

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.notifications import notify
from kairan.people import people_seen
from kairan.policy import require
from kairan.talk.access import find_message, hold_message
from kairan.talk.confirmation_model import (
    OPEN_MOST,
    Asking,
    Confirmation,
    Confirmations,
    Confirmed,
    Confirming,
    confirmation_named_table,
    confirmation_request_table,
    message_confirmed_table,
)
from kairan.talk.confirmation_times import LONGEST_MS, SOONEST_MS, reminded_at
from kairan.talk.confirmations import awaited_from, is_awaited, open_in, request_of
from kairan.talk.entries import ConfirmationAsked, ConfirmationEnded, MessageConfirmed
from kairan.talk.model import Message, MessageId, Room, membership_table, present
from kairan.talk.problems import (
    ConfirmationAskedAlready,
    ConfirmationDue,
    ConfirmationInThread,
    ConfirmationNotAsked,
    ConfirmationNotYours,
    ConfirmationOver,
    ConfirmationsTooMany,
    MessageGone,
    NobodyToConfirm,
    RewordedMeanwhile,
)
from kairan.talk.queries import the_message
from kairan.talk.reminding import listening, notices_of

_q, _nm, _cf, _ms = (
    confirmation_request_table.c,
    confirmation_named_table.c,
    message_confirmed_table.c,
    membership_table.c,
)


def ask_confirmation(db: Db, viewer: Viewer, message_id: MessageId, asking: Asking) -> Message:
    """Ask the readers of one's own message to confirm it; once for each message.

    Problems: MessageNotFound, RoomArchivedAlready, MessageGone, ConfirmationAskedAlready, those of `ask`.
    """
    found = hold_message(db, viewer, message_id)
    room, row = found.room, found.row
    require(viewer, "write", room.room_class)
    if row.removed_at is not None:
        raise MessageGone
    if row.author_id != viewer.member_id:
        raise ConfirmationNotYours
    if row.root_seq is not None:
        raise ConfirmationInThread
    if request_of(db, room.no, row.seq) is not None:
        raise ConfirmationAskedAlready
    ask(db, viewer, room, message_id, row.seq, asking)
    return the_message(db, room.no, row.seq)


def ask(
    db: Db, viewer: Viewer, room: Room, message_id: MessageId, seq: int, asking: Asking, *, is_late_fine: bool = False
) -> Confirmation:
    """Ask the readers of a message of the viewer's, in a locked and open room, and let them be told.

    Problems: ConfirmationNotYours (a guest), ConfirmationDue, NobodyToConfirm, ConfirmationsTooMany.
    """
    if viewer.is_guest:
        raise ConfirmationNotYours
    now = now_ms()
    earliest = 0 if is_late_fine else now + SOONEST_MS
    if asking.due_at is not None and not earliest <= asking.due_at <= now + LONGEST_MS:
        raise ConfirmationDue
    if open_in(db, room.no) >= OPEN_MOST:
        raise ConfirmationsTooMany(most=OPEN_MOST)
    asked = _askable(db, viewer, room, seq, asking.member_ids)
    if not asked:
        raise NobodyToConfirm
    named = None if asking.member_ids is None else asked
    entry = append(
        db,
        room.stream,
        ConfirmationAsked(id=message_id, seq=seq, member_ids=named, due_at=asking.due_at, people=len(asked)),
        viewer,
    )
    place = {"room_no": room.no, "seq": seq}
    db.execute(
        insert(confirmation_request_table).values(
            **place,
            message_id=message_id,
            asked_seq=entry.seq,
            by_id=viewer.member_id,
            at=entry.at,
            due_at=asking.due_at,
            named=named is not None,
            awaited=len(asked),
            confirmed=0,
            earlier=0,
            remind_at=None if asking.due_at is None else reminded_at(entry.at, asking.due_at),
        )
    )
    if named is not None:
        db.execute(insert(confirmation_named_table), [{**place, "member_id": one} for one in named])
    notify(db, notices_of(db, room.stream, seq, listening(db, room.no, asked), "confirmation"))
    return Confirmation(
        by=viewer.member_id, at=entry.at, due_at=asking.due_at, people=len(asked), confirmed=0, earlier=0
    )


def _askable(db: Db, viewer: Viewer, room: Room, seq: int, member_ids: Sequence[MemberId] | None) -> list[MemberId]:
    """Return who of these, or of everybody, is in the room and may read the message; its author knows it."""
    here = select(_ms.member_id).where(
        _ms.room_no == room.no, present, _ms.sees_from <= seq, _ms.member_id != viewer.member_id
    )
    if member_ids is not None:
        here = here.where(_ms.member_id.in_(sorted(set(member_ids))))
    return [MemberId(one) for one in db.scalars(here.order_by(_ms.member_id))]


def confirm(db: Db, viewer: Viewer, message_id: MessageId, confirming: Confirming) -> Message:
    """Confirm a message as it is worded now; it is never undone, and a second time changes nothing.

    Problems: MessageNotFound, RoomArchivedAlready, MessageGone, ConfirmationNotAsked, ConfirmationOver,
    RewordedMeanwhile (it was edited since what is on the screen).
    """
    found = hold_message(db, viewer, message_id)
    room, row = found.room, found.row
    if row.removed_at is not None:
        raise MessageGone
    place = (_q.room_no == room.no) & (_q.seq == row.seq)
    mine = (_cf.room_no == room.no) & (_cf.seq == row.seq) & (_cf.member_id == viewer.member_id)
    if db.first(select(_cf.at).where(mine)) is not None:
        return the_message(db, room.no, row.seq)
    if not is_awaited(db, room.no, row.seq, viewer.member_id):
        raise ConfirmationNotAsked
    if db.scalar(select(_q.ended_at).where(place)) is not None:
        raise ConfirmationOver
    if confirming.edited_at != row.edited_at:
        raise RewordedMeanwhile
    entry = append(db, room.stream, MessageConfirmed(id=message_id, edited_at=row.edited_at), viewer)
    values = {"room_no": room.no, "seq": row.seq, "member_id": viewer.member_id}
    db.execute(insert(message_confirmed_table).values(**values, at=entry.at, edited_at=row.edited_at))
    db.execute(
        update(confirmation_request_table).where(place).values(awaited=_q.awaited - 1, confirmed=_q.confirmed + 1)
    )
    return the_message(db, room.no, row.seq)


def end_confirmation(db: Db, viewer: Viewer, message_id: MessageId) -> Message:
    """Ask nobody any more; what was confirmed stays. Its author and masters of the room may; twice is once.

    Problems: MessageNotFound, RoomArchivedAlready, ConfirmationNotAsked, ConfirmationNotYours.
    """
    found = hold_message(db, viewer, message_id)
    room, row = found.room, found.row
    request = request_of(db, room.no, row.seq)
    if request is None:
        raise ConfirmationNotAsked
    _require_overseer(viewer, room, row.author_id)
    require(viewer, "write", room.room_class)
    if request.ended_at is None:
        entry = append(db, room.stream, ConfirmationEnded(id=message_id), viewer)
        place = (_q.room_no == room.no) & (_q.seq == row.seq)
        db.execute(update(confirmation_request_table).where(place).values(ended_at=entry.at, remind_at=None))
    return the_message(db, room.no, row.seq)


def confirmations(db: Db, viewer: Viewer, message_id: MessageId) -> Confirmations:
    """Return who has confirmed and who has not; for the message's author and masters of the room.

    Problems: MessageNotFound, ConfirmationNotAsked, ConfirmationNotYours.
    """
    found = find_message(db, viewer, message_id)
    room, row = found.room, found.row
    request = request_of(db, room.no, row.seq)
    if request is None or row.removed_at is not None:
        raise ConfirmationNotAsked
    _require_overseer(viewer, room, row.author_id)
    done = db.all(
        select(_cf.member_id, _cf.at, _cf.edited_at)
        .where(_cf.room_no == room.no, _cf.seq == row.seq)
        .order_by(_cf.at, _cf.member_id)
    )
    waiting = awaited_from(db, room.no, row.seq)
    people = {one.id: one for one in people_seen(db, viewer, [*waiting, *(each.member_id for each in done)])}
    is_going_on = request.ended_at is None and room.archived_at is None
    return Confirmations(
        confirmed=[
            Confirmed(person=people[one.member_id], at=one.at, is_earlier=one.edited_at != row.edited_at)
            for one in done
        ],
        waiting=sorted((people[one] for one in waiting), key=lambda person: (person.kana, person.id)),
        may_end=is_going_on and bool(waiting),
    )


def _require_overseer(viewer: Viewer, room: Room, author_id: str) -> None:
    if viewer.member_id != author_id and room.role != "master":
        raise ConfirmationNotYours


def with_asking(db: Db, viewer: Viewer, room: Room, message: Message, asking: Asking | None) -> Message:
    """Return a message that was posted just now with what it asks of its readers. Problems: those of `ask`."""
    if asking is None:
        return message
    if message.root_id is not None:
        raise ConfirmationInThread
    # It may have waited for a line until it was due: it is sent all the same.
    asked = ask(db, viewer, room, message.id, message.seq, asking, is_late_fine=True)
    return msgspec.structs.replace(message, confirmation=asked)
