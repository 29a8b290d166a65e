"""Checking: does the present journal still hold what an anchor says of it?

Found are a stream whose past was written anew, one that was cut off, one that is gone, a log of anchors that was
rewritten, heads that are not those that were signed, a wrong signature and a wrong time stamp. What is asked of the
database is asked once for each head, however many anchors say it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cryptography.x509 import Certificate
from sqlalchemy import select

from kairan.anchors.keys import PublicKey
from kairan.anchors.merkle import root_of
from kairan.anchors.model import Head, in_order, leaf_hashes
from kairan.anchors.notes import Checkpoint, Note, NoteMalformed, read_note
from kairan.anchors.queries import anchors, digest_at, heads_of, log_leaves
from kairan.anchors.stamps import StampWrong, require_stamp, require_time, time_of
from kairan.core.journal.model import stream_table
from kairan.core.journal.verify import Fault
from kairan.core.kit.database import Db

GONE = "stream of the anchor is gone / 錨にあるストリームがなくなっています"
CUT = "cut off: the anchor knows later entries / 途中で切られています（錨には続きがあります）"
REWRITTEN = "past rewritten: not the digest of the anchor / 過去の記録が書き換えられています（錨と一致しません）"
DISAGREE = "two anchors say different things of it / 二つの錨の内容が食い違っています"
HEADS_ALTERED = "heads are not those that were anchored / 錨の内訳が、署名された値と一致しません"
LOG_REWRITTEN = "log of anchors was rewritten or cut / 錨の履歴が書き換えられているか、途中で切られています"
NOT_SIGNED = "not signed by this key / この鍵の署名がないか、署名が正しくありません"
STAMP_WRONG = "time stamp is wrong / タイムスタンプが正しくありません"

_s = stream_table.c


class Given(NamedTuple):
    """Something that says what the record was: an anchor, or an older export or backup."""

    name: str  # of the file, for the person who reads the outcome
    heads: Sequence[Head]
    note: Note | None = None
    stamp: bytes | None = None


class Trust(NamedTuple):
    """What whoever checks brought along; an empty list asks nothing."""

    keys: Sequence[PublicKey] = ()
    roots: Sequence[Certificate] = ()


def check(db: Db, given: Sequence[Given], trust: Trust) -> list[Fault]:
    """Compare the present journal with everything that was given."""
    faults = [fault for one in given for fault in _of_itself(one, trust)]
    faults += _of_the_log(db, [one for one in given if one.note is not None])
    return faults + list(_of_heads(db, given))


def of_record(db: Db, trust: Trust) -> list[Fault]:
    """Compare the present journal with the last anchor in the database itself: finds who did not think of it."""
    last = next(iter(anchors(db, most=1)), None)
    if last is None:
        return []
    name = f"anchor:{last.no}"
    try:
        note, heads = read_note(last.note), heads_of(db, last.no)
    except (NoteMalformed, ValueError):
        return [Fault(name, last.no, HEADS_ALTERED)]
    one = Given(name, heads or [Head("?", 0, "")], note, last.stamp)
    return [*_of_itself(one, trust), *_of_the_log(db, [one])]


def _of_itself(one: Given, trust: Trust) -> Iterator[Fault]:
    """Say what is wrong with an anchor as it was given, without asking the database."""
    if one.note is None:
        return
    said = one.note.checkpoint
    if one.heads and root_of(leaf_hashes(in_order(one.heads))) != said.heads_root:
        yield Fault(one.name, said.size, HEADS_ALTERED)
    if trust.keys and not one.note.is_signed_by(trust.keys):
        yield Fault(one.name, said.size, NOT_SIGNED)
    if one.stamp is not None:
        yield from _of_stamp(one.name, said, one.stamp, trust.roots)


def _of_stamp(name: str, said: Checkpoint, stamp: bytes, roots: Sequence[Certificate]) -> Iterator[Fault]:
    text = said.text.encode()
    try:
        at = require_stamp(stamp, text, roots) if roots else time_of(stamp, text)
        if at is not None:
            require_time(at, said.at)
    except StampWrong as wrong:
        en, _, ja = STAMP_WRONG.partition(" / ")
        yield Fault(name, said.size, f"{en}: {wrong} / {ja}（{wrong}）")


def _of_the_log(db: Db, given: Iterable[Given]) -> Iterator[Fault]:
    """The log of anchors that the database has must be what it was at each anchor, and have grown since."""
    leaves = log_leaves(db)
    for one in given:
        said = one.note.checkpoint if one.note is not None else None
        if said is not None and (said.size > len(leaves) or root_of(leaves[: said.size]) != said.root):
            yield Fault(one.name, said.size, LOG_REWRITTEN)


def _of_heads(db: Db, given: Sequence[Given]) -> Iterator[Fault]:
    known: dict[tuple[str, int], str] = {}
    streams = {name: (no, seq) for no, name, seq in db.execute(select(_s.no, _s.name, _s.seq))}
    for head in (head for one in given for head in one.heads):
        place = (head.name, head.seq)
        if place in known:
            if known[place] != head.digest:
                yield Fault(head.name, head.seq, DISAGREE)
            continue
        known[place] = head.digest
        yield from _of_head(db, streams.get(head.name), head)


def _of_head(db: Db, stream: tuple[int, int] | None, head: Head) -> Iterator[Fault]:
    if stream is None:
        yield Fault(head.name, head.seq, GONE)
        return
    digest = digest_at(db, stream[0], head.seq)
    if digest is None:
        yield Fault(head.name, head.seq, CUT)
    elif digest.hex() != head.digest:
        yield Fault(head.name, head.seq, REWRITTEN)
