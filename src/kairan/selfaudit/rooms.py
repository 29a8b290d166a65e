"""A room recounted whole, however long it is: what its tables say must be what its entries say.

Read in pieces: in memory are who was ever in it and what was edited or removed, never all messages. What was erased
from the record cannot be recounted; what is not touched by it still is.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import select

from kairan.core.journal import Body
from kairan.core.journal.model import redaction_table
from kairan.core.journal.verify import Fault
from kairan.core.kit.database import Db, Record
from kairan.files import FileView
from kairan.selfaudit.reading import PAGE, body_of, entries_of
from kairan.talk import entries as said
from kairan.talk.model import (
    Mention,
    membership_table,
    message_table,
    reaction_table,
    room_stream,
)

ROOM_ALTERED = "room not as recorded / ルームの設定が記録と異なります"
ROOM_MISSING = "room of a record is missing / 記録にあるルームがありません"
MEMBERSHIP_ALTERED = "membership not as recorded / 参加の状態が記録と異なります"
MESSAGE_ALTERED = "message not as recorded / 発言が記録と異なります"
MESSAGE_MISSING = "message of the record is missing / 記録にある発言がありません"
MESSAGE_UNKNOWN = "message without a record / 記録にない発言があります"
REDACTION_ALTERED = "not redacted as recorded / 削除された発言の扱いが記録と異なります"
REACTION_ALTERED = "reactions not as recorded / リアクションが記録と異なります"

SETTINGS = (said.RoomCreated, said.RoomChanged, said.RoomReclassified, said.RoomArchived, said.RoomUnarchived)
PEOPLE = (said.MemberJoined, said.MemberLeft, said.MasterNamed, said.MasterWithdrawn)
CHANGES = (said.MessageEdited, said.MessageRemoved)
REACTIONS = (said.ReactionAdded, said.ReactionRemoved)

_m, _ms, _rd, _re = message_table.c, membership_table.c, redaction_table.c, reaction_table.c


class Change(msgspec.Struct):
    """What became of a message after it was posted."""

    edited_at: int | None = None
    text: str = ""
    mentions: list[Mention] = []
    removed_at: int | None = None
    removed_by: str | None = None


class Seat(msgspec.Struct):
    """Somebody's time in the room."""

    sees_from: int
    from_n: int
    role: str
    to_seq: int | None = None


def room_faults(db: Db, room: Record) -> Iterator[Fault]:
    """Recount one room."""
    stream = room_stream(room.id)
    for check in (_settings, _seats, _reactions, _messages):
        try:
            for seq, what in check(db, room):
                yield Fault(stream, seq, what)
        except (KeyError, msgspec.MsgspecError):  # an entry that says what cannot be: the chain tells where
            yield Fault(stream, 0, ROOM_ALTERED)


Found = Iterator[tuple[int, str]]


def _said(db: Db, room: Record, kinds: Sequence[type[Body]]) -> list[tuple[Record, Any]] | None:
    """Return entries with their bodies; None when one was erased: then nothing can be said of these."""
    rows = [(row, body_of(row)) for row in entries_of(db, room.no, kinds)]
    return None if any(body is None for _, body in rows) else rows


def _settings(db: Db, room: Record) -> Found:
    rows = _said(db, room, SETTINGS)
    if rows is None:
        return
    state: dict[str, object] = {"archived_at": None, "department_id": None, "department_below": False}
    for row, body in rows:
        state |= _setting(row, body)
    for field, value in state.items():
        if getattr(room, field) != value:
            yield rows[-1][0].seq if rows else 0, ROOM_ALTERED
            return


def _setting(row: Record, body: Body) -> dict[str, object]:
    if isinstance(body, said.RoomArchived):
        return {"archived_at": row.at}
    if isinstance(body, said.RoomUnarchived):
        return {"archived_at": None}
    told = msgspec.structs.asdict(body)
    told.pop("before", None)
    if "room_kind" in told:
        told["kind"] = told.pop("room_kind")
    return {field: value for field, value in told.items() if value is not msgspec.UNSET}


