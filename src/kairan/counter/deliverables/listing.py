"""What was handed over in a case, to the section and to whose case it is."""

from sqlalchemy import select

from kairan.applications.model import ApplicationId
from kairan.applications.numbers import in_groups
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.core.viewer import Viewer
from kairan.counter.deliverables.issuing import may_deliver
from kairan.counter.deliverables.model import (
    DELIVERABLES_MOST,
    CaseDeliverables,
    DeliverableId,
    DeliverableView,
    OwnDeliverable,
    deliverable_table,
)
from kairan.counter.deliverables.templates import letter_choices
from kairan.counter.finding import procedure_of, require_case, works_on
from kairan.people import labels

_d = deliverable_table.c


def case_deliverables(db: Db, viewer: Viewer, case_id: ApplicationId) -> CaseDeliverables:
    """Return what was handed over, the newest first, and what can be.

    Problems: RefusedByPolicy, ApplicationNotFound.
    """
    case = require_case(db, viewer, case_id)
    may_now = works_on(db, viewer, case.form_id) and may_deliver(procedure_of(case), case.state)
    mine = select(deliverable_table).where(_d.application_id == case_id)
    rows = db.all(mine.order_by(_d.id.desc()).limit(DELIVERABLES_MOST))
    names = labels(db, {row.issued_by for row in rows})
    return CaseDeliverables(
        deliverables=[
            DeliverableView(
                id=DeliverableId(row.id),
                title=row.title,
                number=in_groups(row.number),
                is_letter=row.template_id is not None,
                issued_at=row.issued_at,
                by=names[row.issued_by].name if row.issued_by in names else "",
                until_on=row.until_on,
                file_id=row.file_id,
                is_failed=row.refusal is not None,
                is_erased=row.digest is not None and row.file_id is None,
                fetched_at=row.fetched_at,
                last_fetched_at=row.last_fetched_at,
                fetches=row.fetches,
                withdrawn_at=row.withdrawn_at,
                reason=row.reason,
            )
            for row in rows
        ],
        letters=letter_choices(db, case.form_id) if may_now else [],
        may_deliver=may_now,
    )


def own_deliverables(db: Db, case_id: ApplicationId) -> list[OwnDeliverable]:
    """Return what was handed over in a case that was found for its applicant, the newest first."""
    today = day_of(now_ms())
    made = select(deliverable_table).where(_d.application_id == case_id, _d.file_id.is_not(None))
    return [
        OwnDeliverable(
            id=DeliverableId(row.id),
            title=row.title,
            number=in_groups(row.number),
            issued_at=row.issued_at,
            until_on=row.until_on,
            is_over=row.until_on < today,
            is_withdrawn=row.withdrawn_at is not None,
            is_fetched=row.fetched_at is not None,
            reason=row.reason,
        )
        for row in db.all(made.order_by(_d.id.desc()).limit(DELIVERABLES_MOST))
    ]
