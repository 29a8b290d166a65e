"""An incident taken out with its proof (JSON Lines): the whole of its stream, each entry as it was digested.

What was changed or struck is in it with every former wording. A line holds the digest before it, so that each can be
checked by itself, and together they fit the anchors that the body's auditor keeps (docs/auditor-verifier.md).
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import select

from kairan.core.journal import append
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.journal.proof import digests_before, with_proof
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.incidents.entries import ChronologyTaken, ChronologyWritten
from kairan.emergency.incidents.finding import found_to_take_out
from kairan.emergency.incidents.model import IncidentId, incident_stream
from kairan.people import organization_of, told_of
from kairan.records.reading import file_digests

AT_ONCE = 200
_e, _s = entry_table.c, stream_table.c


class ProofHead(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at the beginning: which incident, of whom, who took it out, and up to which entry."""

    organization: str
    incident_id: str
    name: str
    kind: str
    is_drill: bool
    begun_at: int
    ended_at: int | None
    taken_by: str
    taken_at: int
    entries: int


def begin_proof(db: Db, viewer: Viewer, incident_id: IncidentId) -> ProofHead:
    """Put on record that an incident is taken out, which is the last of its entries that are given out.

    Problems: IncidentNotFound, RefusedByPolicy.
    """
    row = found_to_take_out(db, viewer, incident_id)
    entry = append(db, incident_stream(row.id), ChronologyTaken(form="jsonl"), viewer)
    return ProofHead(
        organization=organization_of(db, viewer).name,
        incident_id=row.id,
        name=row.name,
        kind=row.kind,
        is_drill=bool(row.is_drill),
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        taken_by=told_of(db, [viewer.member_id]).get(viewer.member_id, ""),
        taken_at=entry.at,
        entries=entry.seq,
    )


class ProofPart(msgspec.Struct, frozen=True):
    """Some lines, and the number of the last entry in them; null: there are no more."""

    lines: list[dict[str, Any]]
    last: int | None


def proof_part(db: Db, viewer: Viewer, incident_id: IncidentId, after: int, upto: int) -> ProofPart:
    """Return the next lines; asked anew, so that it ends where the access ends.

    Beside the entries stand the names of who acted, and the SHA-256 of the files that were attached.
    Problems: IncidentNotFound, RefusedByPolicy.
    """
    row = found_to_take_out(db, viewer, incident_id)
    stream = incident_stream(row.id)
    no = db.scalar(select(_s.no).where(_s.name == stream))
    between = select(entry_table).where(_e.stream_no == no, _e.seq > after, _e.seq <= upto)
    rows = db.all(between.order_by(_e.seq).limit(AT_ONCE))
    before = digests_before(db, int(no), [one.seq for one in rows])
    lines = [{"line": "entry", **with_proof(stream, one, before)} for one in rows]
    names = told_of(db, [one.actor_id for one in rows])
    lines += [{"line": "person", "id": id_, "name": name} for id_, name in sorted(names.items())]
    digests = file_digests(db, _files(rows))
    lines += [{"line": "file", "id": id_, "sha256": digest} for id_, digest in sorted(digests.items())]
    return ProofPart(lines, rows[-1].seq if len(rows) == AT_ONCE else None)


def _files(rows: Sequence[Record]) -> list[str]:
    """Return the files that entries of the chronology name."""
    bodies = [one.body for one in rows if one.kind == ChronologyWritten.kind and one.body is not None]
    return [file for body in bodies for file in msgspec.json.decode(body, type=ChronologyWritten).files]
