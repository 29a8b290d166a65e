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
from kairan.talk.confirmation_model import confirmation_request_table, message_confirmed_table
from kairan.talk.confirmations import awaited_from
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
from kairan.talk.phone_model import phone_call_table

PAGE = 1_000


class FoldedMember(msgspec.Struct, frozen=True):
    """Somebody in the room."""

    role: Role
    from_seq: int
    from_n: int
    sees_from: int


class FoldedConfirmation(msgspec.Struct):
    """What is asked of a message's readers; `waiting` while it is asked, the number as it was then."""

    by: str | None
    at: int
    due_at: int | None
    awaited: int
    waiting: set[str]
    confirmed: dict[str, tuple[int, int | None]] = msgspec.field(default_factory=dict)
    earlier: int = 0
    ended_at: int | None = None


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
    confirmation: "FoldedConfirmation | None" = None
    phoned: dict[str, tuple[str | None, int, str | None]] = msgspec.field(default_factory=dict)
    stamp: str | None = None
    pinned_at: int | None = None
    question: str | None = None


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
    alliance_id: str | None = None
    style: str = "talk"
    stamps: bool = True
    reactions: bool = True
    writers: str = "all"
    icon: str | None = None
    hue: int | None = None
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
        body = msgspec.json.decode(entry.body, type=_KINDS[entry.kind])
        _STEPS[type(body)](state, entry, body)


def _created(state: RoomState, _entry: Entry, body: said.RoomCreated) -> None:
    state.name, state.kind, state.purpose = body.name, body.room_kind, body.purpose
    state.open, state.history, state.room_class = body.open, body.history, body.room_class
    state.alliance_id = None if body.alliance_id is msgspec.UNSET else body.alliance_id
    state.style = "talk" if body.style is msgspec.UNSET else body.style
    state.writers = "all" if body.writers is msgspec.UNSET else body.writers


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
    for message in state.messages.values():
        asked = message.confirmation
        if asked is not None and body.member_id in asked.waiting:
            asked.waiting.remove(body.member_id)
            asked.awaited -= 1


def _named(state: RoomState, _entry: Entry, body: said.MasterNamed) -> None:
    state.members[body.member_id] = msgspec.structs.replace(state.members[body.member_id], role="master")


def _withdrawn(state: RoomState, _entry: Entry, body: said.MasterWithdrawn) -> None:
    state.members[body.member_id] = msgspec.structs.replace(state.members[body.member_id], role="member")


def _posted(state: RoomState, entry: Entry, body: said.MessagePosted) -> None:
    files = [file.id for file in body.files]
    state.messages[body.id] = FoldedMessage(
        entry.seq, body.n, body.root_id, entry.by, entry.at, body.text, [str(file) for file in files]
    )
    state.messages[body.id].stamp = None if body.stamp is msgspec.UNSET else body.stamp
    if body.root_id is None:
        state.message_n = body.n
    else:
        state.messages[body.root_id].reply_count = body.n


def _edited(state: RoomState, entry: Entry, body: said.MessageEdited) -> None:
    message = state.messages[body.id]
    message.text, message.edited_at = body.text, entry.at
    if message.confirmation is not None:
        message.confirmation.earlier = len(message.confirmation.confirmed)


def _removed(state: RoomState, entry: Entry, body: said.MessageRemoved) -> None:
    message = state.messages[body.id]
    message.text, message.files, message.stamp = "", [], None
    message.removed_at, message.removed_by = entry.at, entry.by
    message.pinned_at, message.question = None, None
    _end(message.confirmation, entry.at)


def _pinned(state: RoomState, entry: Entry, body: said.MessagePinned) -> None:
    state.messages[body.id].pinned_at = entry.at


def _unpinned(state: RoomState, _entry: Entry, body: said.MessageUnpinned) -> None:
    state.messages[body.id].pinned_at = None


def _questioned(state: RoomState, _entry: Entry, body: said.QuestionMarked) -> None:
    state.messages[body.id].question = body.question


def _reacted(state: RoomState, entry: Entry, body: said.ReactionAdded) -> None:
    state.messages[body.id].reactions.add((body.emoji, entry.by or ""))


def _unreacted(state: RoomState, entry: Entry, body: said.ReactionRemoved) -> None:
    state.messages[body.id].reactions.discard((body.emoji, entry.by or ""))


