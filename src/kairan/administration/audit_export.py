"""The record taken out: as a table in Japanese for whoever reads it, as JSON Lines for whoever proves it.

The table holds what the screen shows: the same filter and period. JSON Lines hold the whole, since a chain with holes
proves nothing.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from kairan.administration.audit import SEQ, AuditFilter, Format, conditions, entries_of, ids_in, person_of_entry
from kairan.administration.audit_telling import ERASED, act_told, details_told, instant_told
from kairan.core.journal import Body, append, head
from kairan.core.kit.database import Db, Record
from kairan.core.kit.spreadsheet import Cell, lines_of, table_of
from kairan.core.viewer import MemberId, Viewer
from kairan.people import Label, labels, organization_stream, require_task

LINES_AT_ONCE = 1_000

CSV_HEAD = (
    "記録番号", "日時", "操作", "操作した人", "操作した人の職員番号", "操作した人のログインID", "操作した人の所属",
    "対象の人", "対象の人の職員番号", "対象の人のログインID", "対象の人の所属", "内容", "操作の種類", "本文の検証値",
    "検証値",
)  # fmt: skip
NOBODY = "システム"


class AuditExported(Body, frozen=True):
    """Somebody took the record of the organisation out, up to an entry; with what was filtered, if anything was."""

    kind = "audit.exported"
    format: Format
    upto: int
    person_id: MemberId | None = None
    act: str | None = None
    first_on: str | None = None
    last_on: str | None = None


def begin_export(db: Db, viewer: Viewer, wanted: Format, only: AuditFilter = AuditFilter()) -> int:  # noqa: B008
    """Put on record that the record is taken out; return how far it goes, this entry included.

    Problems: RoleNeeded, DayMalformed.
    """
    require_task(viewer, "audit")
    list(conditions(only))  # a day that is none is refused before anything is written
    stream = organization_stream(viewer.organization_id)
    filtered = msgspec.structs.asdict(only) if wanted == "csv" else {}
    return append(db, stream, AuditExported(format=wanted, upto=head(db, stream) + 1, **filtered), viewer).seq


def exported_lines(
    db: Db,
    viewer: Viewer,
    wanted: Format,
    after: int,
    upto: int,
    only: AuditFilter = AuditFilter(),  # noqa: B008
) -> tuple[str, int]:
    """Return the next lines of the record after an entry, and the number of the last one. Problems: RoleNeeded."""
    require_task(viewer, "audit")
    which = conditions(only) if wanted == "csv" else ()
    between = entries_of(viewer).where(*which).where(after < SEQ, upto >= SEQ)
    rows = db.all(between.order_by(SEQ).limit(LINES_AT_ONCE))
    if not rows:
        return "", upto
    lines = _csv_lines(db, rows) if wanted == "csv" else _json_lines(viewer, rows)
    return lines, rows[-1].seq


def table_head() -> str:
    """Return the first line of the table."""
    return table_of(CSV_HEAD, ())


def _csv_lines(db: Db, rows: Sequence[Record]) -> str:
    bodies = [msgspec.json.decode(row.body) if row.body is not None else None for row in rows]
    known = labels(db, {one for row, body in zip(rows, bodies, strict=True) for one in (row.actor_id, *ids_in(body))})
    names = {one: label.told for one, label in known.items()}
    return lines_of(_cells(row, body, known, names) for row, body in zip(rows, bodies, strict=True))


def _cells(row: Record, body: Any, known: dict[str, Label], names: dict[str, str]) -> list[Cell]:  # noqa: ANN401
    by, whom = person_of_entry(row.kind, row.actor_id, body)
    details = ERASED if body is None else details_told(row.kind, body, names)
    name = body.get("name") if isinstance(body, dict) and whom is not None else None
    return [
        row.seq,
        instant_told(row.at),
        act_told(row.kind),
        *_person(by, known, NOBODY),
        *_person(whom, known, str(name or "")),
        details,
        row.kind,
        bytes(row.body_digest).hex(),
        bytes(row.digest).hex(),
    ]


def _person(member_id: str | None, known: dict[str, Label], otherwise: str) -> tuple[str, str, str, str]:
    label = known.get(member_id or "")
    if label is None:
        return otherwise, "", "", ""
    return label.name, label.number or "", label.login, label.department


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
