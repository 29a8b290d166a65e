"""Reaching a step: on the device, seen, confirmed, answered, whichever way it happened. The one place that writes it.

Promise: a step is raised by one statement that changes nothing already known, so that of two at once, or one that
comes late, none takes anybody back.
"""

from collections.abc import Collection

import msgspec
from sqlalchemy import ColumnElement, func, select, update

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import MemberId, Viewer
from kairan.emergency.broadcasts.entries import BroadcastReached
from kairan.emergency.broadcasts.finding import broadcast_stream, questions_in, received
from kairan.emergency.broadcasts.ladder import Asked, Step, columns_up_to
from kairan.emergency.broadcasts.links import withdraw_letters_of
from kairan.emergency.broadcasts.model import (
    ANSWERS_MOST,
    WORDS_LIMIT,
    AnsweredBy,
    BroadcastAnswer,
    BroadcastId,
    BroadcastQuestions,
    broadcast_person_table,
    broadcast_table,
)
from kairan.emergency.broadcasts.problems import AnsweredThemselves, AnsweredTooOften, AnswerUnfit, BroadcastTooLong
from kairan.emergency.broadcasts.telling import tell_own_screens

_b, _bp = broadcast_table.c, broadcast_person_table.c
SAFETY = ("safe", "hurt", "help")


def raise_to(db: Db, broadcast_ids: Collection[str], member_id: str, step: Step) -> int:
    """Let somebody have reached a step of some broadcasts; returns of how many that is news."""
    now = now_ms()
    values = {name: func.coalesce(_bp[name], now) for name in columns_up_to(step)}
    mine = (_bp.broadcast_id.in_(sorted(broadcast_ids)), _bp.member_id == member_id, _bp[f"{step}_at"].is_(None))
    return db.execute(update(broadcast_person_table).where(*mine).values(**values)).rowcount


def note_device(db: Db, viewer: Viewer, broadcast_ids: Collection[BroadcastId]) -> None:
    """Note that broadcasts are on a device of the viewer; of what was not sent to them, nothing happens."""
    raise_to(db, broadcast_ids, viewer.member_id, "device")


def see(db: Db, viewer: Viewer, broadcast_id: BroadcastId) -> None:
    """Note that the viewer looked at it. Problems: BroadcastNotFound."""
    row = received(db, viewer, broadcast_id)
    if raise_to(db, [broadcast_id], viewer.member_id, "seen") and row.asked == "read":
        withdraw_letters_of(db, broadcast_id, viewer.member_id)


def confirm(db: Db, viewer: Viewer, broadcast_id: BroadcastId) -> None:
    """Confirm it; a second time changes nothing. Problems: BroadcastNotFound, AnswerUnfit where answers are asked."""
    row = received(db, viewer, broadcast_id)
    confirm_for(db, viewer, row, viewer.member_id, "app")


def confirm_for(db: Db, viewer: Viewer | None, row: Record, member_id: MemberId, way: AnsweredBy) -> None:
    """Let somebody have confirmed it, by themselves or through others. Problems: AnswerUnfit."""
    if row.asked not in {"read", "confirm"}:
        raise AnswerUnfit
    if not raise_to(db, [row.id], member_id, "confirmed"):
        return
    values = {"answered_by": way, "answerer_id": _other(viewer, member_id)}
    db.execute(update(broadcast_person_table).where(_place(row.id, member_id)).values(**values))
    _tell(db, viewer, row, BroadcastReached(member_id=member_id, step="confirmed", way=way))


def answer(db: Db, viewer: Viewer, broadcast_id: BroadcastId, typed: BroadcastAnswer) -> None:
    """Answer what is asked, or answer anew: how somebody is may change.

    Problems: BroadcastNotFound, AnswerUnfit, AnsweredTooOften, BroadcastTooLong, TextNotStorable.
    """
    row = received(db, viewer, broadcast_id)
    keep_answer(db, viewer, row, viewer.member_id, typed, "app")


def keep_answer(
    db: Db, viewer: Viewer | None, row: Record, member_id: MemberId, typed: BroadcastAnswer, way: AnsweredBy
) -> None:
    """Keep what somebody answers. What they said themselves, nobody else answers over.

    Problems: AnswerUnfit, AnsweredThemselves, AnsweredTooOften, BroadcastTooLong, TextNotStorable.
    """
    given = good_answer(row.asked, questions_in(row), typed)
    text = msgspec.json.encode(given).decode()
    before = db.first(select(broadcast_person_table).where(_place(row.id, member_id)).with_for_update())
    if before is None:  # pragma: no cover  (the caller has found them)
        raise AnswerUnfit
    if before.answer == text and way in {before.answered_by, "other"}:
        return  # sent twice
    if way == "other" and before.answer is not None and before.answered_by != "other":
        raise AnsweredThemselves
    if before.answers >= ANSWERS_MOST:
        raise AnsweredTooOften(most=ANSWERS_MOST)
    raise_to(db, [row.id], member_id, "answered")
    values = {
        "answer": text,
        "choice": given.choice,
        "answered_by": way,
        "answerer_id": _other(viewer, member_id),
        "changed_at": now_ms(),
        "answers": before.answers + 1,
    }
    db.execute(update(broadcast_person_table).where(_place(row.id, member_id)).values(**values))
    _tell(db, viewer, row, BroadcastReached(member_id=member_id, step="answered", way=way, choice=given.choice))


def _tell(db: Db, viewer: Viewer | None, row: Record, reached: BroadcastReached) -> None:
    withdraw_letters_of(db, row.id, reached.member_id)
    append(db, broadcast_stream(row.id), reached, viewer)
    if viewer is not None and viewer.member_id == reached.member_id:
        tell_own_screens(db, viewer, row)


def good_answer(asked: Asked, questions: BroadcastQuestions, typed: BroadcastAnswer) -> BroadcastAnswer:
    """Return an answer as it is kept: a position only where it was asked.

    Problems: AnswerUnfit, BroadcastTooLong, TextNotStorable.
    """
    if asked == "question":
        known = tuple(str(number) for number in range(len(questions.choices)))
    else:
        known = SAFETY if asked == "safety" else ()
    if typed.choice not in known:
        raise AnswerUnfit
    comment = bounded_text(typed.comment.strip(), WORDS_LIMIT, BroadcastTooLong)
    if asked == "question":
        return BroadcastAnswer(choice=typed.choice, comment=comment)
    place = bounded_text(typed.place.strip(), WORDS_LIMIT, BroadcastTooLong)
    comes_at = typed.comes_at if typed.coming == "later" else None
    position = typed.position if questions.position else None
    return msgspec.structs.replace(typed, comment=comment, place=place, comes_at=comes_at, position=position)


def _place(broadcast_id: str, member_id: str) -> ColumnElement[bool]:
    return (_bp.broadcast_id == broadcast_id) & (_bp.member_id == member_id)


def _other(viewer: Viewer | None, member_id: str) -> str | None:
    return None if viewer is None or viewer.member_id == member_id else viewer.member_id
