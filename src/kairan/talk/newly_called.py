"""Telling whoever is called in a message only since it was edited (通知): once, and nobody who was called before.

It is done by a job after the commit, some people at a time: an edit that calls everybody keeps nobody waiting.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs, enqueue
from kairan.core.viewer import MemberId, OrganizationId
from kairan.notifications import NewNotice, among_told, notify
from kairan.people import member_table, post_table
from kairan.talk.entries import MessageEdited, MessagePosted
from kairan.talk.model import (
    Mention,
    Message,
    Room,
    kept_table,
    membership_table,
    mention_table,
    message_table,
    present,
    room_stream,
)

PIECE = 100  # people in one transaction
WORDINGS_MOST = 50  # the latest of a message that are looked at
WORDED = {MessagePosted.kind, MessageEdited.kind}
KIND = "talk.newly_called"
_ms, _k, _mn, _msg, _post = membership_table.c, kept_table.c, mention_table.c, message_table.c, post_table.c

Target = tuple[str, str]
"""Who is called: as what (person, department, all), and whose id; "" for everybody."""


class NewlyCalled(msgspec.Struct, frozen=True, kw_only=True):
    """The body of the job: who is called in a message, by which edit, and after whom to go on."""

    room_no: int
    room_id: str
    seq: int
    called: list[Target]
    edit: int  # the number of the entry that called them
    after: str = ""


def targets_of(mentions: Sequence[Mention]) -> set[Target]:
    """Return who is called by these, each once."""
    return {(mention.kind, mention.id or "") for mention in mentions}


def tell_newly_called_later(db: Db, room: Room, before: Message, mentions: Sequence[Mention], edit: int) -> set[Target]:
    """Let those be told after the commit who are called by an edit and were not before; returns as what they are."""
    called = targets_of(mentions) - targets_of(before.mentions)
    if called:
        body = NewlyCalled(room_no=room.no, room_id=room.id, seq=before.seq, called=sorted(called), edit=edit)
        enqueue(db, KIND, body)
    return called


def tell_newly_called(db: Db, body: NewlyCalled) -> None:
    """Let some of them be told, and go on after them; who is no longer called, or no longer there, is not."""
    still = {(row.kind, row.target_id) for row in db.all(_mentions_in(body))} & set(body.called)
    message = db.first(
        select(_msg.author_id, _msg.edits).where(
            _msg.room_no == body.room_no, _msg.seq == body.seq, _msg.removed_at.is_(None)
        )
    )
    if not still or message is None:
        return
    before = _called_before(db, body, msgspec.json.decode(message.edits or "[]", type=list[int]))
    rows = db.all(
        select(_ms.member_id, member_table.c.organization_id)
        .join(member_table, member_table.c.id == _ms.member_id)
        .outerjoin(kept_table, and_(_k.room_no == _ms.room_no, _k.member_id == _ms.member_id))
        .where(_ms.room_no == body.room_no, present, _ms.sees_from <= body.seq, _ms.member_id > body.after)
        .where(_is_among(still), ~_is_among(before), _ms.member_id != message.author_id)
        .where(func.coalesce(_k.notify, "all") != "none", among_told(_ms.member_id))
        .order_by(_ms.member_id)
        .limit(PIECE)
    )
    notices = [
        NewNotice(
            member_id=MemberId(row.member_id),
            organization_id=OrganizationId(row.organization_id),
            stream=room_stream(body.room_id),
            seq=body.seq,
            kind="mention",
        )
        for row in rows
    ]
    notify(db, notices)
    if len(rows) == PIECE:
        enqueue(db, KIND, msgspec.structs.replace(body, after=rows[-1].member_id))


def _called_before(db: Db, body: NewlyCalled, edits: Sequence[int]) -> set[Target]:
    """Return who was called in any earlier wording: a name that is taken out and put in again is no news."""
    found: set[Target] = set()
    for seq in [body.seq, *[one for one in edits if one < body.edit][-WORDINGS_MOST:]]:
        for entry in entries_after(db, room_stream(body.room_id), seq - 1, 1):
            wording = msgspec.json.decode(entry.body, type=_Wording | None) if entry.kind in WORDED else None
            found |= targets_of(wording.mentions) if wording is not None else set()  # null: erased
    return found


class _Wording(msgspec.Struct):
    mentions: list[Mention] = []


def _mentions_in(body: NewlyCalled) -> Select[tuple[str, str]]:
    return select(_mn.kind, _mn.target_id).where(_mn.room_no == body.room_no, _mn.seq == body.seq)


def _is_among(targets: Sequence[Target] | set[Target]) -> ColumnElement[bool]:
    """Whether a member of the room is called by one of these."""
    if any(kind == "all" for kind, _ in targets):
        return true()
    people = sorted(one for kind, one in targets if kind == "person")
    departments = sorted(one for kind, one in targets if kind == "department")
    holders = select(_post.member_id).where(_post.department_id.in_(departments))
    return or_(false(), _ms.member_id.in_(people), _ms.member_id.in_(holders))


def register_jobs(jobs: Jobs) -> None:
    """Add the work."""
    jobs.add(KIND, NewlyCalled, tell_newly_called)
