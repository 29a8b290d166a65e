"""The audit (監査): the organisation's stream, searched by person, act and time, and given out with its proof.

What is given out is enough to prove it anywhere: JSON Lines hold the digests, the salt and the body as it was digested,
so that whoever has a line can compute the digest of the next one (see docs/administration.md).
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Select, or_, select

from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import Db
from kairan.core.kit.days import JAPAN
from kairan.core.kit.problems import Problem
from kairan.core.viewer import MemberId, Viewer
from kairan.people import organization_stream, require_task, told_of

PAGE = 50
Format = Literal["csv", "jsonl"]

_e, _s = entry_table.c, stream_table.c
SEQ = _e.seq


class DayMalformed(Problem):
    """Not a day of the calendar."""

    status = 422
    code = "audit.day_malformed"
    ja = "日付は 2026-04-01 の形で指定してください。"
    en = "Please give the day as 2026-04-01."


class AuditFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries are wanted; what is None does not matter. Days are those of Japan, both included."""

    person_id: MemberId | None = None  # who did it, or to whom it was done
    act: str | None = None  # a kind of entry, such as "person.suspended"
    first_on: str | None = None
    last_on: str | None = None


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the record. `body` is null once erased."""

    seq: int
    kind: str
    at: int
    by: MemberId | None
    body: msgspec.Raw
    digest: str


class AuditPage(msgspec.Struct, frozen=True):
    """Some entries, the newest first; the names of the people in them; where the next page begins."""

    entries: list[AuditEntry]
    names: dict[str, str]
    next: int | None


def audit(db: Db, viewer: Viewer, wanted: AuditFilter, before: int | None = None) -> AuditPage:
    """Return a page of the organisation's record. Problems: RoleNeeded, DayMalformed."""
    require_task(viewer, "audit")
    statement = entries_of(viewer).where(*conditions(wanted))
    if before is not None:
        statement = statement.where(_e.seq < before)
    rows = db.all(statement.order_by(_e.seq.desc()).limit(PAGE + 1))
    entries = [
        AuditEntry(
            seq=row.seq,
            kind=row.kind,
            at=row.at,
            by=row.actor_id,
            body=msgspec.Raw((row.body or "null").encode()),
            digest=bytes(row.digest).hex(),
        )
        for row in rows[:PAGE]
    ]
    return AuditPage(entries, _names(db, entries), entries[-1].seq if len(rows) > PAGE else None)


def acts_known(db: Db, viewer: Viewer) -> list[str]:
    """Return the kinds of entries that occur in the record, for the filter. Problems: RoleNeeded."""
    require_task(viewer, "audit")
    kinds = select(_e.kind).where(_e.stream_no == _stream_no(viewer)).distinct()
    return sorted(db.scalars(kinds))


def _stream_no(viewer: Viewer) -> Any:  # noqa: ANN401  (a scalar subquery)
    return select(_s.no).where(_s.name == organization_stream(viewer.organization_id)).scalar_subquery()


def entries_of(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """Select the entries of the viewer's organisation."""
    return select(_e.seq, _e.kind, _e.at, _e.actor_id, _e.body, _e.salt, _e.body_digest, _e.digest).where(
        _e.stream_no == _stream_no(viewer)
    )


def conditions(wanted: AuditFilter) -> Iterator[ColumnElement[bool]]:
    """Restrict entries to what is wanted. Problems: DayMalformed."""
    if wanted.person_id is not None:
        # An id is unique and stands in the body in quotes: no need to know each kind's fields.
        done_to = _e.body.contains(f'"{wanted.person_id}"', autoescape=True)
        yield or_(_e.actor_id == wanted.person_id, done_to)
    if wanted.act is not None:
        yield _e.kind == wanted.act
    if wanted.first_on is not None:
        yield _e.at >= _midnight(wanted.first_on)
    if wanted.last_on is not None:
        yield _e.at < _midnight(wanted.last_on, days_later=1)


def _midnight(day: str, days_later: int = 0) -> int:
    """Return the instant at which a day of Japan begins. Problems: DayMalformed."""
    try:
        begins = datetime.combine(date.fromisoformat(day), datetime.min.time(), JAPAN) + timedelta(days=days_later)
        return int(begins.astimezone(UTC).timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        raise DayMalformed from error


_NAMING = ("id", "member_id", "asked_by", "sponsor_id", "successor_id", "before", "person_id")
"""The fields in which entries name a person."""
SIGNED_IN = "sign_in.accepted"


def ids_in(body: Any) -> set[str]:  # noqa: ANN401  (what was decoded of JSON)
    """Return the ids that an entry names; among them those of people."""
    if not isinstance(body, dict):
        return set()
    found = {body[field] for field in _NAMING if isinstance(body.get(field), str)}
    return found | {one for one in body.get("person_ids") or () if isinstance(one, str)}


def person_of_entry(kind: str, actor_id: str | None, body: Any) -> tuple[str | None, str | None]:  # noqa: ANN401
    """Return who did it and to whom. Whoever signs in is nobody before; afterwards it is that person."""
    named = body if isinstance(body, dict) else {}
    whom = next((named[one] for one in ("member_id", "asked_by", "id") if isinstance(named.get(one), str)), None)
    if actor_id is None and kind == SIGNED_IN:
        return whom, None
    return actor_id, whom


def _names(db: Db, entries: Sequence[AuditEntry]) -> dict[str, str]:
    """Return whole labels of the people in entries: two may share a name."""
    ids: set[str] = {entry.by for entry in entries if entry.by}
    for entry in entries:
        ids |= ids_in(msgspec.json.decode(entry.body))
    return told_of(db, ids)
