"""Who of the demo's people came on which day: most of them on workdays, some also on a phone. For the figures."""

import zlib
from datetime import date, timedelta

from sqlalchemy import insert, select

from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.people import member_table
from kairan.sessions.model import activity_table

DAYS = 31
SATURDAY = 5

_m = member_table.c


def remember_who_came(db: Db, now: int) -> None:
    """Let the demo's people have come in the last weeks; always the same ones for the same day."""
    today = date.fromisoformat(day_of(now))
    people = db.all(select(_m.organization_id, _m.id, _m.login).where(_m.status == "active"))
    rows = [
        {"organization_id": one.organization_id, "day": day.isoformat(), "member_id": one.id, "device": device}
        for day in (today - timedelta(days=ago) for ago in range(DAYS))
        for one in people
        for device in _devices(one.login, day)
    ]
    db.execute(insert(activity_table), rows)


def _devices(login: str, day: date) -> list[str]:
    chance = zlib.crc32(f"{login} {day}".encode()) % 100
    has_phone = zlib.crc32(login.encode()) % 100 < 60
    came_on = [("pc", chance < 78), ("phone", has_phone and chance % 7 < 4 and chance < 90)]
    if day.weekday() >= SATURDAY:
        came_on = [("phone", has_phone and chance < 12)]
    return [device for device, came in came_on if came]
