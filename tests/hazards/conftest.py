"""The Agency's sample telegrams, and a city with a room in which warnings are told."""

import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import delete, select, update

from kairan.core.kit.database import Db
from kairan.core.kit.jobs.model import job_table
from kairan.hazards.acting import act
from kairan.hazards.model import Acting, HazardRule, HazardRuleWanted, RuleOf, WarningWanted
from kairan.hazards.receiving import ACT, Brought, take_in
from kairan.hazards.rules import make_rule
from kairan.hazards.telegrams import Telegram, read_telegram
from kairan.people import organization_table
from kairan.people.codes import check_digit
from kairan.talk.model import RoomId, message_table
from tests.administration.conftest import Office, office_of
from tests.cast import room_of

DATA = Path(__file__).resolve().parents[1] / "data" / "jma"
SLIDES = "15_17_01_250630_VPWW56.xml"
"""Landslides in Shimane: 雲南市 (32209) rises to 危険警報, 吉賀町 (32505) stays there, 松江市 (32201) at 注意報."""
SHAKEN = "32-39_11_01_120615_VXSE51.xml"
UNNAN, YOSHIKA, MATSUE = "32209", "32505", "32201"


@cache
def samples() -> Mapping[str, bytes]:
    """Return all sample telegrams by their names."""
    with zipfile.ZipFile(DATA / "telegrams.zip") as packed:
        return {one: packed.read(one) for one in packed.namelist()}


def sample(name: str) -> bytes:
    return samples()[name]


@cache
def telegram(name: str) -> Telegram:
    return read_telegram(sample(name))


def later(one: Telegram, minutes: int = 10, **changes: object) -> Telegram:
    """Return a telegram that follows on one."""
    at = {"reported_at": one.reported_at + minutes * 60_000, "sent_at": one.sent_at + minutes * 60_000}
    return msgspec.structs.replace(one, **(at | changes))


class Town(msgspec.Struct, frozen=True):
    """The office, whose city has a code, and its room for warnings."""

    office: Office
    room_id: RoomId

    def rule(self, db: Db, **changes: object) -> HazardRule:
        """Make a rule: landslides and rain from 警報 on, earthquakes from 震度５弱 on, in the city."""
        usual = HazardRuleWanted(
            name="災害対策本部",
            conditions=[WarningWanted("landslide", 2), WarningWanted("rain", 2), WarningWanted("earthquake", 5)],
            places=[UNNAN],
            room_id=self.room_id,
        )
        return make_rule(db, self.office.yoshida, msgspec.structs.replace(usual, **changes))

    def said(self, db: Db, room_id: RoomId | None = None) -> list[str]:
        """Return the first lines of what stands in the room."""
        _m = message_table.c
        rows = db.all(select(_m.text).where(_m.room_id == (room_id or self.room_id)).order_by(_m.seq))
        return [row.text.partition("\n")[0] for row in rows]


@pytest.fixture
def town(db: Db) -> Town:
    office = office_of(db)
    with_code(db, office, UNNAN)
    return Town(office, room_of(db, office.yoshida, office.cast.sato, name="気象情報"))


def with_code(db: Db, office: Office, five: str) -> None:
    own = organization_table.c.id == office.cast.city
    db.execute(update(organization_table).where(own).values(code=five + check_digit(five)))


def bring(db: Db, *telegrams: Telegram) -> None:
    """Take telegrams in, and let the jobs that follow be done."""
    for one in telegrams:
        take_in(db, Brought("drop", "", one))
        work(db)


def work(db: Db) -> int:
    """Do what waits for the rules; returns how many there were."""
    bodies = [row.body for row in db.all(select(job_table).where(job_table.c.kind == ACT).order_by(job_table.c.id))]
    db.execute(delete(job_table).where(job_table.c.kind == ACT))
    for body in bodies:
        act(db, msgspec.json.decode(body, type=Acting))
    return len(bodies)


def a_rule(*conditions: WarningWanted, places: tuple[str, ...] = (UNNAN,), is_on: bool = True) -> RuleOf:
    """Return a rule that stands nowhere, for what is decided without a database."""
    return msgspec.convert(
        {
            "id": "r",
            "organization_id": "o",
            "name": "ルール",
            "conditions": [{"kind": one.kind, "grade": one.grade} for one in conditions],
            "places": list(places),
            "room_id": "m",
            "made_by": "p",
            "is_on": is_on,
        },
        RuleOf,
    )
