"""Findings (照合の結果) of the continuous self-audit: what did not agree with the journal, where, since when.

A finding is told, never repaired in silence: in the body's record and the installation's, on the administrators' and
the operators' pages, in the log and the metrics. It stays until the same check finds the place in order again, which
is told as well.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec
import structlog
from sqlalchemy import BigInteger, Column, Index, String, Table, insert, select, update

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, metadata
from kairan.core.kit.ids import new_id
from kairan.core.viewer import INSTALLATION, OrganizationId
from kairan.installation.entries import DriftFound, DriftGone
from kairan.people import organization_stream

Check = Literal["head", "chain", "state", "ordinals", "unread", "read_by", "index"]
"""What is recounted: a stream's head, a piece of its chain, a room's state, the numbers of its messages, unread
counts, read marks, and the search index."""
SHOWN_MOST = 100

finding_table = Table(
    "finding",
    metadata,
    Column("id", String(13), primary_key=True),
    Column("organization_id", String(13), nullable=False),
    Column("check_name", String(20), nullable=False),
    Column("stream", String(80), nullable=False),
    Column("first", BigInteger, nullable=False),
    Column("detail", String(1000), nullable=False),
    Column("found_at", BigInteger, nullable=False),
    Column("gone_at", BigInteger),
)

_f = finding_table.c
_open = _f.gone_at.is_(None)
Index("ix_finding_open", _f.found_at, sqlite_where=_open, postgresql_where=_open)

log = structlog.get_logger("kairan.selfaudit")


class Drift(msgspec.Struct, frozen=True):
    """Something that does not agree: which check, in which stream, and what, without anybody's words."""

    check: Check
    stream: str
    first: int  # from which place on it was looked at
    detail: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A drift that is still there, for the people who run the installation."""

    id: str
    organization_id: OrganizationId
    check: Check
    stream: str
    first: int
    detail: str
    found_at: int


def open_findings(db: Db, organization_id: OrganizationId | None = None, most: int = SHOWN_MOST) -> list[Finding]:
    """Return what is still wrong, the oldest first; of one body or of all. Whoever calls this has asked who may."""
    statement = select(finding_table).where(_open).order_by(_f.found_at, _f.id).limit(most)
    if organization_id is not None:
        statement = statement.where(_f.organization_id == organization_id)
    return [
        Finding(
            id=row.id,
            organization_id=row.organization_id,
            check=row.check_name,
            stream=row.stream,
            first=row.first,
            detail=row.detail,
            found_at=row.found_at,
        )
        for row in db.all(statement)
    ]


def note_drift(db: Db, drift: Drift, organization_id: OrganizationId) -> bool:
    """Put a drift on record, unless it is already; true when it is new."""
    same = select(_f.id).where(_open, _f.check_name == drift.check, _f.stream == drift.stream)
    if db.first(same.limit(1)) is not None:
        return False
    values = {"check_name": drift.check, "stream": drift.stream, "first": drift.first, "detail": drift.detail[:1000]}
    db.execute(insert(finding_table).values(id=new_id(), organization_id=organization_id, found_at=now_ms(), **values))
    told = DriftFound(check=drift.check, stream=drift.stream, detail=drift.detail[:1000])
    for stream in _told_in(organization_id):
        append(db, stream, told, None)
    log.error("selfaudit.drift", check=drift.check, stream=drift.stream, detail=drift.detail)
    return True


def note_gone(db: Db, finding: Finding) -> None:
    """Put on record that a place is in order again; whoever repaired it did so knowingly."""
    gone = update(finding_table).where(_f.id == finding.id, _open).values(gone_at=now_ms())
    if not db.execute(gone).rowcount:
        return
    told = DriftGone(check=finding.check, stream=finding.stream)
    for stream in _told_in(finding.organization_id):
        append(db, stream, told, None)
    log.info("selfaudit.drift_gone", check=finding.check, stream=finding.stream)


def _told_in(organization_id: OrganizationId) -> Sequence[str]:
    return list(dict.fromkeys((organization_stream(INSTALLATION), organization_stream(organization_id))))
