"""A town hall to measure: an organisation, people with open sessions, and rooms of twenty."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import insert

from bench.serving import Server
from bench.wire import Listener, Loop
from kairan.commands.server import prepare
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.ids import new_id
from kairan.core.settings import Settings
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people import NewMember, create_member, create_organization
from kairan.sessions.actions import digest_of_token
from kairan.sessions.model import session_table
from kairan.talk.model import NewRoom, RoomId
from kairan.talk.rooms import create_room

DAY_MS = 86_400_000
TEXTS = [
    "第一小学校の避難所を開設しました。収容可能は120名です。",
    "国道10号の通行止めを確認しました。迂回路を案内してください。",
    "議会答弁の資料を共有フォルダーに置きました。ご確認をお願いします。",
    "明日の会議は10時から301会議室です。",
    "大雨警報が発表されています。河川には近づかないよう広報をお願いします。",
]
ROOMS, EACH, READERS = 50, 20, 1_000
HERD_LIMIT_S = 60.0


class Town(msgspec.Struct, frozen=True):
    """Who is there: a session token for each person, and the rooms with the places of their members."""

    tokens: list[str]
    rooms: list[RoomId]
    members: list[list[int]]


def build_town(
    folder: Path,
    database: str,
    people: int,
    rooms: int,
    each: int,
    *,
    everybody: bool = False,
    sessions: int | None = None,
) -> Town:
    """Create people and rooms: room r holds `each` people, in turn; with `everybody`, one more room holds all.

    The first `sessions` people are signed in; all of them when it is not said.
    """
    settings = Settings(data=folder, database=database)
    prepare(settings)
    engine = open_engine(settings.database_url, pool_size=1)
    with transaction(engine) as db:
        organization = create_organization(db, None, "計測市", "municipality")
        ids = [_person(db, organization, number) for number in range(people)]
        tokens = [open_session_for(db, member_id) for member_id in ids[:sessions]]
        members = [[(room * each + place) % people for place in range(each)] for room in range(rooms)]
        if everybody:
            members.append(list(range(people)))
        made = [_room(db, organization, [ids[place] for place in places]) for places in members]
    engine.dispose()
    return Town(tokens, made, members)


@contextmanager
def data_folder() -> Iterator[Path]:
    """Give a folder on the disk, not in memory, removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kairan-bench-", dir=Path(__file__).parent.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def all_current(loop: Loop, server: Server, town: Town) -> list[Listener]:
    """Connect everybody as a reader, and wait until all of them hear what is live."""
    listeners = [Listener(server.port, token, {}) for token in town.tokens]
    loop.add(*listeners)
    if not loop.run(limit_s=HERD_LIMIT_S, is_done=lambda: all(one.is_current for one in listeners)):
        raise RuntimeError("the readers did not come in")
    return listeners


def _person(db: Db, organization: OrganizationId, number: int) -> MemberId:
    new = NewMember(login=f"p{number:05}", name=f"計測 {number}", kana=f"けいそく {number}")
    return create_member(db, None, organization, new)


def open_session_for(db: Db, member_id: str) -> str:
    """Let somebody in without a password; returns the token."""
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
