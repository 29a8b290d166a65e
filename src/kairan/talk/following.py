"""Which streams a member's client follows."""

from sqlalchemy import bindparam, select

from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import Viewer
from kairan.people import directory_stream, member_stream
from kairan.policy import upto_of
from kairan.talk.model import membership_table, present, room_stream, room_table

# Built once: a herd that comes back asks this for everybody.
_ROOMS = Prepared(
    select(room_table.c.id)
    .join(membership_table, membership_table.c.room_no == room_table.c.no)
    .where(
        membership_table.c.member_id == bindparam("viewer_id"), present, room_table.c.room_class <= bindparam("upto")
    )
)


def followed_streams(db: Db, viewer: Viewer) -> list[str]:
    """Return the viewer's own stream, his body's directory, and every room he is in and may read here."""
    rooms = _ROOMS.all(db, {"viewer_id": viewer.member_id, "upto": upto_of(viewer, "read")})
    own = [member_stream(viewer.member_id)]
    if viewer.sees_directory:
        own.append(directory_stream(viewer.organization_id))
    return [*own, *(room_stream(room[0]) for room in rooms)]
