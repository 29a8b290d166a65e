"""What somebody is writing in a room (下書き), on all their devices: begun on the PC, sent from the phone.

A draft is its author's alone, and no record: nothing of it stands in the journal. One that was sent or emptied stays as
an empty one, so that other devices forget it, too. Files are not shared: they lie on the device until they are sent.
"""

from typing import Annotated

import msgspec
from sqlalchemy import BigInteger, Column, Integer, String, Table, Text, delete, func, select

from kairan.core.journal import hold
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, metadata
from kairan.core.kit.text import bounded_text
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.people import member_stream
from kairan.talk.access import find_message, require_room, rooms_of
from kairan.talk.model import TEXT_LIMIT, Mention, MessageId, MessageText, RoomId, room_table
from kairan.talk.my_numbers import require_no_my_number
from kairan.talk.problems import MessageNotFound

MOST = bounded("drafts.shared", 200, "drop", "the oldest stay on the device where they were written")  # of one person
TIMELINE = ""  # the root of what is written into the room itself

shared_draft_table = Table(
    "shared_draft",
    metadata,
    Column("member_id", String(13), primary_key=True),
    Column("room_id", String(13), primary_key=True),
    Column("root_id", String(13), primary_key=True),  # empty: the room itself
    Column("n", Integer, nullable=False),  # counts what the member wrote on any device
    Column("text", Text, nullable=False),
    Column("mentions", Text, nullable=False),  # JSON
    Column("at", BigInteger, nullable=False),
)
_d = shared_draft_table.c


class DraftSaving(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands in the field now; empty: it was sent, or given up."""

    text: MessageText = ""
    mentions: Annotated[list[Mention], msgspec.Meta(max_length=100)] = []
    root_id: MessageId | None = None


class SharedDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A draft as it was saved last, on whichever device; a larger `n` is newer."""

    room_id: RoomId
    root_id: MessageId | None
    n: int
    text: str
    mentions: list[Mention]


class SharedDrafts(msgspec.Struct, frozen=True):
    """What the viewer is writing."""

    drafts: list[SharedDraft]


def save_draft(db: Db, viewer: Viewer, room_id: RoomId, saving: DraftSaving) -> SharedDraft:
    """Keep what the viewer is writing in a room or thread; the last one who saves holds.

    Problems: RoomNotFound, MessageNotFound (of the root), TextTooLong, MyNumberRefused.
    """
    room = require_room(db, viewer, room_id)
    if saving.root_id is not None and find_message(db, viewer, saving.root_id).room.id != room_id:
        raise MessageNotFound
    text = bounded_text(saving.text, TEXT_LIMIT)
    require_no_my_number(room, text)
    hold(db, member_stream(viewer.member_id))
    mine = _d.member_id == viewer.member_id
    n = int(db.scalar(select(func.coalesce(func.max(_d.n), 0)).where(mine))) + 1
    kept = {"n": n, "text": text, "mentions": msgspec.json.encode(saving.mentions).decode(), "at": now_ms()}
    place = {"member_id": viewer.member_id, "room_id": room_id, "root_id": saving.root_id or TIMELINE}
    put = upsert(db, shared_draft_table).values(place | kept)
    db.execute(put.on_conflict_do_update(index_elements=[_d.member_id, _d.room_id, _d.root_id], set_=kept))
    newest = select(_d.n).where(mine).order_by(_d.n.desc()).limit(MOST)
    db.execute(delete(shared_draft_table).where(mine, _d.n < min(db.scalars(newest))))
    return SharedDraft(room_id=room_id, root_id=saving.root_id, n=n, text=text, mentions=saving.mentions)


def shared_drafts(db: Db, viewer: Viewer) -> SharedDrafts:
    """Return what the viewer is writing in the rooms they may read here."""
    here = _d.room_id.in_(rooms_of(viewer).with_only_columns(room_table.c.id))
    rows = db.all(select(shared_draft_table).where(_d.member_id == viewer.member_id, here).order_by(_d.n).limit(MOST))
    return SharedDrafts(
        [
            SharedDraft(
                room_id=RoomId(row.room_id),
                root_id=MessageId(row.root_id) if row.root_id else None,
                n=row.n,
                text=row.text,
                mentions=msgspec.json.decode(row.mentions, type=list[Mention]),
            )
            for row in rows
        ]
    )
