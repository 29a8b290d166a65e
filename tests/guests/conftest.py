"""The office with a room, and helpers that invite into it."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.mail import letter_table
from kairan.core.viewer import MemberId, Viewer
from kairan.guests.accepting import accept
from kairan.guests.inviting import Made, invite_guest
from kairan.guests.letters import Delivery
from kairan.guests.model import NewInvitation, today
from kairan.people import member_table
from kairan.talk.model import RoomId
from tests.administration.conftest import Office, office_of
from tests.cast import room_of

ON_SCREEN = Delivery(None, None)
MAILED = Delivery("https://chat.example.jp", "https://kairan.lgwan.example")
MAIL = "taro@minato.example.jp"


class Town(msgspec.Struct, frozen=True):
    """The office, and the room of 佐藤 (its master) and 田中."""

    office: Office
    room: RoomId

    @property
    def sato(self) -> Viewer:
        return self.office.cast.sato

    @property
    def tanaka(self) -> Viewer:
        return self.office.cast.tanaka

    @property
    def yoshida(self) -> Viewer:
        return self.office.yoshida

    def wanted(self, **more: Any) -> NewInvitation:
        """Say whom to invite: 港 太郎, for a month."""
        given = {
            "name": "港 太郎",
            "kana": "みなと たろう",
            "body": "社会福祉法人みなと会",
            "mail": MAIL,
            "purpose": "避難所運営の打合せ",
            "ends_on": in_days(30),
            "room_ids": [self.room],
            **more,
        }
        return NewInvitation(**given)


def in_days(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def town_of(db: Db) -> Town:
    office = office_of(db)
    return Town(office, room_of(db, office.cast.sato, office.cast.tanaka))


@pytest.fixture
def town(db: Db) -> Town:
    return town_of(db)


def token_of(made: Made) -> str:
    assert made.link is not None
    return made.link.partition("#")[2]


def invited(db: Db, town: Town, by: Viewer | None = None, **more: Any) -> Made:
    return invite_guest(db, by or town.sato, town.wanted(**more), ON_SCREEN)


def came_in(db: Db, town: Town, **more: Any) -> Viewer:
    """Invite somebody and let them accept; return them as a viewer."""
    login = accept(db, token_of(invited(db, town, **more)), "hash").login
    member_id = db.scalar(select(member_table.c.id).where(member_table.c.login == login))
    return Viewer(member_id=MemberId(member_id), organization_id=town.office.cast.city, kind="guest")


def suspend(db: Db, who: Viewer, status: str = "suspended") -> None:
    db.execute(update(member_table).where(member_table.c.id == who.member_id).values(status=status))


def kinds(db: Db, stream: str) -> list[str]:
    return [entry.kind for entry in entries_after(db, stream, 0, 10_000)]


def letters(db: Db) -> list[tuple[str, str]]:
    rows = db.execute(select(letter_table.c.recipient, letter_table.c.text).order_by(letter_table.c.id))
    return [(row[0], row[1] or "") for row in rows]
