"""The cast of the tests, known by heart.

佐藤 and 鈴木 of the welfare section, 田中 of public works, the guest from the care home, the neighbour town's
clerk, and the stranger, who is of the same body and in no room.
"""

import msgspec

from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, MemberKind, OrganizationId, Viewer
from kairan.people import DepartmentId, NewMember, create_department, create_member, create_organization
from kairan.talk.actions import send_message
from kairan.talk.model import Draft, Message, MessageId, NewRoom, RoomId
from kairan.talk.rooms import create_room

NO_SUCH_ID = "0000000000000"


class Cast(msgspec.Struct, frozen=True):
    """Everybody, as viewers."""

    city: OrganizationId
    welfare: DepartmentId
    works: DepartmentId
    sato: Viewer
    suzuki: Viewer
    tanaka: Viewer
    guest: Viewer
    neighbour: Viewer
    stranger: Viewer


def assemble(db: Db) -> Cast:
    """Create the city, the neighbour town and everybody in them."""
    city = create_organization(db, None, "あおば市", "municipality")
    town = create_organization(db, None, "みどり町", "municipality")
    welfare = create_department(db, None, city, "福祉課")
    works = create_department(db, None, city, "土木課")
    return Cast(
        city=city,
        welfare=welfare,
        works=works,
        sato=person(db, city, "sato", "佐藤 美咲", "さとう みさき", welfare),
        suzuki=person(db, city, "suzuki", "鈴木 健", "すずき けん", welfare),
        tanaka=person(db, city, "tanaka", "田中 一郎", "たなか いちろう", works),
        guest=person(db, city, "guest", "介護 花子", "かいご はなこ", None, "guest"),
        neighbour=person(db, town, "neighbour", "隣 次郎", "となり じろう", None),
        stranger=person(db, city, "stranger", "他所 三郎", "よそ さぶろう", works),
    )


def person(
    db: Db,
    organization_id: OrganizationId,
    login: str,
    name: str,
    kana: str,
    department_id: DepartmentId | None,
    kind: MemberKind = "staff",
) -> Viewer:
    """Create an account and return it as a viewer."""
    new = NewMember(login=login, name=name, kana=kana, kind=kind, department_id=department_id, post="主事")
    return viewer(create_member(db, None, organization_id, new), organization_id, kind)


def viewer(member_id: MemberId, organization_id: OrganizationId, kind: MemberKind = "staff") -> Viewer:
    """Return a member as a viewer at the only entrance."""
    return Viewer(member_id=member_id, organization_id=organization_id, kind=kind)


def room_of(db: Db, master: Viewer, *members: Viewer, name: str = "避難所運営", **more: object) -> RoomId:
    """Create a room with these people in it; the first is its master."""
    new = NewRoom(name=name, member_ids=[member.member_id for member in members])
    return create_room(db, master, msgspec.structs.replace(new, **more))


_keys = iter(range(10**9))


def say(db: Db, who: Viewer, room_id: RoomId, text: str, root_id: MessageId | None = None) -> Message:
    """Send a message with a fresh client key."""
    return send_message(db, who, room_id, Draft(client_key=f"k{next(_keys)}", text=text, root_id=root_id))