def _asked(state: RoomState, entry: Entry, body: said.ConfirmationAsked) -> None:
    message = state.messages[body.id]
    waiting = {
        one
        for one, member in state.members.items()
        if member.sees_from <= message.seq
        and one != message.author_id
        and (body.member_ids is None or one in body.member_ids)
    }
    message.confirmation = FoldedConfirmation(entry.by, entry.at, body.due_at, len(waiting), waiting)


def _confirmed(state: RoomState, entry: Entry, body: said.MessageConfirmed) -> None:
    asked = state.messages[body.id].confirmation
    if asked is None or entry.by is None:
        raise KeyError(body.id)
    asked.waiting.remove(entry.by)
    asked.awaited -= 1
    asked.confirmed[entry.by] = (entry.at, body.edited_at)


def _no_more(state: RoomState, entry: Entry, body: said.ConfirmationEnded) -> None:
    _end(state.messages[body.id].confirmation, entry.at)


def _end(asked: FoldedConfirmation | None, at: int) -> None:
    if asked is not None and asked.ended_at is None:
        asked.ended_at, asked.waiting = at, set()


def _taken(state: RoomState, entry: Entry, body: said.PhoneTaken) -> None:
    state.messages[body.id].phoned[body.member_id] = (entry.by, entry.at, None)


def _noted(state: RoomState, entry: Entry, body: said.PhoneNoted) -> None:
    state.messages[body.id].phoned[body.member_id] = (entry.by, entry.at, body.outcome)


def _released(state: RoomState, entry: Entry, body: said.PhoneReleased) -> None:
    state.messages[body.id].phoned[body.member_id] = (None, entry.at, None)


def _told(_state: RoomState, _entry: Entry, _body: Body) -> None:
    """Telling people changes nothing of the room; what of its questions is solved, alliances keep."""


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
    said.MessagePinned: _pinned,
    said.MessageUnpinned: _unpinned,
    said.QuestionMarked: _questioned,
    said.ReactionAdded: _reacted,
    said.ReactionRemoved: _unreacted,
    said.ConfirmationAsked: _asked,
    said.MessageConfirmed: _confirmed,
    said.ConfirmationEnded: _no_more,
    said.PhoneTaken: _taken,
    said.PhoneNoted: _noted,
    said.PhoneReleased: _released,
    said.MessageReminded: _told,
    said.MessageUrged: _told,
    said.MessageHidden: _told,
    said.QuestionSolved: _told,
    said.QuestionReopened: _told,
}
_KINDS = {body.kind: body for body in _STEPS}


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
        alliance_id=row.alliance_id,
        style=row.style,
        stamps=row.stamps,
        reactions=row.reactions,
        writers=row.writers,
        icon=row.icon,
        hue=row.hue,
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
    asked, phoned = _confirmations(db, room_no), _phoned(db, room_no)
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
            asked.get(row.seq),
            phoned.get(row.seq, {}),
            row.stamp,
            row.pinned_at,
            row.question,
        )
        for row in rows
    }


def _confirmations(db: Db, room_no: int) -> dict[int, FoldedConfirmation]:
    confirmed: dict[int, dict[str, tuple[int, int | None]]] = {}
    for row in db.execute(select(message_confirmed_table).where(message_confirmed_table.c.room_no == room_no)):
        confirmed.setdefault(row.seq, {})[row.member_id] = (row.at, row.edited_at)
    asked = confirmation_request_table
    return {
        row.seq: FoldedConfirmation(
            row.by_id,
            row.at,
            row.due_at,
            row.awaited,
            set(awaited_from(db, room_no, row.seq)) if row.ended_at is None else set(),
            confirmed.get(row.seq, {}),
            row.earlier,
            row.ended_at,
        )
        for row in db.all(select(asked).where(asked.c.room_no == room_no))
    }


def _phoned(db: Db, room_no: int) -> dict[int, dict[str, tuple[str | None, int, str | None]]]:
    found: dict[int, dict[str, tuple[str | None, int, str | None]]] = {}
    for row in db.execute(select(phone_call_table).where(phone_call_table.c.room_no == room_no)):
        found.setdefault(row.seq, {})[row.member_id] = (row.by_id, row.at, row.outcome)
    return found
