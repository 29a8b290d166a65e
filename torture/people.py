"""The people of a run: a body, its members with a token each, and rooms."""

import msgspec

from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.viewer import Entrance, MemberId, Viewer
from kairan.people import NewMember, create_member, create_organization
from kairan.sessions.actions import open_session
from kairan.talk.model import NewRoom
from kairan.talk.rooms import create_room

WRITERS = 6
COMES_AND_GOES, STRANGER = WRITERS, WRITERS + 1


class Cast(msgspec.Struct, frozen=True):
    """Who is there, with a token each, and the rooms. One member comes and goes, one never is in a room."""

    members: list[str]
    tokens: list[str]
    rooms: list[str]


def settle(url: str, face: str = "single") -> Cast:
    """People a fresh database, past the server; everybody has signed in at that face."""
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        organization = create_organization(db, None, "試練市", "municipality")
        members = [create_member(db, None, organization, _person(i)) for i in range(STRANGER + 1)]
        entrance = Entrance(face=face, device="pc", agent="torture")
        tokens = [open_session(db, member_id, entrance) for member_id in members]
        master = Viewer(member_id=members[0], organization_id=organization)
        rooms = [_room(db, master, name, members[1:WRITERS]) for name in ("避難所運営", "道路班", "閉じる部屋")]
    engine.dispose()
    return Cast(list(members), tokens, rooms)


def _person(number: int) -> NewMember:
    """Return one of them; the first may send to everybody in an emergency."""
    roles = ("administrator",) if number == 0 else ()
    return NewMember(login=f"p{number}", name=f"職員 {number}", roles=roles)


def _room(db: Db, master: Viewer, name: str, members: list[MemberId]) -> str:
    return create_room(db, master, NewRoom(name=name, member_ids=list(members), history="since_joining"))
