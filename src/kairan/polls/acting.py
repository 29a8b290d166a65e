"""Asking a room, answering, and closing."""

from sqlalchemy import delete, func, insert, select, update

from kairan.core.journal import append
from kairan.core.kit.advisory_lock import lock_name
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.viewer import Viewer
from kairan.policy import require
from kairan.polls.entries import PollAnswered, PollClosed, PollMade
from kairan.polls.finding import hold_poll, is_open, may_close
from kairan.polls.model import (
    LABEL_LIMIT,
    LONGEST_MS,
    NOTE_LIMIT,
    SCALE,
    TITLE_LIMIT,
    NewPoll,
    NewPollOption,
    PollAnswer,
    PollClosing,
    PollId,
    poll_answer_table,
    poll_option_table,
    poll_stream,
    poll_table,
)
from kairan.polls.problems import (
    PollAnswerWrong,
    PollEnds,
    PollNotYours,
    PollOptionsWrong,
    PollOver,
    PollUntitled,
)
from kairan.talk.access import require_room
from kairan.talk.model import membership_table, present, room_table
from kairan.talk.my_numbers import require_no_my_number

_p, _o, _a = poll_table.c, poll_option_table.c, poll_answer_table.c
_ms, _r = membership_table.c, room_table.c
_SET = {"yes_no": ("yes", "no"), "scale": tuple(str(one) for one in range(1, SCALE + 1))}
"""Options that are the same in every poll of a kind; screens say them in their language."""


def make_poll(db: Db, viewer: Viewer, new: NewPoll) -> PollId:
    """Ask a room; a retry with the same client key gives back the first one.

    Problems: RoomNotFound, RefusedByPolicy, PollUntitled, PollOptionsWrong, PollEnds, TextTooLong,
    MyNumberRefused.
    """
    lock_name(db, f"poll:{viewer.member_id}:{new.client_key}")
    earlier = select(_p.id).where(_p.owner_id == viewer.member_id, _p.client_key == new.client_key)
    if (made := db.scalar(earlier)) is not None:
        return PollId(made)
    room = require_room(db, viewer, new.room_id)
    require(viewer, "write", room.room_class)
    now = now_ms()
    if new.ends_at is not None and not now < new.ends_at <= now + LONGEST_MS:
        raise PollEnds
    if not new.title.strip():
        raise PollUntitled(most=TITLE_LIMIT)
    title = bounded_name(new.title, TITLE_LIMIT, lambda **_: PollUntitled(most=TITLE_LIMIT))
    options = _good_options(new)
    note = bounded_text(new.note, NOTE_LIMIT).strip()
    require_no_my_number(room, title, note, *(one.label for one in options))
    poll_id = PollId(new_id())
    db.execute(
        insert(poll_table).values(
            id=poll_id,
            organization_id=room.organization_id,
            owner_id=viewer.member_id,
            client_key=new.client_key,
            room_id=room.id,
            room_class=room.room_class,
            kind=new.kind,
            title=title,
            note=note,
            is_secret=new.is_secret,
            ends_when_all=new.ends_when_all,
            ends_at=new.ends_at,
            answered=0,
            made_at=now,
        )
    )
    rows = [
        {"poll_id": poll_id, "position": at, "label": one.label, "begins_at": one.begins_at, "ends_at": one.ends_at}
        for at, one in enumerate(options)
    ]
    db.execute(insert(poll_option_table), rows)
    labels = [one.label or str(one.begins_at) for one in options]
    said = PollMade(room=room.id, asks=new.kind, title=title, options=labels, is_secret=new.is_secret)
    append(db, poll_stream(poll_id), said, viewer)
    return poll_id


