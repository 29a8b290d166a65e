"""Which polls somebody sees: those of the rooms they are in and may read here."""

from sqlalchemy import ColumnElement, select

from kairan.core.journal import Span, Stream, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import OrganizationId, Viewer
from kairan.polls.model import PollId, poll_stream, poll_table
from kairan.polls.problems import PollNotFound
from kairan.talk.access import rooms_of
from kairan.talk.model import membership_table, room_table

_p = poll_table.c


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict polls to those the viewer sees where they are."""
    return _p.room_id.in_(rooms_of(viewer).with_only_columns(room_table.c.id))


def require_poll(db: Db, viewer: Viewer, poll_id: PollId) -> Record:
    """Return a poll the viewer sees. Problems: PollNotFound."""
    row = db.first(select(poll_table).where(_p.id == poll_id, visible(viewer)))
    if row is None:
        raise PollNotFound
    return row


def hold_poll(db: Db, viewer: Viewer, poll_id: PollId) -> Record:
    """Return a poll the viewer sees, held until the commit, as it is now. Problems: PollNotFound."""
    require_poll(db, viewer, poll_id)
    hold(db, poll_stream(poll_id))
    return require_poll(db, viewer, poll_id)


def is_open(row: Record) -> bool:
    """Whether it can be answered now."""
    return row.closed_at is None and (row.ends_at is None or row.ends_at > now_ms())


def may_close(db: Db, viewer: Viewer, row: Record) -> bool:
    """Whether the viewer asked it, or is master of its room."""
    if row.owner_id == viewer.member_id:
        return True
    role = rooms_of(viewer).with_only_columns(membership_table.c.role).where(room_table.c.id == row.room_id)
    return bool(db.scalar(role) == "master")


def _may_read(db: Db, viewer: Viewer, poll_id: str) -> Span | None:
    return None if db.first(select(_p.id).where(_p.id == poll_id, visible(viewer))) is None else Span()


def _class_of(db: Db, poll_id: str) -> tuple[OrganizationId, int] | None:
    row = db.first(select(_p.organization_id, _p.room_class).where(_p.id == poll_id))
    return None if row is None else (OrganizationId(row.organization_id), row.room_class)


POLL_STREAM = Stream("poll", _may_read, _class_of)
