"""Messages to be sent at a time of one's own (送信予約): what was written at night arrives in the morning.

At that time it is sent as its author may send it then: in a room they left, or one that is archived, nothing is sent,
and the message stays with them, with the sentence that says why. Files are not kept for it.
"""

from typing import Annotated

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
    update,
)

from kairan.core.journal import Body, append, hold
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import INSTANT_MOST, now_ms
from kairan.core.kit.database import Db, Record, metadata
from kairan.core.kit.ids import Id, new_id
from kairan.core.kit.jobs import Jobs, enqueue
from kairan.core.kit.problems import Problem
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import DeviceClass, MemberId, OrganizationId, Viewer
from kairan.notifications import Mornings, mornings_of
from kairan.people import acting_now, member_stream, member_table
from kairan.policy.queries import rules_at
from kairan.talk.access import find_message, require_open, require_room
from kairan.talk.actions import send_message
from kairan.talk.alliance_rooms import require_may_write
from kairan.talk.model import TEXT_LIMIT, Draft, Mention, MessageId, MessageText, RoomId
from kairan.talk.my_numbers import require_no_my_number
from kairan.talk.planned_problems import PlannedTime, TooManyPlanned
from kairan.talk.problems import MessageEmpty, MessageNotFound, RoomNotFound

MOST = bounded("planned_messages.open", 100, "refuse", "`planned.too_many`")  # of one person
AHEAD_MS = 400 * 86_400_000
LATE_MS = 60_000  # clocks differ: what is past by less is sent now
JOB = "talk.planned_message"

