"""Which meetings somebody sees: those of the rooms they are in and may read here."""

from sqlalchemy import ColumnElement, select

from kairan.core.journal import Span, Stream, hold
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import OrganizationId, Viewer
from kairan.meetings.model import MeetingId, PaperId, meeting_paper_table, meeting_stream, meeting_table
from kairan.meetings.problems import MeetingNotFound, MeetingNotYours, MeetingOver, MeetingPaperNotFound
from kairan.policy import require
from kairan.talk.access import require_open, require_room, rooms_of
from kairan.talk.model import RoomId, membership_table, room_table

_m, _p = meeting_table.c, meeting_paper_table.c


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict meetings to those the viewer sees where they are."""
    return _m.room_id.in_(rooms_of(viewer).with_only_columns(room_table.c.id)) & _m.dropped_at.is_(None)


def require_meeting(db: Db, viewer: Viewer, meeting_id: MeetingId) -> Record:
    """Return a meeting the viewer sees. Problems: MeetingNotFound."""
    row = db.first(select(meeting_table).where(_m.id == meeting_id, visible(viewer)))
    if row is None:
        raise MeetingNotFound
    return row


def hold_meeting(db: Db, viewer: Viewer, meeting_id: MeetingId) -> Record:
    """Return a meeting to be written in, held until the commit.

    Problems: MeetingNotFound, RoomArchivedAlready, RefusedByPolicy.
    """
    require_meeting(db, viewer, meeting_id)
    hold(db, meeting_stream(meeting_id))
    row = require_meeting(db, viewer, meeting_id)
    require_open(require_room(db, viewer, RoomId(row.room_id)))
    require(viewer, "write", row.room_class)
    return row


def hold_led(db: Db, viewer: Viewer, meeting_id: MeetingId) -> Record:
    """Return a meeting the viewer leads, held until the commit, while it lasts.

    Problems: those of `hold_meeting`, MeetingNotYours, MeetingOver.
    """
    row = hold_meeting(db, viewer, meeting_id)
    if not may_lead(db, viewer, row):
        raise MeetingNotYours
    require_lasting(row)
    return row


def require_lasting(row: Record) -> None:
    """Refuse what is over. Problems: MeetingOver."""
    if row.ended_at is not None:
        raise MeetingOver


def may_lead(db: Db, viewer: Viewer, row: Record) -> bool:
    """Whether the viewer prepared it, or is master of its room."""
    if row.chair_id == viewer.member_id:
        return True
    role = rooms_of(viewer).with_only_columns(membership_table.c.role).where(room_table.c.id == row.room_id)
    return bool(db.scalar(role) == "master")


def require_paper(db: Db, meeting_id: MeetingId, paper_id: PaperId) -> Record:
    """Return a paper of a meeting that was found. Problems: MeetingPaperNotFound."""
    here = (_p.id == paper_id) & (_p.meeting_id == meeting_id) & _p.dropped_at.is_(None)
    row = db.first(select(meeting_paper_table).where(here))
    if row is None:
        raise MeetingPaperNotFound
    return row


def _may_read(db: Db, viewer: Viewer, meeting_id: str) -> Span | None:
    found = db.first(select(_m.id).where(_m.id == meeting_id, visible(viewer)))
    return None if found is None else Span()


def _class_of(db: Db, meeting_id: str) -> tuple[OrganizationId, int] | None:
    row = db.first(select(_m.organization_id, _m.room_class).where(_m.id == meeting_id))
    return None if row is None else (OrganizationId(row.organization_id), row.room_class)


MEETING_STREAM = Stream("meeting", _may_read, _class_of)
