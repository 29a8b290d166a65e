"""A case as data (JSON), with the proof that it is the record's: what other systems and auditors read.

The entries are those of the application's stream, as they were digested. Of what the applicant may not see, only the
digests are given: the chain hangs together all the same, and nobody learns what is left out.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import select

from kairan.applications.attachment_model import application_file_table
from kairan.applications.model import ApplicationId
from kairan.applications.receipts import all_answers
from kairan.applications.streams import application_stream
from kairan.core.journal.proof import stream_with_proof
from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.counter.case_view import is_public_kind
from kairan.counter.disclosing.gathering import Dossier, Extent, take_out
from kairan.counter.finding import application_of

FORMAT = "kairan.case/1"
ENTRIES_MOST = bounded("counter.disclosed_entries", 10_000, "drop", "further entries of a case are not in its export")

_f = application_file_table.c


class CaseData(msgspec.Struct, frozen=True, kw_only=True):
    """A case as a program reads it; keys are those of the interface."""

    format: str
    case_id: ApplicationId
    form_id: str
    version: int
    answers: Mapping[str, Any] | None  # by question; null once erased
    files: list[dict[str, Any]]
    dossier: Dossier
    entries: list[dict[str, Any]]


def take_out_data(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId, extent: Extent) -> bytes:
    """Return a case as JSON with its proof; noted in its record, which is the last of its entries.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded.
    """
    dossier = take_out(db, viewer, box, case_id, extent, "data")
    row = application_of(db, case_id)
    entries = stream_with_proof(db, application_stream(case_id), ENTRIES_MOST)
    data = CaseData(
        format=FORMAT,
        case_id=case_id,
        form_id=row.form_id,
        version=row.version,
        answers=all_answers(row, box),
        files=_files(db, case_id),
        dossier=dossier,
        entries=[_seen(one) for one in entries] if extent == "applicant" else entries,
    )
    return msgspec.json.format(msgspec.json.encode(data), indent=1)


def _files(db: Db, case_id: ApplicationId) -> list[dict[str, Any]]:
    """Return what proves the files that were sent; their names stand in the answers."""
    mine = select(application_file_table).where(_f.application_id == case_id, _f.digest.is_not(None))
    return [
        {"id": one.id, "size": one.size, "type": one.type, "sha256": bytes(one.digest).hex(), "state": one.state}
        for one in db.all(mine.order_by(_f.id))
    ]


def _seen(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry the applicant may see, and of another one what ties its neighbours together."""
    if is_public_kind(entry["kind"]):
        return entry
    return {"seq": entry["seq"], "before": entry["before"], "digest": entry["digest"], "is_withheld": True}
