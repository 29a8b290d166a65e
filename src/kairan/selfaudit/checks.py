"""What is recounted. Every check reads only, takes a bounded number of rows, and tells no words of anybody."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import func, select

from kairan.installation.findings import Check, Drift
from kairan.journal import head as head_of
from kairan.journal.model import entry_table, stream_table
from kairan.journal.verify import verify_segment
from kairan.kit.bounds import bounded
from kairan.kit.database import Db, Record
from kairan.talk.fold import RoomState, fetch_room, fold_room
from kairan.talk.model import mark_table, membership_table, message_table, present, room_stream, room_table, unread
from kairan.talk.queries import message_of
from kairan.talk.search.index import is_indexed

CHAIN_MOST = bounded("selfaudit.chain", 300, "drop", "the others of the stream are checked another time")
STATE_MOST = bounded("selfaudit.state", 1_000, "drop", "a room with more entries is checked in pieces only")
ORDINALS_MOST = bounded("selfaudit.ordinals", 300, "drop", "the others of the room are checked another time")
PEOPLE_MOST = bounded("selfaudit.people", 20, "drop", "the others of the room are checked another time")
UNREAD_MOST = bounded("selfaudit.unread", 2_000, "drop", "who has more unread is checked another time")
INDEX_MOST = bounded("selfaudit.index", 30, "drop", "the others of the room are checked another time")

_s, _e, _r = stream_table.c, entry_table.c, room_table.c
_m, _ms, _mk = message_table.c, membership_table.c, mark_table.c

Of = Callable[[Db, Record, int], Iterator[str]]
"""A check of a stream or a room, from a place on: yields what does not agree."""


def head(db: Db, stream: Record, _first: int) -> Iterator[str]:
    """The head of a stream is its last entry."""
    last = db.first(select(_e.seq, _e.digest).where(_e.stream_no == stream.no).order_by(_e.seq.desc()).limit(1))
    found = (0, None) if last is None else (last.seq, bytes(last.digest))
    if found != (stream.seq, bytes(stream.digest)) and (last is not None or stream.seq):
        yield f"head {stream.seq}, last entry {found[0]}"


def chain(db: Db, stream: Record, first: int) -> Iterator[str]:
    """A piece of the chain holds together."""
    for fault in verify_segment(db, stream, max(1, first), CHAIN_MOST):
        yield f"{fault.seq}: {fault.what.partition(' / ')[0]}"


def state(db: Db, room: Record, _first: int) -> Iterator[str]:
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
        yield f"cannot be folded: {type(error).__name__}"
        return
    fetched = fetch_room(db, room.id)
    for field in RoomState.__struct_fields__:
        one, other = getattr(folded, field), getattr(fetched, field)
        if one != other:
            yield f"{field}: {_where(one, other)}"


def _where(folded: object, fetched: object) -> str:
    """Say which rows of a table differ, or that a field does; never what is in them."""
    if not (isinstance(folded, Mapping) and isinstance(fetched, Mapping)):
        return "differs"
    differing = sorted(str(key) for key in {*folded, *fetched} if folded.get(key) != fetched.get(key))
    return f"{len(differing)} differ: {', '.join(differing[:5])}"


def ordinals(db: Db, room: Record, first: int) -> Iterator[str]:
    """Messages of the main timeline are numbered one after the other, and the room knows the last number."""
    main = (_m.room_no == room.no) & _m.root_seq.is_(None)
    last = db.first(select(_m.n, _m.seq).where(main).order_by(_m.seq.desc()).limit(1))
    if (0 if last is None else last.n) != room.message_n:
        yield f"the room counts {room.message_n}, its last message is {0 if last is None else last.n}"
    first = max(1, min(first, room.message_n - ORDINALS_MOST + 1))
    some = select(_m.n).where(main, _m.n >= first).order_by(_m.n, _m.seq).limit(ORDINALS_MOST)
    numbers = [int(n) for n in db.scalars(some)]
    if numbers != list(range(first, first + len(numbers))):
        yield f"numbers from {first} on have a gap or a double"


def unread_counts(db: Db, room: Record, first: int) -> Iterator[str]:
    """Unread by arithmetic is unread by counting."""
    for mark in _marks(db, room, first):
        claimed = unread(room.message_n, mark.n)
        if claimed > UNREAD_MOST:
            continue
        beyond = select(func.count()).where(_m.room_no == room.no, _m.root_seq.is_(None), _m.n > mark.n)
        counted = db.scalar(beyond)
        if counted != claimed:
            yield f"{mark.member_id}: {claimed} by arithmetic, {counted} by counting"


def read_by(db: Db, room: Record, _first: int) -> Iterator[str]:
    """Everybody in a room has one mark, which lies within the room."""
    people = (_ms.room_no == room.no) & present
    without = (
        select(_ms.member_id)
        .outerjoin(mark_table, (_mk.room_no == _ms.room_no) & (_mk.member_id == _ms.member_id))
        .where(people, _mk.member_id.is_(None))
    )
    if missing := db.scalars(without.limit(PEOPLE_MOST)):
        yield f"no mark: {', '.join(missing[:5])}"
    beyond = select(_mk.member_id).where(_mk.room_no == room.no, (_mk.n > room.message_n) | (_mk.n < 0))
    if ahead := db.scalars(beyond.limit(PEOPLE_MOST)):
        yield f"a mark outside of the room: {', '.join(ahead[:5])}"


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


def index(db: Db, room: Record, first: int) -> Iterator[str]:
    """A message that is there can be found by its words; one that was removed cannot."""
    rows = select(message_table).where(_m.room_no == room.no).order_by(_m.seq).limit(INDEX_MOST)
    for row in db.all(rows.where(_m.seq >= first)) or db.all(rows):
        if is_indexed(db, room.no, message_of(row)) != (row.removed_at is None):
            yield f"message {row.id}: {'cannot be found' if row.removed_at is None else 'is found although removed'}"


OF_STREAMS: dict[Check, Of] = {"head": head, "chain": chain}
OF_ROOMS: dict[Check, Of] = {
    "state": state,
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
            yield Drift(name, stream, first, "; ".join(found[:10]))