def _seats(db: Db, room: Record) -> Found:
    rows = _said(db, room, PEOPLE)
    if rows is None:
        return
    seats: dict[tuple[str, int], Seat] = {}
    present: dict[str, Seat] = {}
    for row, body in rows:
        if isinstance(body, said.MemberJoined):
            present[body.member_id] = Seat(body.sees_from, body.from_n, body.role)
            seats[body.member_id, row.seq] = present[body.member_id]
        elif isinstance(body, said.MemberLeft):
            present.pop(body.member_id).to_seq = row.seq
        else:
            present[body.member_id].role = "master" if isinstance(body, said.MasterNamed) else "member"
    held = {
        (row.member_id, row.from_seq): Seat(row.sees_from, row.from_n, row.role, row.to_seq)
        for row in db.execute(select(membership_table).where(_ms.room_no == room.no))
    }
    for place in sorted({*seats, *held}):
        if seats.get(place) != held.get(place):
            yield (
                place[1],
                f"{MEMBERSHIP_ALTERED.partition(' / ')[0]}: {place[0]} / {_ja(MEMBERSHIP_ALTERED, place[0])}",
            )


def _ja(what: str, whom: str) -> str:
    return f"{what.partition(' / ')[2]}（{whom}）"


def _reactions(db: Db, room: Record) -> Found:
    told: set[tuple[str, str, str]] = set()
    for row in entries_of(db, room.no, REACTIONS):
        body = body_of(row)
        if body is None:
            return
        one = (body.id, body.emoji, row.actor_id or "")
        told.add(one) if isinstance(body, said.ReactionAdded) else told.discard(one)
    joined = select(_m.id, _re.emoji, _re.member_id).join(
        message_table, (_m.room_no == _re.room_no) & (_m.seq == _re.seq)
    )
    held = {(row[0], row[1], row[2]) for row in db.execute(joined.where(_re.room_no == room.no))}
    if told != held:
        yield 0, REACTION_ALTERED


def _messages(db: Db, room: Record) -> Found:
    changes, redacts, erased = _changes(db, room)
    if redacts is not None:
        yield from _redactions(db, room, redacts)
    after = 0
    posted = entries_of(db, room.no, [said.MessagePosted])
    while page := _taken(posted, PAGE):
        upto = page[-1].seq
        yield from _compared(db, room, page, (after, upto), changes, erased)
        after = upto
    yield from _compared(db, room, [], (after, None), changes, erased)


def _taken(rows: Iterator[Record], most: int) -> list[Record]:
    return list(islice(rows, most))


def _changes(db: Db, room: Record) -> tuple[dict[str, Change], set[int] | None, set[int]]:
    """Return what became of messages, which entries were redacted (None: unknown), and which changes were erased."""
    changes: dict[str, Change] = {}
    redacts: set[int] | None = set()
    erased: set[int] = set()
    for row in entries_of(db, room.no, CHANGES):
        body = body_of(row)
        if body is None:
            erased.add(row.seq)
            redacts = None if row.kind == said.MessageRemoved.kind else redacts
            continue
        change = changes.setdefault(body.id, Change())
        if isinstance(body, said.MessageEdited):
            change.edited_at, change.text, change.mentions = row.at, body.text, body.mentions
        else:
            change.removed_at, change.removed_by = row.at, row.actor_id
            redacts = None if redacts is None else {*redacts, *body.redacts}
    return changes, redacts, erased


def _redactions(db: Db, room: Record, redacts: set[int]) -> Found:
    held = {row.seq: row.body for row in db.execute(select(redaction_table).where(_rd.stream_no == room.no))}
    for seq in sorted(redacts ^ held.keys()):
        yield seq, REDACTION_ALTERED
    for seq in sorted(redacts & held.keys()):
        if not _is_empty(held[seq]):
            yield seq, REDACTION_ALTERED


