"""Who is told of what happens with cases (通知): who works on one, and whose approval is next; never the applicant.

Applicants get letters; see `letters`.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select

from kairan.applications.model import application_table
from kairan.applications.numbers import in_groups
from kairan.applications.streams import application_stream
from kairan.core.journal import Entry
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.counter.finding import is_asked
from kairan.counter.model import case_approval_table, case_table
from kairan.forms.model import form_table
from kairan.forms.rights import readable
from kairan.notifications import Asked, Content, DueNotice, NewNotice, Subject, Unread, notify
from kairan.policy import may

_a, _c, _f, _r = application_table.c, case_table.c, form_table.c, case_approval_table.c


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


def describe(db: Db, asked: Sequence[Asked]) -> list[dict[str, Content]]:
    """Return what each viewer is to be told of cases they may still read."""
    return [_described(db, one.viewer, one.notices) for one in asked]


def _described(db: Db, viewer: Viewer, notices: Sequence[DueNotice]) -> dict[str, Content]:
    if not may(viewer, "read_answers"):
        return {}
    ids = sorted({_case_of(one) for one in notices})
    rows = db.all(
        select(_c.id, _c.state, _a.number, _f.title)
        .join(application_table, _a.id == _c.id)
        .join(form_table, _f.id == _c.form_id)
        .where(_c.id.in_(ids), _c.organization_id == viewer.organization_id)
        .where(or_(readable(db, viewer, "answers", "work"), is_asked(viewer)))
    )
    known = {row.id: row for row in rows}
    return {one.id: _content(viewer, one, known[_case_of(one)]) for one in notices if _case_of(one) in known}


def _content(viewer: Viewer, notice: DueNotice, row: Record) -> Content:
    """Return the words; who the applicant is, no lock screen shows."""
    words = ("申請に動きがあります", "Something happened with an application")
    return Content(
        title=words[viewer.language == "en"],
        text=f"{row.title}　{in_groups(row.number)}",
        tag=notice.stream,
        path=f"/cases/{row.id}",
        at=notice.created_at,
    )


def _case_of(notice: DueNotice) -> str:
    return notice.stream.partition(":")[2]


def unread_of(_db: Db, viewers: Sequence[Viewer]) -> list[Unread]:
    """Return that nothing of the counter is counted as unread talk; the inbox has its own numbers."""
    return [Unread() for _ in viewers]


SUBJECT = Subject("application", describe, unread_of)
