"""Fetching what was handed over (受け取り), by whose case it is: when, how often, and until when."""

import msgspec
from sqlalchemy import select, update

from kairan.applications.model import Applicant, ApplicationId
from kairan.applications.streams import application_stream
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.counter.applicants import require_own_case
from kairan.counter.deliverables.entries import CaseDeliverableFetched
from kairan.counter.deliverables.model import DeliverableId, deliverable_table
from kairan.counter.deliverables.problems import DeliverableNotFound, DeliverableOver
from kairan.files import file_table

_d, _f = deliverable_table.c, file_table.c


class Fetched(msgspec.Struct, frozen=True):
    """Where the bytes lie, and what they are; it never leaves the server."""

    name: str
    type: str
    size: int
    blob_key: str


def fetch_deliverable(db: Db, applicant: Applicant, case_id: ApplicationId, deliverable_id: DeliverableId) -> Fetched:
    """Return a file of the applicant's case; the first time is in the record, every one is counted.

    Problems: CaseNotShown, DeliverableNotFound, DeliverableOver.
    """
    require_own_case(db, applicant, case_id)
    held = hold(db, application_stream(case_id))
    row = db.first(
        select(_d.until_on, _d.fetched_at, _f.name, _f.type, _f.size, _f.blob_key)
        .join(file_table, _f.id == _d.file_id)
        .where(_d.id == deliverable_id, _d.application_id == case_id, _d.withdrawn_at.is_(None), _f.state == "clean")
    )
    if row is None:
        raise DeliverableNotFound
    now = now_ms()
    if row.until_on < day_of(now):
        raise DeliverableOver
    values: dict[str, object] = {"last_fetched_at": now, "fetches": _d.fetches + 1}
    if row.fetched_at is None:
        values["fetched_at"] = now
        append(db, application_stream(case_id), CaseDeliverableFetched(deliverable=deliverable_id), None, held=held)
    db.execute(update(deliverable_table).where(_d.id == deliverable_id).values(values))
    return Fetched(row.name, row.type, row.size, row.blob_key)