def _good_options(new: NewPoll) -> list[NewPollOption]:
    """Return what can be chosen, cleaned. Problems: PollOptionsWrong, TextTooLong."""
    if new.kind in _SET:
        if new.options:
            raise PollOptionsWrong
        return [NewPollOption(label=label) for label in _SET[new.kind]]
    if new.kind == "dates":
        spans = [(one.begins_at, one.ends_at) for one in new.options]
        if len(set(spans)) != len(spans) or len(spans) < 1 or not all(_is_span(*one) for one in spans):
            raise PollOptionsWrong
        options = sorted(new.options, key=lambda one: (one.begins_at or 0, one.ends_at or 0))
        return [
            NewPollOption(label=bounded_text(one.label, LABEL_LIMIT), begins_at=one.begins_at, ends_at=one.ends_at)
            for one in options
        ]
    labels = [bounded_name(one.label, LABEL_LIMIT) for one in new.options if one.label.strip()]
    if len(labels) < 2 or len(set(labels)) != len(labels) or len(labels) != len(new.options):
        raise PollOptionsWrong
    return [NewPollOption(label=label) for label in labels]


def _is_span(begins_at: int | None, ends_at: int | None) -> bool:
    return begins_at is not None and ends_at is not None and begins_at < ends_at


def answer_poll(db: Db, viewer: Viewer, poll_id: PollId, what: PollAnswer) -> None:
    """Answer, or answer otherwise, while it is open. Problems: PollNotFound, PollOver, PollAnswerWrong."""
    row = hold_poll(db, viewer, poll_id)
    if not is_open(row):
        raise PollOver
    values = _good_answer(db, row, what)
    mine = (_a.poll_id == poll_id) & (_a.member_id == viewer.member_id)
    is_first = db.first(select(_a.position).where(mine).limit(1)) is None
    db.execute(delete(poll_answer_table).where(mine))
    place = {"poll_id": poll_id, "member_id": viewer.member_id}
    db.execute(insert(poll_answer_table), [{**place, "position": at, "value": value} for at, value in values.items()])
    if is_first:
        db.execute(update(poll_table).where(_p.id == poll_id).values(answered=_p.answered + 1))
    told = {} if row.is_secret else {str(at): value for at, value in values.items()}
    append(db, poll_stream(poll_id), PollAnswered(choices=told), viewer)
    if row.ends_when_all and is_first and row.answered + 1 >= _people_in(db, row.room_id):
        close(db, row, None, None)


def _good_answer(db: Db, row: Record, what: PollAnswer) -> dict[int, int]:
    """Return what is chosen, by position. Problems: PollAnswerWrong."""
    known = set(db.scalars(select(_o.position).where(_o.poll_id == row.id)))
    values = {one.position: one.value for one in what.choices}
    if len(values) != len(what.choices) or not values.keys() <= known:
        raise PollAnswerWrong
    if row.kind == "dates":
        if values.keys() != known:
            raise PollAnswerWrong
        return values
    if set(values.values()) != {1} or (row.kind != "several" and len(values) != 1):
        raise PollAnswerWrong
    return values


def _people_in(db: Db, room_id: str) -> int:
    here = select(func.count()).select_from(membership_table).join(room_table, _r.no == _ms.room_no)
    return int(db.scalar(here.where(_r.id == room_id, present)))


def close_poll(db: Db, viewer: Viewer, poll_id: PollId, what: PollClosing) -> None:
    """Close it; of dates, with the one that was fixed. A second time only fixes a date where none was.

    Problems: PollNotFound, PollNotYours, PollOver, PollAnswerWrong.
    """
    row = hold_poll(db, viewer, poll_id)
    if not may_close(db, viewer, row):
        raise PollNotYours
    require(viewer, "write", row.room_class)
    if what.chosen is not None:
        known = db.first(select(_o.position).where(_o.poll_id == poll_id, _o.position == what.chosen))
        if row.kind != "dates" or known is None:
            raise PollAnswerWrong
    if row.closed_at is not None and (what.chosen is None or row.chosen is not None):
        raise PollOver
    close(db, row, viewer, what.chosen)


def close(db: Db, row: Record, by: Viewer | None, chosen: int | None) -> None:
    """Close a poll that is held."""
    closed_at = row.closed_at or now_ms()
    db.execute(update(poll_table).where(_p.id == row.id).values(closed_at=closed_at, chosen=chosen))
    answered: int = db.scalar(select(_p.answered).where(_p.id == row.id))
    append(db, poll_stream(row.id), PollClosed(answered=answered, chosen=chosen), by)
