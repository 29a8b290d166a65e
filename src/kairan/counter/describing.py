"""What notices about cases say (通知の文面): to whoever may still read the case, or is asked for an opinion of it."""

from collections.abc import Sequence

from sqlalchemy import or_

from kairan.applications.numbers import in_groups
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.counter.finding import is_asked
from kairan.counter.joined import listed_cases
from kairan.counter.model import case_table
from kairan.counter.opinions.finding import is_consulted
from kairan.forms.rights import readable
from kairan.notifications import Asked, Content, DueNotice, Subject, Unread
from kairan.policy import may

_c = case_table.c


def describe(db: Db, asked: Sequence[Asked]) -> list[dict[str, Content]]:
    """Return what each viewer is to be told of cases they may still read."""
    return [_described(db, one.viewer, one.notices) for one in asked]


def _described(db: Db, viewer: Viewer, notices: Sequence[DueNotice]) -> dict[str, Content]:
    if not may(viewer, "read_answers"):
        return {}
    ids = sorted({_case_of(one) for one in notices})
    cases = listed_cases().where(_c.id.in_(ids), _c.organization_id == viewer.organization_id)
    may_read = or_(readable(db, viewer, "answers", "work"), is_asked(viewer))
    known = {row.id: row for row in db.all(cases.where(may_read))}
    consulted = {row.id: row for row in db.all(cases.where(is_consulted(db, viewer)))}
    told = {one.id: _content(viewer, one, known[_case_of(one)]) for one in notices if _case_of(one) in known}
    others = [one for one in notices if one.id not in told and _case_of(one) in consulted]
    return told | {one.id: _question(viewer, one, consulted[_case_of(one)]) for one in others}


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


def _question(viewer: Viewer, notice: DueNotice, row: Record) -> Content:
    """Return the words for who is asked for an opinion, and does not read the case."""
    words = ("意見照会があります", "An opinion is asked for")
    return Content(
        title=words[viewer.language == "en"],
        text=f"{row.title}　{in_groups(row.number)}",
        tag=notice.stream,
        path="/cases?view=opinions",
        at=notice.created_at,
    )


def _case_of(notice: DueNotice) -> str:
    return notice.stream.partition(":")[2]


def unread_of(_db: Db, viewers: Sequence[Viewer]) -> list[Unread]:
    """Return that nothing of the counter is counted as unread talk; the inbox has its own numbers."""
    return [Unread() for _ in viewers]


SUBJECT = Subject("application", describe, unread_of)