planned_message_table = Table(
    "planned_message",
    metadata,
    Column("id", String(13), primary_key=True),
    Column("member_id", String(13), nullable=False),
    Column("room_id", String(13), nullable=False),
    Column("root_id", String(13)),
    Column("text", Text, nullable=False),
    Column("mentions", Text, nullable=False),  # JSON
    Column("client_key", String(64), nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("face", String(20), nullable=False),  # where it was planned: it is sent as from there
    Column("device", String(10), nullable=False),
    Column("refusal", Text),  # JSON; why it was not sent
    UniqueConstraint("member_id", "client_key"),
    Index("ix_planned_message_due_at", "due_at"),
)
_p, _m = planned_message_table.c, member_table.c


class PlannedChanged(Body, frozen=True):
    """The member's planned messages are others than before. `refused`: one could not be sent."""

    kind = "planned.changed"
    refused: bool = False


class Planning(msgspec.Struct, frozen=True, kw_only=True):
    """A message to be sent at an instant (ms since 1970), within 400 days. The same `client_key` again is the same."""

    client_key: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    text: MessageText
    at: Annotated[int, msgspec.Meta(ge=0, le=INSTANT_MOST)]
    mentions: Annotated[list[Mention], msgspec.Meta(max_length=100)] = []
    root_id: MessageId | None = None


class PlannedRefusal(msgspec.Struct, frozen=True):
    """Why a message was not sent when its time had come."""

    code: str
    ja: str
    en: str


class PlannedMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message that waits for its time, or could not be sent."""

    id: Id
    room_id: RoomId
    root_id: MessageId | None
    text: str
    mentions: list[Mention]
    due_at: int
    refusal: PlannedRefusal | None


class PlannedMessages(msgspec.Struct, frozen=True, kw_only=True):
    """What the viewer has planned, the earliest first; and the mornings they may choose."""

    planned: list[PlannedMessage]
    mornings: Mornings


class Due(msgspec.Struct, frozen=True):
    """The body of the job: one planned message."""

    id: Id


def plan_message(db: Db, viewer: Viewer, room_id: RoomId, wanted: Planning) -> PlannedMessage:
    """Keep a message until its time. What would be refused now is refused now.

    Problems: RoomNotFound, RoomArchivedAlready, MessageEmpty, TextTooLong, MessageNotFound (of the root), PlannedTime,
    TooManyPlanned, MyNumberRefused, RefusedByPolicy.
    """
    room = require_room(db, viewer, room_id)
    require_open(room)
    require_may_write(db, viewer, room, [])
    if not (text := bounded_text(wanted.text, TEXT_LIMIT)):
        raise MessageEmpty
    require_no_my_number(room, text)
    if wanted.root_id is not None and find_message(db, viewer, wanted.root_id).room.id != room_id:
        raise MessageNotFound
    now = now_ms()
    if not now - LATE_MS <= wanted.at <= now + AHEAD_MS:
        raise PlannedTime
    stream = member_stream(viewer.member_id)
    hold(db, stream)  # one after the other: the bound holds also for two at once
    mine = _p.member_id == viewer.member_id
    if (kept := db.first(select(planned_message_table).where(mine, _p.client_key == wanted.client_key))) is not None:
        return _planned(kept)
    if int(db.scalar(select(func.count()).where(mine))) >= MOST:
        raise TooManyPlanned(most=MOST)
    planned_id = new_id()
    values = {
        "id": planned_id,
        "member_id": viewer.member_id,
        "room_id": room_id,
        "root_id": wanted.root_id,
        "text": text,
        "mentions": msgspec.json.encode(wanted.mentions).decode(),
        "client_key": wanted.client_key,
        "due_at": wanted.at,
        "face": viewer.face,
        "device": viewer.device,
    }
    db.execute(insert(planned_message_table).values(values))
    enqueue(db, JOB, Due(planned_id), due_at=wanted.at, key=planned_id)
    append(db, stream, PlannedChanged(), viewer)
    return _planned(_row(db, planned_id))


def drop_planned(db: Db, viewer: Viewer, planned_id: str) -> None:
    """Take a planned message back; one that was sent, or is another's, is not touched."""
    stream = member_stream(viewer.member_id)
    hold(db, stream)
    mine = (_p.id == planned_id) & (_p.member_id == viewer.member_id)
    if db.execute(delete(planned_message_table).where(mine)).rowcount:
        append(db, stream, PlannedChanged(), viewer)


def planned_messages(db: Db, viewer: Viewer) -> PlannedMessages:
    """Return what the viewer has planned, wherever they may read it."""
    mine = select(planned_message_table).where(_p.member_id == viewer.member_id)
    rows = db.all(mine.order_by(_p.due_at, _p.id).limit(MOST))
    return PlannedMessages(planned=[_planned(row) for row in rows], mornings=mornings_of(db, viewer))


def _row(db: Db, planned_id: str) -> Record:
    found = db.first(select(planned_message_table).where(_p.id == planned_id))
    if found is None:  # pragma: no cover
        raise MessageNotFound
    return found


def _planned(row: Record) -> PlannedMessage:
    return PlannedMessage(
        id=row.id,
        room_id=row.room_id,
        root_id=row.root_id,
        text=row.text,
        mentions=msgspec.json.decode(row.mentions, type=list[Mention]),
        due_at=row.due_at,
        refusal=None if row.refusal is None else msgspec.json.decode(row.refusal, type=PlannedRefusal),
    )


# --- when the time has come ------------------------------------------------------------------------------


def register_jobs(jobs: Jobs) -> None:
    """Add the work of sending what was planned."""
    jobs.add(JOB, Due, send_planned)


def send_planned(db: Db, due: Due) -> None:
    """Send a planned message as its author may now; that it is sent and gone from the plan is one transaction."""
    row = db.first(select(planned_message_table).where(_p.id == due.id, _p.refusal.is_(None)).with_for_update())
    if row is None:
        return  # taken back meanwhile
    draft = Draft(
        client_key=f"planned-{row.id}",
        text=row.text,
        mentions=msgspec.json.decode(row.mentions, type=list[Mention]),
        root_id=row.root_id,
    )
    try:
        send_message(db, _author(db, row), RoomId(row.room_id), draft)
    except Problem as problem:
        refusal = PlannedRefusal(problem.code, problem.sentence("ja"), problem.sentence("en"))
        kept = msgspec.json.encode(refusal).decode()
        db.execute(update(planned_message_table).where(_p.id == row.id).values(refusal=kept))
        append(db, member_stream(MemberId(row.member_id)), PlannedChanged(refused=True), None)
        return
    db.execute(delete(planned_message_table).where(_p.id == row.id))
    append(db, member_stream(MemberId(row.member_id)), PlannedChanged(), None)


def _author(db: Db, row: Record) -> Viewer:
    """Return who planned a message, with what they may do now where they planned it. Problems: RoomNotFound."""
    found = db.first(select(_m.organization_id).where(_m.id == row.member_id, _m.status == "active"))
    if found is None:
        raise RoomNotFound
    author = acting_now(db, MemberId(row.member_id), OrganizationId(found[0]))
    device: DeviceClass = "phone" if row.device == "phone" else "pc"
    rules = rules_at(db, author.member_id, author.kind, row.face, device)
    return msgspec.structs.replace(author, face=row.face, device=device, rules=rules)
