"""Circulars recounted: wordings are as they were sent, who is said to have confirmed did, the numbers are true."""

from collections.abc import Iterator, Mapping

import msgspec
from sqlalchemy import select

from kairan.circulars.confirming import digest_of_comment
from kairan.circulars.entries import CircularConfirmed, CircularReworded, CircularSent
from kairan.circulars.model import (
    circular_person_table,
    circular_stream,
    circular_table,
    circular_version_table,
)
from kairan.circulars.sending import digest_of, files_in
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.journal.verify import Fault
from kairan.core.kit.database import Db, Record
from kairan.selfaudit.bodies import UNREADABLE
from kairan.selfaudit.reading import body_of

PAGE = 500

CIRCULAR_MISSING = "circular of the record is missing / 記録にある回覧がありません"
CIRCULAR_PLANTED = "circular is in no record / 記録にない回覧があります"
WORDING_CHANGED = "wording differs from what was sent / 回覧の内容が回した内容と違います"
CONFIRMATIONS_DIFFER = "confirmations differ from the record / 回覧の確認が記録と違います"
NUMBERS_DIFFER = "numbers differ from the people / 回覧の人数が数え直しと違います"
ASKED_TOO_EARLY = "somebody was asked before their turn / 順番より前に回した人がいます"

_c, _v, _p = circular_table.c, circular_version_table.c, circular_person_table.c
_e, _s = entry_table.c, stream_table.c


def circular_faults(db: Db) -> Iterator[Fault]:
    """Compare every circular with its record, and its numbers with its people."""
    known = select(_s.name, _s.seq).outerjoin(circular_table, _s.name == "circular:" + _c.id)
    for name, seq in db.execute(known.where(_s.name.startswith("circular:"), _c.id.is_(None))):
        yield Fault(name, seq, CIRCULAR_MISSING)
    after = ""
    page = select(circular_table).order_by(_c.id).limit(PAGE)
    while rows := db.all(page.where(_c.id > after)):
        for row in rows:
            yield from _of_circular(db, row)
        after = rows[-1].id


def _of_circular(db: Db, row: Record) -> Iterator[Fault]:
    stream = circular_stream(row.id)
    try:
        digests, confirmed, last = _as_recorded(db, stream)
    except msgspec.MsgspecError:
        yield Fault(stream, 0, UNREADABLE)
        return
    if not digests:
        yield Fault(stream, 0, CIRCULAR_PLANTED)
        return
    if digests != _digests(db, row):
        yield Fault(stream, 1, WORDING_CHANGED)
    people = db.all(select(circular_person_table).where(_p.circular_id == row.id))
    kept = {
        (one.version, one.member_id): (one.acted_by, digest_of_comment(one.comment))
        for one in people
        if one.outcome == "confirmed"
    }
    if kept != confirmed:
        yield Fault(stream, last, CONFIRMATIONS_DIFFER)
    present = [one for one in people if one.version == row.version]
    if counted(present) != (row.people, row.waiting, row.confirmed, row.passed):
        yield Fault(stream, last, NUMBERS_DIFFER)
    if is_asked_too_early(present):
        yield Fault(stream, last, ASKED_TOO_EARLY)


def counted(people: list[Record]) -> tuple[int, int, int, int]:
    """Count people, those asked and not settled, those who confirmed, and those passed over."""
    return (
        len(people),
        sum(one.asked_at is not None and one.outcome is None for one in people),
        sum(one.outcome == "confirmed" for one in people),
        sum(one.outcome in {"passed", "gone"} for one in people),
    )


def is_asked_too_early(people: list[Record]) -> bool:
    """Whether somebody was asked while somebody at an earlier stop is still open."""
    still = min((one.position for one in people if one.outcome is None), default=None)
    return still is not None and any(one.asked_at is not None and one.position > still for one in people)


def _as_recorded(db: Db, stream: str) -> tuple[dict[int, str], dict[tuple[int, str], tuple[str | None, str]], int]:
    """Return the digest of each version, who confirmed which, and the number of the last entry."""
    wanted = (
        select(_s.name, _e.seq, _e.kind, _e.actor_id, _e.body)
        .join(entry_table, _e.stream_no == _s.no)
        .where(_s.name == stream)
        .order_by(_e.seq)
    )
    digests: dict[int, str] = {}
    confirmed: dict[tuple[int, str], tuple[str | None, str]] = {}
    last = 0
    for row in db.execute(wanted):
        last = row.seq
        body = body_of(row) if row.kind in _KINDS else None
        if isinstance(body, CircularSent):
            digests[1] = body.digest
        elif isinstance(body, CircularReworded):
            digests[body.version] = body.digest
        elif isinstance(body, CircularConfirmed):
            confirmed[body.version, body.member] = (row.actor_id, body.comment_digest)
    return digests, confirmed, last


_KINDS = {CircularSent.kind, CircularReworded.kind, CircularConfirmed.kind}


def _digests(db: Db, row: Record) -> Mapping[int, str]:
    """Return what the tables say each version says; a version whose own digest differs is told by its being wrong."""
    rows = db.all(select(circular_version_table).where(_v.circular_id == row.id))
    return {one.number: digest_of(one.title, one.text, files_in(one.files)) for one in rows}
