"""Which streams a member's client follows."""

from sqlalchemy import select

from kairan.kit.database import Db
from kairan.people import directory_stream, member_stream
from kairan.talk.access import allowed_rooms
from kairan.talk.model import membership_table, present, room_stream, room_table
from kairan.viewer import Viewer


def followed_streams(db: Db, viewer: Viewer) -> list[str]:
    """Return the viewer's own stream, his body's directory, and every room he is in and may read here."""
    rooms = db.scalars(
        select(room_table.c.id)
        .join(membership_table, membership_table.c.room_no == room_table.c.no)
        .where(membership_table.c.member_id == viewer.member_id, present, allowed_rooms(viewer, "read"))
    )
    own = [member_stream(viewer.member_id)]
    if viewer.sees_directory:
        own.append(directory_stream(viewer.organization_id))
    return [*own, *(room_stream(room_id) for room_id in rooms)]
