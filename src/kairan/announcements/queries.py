"""What one is to confirm; and, for administrators, who has."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select

from kairan.announcements.audience import addressees, is_for
from kairan.announcements.model import (
    PAGE,
    PEOPLE_PAGE,
    SHOWN_MOST,
    Addressee,
    AddresseePage,
    Announced,
    AnnouncementId,
    AnnouncementPage,
    AnnouncementRow,
    Announcements,
    AnnouncementStatus,
    DepartmentCount,
    PastAnnouncement,
    PastAnnouncements,
    announcement_table,
    audience_table,
    confirmation_table,
)
from kairan.announcements.problems import AnnouncementNotFound
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import (
    DepartmentId,
    department_table,
    member_table,
    organization_of,
    people_named,
    post_table,
    require_task,
    told_of,
)

_a, _au, _c = announcement_table.c, audience_table.c, confirmation_table.c
_d, _m, _p = department_table.c, member_table.c, post_table.c


def announcements(db: Db, viewer: Viewer) -> Announcements:
    """Return what is for the viewer now and not confirmed by them, the urgent ones first, then the newest."""
    now = now_ms()
    confirmed = exists(select(_c.member_id).where(_c.announcement_id == _a.id, _c.member_id == viewer.member_id))
    mine = (is_for(db, viewer), _a.ended_at.is_(None), _a.ends_at > now, ~confirmed)
    rows = db.all(
        select(announcement_table)
        .where(*mine, _a.begins_at <= now)
        .order_by(case((_a.importance == "urgent", 0), else_=1), _a.begins_at.desc(), _a.id.desc())
        .limit(SHOWN_MOST)
    )
    begins = db.scalar(select(func.min(_a.begins_at)).where(*mine, _a.begins_at > now))
    return Announcements(
        announcements=_announced(db, viewer, rows),
        look_again_at=min((at for at in (begins, *(row.ends_at for row in rows)) if at is not None), default=None),
    )


def past_announcements(db: Db, viewer: Viewer, before: AnnouncementId | None = None) -> PastAnnouncements:
    """Return what was announced to the viewer so far, the newest first, with when they confirmed it."""
    earlier = () if before is None else (_a.id < before,)
    mine = and_(_c.announcement_id == _a.id, _c.member_id == viewer.member_id)
    rows = db.all(
        select(announcement_table, _c.at.label("confirmed_at"))
        .outerjoin(confirmation_table, mine)
        .where(is_for(db, viewer), _a.begins_at <= now_ms(), *earlier)
        .order_by(_a.id.desc())
        .limit(PAGE + 1)
    )
    shown = _announced(db, viewer, rows[:PAGE])
    return PastAnnouncements(
        announcements=[
            PastAnnouncement(announced=one, confirmed_at=row.confirmed_at)
            for one, row in zip(shown, rows, strict=False)
        ],
        next=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


def _announced(db: Db, viewer: Viewer, rows: Sequence[Record]) -> list[Announced]:
    if not rows:
        return []
    people = {one.id: one for one in people_named(db, {row.posted_by for row in rows})}
    body = organization_of(db, viewer).name
    return [
        Announced(
            id=row.id,
            title=row.title,
            text=row.text,
            importance=row.importance,
            by=people[row.posted_by].department or body if row.posted_by in people else body,
            at=row.begins_at,
        )
        for row in rows
    ]


def all_announcements(db: Db, viewer: Viewer, before: AnnouncementId | None = None) -> AnnouncementPage:
    """Return the body's announcements, the newest first. Problems: RoleNeeded."""
    require_task(viewer, "organization")
    earlier = () if before is None else (_a.id < before,)
    own = (_a.organization_id == viewer.organization_id, *earlier)
    rows = db.all(select(announcement_table).where(*own).order_by(_a.id.desc()).limit(PAGE + 1))
    return AnnouncementPage(
        announcements=_rows(db, viewer.organization_id, rows[:PAGE]),
        next=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


def one_announcement(db: Db, viewer: Viewer, announcement_id: AnnouncementId) -> AnnouncementRow:
    """Return one of the viewer's body. Problems: RoleNeeded, AnnouncementNotFound."""
    return _rows(db, viewer.organization_id, [_found(db, viewer, announcement_id)])[0]


def _found(db: Db, viewer: Viewer, announcement_id: AnnouncementId) -> Record:
    require_task(viewer, "organization")
    own = (_a.id == announcement_id, _a.organization_id == viewer.organization_id)
    row = db.first(select(announcement_table).where(*own))
    if row is None:
        raise AnnouncementNotFound
    return row


def _rows(db: Db, organization_id: OrganizationId, rows: Sequence[Record]) -> list[AnnouncementRow]:
    names = told_of(db, {row.posted_by for row in rows})
    return [_row(db, organization_id, row, names.get(row.posted_by, "")) for row in rows]


def _row(db: Db, organization_id: OrganizationId, row: Record, by: str) -> AnnouncementRow:
    departments = _departments(db, row)
    people, confirmed = db.all(_counted(organization_id, row, list(departments)))[0]
    return AnnouncementRow(
        id=row.id,
        title=row.title,
        text=row.text,
        importance=row.importance,
        departments=list(departments.values()),
        to_guests=bool(row.to_guests),
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        ended_at=row.ended_at,
        posted_at=row.posted_at,
        posted_by=by,
        status=_status(row),
        people=people,
        confirmed=confirmed,
    )


def _status(row: Record) -> AnnouncementStatus:
    now = now_ms()
    if row.ended_at is not None or row.ends_at <= now:
        return "over"
    return "coming" if row.begins_at > now else "shown"


def _departments(db: Db, row: Record) -> dict[DepartmentId, str]:
    named = (
        select(_d.id, _d.path)
        .join(audience_table, _au.department_id == _d.id)
        .where(_au.announcement_id == row.id)
        .order_by(_d.position, _d.id)
    )
    return {one[0]: one[1] for one in db.execute(named)}


def _counted(
    organization_id: OrganizationId, row: Record, department_ids: list[DepartmentId]
) -> Select[*tuple[int, ...]]:
    return (
        select(func.count(), func.count(_c.member_id))
        .select_from(member_table)
        .outerjoin(confirmation_table, and_(_c.member_id == _m.id, _c.announcement_id == row.id))
        .where(_for(organization_id, row, department_ids))
    )


def _for(organization_id: OrganizationId, row: Record, department_ids: list[DepartmentId]) -> ColumnElement[bool]:
    return addressees(organization_id, department_ids, to_staff=bool(row.to_staff), to_guests=bool(row.to_guests))


def addressees_of(db: Db, viewer: Viewer, announcement_id: AnnouncementId, after: int = 0) -> AddresseePage:
    """Return whom it is for, those who have not confirmed first. Problems: RoleNeeded, AnnouncementNotFound."""
    row = _found(db, viewer, announcement_id)
    for_whom = _for(viewer.organization_id, row, list(_departments(db, row)))
    people = (
        select(_m.id, _m.name, _m.kind, _m.extension, _m.number, _m.login, _d.path.label("department"), _c.at)
        .outerjoin(post_table, and_(_p.member_id == _m.id, _p.is_main))
        .outerjoin(department_table, _d.id == _p.department_id)
        .outerjoin(confirmation_table, and_(_c.member_id == _m.id, _c.announcement_id == row.id))
        .where(for_whom)
    )
    shown = db.all(
        people.order_by(_c.at.is_not(None), _d.position, _d.id, _m.kana, _m.id).offset(after).limit(PEOPLE_PAGE + 1)
    )
    counts = people.with_only_columns(_d.id, _d.path, func.count(), func.count(_c.at), maintain_column_froms=True)
    return AddresseePage(
        people=[
            Addressee(
                member_id=one.id,
                name=one.name,
                key=one.number or one.login,
                kind=one.kind,
                department=one.department,
                extension=one.extension,
                confirmed_at=one.at,
            )
            for one in shown[:PEOPLE_PAGE]
        ],
        departments=[
            DepartmentCount(department=one[1], people=one[2], confirmed=one[3])
            for one in db.execute(counts.group_by(_d.id, _d.path, _d.position).order_by(_d.position, _d.id))
        ],
        next=after + PEOPLE_PAGE if len(shown) > PEOPLE_PAGE else None,
    )
