"""What happens to factors is told twice: to the member, and on their body's record."""

from sqlalchemy import select

from kairan.core.journal import Body, append
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people import member_stream, member_table, organization_stream


def tell(db: Db, viewer: Viewer, body: Body) -> None:
    """Tell what a member did with their own factors."""
    append(db, member_stream(viewer.member_id), body, viewer)
    append(db, organization_stream(viewer.organization_id), body, viewer)


def tell_of(db: Db, member_id: MemberId, body: Body, by: Viewer | None) -> None:
    """Tell what happened to a member's factors, whoever did it."""
    append(db, member_stream(member_id), body, by)
    organization_id = db.scalar(select(member_table.c.organization_id).where(member_table.c.id == member_id))
    append(db, organization_stream(OrganizationId(organization_id)), body, by)
