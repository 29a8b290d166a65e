"""Who may read a room was widened: told in the body's record too, where auditors see it without a consent."""

from typing import Literal

from kairan.core.journal import Body, append
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people import organization_stream
from kairan.talk.model import RoomId

How = Literal[
    "class_lowered",
    "opened",
    "history_opened",
    "department_brought_in",
    "guest_brought_in",
    "department_moved",
    "department_merged",
    "unarchived",
]
"""The class is lower; anybody of the body may join; who joins reads what was before; a department, a guest came in;
people came in because their department was moved or merged (`after`: its path before), or the room left the archive."""


class RoomWidened(Body, frozen=True):
    """More people may read a room than before; what is said in it is not told."""

    kind = "room.widened"
    room_id: RoomId
    name: str
    how: How
    before: str | None = None
    after: str | None = None
    member_id: MemberId | None = None  # the guest
    people: int | None = None  # who came in with a department


def tell_widened(db: Db, viewer: Viewer, organization_id: str, widened: RoomWidened) -> None:
    """Put it on the record of the room's body."""
    append(db, organization_stream(OrganizationId(organization_id)), widened, viewer)
