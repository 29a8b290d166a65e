"""To find is to be allowed: an alliance is found by whoever takes part in it, and by whoever decides for a body.

Who decides (task "organization") finds the alliances their body is in or was asked into, and those that are listed.
Everybody else finds those they take part in, and no others.
"""

from sqlalchemy import ColumnElement, and_, or_, select

from kairan.alliances.model import alliance_body_table, alliance_stream, alliance_table
from kairan.alliances.participation import alliances_of
from kairan.alliances.problems import (
    AllianceChangedMeanwhile,
    AllianceDeciderNeeded,
    AllianceHostNeeded,
    AllianceNotFound,
    AllianceOver,
)
from kairan.alliances.states import IN
from kairan.core.journal import Span, Stream, hold
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.people import has_task, organization_table
from kairan.talk.model import AllianceId

_a, _b, _o = alliance_table.c, alliance_body_table.c, organization_table.c


def decides(viewer: Viewer) -> bool:
    """Whether the viewer decides for their body."""
    return has_task(viewer, "organization")


def require_decider(viewer: Viewer) -> None:
    """Refuse who does not decide for their body. Problems: AllianceDeciderNeeded."""
    if not decides(viewer):
        raise AllianceDeciderNeeded


def known_alliances(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict alliances to those the viewer may know of; guests and operators know none."""
    takes_part = _a.id.in_(alliances_of(viewer))
    if not decides(viewer):
        return takes_part
    own = select(_b.alliance_id).where(_b.body_id == viewer.organization_id, _b.state != "none")
    return or_(takes_part, _a.id.in_(own), and_(_a.is_listed, _a.ended_at.is_(None)))


def find_alliance(db: Db, viewer: Viewer, alliance_id: AllianceId) -> Record:
    """Return an alliance the viewer may know of. Problems: AllianceNotFound."""
    row = db.first(select(alliance_table).where(_a.id == alliance_id, known_alliances(viewer)))
    if row is None:
        raise AllianceNotFound
    return row


def hold_alliance(db: Db, viewer: Viewer, alliance_id: AllianceId, revision: int | None = None) -> Record:
    """Return an alliance that goes on, for whoever decides for a body, locked until the commit.

    Problems: AllianceDeciderNeeded, AllianceNotFound, AllianceOver, AllianceChangedMeanwhile.
    """
    find_alliance(db, viewer, alliance_id)
    require_decider(viewer)
    hold(db, alliance_stream(alliance_id))
    row = find_alliance(db, viewer, alliance_id)
    if row.ended_at is not None:
        raise AllianceOver
    if revision is not None and row.revision != revision:
        raise AllianceChangedMeanwhile
    return row


def hold_as_host(db: Db, viewer: Viewer, alliance_id: AllianceId, revision: int | None = None) -> Record:
    """Return the same for whoever decides for its host. Problems: those of `hold_alliance`, AllianceHostNeeded."""
    row = hold_alliance(db, viewer, alliance_id, revision)
    if row.host_id != viewer.organization_id:
        raise AllianceHostNeeded
    return row


def body_row(db: Db, alliance_id: AllianceId, body_id: str) -> Record | None:
    """Return where a body stands; None: it never had to do with the alliance."""
    return db.first(select(alliance_body_table).where(_b.alliance_id == alliance_id, _b.body_id == body_id))


def body_name(db: Db, body_id: str) -> str | None:
    """Return what a body of this installation is called; None when there is none such, or it is suspended."""
    name: str | None = db.scalar(
        select(_o.name).where(_o.id == body_id, _o.suspended_at.is_(None), _o.kind != "installation")
    )
    return name


def is_host_gone(db: Db, alliance: Record) -> bool:
    """Whether the body that runs an alliance uses this installation no more: nobody decides for it."""
    return body_name(db, alliance.host_id) is None


def may_take_over(db: Db, viewer: Viewer, alliance: Record) -> bool:
    """Whether the viewer's body may become the host: it takes part, and was asked to, or the host is gone."""
    own = body_row(db, AllianceId(alliance.id), viewer.organization_id)
    if own is None or own.state != "joined" or alliance.host_id == viewer.organization_id:
        return False
    return alliance.heir_id == viewer.organization_id or is_host_gone(db, alliance)


def is_within(db: Db, viewer: Viewer, alliance_id: AllianceId) -> bool:
    """Whether the viewer's body belongs to the alliance; only then they see who else does."""
    row = body_row(db, alliance_id, viewer.organization_id)
    return row is not None and row.state in IN


def _may_read(db: Db, viewer: Viewer, alliance_id: str) -> Span | None:
    """Let whoever decides for a body that belongs to it, or audits that body, read an alliance's stream."""
    if not (decides(viewer) or has_task(viewer, "audit")):
        return None
    return Span() if is_within(db, viewer, AllianceId(alliance_id)) else None


ALLIANCE_STREAM = Stream("alliance", _may_read)
