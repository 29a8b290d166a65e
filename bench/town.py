"""A town hall to measure: an organisation, people with open sessions, and rooms of twenty."""

import secrets
from pathlib import Path

import msgspec
from sqlalchemy import insert

from kairan.commands.serving import prepare
from kairan.entry.actions import digest_of_token
from kairan.entry.model import session_table
from kairan.kit.clock import now_ms
from kairan.kit.database import Db, open_engine, transaction
from kairan.kit.ids import new_id
from kairan.people import NewMember, create_member, create_organization
from kairan.settings import Settings
from kairan.talk.model import NewRoom, RoomId
from kairan.talk.rooms import create_room
from kairan.viewer import MemberId, OrganizationId, Viewer

DAY_MS = 86_400_000


class Town(msgspec.Struct, frozen=True):
    """Who is there: a session token for each person, and the rooms with the places of their members."""

    tokens: list[str]
    rooms: list[RoomId]
    members: list[list[int]]


def build_town(folder: Path, database: str, people: int, rooms: int, each: int, *, everybody: bool = False) -> Town:
    """Create people and rooms: room r holds `each` people, in turn; with `everybody`, one more room holds all."""
    settings = Settings(data=folder, database=database)
    prepare(settings)
    engine = open_engine(settings.database_url, pool_size=1)
    with transaction(engine) as db:
        organization = create_organization(db, None, "計測市", "municipality")
        ids = [_person(db, organization, number) for number in range(people)]
        tokens = [_session(db, member_id) for member_id in ids]
        members = [[(room * each + place) % people for place in range(each)] for room in range(rooms)]
        if everybody:
            members.append(list(range(people)))
        made = [_room(db, organization, [ids[place] for place in places]) for places in members]
    engine.dispose()
    return Town(tokens, made, members)


def _person(db: Db, organization: OrganizationId, number: int) -> MemberId:
    new = NewMember(login=f"p{number:05}", name=f"計測 {number}", kana=f"けいそく {number}")
    return create_member(db, None, organization, new)


def _session(db: Db, member_id: MemberId) -> str:
    token, now = secrets.token_urlsafe(32), now_ms()
    db.execute(
        insert(session_table).values(
            id=new_id(),
            token_digest=digest_of_token(token),
            member_id=member_id,
            face="single",
            device="pc",
            agent="bench",
            created_at=now,
            seen_at=now,
            ends_at=now + DAY_MS,
        )
    )
    return token


def _room(db: Db, organization: OrganizationId, ids: list[MemberId]) -> RoomId:
    master = Viewer(member_id=ids[0], organization_id=organization)
    return create_room(db, master, NewRoom(name="計測の部屋", member_ids=ids))
