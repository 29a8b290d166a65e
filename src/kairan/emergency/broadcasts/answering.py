"""Answering by a one-time link, and for somebody else (代理回答)."""

import msgspec
from sqlalchemy import exists, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.broadcasts.finding import led, questions_in, received, within_reach
from kairan.emergency.broadcasts.ladder import Asked
from kairan.emergency.broadcasts.links import link_of, use_link
from kairan.emergency.broadcasts.model import (
    BroadcastAnswer,
    BroadcastId,
    BroadcastQuestions,
    broadcast_person_table,
    broadcast_table,
)
from kairan.emergency.broadcasts.problems import AnswerNotYours, BroadcastNotFound, LinkNotGood
from kairan.emergency.broadcasts.reaching import confirm_for, keep_answer
from kairan.people import member_table, organization_table, post_table, tasks_of

_b, _bp, _m, _o, _p = (
    broadcast_table.c,
    broadcast_person_table.c,
    member_table.c,
    organization_table.c,
    post_table.c,
)
WHAT = "broadcast-link"
"""What wrong links are counted as."""


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of a link shows. `is_over`: nothing can be answered by it any more."""

    title: str
    text: str
    body: str
    name: str
    asked: Asked
    questions: BroadcastQuestions
    is_urgent: bool
    is_drill: bool
    sent_at: int
    is_answered: bool
    is_over: bool


def open_link(db: Db, token: str) -> Opened:
    """Return what a link asks; opening changes nothing: mail servers open links, too. Problems: LinkNotGood."""
    link = link_of(db, token)
    if link is None:
        raise LinkNotGood
    row = _broadcast(db, link)
    target = row.answered_at if row.asked in {"question", "safety"} else row.confirmed_at
    return Opened(
        title=row.title,
        text=row.text,
        body=row.body,
        name=row.name,
        asked=row.asked,
        questions=questions_in(row),
        is_urgent=bool(row.is_urgent),
        is_drill=bool(row.is_drill),
        sent_at=row.sent_at,
        is_answered=link.used_at is not None or target is not None,
        is_over=not _is_good(link, row),
    )


def answer_by_link(db: Db, token: str, typed: BroadcastAnswer) -> None:
    """Confirm or answer what a link asks, and use it up; used once, or answered otherwise, it changes nothing.

    Problems: LinkNotGood, AnswerUnfit, BroadcastTooLong, TextNotStorable.
    """
    link = link_of(db, token, to_use=True)
    if link is None:
        raise LinkNotGood
    row = _broadcast(db, link)
    if link.used_at is not None:
        return
    if not _is_good(link, row):
        raise LinkNotGood
    member_id = MemberId(link.member_id)
    if row.asked in {"read", "confirm"}:
        confirm_for(db, None, row, member_id, "mail")
    elif row.answered_at is None:
        keep_answer(db, None, row, member_id, typed, "mail")
    use_link(db, link)


def _is_good(link: Record, row: Record) -> bool:
    """Whether it can still answer: in its days, of a broadcast that goes on, of somebody who still works here."""
    return link.expires_at > now_ms() and row.ended_at is None and row.status == "active"


def _broadcast(db: Db, link: Record) -> Record:
    row = db.first(
        select(broadcast_table, _bp.confirmed_at, _bp.answered_at, _m.name, _m.status, _o.name.label("body"))
        .join(broadcast_person_table, _bp.broadcast_id == _b.id)
        .join(member_table, _m.id == _bp.member_id)
        .join(organization_table, _o.id == _b.organization_id)
        .where(_b.id == link.broadcast_id, _bp.member_id == link.member_id)
    )
    if row is None:  # the account was deleted
        raise LinkNotGood
    return row


def answer_for(db: Db, viewer: Viewer, broadcast_id: BroadcastId, member_id: MemberId, typed: BroadcastAnswer) -> None:
    """Answer for somebody who cannot, with the viewer's name beside it.

    The headquarters answers for everybody, others for people of their departments to whom it was sent as to them.
    Problems: BroadcastNotFound, AnswerNotYours, AnswerUnfit, AnsweredThemselves, AnsweredTooOften.
    """
    row = _answerable(db, viewer, broadcast_id, member_id)
    if row.asked in {"read", "confirm"}:
        confirm_for(db, viewer, row, member_id, "other")
    else:
        keep_answer(db, viewer, row, member_id, typed, "other")


def _answerable(db: Db, viewer: Viewer, broadcast_id: BroadcastId, member_id: MemberId) -> Record:
    here = (_bp.broadcast_id == broadcast_id, _bp.member_id == member_id)
    if any(one.task == TASK for one in tasks_of(viewer)):
        row = led(db, viewer, broadcast_id)
        if db.first(select(_bp.member_id).where(*here, within_reach(viewer))) is not None:
            return row
        raise BroadcastNotFound
    row = received(db, viewer, broadcast_id)
    own = exists(select(_p.member_id).where(_p.member_id == viewer.member_id, _p.department_id == _bp.department_id))
    if viewer.is_guest or db.first(select(_bp.member_id).where(*here, own)) is None:
        raise AnswerNotYours
    return row
