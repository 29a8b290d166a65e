"""Proof: walk every chain and report what is missing, altered, or not tied to what comes before it."""

from collections.abc import Callable, Iterator

import msgspec
from sqlalchemy import func, select

from kairan.core.journal.actions import BodyErased
from kairan.core.journal.model import EMPTY, digest_of_body, digest_of_entry, entry_table, stream_table
from kairan.core.kit.database import Db, Record

PAGE = 2_000
BEFORE_ALL = -(1 << 63)  # numbers begin at 1; one put in below it must be seen too

_s, _e = stream_table.c, entry_table.c


class Fault(msgspec.Struct, frozen=True):
    """Something wrong in a stream, at an entry: what, in words for both languages."""

    stream: str
    seq: int
    what: str


class Verified(msgspec.Struct, frozen=True):
    """The outcome: how much was checked, and every fault."""

    streams: int
    entries: int
    faults: list[Fault]


MISSING = "entry missing / 記録が欠けています"
BODY_ALTERED = "body altered / 本文が書き換えられています"
BODY_GONE = "body gone without a record of its erasure / 消去の記録がないまま本文が失われています"
CHAIN_BROKEN = "chain broken: entry altered / 連鎖が切れています（記録が書き換えられています）"
HEAD_WRONG = "head differs from the last entry / 末尾の位置が最後の記録と一致しません"
ORPHAN = "entries without a stream / 所属のない記録があります"


def verify(db: Db, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Verified:
    """Check every stream in one snapshot; `progress(done, all)` is told as entries are read."""
    total = db.scalar(select(func.count()).select_from(entry_table)) or 0
    done = 0
    faults: list[Fault] = []
    streams = db.all(select(_s.no, _s.name, _s.seq, _s.digest).order_by(_s.no))
    for stream in streams:
        chain = _Chain(stream)
        for row in _entries(db, stream.no):
            chain.add(row)
            done += 1
            if done % PAGE == 0:
                progress(done, total)
        faults += chain.close()
    orphans = db.scalar(select(func.count()).select_from(entry_table).where(_e.stream_no.not_in(select(_s.no))))
    if orphans:
        faults.append(Fault("?", orphans, ORPHAN))
    progress(total, total)
    return Verified(len(streams), done, faults)


def verify_stream(db: Db, name: str) -> Verified:
    """Check one chain; a stream that does not exist yet holds nothing and is in order."""
    stream = db.first(select(_s.no, _s.name, _s.seq, _s.digest).where(_s.name == name))
    if stream is None:
        return Verified(0, 0, [])
    chain = _Chain(stream)
    checked = 0
    for row in _entries(db, stream.no):
        chain.add(row)
        checked += 1
    return Verified(1, checked, chain.close())


def verify_segment(db: Db, stream: Record, first: int, most: int) -> list[Fault]:
    """Check a piece of a chain, from an entry on; `stream` is its row. Erasures are looked for in the whole stream."""
    before = db.first(select(_e.digest).where(_e.stream_no == stream.no, _e.seq == first - 1))
    if before is None and first > 1:
        return [Fault(stream.name, first - 1, MISSING)]
    chain = _Chain(stream, first - 1, EMPTY if before is None else bytes(before.digest))
    within = (_e.stream_no == stream.no) & (_e.seq >= first)
    for row in db.all(select(entry_table).where(within).order_by(_e.seq).limit(most)):
        chain.add(row)
    told = [BodyErased(seq=seq) for seq in chain.bodiless]
    bodies = [msgspec.json.encode(one).decode() for one in told]
    erased = select(_e.body).where(_e.stream_no == stream.no, _e.kind == BodyErased.kind, _e.body.in_(bodies))
    chain.excuse(set(db.scalars(erased)) if bodies else set())
    return chain.faults_so_far()


def _entries(db: Db, stream_no: int) -> Iterator[Record]:
    after = BEFORE_ALL
    while rows := db.all(
        select(entry_table).where(_e.stream_no == stream_no, _e.seq > after).order_by(_e.seq).limit(PAGE)
    ):
        yield from rows
        after = rows[-1].seq


class _Chain:
    """One stream on its way through the check."""

    def __init__(self, stream: Record, seq: int = 0, digest: bytes = EMPTY) -> None:
        self._stream = stream
        self._seq = seq
        self._digest = digest
        self.bodiless: set[int] = set()
        self._erased: set[int] = set()
        self._faults: list[Fault] = []

    def add(self, row: Record) -> None:
        """Check an entry against the one before it."""
        if row.seq != self._seq + 1:
            self._fault(self._seq + 1, MISSING)
        self._check_body(row)
        expected = digest_of_entry(
            self._digest, self._stream.name, row.seq, row.kind, row.at, row.actor_id, bytes(row.body_digest)
        )
        if expected != bytes(row.digest):
            self._fault(row.seq, CHAIN_BROKEN)
        # Go on from what is stored, so that one fault is reported once and not for every entry after it.
        self._seq, self._digest = row.seq, bytes(row.digest)

    def _check_body(self, row: Record) -> None:
        if row.body is None or row.salt is None:
            self.bodiless.add(row.seq)
            return
        if digest_of_body(bytes(row.salt), row.body.encode()) != bytes(row.body_digest):
            self._fault(row.seq, BODY_ALTERED)
        elif row.kind == BodyErased.kind:
            self._erased.add(msgspec.json.decode(row.body, type=BodyErased).seq)

    def excuse(self, erasures: set[str]) -> None:
        """Take note of erasures told outside of the piece that is checked, as bodies of their entries."""
        self._erased |= {msgspec.json.decode(one, type=BodyErased).seq for one in erasures}

    def faults_so_far(self) -> list[Fault]:
        """Return every fault of what was added, without looking at the stream's head."""
        for seq in sorted(self.bodiless - self._erased):
            self._fault(seq, BODY_GONE)
        return self._faults

    def close(self) -> list[Fault]:
        """Compare with the stream's head and return every fault."""
        self.faults_so_far()
        if (self._seq, self._digest) != (self._stream.seq, bytes(self._stream.digest)):
            self._fault(self._seq, HEAD_WRONG)
        return self._faults

    def _fault(self, seq: int, what: str) -> None:
        self._faults.append(Fault(self._stream.name, seq, what))
