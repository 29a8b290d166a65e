"""The audit (監査): the organisation's stream, searched by person, act and time, and given out with its proof.

What is given out is enough to prove it anywhere: each line holds the digest, and JSON Lines also the salt and the body
as it was digested, so that whoever has a line can compute the digest of the next one (see docs/administration.md).
"""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Select, or_, select

from kairan.core.journal import Body, append, head
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import Db, Record
from kairan.core.kit.problems import Problem
from kairan.core.viewer import MemberId, Viewer
from kairan.people import organization_stream, people_named, require_task

PAGE = 50
LINES_AT_ONCE = 1_000
JAPAN = timezone(timedelta(hours=9))
Format = Literal["csv", "jsonl"]

_e, _s = entry_table.c, stream_table.c


class DayMalformed(Problem):
    """Not a day of the calendar."""

    status = 422
    code = "audit.day_malformed"
    ja = "日付は 2026-04-01 の形で指定してください。"
    en = "Please give the day as 2026-04-01."


class AuditExported(Body, frozen=True):
    """Somebody took the record of the organisation out, up to an entry."""

    kind = "audit.exported"
    format: Format
    upto: int


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
    statement = _entries(viewer).where(*_conditions(wanted))
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


def _entries(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return select(_e.seq, _e.kind, _e.at, _e.actor_id, _e.body, _e.salt, _e.body_digest, _e.digest).where(
        _e.stream_no == _stream_no(viewer)
    )


def _conditions(wanted: AuditFilter) -> Iterator[ColumnElement[bool]]:
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


class _Mentioned(msgspec.Struct, frozen=True):
    """The fields in which entries name a person."""

    id: str | None = None
    member_id: str | None = None
    asked_by: str | None = None
    sponsor_id: str | None = None


def _names(db: Db, entries: Sequence[AuditEntry]) -> dict[str, str]:
    ids: set[str] = {entry.by for entry in entries if entry.by}
    for entry in entries:
        mentioned = msgspec.json.decode(entry.body, type=_Mentioned | None)
        if mentioned is not None:
            ids |= {one for one in (mentioned.id, mentioned.member_id, mentioned.asked_by, mentioned.sponsor_id) if one}
    return {person.id: person.name for person in people_named(db, ids)}


def begin_export(db: Db, viewer: Viewer, wanted: Format) -> int:
    """Put on record that the record is taken out; return how far it goes, this entry included. Problems: RoleNeeded."""
    require_task(viewer, "audit")
    stream = organization_stream(viewer.organization_id)
    return append(db, stream, AuditExported(format=wanted, upto=head(db, stream) + 1), viewer).seq


def exported_lines(db: Db, viewer: Viewer, wanted: Format, after: int, upto: int) -> tuple[str, int]:
    """Return the next lines of the record after an entry, and the number of the last one. Problems: RoleNeeded."""
    require_task(viewer, "audit")
    rows = db.all(_entries(viewer).where(_e.seq > after, _e.seq <= upto).order_by(_e.seq).limit(LINES_AT_ONCE))
    if not rows:
        return "", upto
    lines = _csv_lines(db, rows) if wanted == "csv" else _json_lines(viewer, rows)
    return lines, rows[-1].seq


CSV_HEAD = ("seq", "at", "kind", "by", "name", "body", "body_digest", "digest")


def csv_head() -> str:
    """Return the first line, behind the mark by which Excel recognises UTF-8."""
    return "\ufeff" + ",".join(CSV_HEAD) + "\r\n"


def _csv_lines(db: Db, rows: Sequence[Record]) -> str:
    names = {person.id: person.name for person in people_named(db, {row.actor_id for row in rows if row.actor_id})}
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        at = datetime.fromtimestamp(row.at / 1000, JAPAN).isoformat(timespec="milliseconds")
        name = _harmless(names.get(row.actor_id, ""))
        digests = bytes(row.body_digest).hex(), bytes(row.digest).hex()
        writer.writerow((row.seq, at, row.kind, row.actor_id or "", name, row.body or "", *digests))
    return out.getvalue()


def _harmless(text: str) -> str:
    """Keep a spreadsheet from reading a name as a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _json_lines(viewer: Viewer, rows: Sequence[Record]) -> str:
    stream = organization_stream(viewer.organization_id)
    return "".join(
        msgspec.json.encode(
            {
                "stream": stream,
                "seq": row.seq,
                "kind": row.kind,
                "at": row.at,
                "by": row.actor_id,
                "body": row.body,
                "salt": None if row.salt is None else bytes(row.salt).hex(),
                "body_digest": bytes(row.body_digest).hex(),
                "digest": bytes(row.digest).hex(),
            }
        ).decode()
        + "\n"
        for row in rows
    )
