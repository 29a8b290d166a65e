"""Announcing, ending before the time, confirming."""

from sqlalchemy import func, insert, select, update

from kairan.announcements.audience import is_for
from kairan.announcements.entries import (
    AnnouncementConfirmed,
    AnnouncementEnded,
    AnnouncementPosted,
    AnnouncementsChanged,
)
from kairan.announcements.model import (
    LONGEST_MS,
    TEXT_LIMIT,
    TITLE_LIMIT,
    AnnouncementId,
    AnnouncementRow,
    NewAnnouncement,
    announcement_table,
    audience_table,
    confirmation_table,
)
from kairan.announcements.problems import (
    AnnouncementNotFound,
    AnnouncementTimes,
    AnnouncementTooLong,
    AnnouncementUntitled,
    AudienceUnknown,
)
from kairan.announcements.queries import one_announcement
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import MemberId, Viewer
from kairan.people import (
    department_table,
    directory_stream,
    member_stream,
    member_table,
    organization_stream,
    require_task,
)

_a, _c, _d, _m = announcement_table.c, confirmation_table.c, department_table.c, member_table.c


def announce(db: Db, viewer: Viewer, new: NewAnnouncement) -> AnnouncementRow:
    """Show something to everybody it is for, from its beginning to its end or until they confirm it.

    Problems: RoleNeeded, AnnouncementUntitled, AnnouncementTooLong, AnnouncementTimes, AudienceUnknown,
    TextNotStorable.
    """
    require_task(viewer, "organization")
    title, text = _good_words(new)
    now = now_ms()
    begins_at = max(now, new.begins_at or now)
    if not begins_at < new.ends_at <= begins_at + LONGEST_MS:
        raise AnnouncementTimes
    names = _names_of(db, viewer, new.department_ids)
    announcement_id = AnnouncementId(new_id())
    values = {
        "organization_id": viewer.organization_id,
        "title": title,
        "text": text,
        "importance": new.importance,
        "to_staff": True,
        "to_guests": new.to_guests,
        "begins_at": begins_at,
        "ends_at": new.ends_at,
        "posted_at": now,
        "posted_by": viewer.member_id,
    }
    db.execute(insert(announcement_table).values(id=announcement_id, **values))
    if names:
        rows = [{"announcement_id": announcement_id, "department_id": one} for one in names]
        db.execute(insert(audience_table), rows)
    posted = AnnouncementPosted(
        id=announcement_id,
        title=title,
        text=text,
        importance=new.importance,
        departments=list(names.values()),
        to_guests=new.to_guests,
        begins_at=begins_at,
        ends_at=new.ends_at,
    )
    append(db, organization_stream(viewer.organization_id), posted, viewer)
    _tell(db, viewer, urgent=new.importance == "urgent", guests=new.to_guests)
    return one_announcement(db, viewer, announcement_id)


def _good_words(new: NewAnnouncement) -> tuple[str, str]:
    if not (title := bounded_text(new.title.strip(), TITLE_LIMIT, AnnouncementUntitled)):
        raise AnnouncementUntitled(most=TITLE_LIMIT)
    return title, bounded_text(new.text.strip(), TEXT_LIMIT, AnnouncementTooLong)


def _names_of(db: Db, viewer: Viewer, department_ids: list[str]) -> dict[str, str]:
    wanted = sorted(set(department_ids))
    open_ones = (_d.organization_id == viewer.organization_id, _d.closed_at.is_(None), _d.id.in_(wanted))
    found = {row[0]: row[1] for row in db.execute(select(_d.id, _d.path).where(*open_ones))}
    if len(found) != len(wanted):
        raise AudienceUnknown
    return found


def _tell(db: Db, viewer: Viewer, *, urgent: bool, guests: bool) -> None:
    """Let screens look anew; staff hear it in their directory, guests, who follow none, each for themselves."""
    changed = AnnouncementsChanged(urgent=urgent)
    append(db, directory_stream(viewer.organization_id), changed, viewer)
    if guests:
        here = (_m.organization_id == viewer.organization_id, _m.kind == "guest", _m.status == "active")
        for member_id in db.scalars(select(_m.id).where(*here).order_by(_m.id)):
            append(db, member_stream(MemberId(member_id)), changed, viewer)


def end_announcement(db: Db, viewer: Viewer, announcement_id: AnnouncementId) -> AnnouncementRow:
    """End one before its time; a second time changes nothing. Problems: RoleNeeded, AnnouncementNotFound."""
    require_task(viewer, "organization")
    hold(db, organization_stream(viewer.organization_id))
    before = one_announcement(db, viewer, announcement_id)
    if before.status == "over":
        return before
    db.execute(update(announcement_table).where(_a.id == announcement_id).values(ended_at=now_ms()))
    ended = AnnouncementEnded(id=announcement_id, title=before.title, confirmed=before.confirmed, people=before.people)
    append(db, organization_stream(viewer.organization_id), ended, viewer)
    _tell(db, viewer, urgent=False, guests=before.to_guests)
    return one_announcement(db, viewer, announcement_id)


def confirm_announcement(db: Db, viewer: Viewer, announcement_id: AnnouncementId) -> None:
    """Confirm one that is for the viewer, also when it is just over; a second time changes nothing.

    Problems: AnnouncementNotFound.
    """
    mine = select(func.count()).where(_a.id == announcement_id, is_for(db, viewer), _a.begins_at <= now_ms())
    if not db.scalar(mine):
        raise AnnouncementNotFound
    held = hold(db, member_stream(viewer.member_id))  # their other screen may be pressing at this moment
    if db.first(select(_c.at).where(_c.announcement_id == announcement_id, _c.member_id == viewer.member_id)):
        return
    values = {"announcement_id": announcement_id, "member_id": viewer.member_id, "at": now_ms()}
    db.execute(insert(confirmation_table).values(values))
    append(db, member_stream(viewer.member_id), AnnouncementConfirmed(id=announcement_id), viewer, held=held)
