"""What is recounted. Every check reads only, takes a bounded number of rows, and tells no words of anybody."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import func, select

from kairan.core.journal import head as head_of
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.journal.verify import Fault, verify_segment
from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import Db, Record
from kairan.installation.findings import Check, Drift
from kairan.selfaudit.rooms import piece_faults
from kairan.talk.fold import RoomState, fetch_room, fold_room
from kairan.talk.model import mark_table, membership_table, message_table, present, room_stream, room_table, unread
from kairan.talk.queries import message_of
from kairan.talk.search.index import is_indexed

CHAIN_MOST = bounded("selfaudit.chain", 300, "drop", "the others of the stream are checked another time")
STATE_MOST = bounded("selfaudit.state", 1_000, "drop", "a room with more entries is checked in pieces only")
ORDINALS_MOST = bounded("selfaudit.ordinals", 300, "drop", "the others of the room are checked another time")
PEOPLE_MOST = bounded("selfaudit.people", 20, "drop", "the others of the room are checked another time")
UNREAD_MOST = bounded("selfaudit.unread", 2_000, "drop", "who has more unread is checked another time")
MESSAGES_MOST = bounded("selfaudit.messages", 100, "drop", "the others of the room are checked another time")
INDEX_MOST = bounded("selfaudit.index", 30, "drop", "the others of the room are checked another time")

_s, _e, _r = stream_table.c, entry_table.c, room_table.c
_m, _ms, _mk = message_table.c, membership_table.c, mark_table.c


class Said(NamedTuple):
    """What does not agree, in both languages: ids and numbers, nobody's words."""

    ja: str
    en: str


_FIELDS = {
    "name": ("ルームの名前", "name of the room"),
    "kind": ("ルームの種類", "kind of the room"),
    "purpose": ("ルームの目的", "purpose of the room"),
    "open": ("公開の設定", "whether it is open"),
    "history": ("過去の発言の見え方", "what newcomers see"),
    "room_class": ("機密性の区分", "class of the room"),
    "archived_at": ("保管の日時", "time of archiving"),
    "department_id": ("対象の所属", "department"),
    "department_below": ("下の所属を含むか", "whether departments below belong"),
    "message_n": ("発言の数", "number of messages"),
    "members": ("参加者", "members"),
    "messages": ("発言", "messages"),
}
_UNFOUND = ("検索で見つかりません", "cannot be found")
_FOUND = ("削除されたのに検索で見つかります", "is found although removed")
TOLD_MOST = 10  # of what one check found in one place
HALF_MOST = 490  # characters in each language

Of = Callable[[Db, Record, int], Iterator[Said]]
"""A check of a stream or a room, from a place on: yields what does not agree."""


def head(db: Db, stream: Record, _first: int) -> Iterator[Said]:
    """The head of a stream is its last entry."""
    last = db.first(select(_e.seq, _e.digest).where(_e.stream_no == stream.no).order_by(_e.seq.desc()).limit(1))
    found = (0, None) if last is None else (last.seq, bytes(last.digest))
    if found != (stream.seq, bytes(stream.digest)) and (last is not None or stream.seq):
        yield Said(
            f"末尾は{stream.seq}番のはずですが、最後の記録は{found[0]}番です",
            f"head {stream.seq}, last entry {found[0]}",
        )


def chain(db: Db, stream: Record, first: int) -> Iterator[Said]:
    """A piece of the chain holds together."""
    for fault in verify_segment(db, stream, max(1, first), CHAIN_MOST):
        en, _, ja = fault.what.partition(" / ")
        yield Said(f"{fault.seq}番: {ja}", f"{fault.seq}: {en}")


def state(db: Db, room: Record, _first: int) -> Iterator[Said]:
    """What the tables say of a room is what its entries say; only where no body was erased, and in small rooms."""
    if head_of(db, room_stream(room.id)) > STATE_MOST:  # before counting, which reads every entry
        return
    entries = select(func.count(), func.count(_e.body)).where(_e.stream_no == room.no)
    counted = db.all(entries)[0]
    if counted[0] > STATE_MOST or counted[0] != counted[1]:
        return
    try:
        folded = fold_room(db, room.id)
    except (KeyError, msgspec.MsgspecError) as error:
        yield Said(
            f"記録からルームの状態を組み立てられません（{type(error).__name__}）",
            f"the state cannot be folded from the record ({type(error).__name__})",
        )
        return
    fetched = fetch_room(db, room.id)
    for field in RoomState.__struct_fields__:
        one, other = getattr(folded, field), getattr(fetched, field)
        if one != other:
            yield _where(field, one, other)


def _where(field: str, folded: object, fetched: object) -> Said:
    """Say which rows of a table differ, or that a field does; never what is in them."""
    ja, en = _FIELDS.get(field, (field, field))
    if not (isinstance(folded, Mapping) and isinstance(fetched, Mapping)):
        return Said(f"{ja}が記録と異なります", f"{en} not as recorded")
    differing = sorted(str(key) for key in {*folded, *fetched} if folded.get(key) != fetched.get(key))
    some = ", ".join(differing[:5])
    return Said(
        f"{ja}のうち{len(differing)}件が記録と異なります（{some}）", f"{en}: {len(differing)} not as recorded ({some})"
    )


