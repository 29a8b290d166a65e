"""Who is told of what happens with cases (通知): who works on one, and whose approval is next; never the applicant.

Applicants get letters; see `letters`.
"""

from collections.abc import Iterable

from sqlalchemy import select

from kairan.applications.streams import application_stream
from kairan.core.journal import Entry
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, OrganizationId
from kairan.counter.model import case_approval_table
from kairan.notifications import NewNotice, notify

_r = case_approval_table.c


def tell(db: Db, row: Record, entry: Entry, member_ids: Iterable[str | None]) -> None:
    """Let people be told of an entry of a case; who made it themselves is not."""
    told = sorted({one for one in member_ids if one and one != entry.by})
    organization_id, stream = OrganizationId(row.organization_id), application_stream(row.id)
    notify(
        db,
        [
            NewNotice(
                member_id=MemberId(one), organization_id=organization_id, stream=stream, seq=entry.seq, kind="case"
            )
            for one in told
        ],
    )


def tell_approvers(db: Db, row: Record, entry: Entry) -> None:
    """Let those be told whose approval is the next."""
    waiting = db.all(select(_r.stage, _r.member_id).where(_r.application_id == row.id, _r.outcome.is_(None)))
    stage = min((one.stage for one in waiting), default=0)
    tell(db, row, entry, [one.member_id for one in waiting if one.stage == stage])
