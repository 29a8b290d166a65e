"""A room's state, folded from its entries and fetched from its tables; the two must always be equal.

The fold is the promise of the journal: nothing changes without a trace. Tests compare after every action, the
self-audit compares samples while the server runs.
"""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from sqlalchemy import select

from kairan.core.journal import Body, Entry, entries_after
from kairan.core.kit.database import Db
from kairan.talk import entries as said
from kairan.talk.model import (
    MessageId,
    Role,
    RoomId,
    membership_table,
    message_table,
    present,
    reaction_table,
    room_stream,
    room_table,
)

PAGE = 1_000


class FoldedMember(msgspec.Struct, frozen=True):
    """Somebody in the room."""

    role: Role
    from_seq: int
    from_n: int
    sees_from: int


class FoldedMessage(msgspec.Struct):
    """A message as the entries tell it."""

    seq: int
    n: int
    root_id: str | None
    author_id: str | None
    at: int
    text: str
    files: list[str]
    edited_at: int | None = None
    removed_at: int | None = None
    removed_by: str | None = None
    reply_count: int = 0
    reactions: set[tuple[str, str]] = msgspec.field(default_factory=set)


class RoomState(msgspec.Struct):
    """Everything about a room that entries tell."""

    name: str | None = None
    kind: str = ""
    purpose: str = ""
    open: bool = False
    history: str = ""
    room_class: int = 2
    archived_at: int | None = None
    department_id: str | None = None
    department_below: bool = False
    message_n: int = 0
    members: dict[str, FoldedMember] = {}
    messages: dict[MessageId, FoldedMessage] = {}


def fold_room(db: Db, room_id: RoomId) -> RoomState:
    """Fold a room's state from its entries, as readers get them."""
    state, after = RoomState(), 0
    while some := entries_after(db, room_stream(room_id), after, PAGE):
        fold(state, some)
        after = some[-1].seq
    return state


def fold(state: RoomState, entries: Iterable[Entry]) -> None:
    """Take entries into a state. Raises KeyError for a kind nobody taught it."""
    for entry in entries:
        body = msgspec.json.decode(entry.body, type=Body.known[entry.kind])
        _STEPS[type(body)](state, entry, body)


def _created(state: RoomState, _entry: Entry, body: said.RoomCreated) -> None:
    state.name, state.kind, state.purpose = body.name, body.room_kind, body.purpose
    state.open, state.history, state.room_class = body.open, body.history, body.room_class


def _changed(state: RoomState, _entry: Entry, body: said.RoomChanged) -> None:
    for key, value in msgspec.structs.asdict(body).items():
        if value is not msgspec.UNSET:
            setattr(state, key, value)


def _reclassified(state: RoomState, _entry: Entry, body: said.RoomReclassified) -> None:
    state.room_class = body.room_class


def _archived(state: RoomState, entry: Entry, _body: said.RoomArchived) -> None:
    state.archived_at = entry.at


def _unarchived(state: RoomState, _entry: Entry, _body: said.RoomUnarchived) -> None:
    state.archived_at = None


def _joined(state: RoomState, entry: Entry, body: said.MemberJoined) -> None:
    state.members[body.member_id] = FoldedMember(body.role, entry.seq, body.from_n, body.sees_from)


def _left(state: RoomState, _entry: Entry, body: said.MemberLeft) -> None:
    del state.members[body.member_id]


def _named(state: RoomState, _entry: Entry, body: said.MasterNamed) -> None:
    state.members[body.member_id] = msgspec.structs.replace(state.members[body.member_id], role="master")


def _withdrawn(state: RoomState, _entry: Entry, body: said.MasterWithdrawn) -> None:
    state.members[body.member_id] = msgspec.structs.replace(state.members[body.member_id], role="member")


def _posted(state: RoomState, entry: Entry, body: said.MessagePosted) -> None:
    files = [file.id for file in body.files]
    state.messages[body.id] = FoldedMessage(
        entry.seq, body.n, body.root_id, entry.by, entry.at, body.text, [str(file) for file in files]
    )
    if body.root_id is None:
        state.message_n = body.n
    else:
        state.messages[body.root_id].reply_count = body.n


def _edited(state: RoomState, entry: Entry, body: said.MessageEdited) -> None:
    message = state.messages[body.id]
    message.text, message.edited_at = body.text, entry.at


def _removed(state: RoomState, entry: Entry, body: said.MessageRemoved) -> None:
    message = state.messages[body.id]
    message.text, message.files = "", []
    message.removed_at, message.removed_by = entry.at, entry.by


def _reacted(state: RoomState, entry: Entry, body: said.ReactionAdded) -> None:
    state.messages[body.id].reactions.add((body.emoji, entry.by or ""))


def _unreacted(state: RoomState, entry: Entry, body: said.ReactionRemoved) -> None:
    state.messages[body.id].reactions.discard((body.emoji, entry.by or ""))


_STEPS: dict[type[Body], Callable[[RoomState, Entry, Any], None]] = {
    said.RoomCreated: _created,
    said.RoomChanged: _changed,
    said.RoomReclassified: _reclassified,
    said.RoomArchived: _archived,
    said.RoomUnarchived: _unarchived,
    said.MemberJoined: _joined,
    said.MemberLeft: _left,
    said.MasterNamed: _named,
    said.MasterWithdrawn: _withdrawn,
    said.MessagePosted: _posted,
    said.MessageEdited: _edited,
    said.MessageRemoved: _removed,
    said.ReactionAdded: _reacted,
    said.ReactionRemoved: _unreacted,
}


def fetch_room(db: Db, room_id: RoomId) -> RoomState:
    """Fetch a room's state from its tables."""
    row = db.first(select(room_table).where(room_table.c.id == room_id))
    if row is None:
        return RoomState()
    return RoomState(
        name=row.name,
        kind=row.kind,
        purpose=row.purpose,
        open=row.open,
        history=row.history,
        room_class=row.room_class,
        archived_at=row.archived_at,
        department_id=row.department_id,
        department_below=row.department_below,
        message_n=row.message_n,
        members=_members(db, row.no),
        messages=_messages(db, row.no),
    )


def _members(db: Db, room_no: int) -> dict[str, FoldedMember]:
    rows = db.execute(select(membership_table).where(membership_table.c.room_no == room_no, present))
    return {row.member_id: FoldedMember(row.role, row.from_seq, row.from_n, row.sees_from) for row in rows}


def _messages(db: Db, room_no: int) -> dict[MessageId, FoldedMessage]:
    reactions: dict[int, set[tuple[str, str]]] = {}
    for row in db.execute(select(reaction_table).where(reaction_table.c.room_no == room_no)):
        reactions.setdefault(row.seq, set()).add((row.emoji, row.member_id))
    rows = db.execute(select(message_table).where(message_table.c.room_no == room_no).order_by(message_table.c.seq))
    return {
        row.id: FoldedMessage(
            row.seq,
            row.n,
            row.root_id,
            row.author_id,
            row.at,
            row.text,
            [str(file["id"]) for file in msgspec.json.decode(row.files or "[]")],
            row.edited_at,
            row.removed_at,
            row.removed_by,
            row.reply_count,
            reactions.get(row.seq, set()),
        )
        for row in rows
    }