def _is_empty(body: str) -> bool:
    """Whether a reader gets nothing of what was said."""
    told = msgspec.json.decode(body, type=dict[str, Any])
    return not told.get("text") and not told.get("files") and not told.get("mentions")


def _compared(
    db: Db,
    room: Record,
    page: Sequence[Record],
    span: tuple[int, int | None],
    changes: dict[str, Change],
    erased: set[int],
) -> Found:
    """Compare the messages of a span of the room with the entries that posted them."""
    within = select(message_table).where(_m.room_no == room.no, _m.seq > span[0])
    rows = db.all(within if span[1] is None else within.where(_m.seq <= span[1]))
    held = {row.seq: row for row in rows}
    for entry in page:
        row = held.pop(entry.seq, None)
        if row is None:
            yield entry.seq, MESSAGE_MISSING
        elif entry.body is not None and not is_as_posted(entry, row, changes.get(row.id, Change()), erased):
            yield entry.seq, MESSAGE_ALTERED
    for seq in sorted(held):
        yield seq, MESSAGE_UNKNOWN


def is_as_posted(entry: Record, row: Record, change: Change, erased: set[int]) -> bool:
    """Whether a message is what its entries make of it; what was erased of them is not asked for."""
    body: said.MessagePosted = body_of(entry)
    if _head_of(row) != (body.id, body.n, body.root_id, entry.actor_id, entry.at):
        return False
    if erased and (row.removed_at is not None or set(edits_of(row)) & erased):
        return True
    if (row.edited_at, row.removed_at, row.removed_by) != (change.edited_at, change.removed_at, change.removed_by):
        return False
    if change.removed_at is not None:
        return (row.text, row.files, row.mentions, row.stamp) == ("", None, None, None)
    if row.stamp != (None if body.stamp is msgspec.UNSET else body.stamp):
        return False
    words = (body.text, body.mentions) if change.edited_at is None else (change.text, change.mentions)
    return words == (row.text, _list(row.mentions, Mention)) and body.files == _list(row.files, FileView)


def _head_of(row: Record) -> tuple[object, ...]:
    return row.id, row.n, row.root_id, row.author_id, row.at


def edits_of(row: Record) -> list[int]:
    """Return the numbers of the entries that edited a message, as its row says."""
    return msgspec.json.decode(row.edits or "[]", type=list[int])


def _list(stored: str | None, of: type) -> list[Any]:
    return msgspec.json.decode(stored or "[]", type=list[of])  # type: ignore[valid-type]


def piece_faults(db: Db, room: Record, first: int, most: int) -> Iterator[Fault]:
    """Recount some messages of a room of any length, from an entry on; changes are those their rows name."""
    stream = room_stream(room.id)
    rows = db.all(select(message_table).where(_m.room_no == room.no, _m.seq >= first).order_by(_m.seq).limit(most))
    for row in rows:
        posted = next(iter(entries_of(db, room.no, [said.MessagePosted], after=row.seq - 1, upto=row.seq)), None)
        if posted is None:
            yield Fault(stream, row.seq, MESSAGE_UNKNOWN)
        elif posted.body is not None and row.removed_at is None and not _is_as_named(db, room, posted, row):
            yield Fault(stream, row.seq, MESSAGE_ALTERED)


def _is_as_named(db: Db, room: Record, posted: Record, row: Record) -> bool:
    try:
        return _is_as_edited(db, room, posted, row)
    except msgspec.MsgspecError:  # an entry, or the list of edits, that is none
        return False


def _is_as_edited(db: Db, room: Record, posted: Record, row: Record) -> bool:
    change, erased = Change(), set()
    for seq in edits_of(row):
        edit = next(iter(entries_of(db, room.no, [said.MessageEdited], after=seq - 1, upto=seq)), None)
        body = None if edit is None else body_of(edit)
        if edit is None or (body is not None and body.id != row.id):
            return False
        if body is None:
            erased.add(seq)
        else:
            change.edited_at, change.text, change.mentions = edit.at, body.text, body.mentions
    return is_as_posted(posted, row, change, erased)