def messages(db: Db, room: Record, first: int) -> Iterator[Said]:
    """Some messages of a room of any length are what their entries say."""
    for fault in piece_faults(db, room, first, MESSAGES_MOST):
        yield said_of(fault)


def said_of(fault: Fault) -> Said:
    """Say where a fault is."""
    en, _, ja = fault.what.partition(" / ")
    return Said(f"{fault.seq}番: {ja}", f"{fault.seq}: {en}")


def ordinals(db: Db, room: Record, first: int) -> Iterator[Said]:
    """Messages of the main timeline are numbered one after the other, and the room knows the last number."""
    main = (_m.room_no == room.no) & _m.root_seq.is_(None)
    last = db.first(select(_m.n, _m.seq).where(main).order_by(_m.seq.desc()).limit(1))
    if (0 if last is None else last.n) != room.message_n:
        newest = 0 if last is None else last.n
        yield Said(
            f"ルームは発言を{room.message_n}件と数えていますが、最後の発言は{newest}番です",
            f"the room counts {room.message_n}, its last message is {newest}",
        )
    first = max(1, min(first, room.message_n - ORDINALS_MOST + 1))
    some = select(_m.n).where(main, _m.n >= first).order_by(_m.n, _m.seq).limit(ORDINALS_MOST)
    numbers = [int(n) for n in db.scalars(some)]
    if numbers != list(range(first, first + len(numbers))):
        yield Said(f"{first}番からの連番に、欠番か重複があります", f"numbers from {first} on have a gap or a double")


def unread_counts(db: Db, room: Record, first: int) -> Iterator[Said]:
    """Unread by arithmetic is unread by counting."""
    for mark in _marks(db, room, first):
        claimed = unread(room.message_n, mark.n)
        if claimed > UNREAD_MOST:
            continue
        beyond = select(func.count()).where(_m.room_no == room.no, _m.root_seq.is_(None), _m.n > mark.n)
        counted = db.scalar(beyond)
        if counted != claimed:
            yield Said(
                f"{mark.member_id}: 表示は{claimed}件、数え直すと{counted}件です",
                f"{mark.member_id}: {claimed} shown, {counted} by counting",
            )


def read_by(db: Db, room: Record, _first: int) -> Iterator[Said]:
    """Everybody in a room has one mark, which lies within the room."""
    people = (_ms.room_no == room.no) & present
    without = (
        select(_ms.member_id)
        .outerjoin(mark_table, (_mk.room_no == _ms.room_no) & (_mk.member_id == _ms.member_id))
        .where(people, _mk.member_id.is_(None))
    )
    if missing := db.scalars(without.limit(PEOPLE_MOST)):
        some = ", ".join(missing[:5])
        yield Said(f"既読の位置がありません（{some}）", f"no mark: {some}")
    beyond = select(_mk.member_id).where(
        _mk.room_no == room.no, (_mk.seen_n > room.message_n) | (_mk.n > _mk.seen_n) | (_mk.n < 0)
    )
    if ahead := db.scalars(beyond.limit(PEOPLE_MOST)):
        some = ", ".join(ahead[:5])
        yield Said(f"既読の位置がルームの範囲の外にあります（{some}）", f"a mark outside of the room: {some}")


def _marks(db: Db, room: Record, first: int) -> Sequence[Record]:
    """Return the marks of some people in a room, from anywhere in the order of their ids."""
    joined = (
        select(_mk.member_id, _mk.n)
        .join(membership_table, (_mk.room_no == _ms.room_no) & (_mk.member_id == _ms.member_id))
        .where(_ms.room_no == room.no, present)
        .order_by(_mk.member_id)
        .limit(PEOPLE_MOST)
    )
    count = db.scalar(select(func.count()).where(_ms.room_no == room.no, present))
    return db.all(joined.offset(first % max(1, count - PEOPLE_MOST + 1)))


def index(db: Db, room: Record, first: int) -> Iterator[Said]:
    """A message that is there can be found by its words; one that was removed cannot."""
    rows = select(message_table).where(_m.room_no == room.no).order_by(_m.seq).limit(INDEX_MOST)
    for row in db.all(rows.where(_m.seq >= first)) or db.all(rows):
        if is_indexed(db, room.no, message_of(row)) != (row.removed_at is None):
            ja, en = _UNFOUND if row.removed_at is None else _FOUND
            yield Said(f"発言 {row.id}: {ja}", f"message {row.id}: {en}")


OF_STREAMS: dict[Check, Of] = {"head": head, "chain": chain}
OF_ROOMS: dict[Check, Of] = {
    "state": state,
    "messages": messages,
    "ordinals": ordinals,
    "unread": unread_counts,
    "read_by": read_by,
    "index": index,
}


ALL: dict[Check, Of] = OF_STREAMS | OF_ROOMS


def drifts(checks: Mapping[Check, Of], db: Db, row: Record, stream: str, first: int) -> Iterator[Drift]:
    """Carry out some checks on a row of the table of streams or of rooms, from a place on."""
    for name, check in checks.items():
        if found := list(check(db, row, first)):
            yield Drift(name, stream, first, in_both(found))


def in_both(found: Sequence[Said]) -> str:
    """Put what was found into one line, English first, as `kairan verify` does; a page shows one half of it."""
    some = found[:TOLD_MOST]
    en, ja = "; ".join(one.en for one in some), "、".join(one.ja for one in some)
    return f"{en[:HALF_MOST]} / {ja[:HALF_MOST]}"
