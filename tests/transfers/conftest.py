"""福祉課 with its room, its chief, and 吉田 who prepares the list of 1 April."""

from collections.abc import Mapping

import msgspec
import pytest

from kairan.administration.model import PostWanted
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import DepartmentId, Post, create_department, hold_posts
from kairan.talk.cards import members_of
from kairan.talk.model import RoomChange, RoomId
from kairan.talk.rooms import change_room
from kairan.transfers.actions import CarryOut, prepare_list, put_moves, set_list
from kairan.transfers.execution import carry_out
from kairan.transfers.model import ListId, Move
from tests.administration.conftest import Office, office_of
from tests.cast import Cast, room_of

HOUR = 3_600_000


class Hall(msgspec.Struct, frozen=True):
    """The office, and the room of the welfare section with 佐藤 as its master."""

    office: Office
    room: RoomId

    @property
    def cast(self) -> Cast:
        return self.office.cast

    @property
    def yoshida(self) -> Viewer:
        return self.office.yoshida


def hall_of(db: Db) -> Hall:
    office = office_of(db)
    cast = office.cast
    hold_posts(db, None, cast.sato.member_id, [Post(cast.welfare, "係長")])
    room = room_of(db, cast.sato, name="福祉課ルーム")
    change_room(db, cast.sato, room, RoomChange(department_id=cast.welfare))
    return Hall(office, room)


@pytest.fixture
def hall(db: Db) -> Hall:
    return hall_of(db)


def to(department: DepartmentId, title: str = "主査", **more: object) -> Move:
    """A move to a new main post."""
    return msgspec.structs.replace(Move(main=PostWanted(department, title)), **more)


def listed(db: Db, hall: Hall, moves: Mapping[MemberId, Move], at: int | None = None) -> ListId:
    """Prepare a list; its hour has just come unless said otherwise."""
    list_id = prepare_list(db, hall.yoshida, "4月1日付け異動", now_ms() - 1 if at is None else at)
    put_moves(db, hall.yoshida, list_id, moves)
    return list_id


def done(db: Db, hall: Hall, moves: Mapping[MemberId, Move]) -> ListId:
    """Prepare, set and carry out a list."""
    list_id = listed(db, hall, moves)
    set_list(db, hall.yoshida, list_id)
    carry_out(db, CarryOut(list_id))
    return list_id


def roles(db: Db, viewer: Viewer, room: RoomId) -> dict[str, str]:
    """Who is in a room, and as what."""
    return {one.person.name: one.role for one in members_of(db, viewer, room)}


def new_section(db: Db, hall: Hall, name: str) -> DepartmentId:
    return create_department(db, None, hall.cast.city, name)
