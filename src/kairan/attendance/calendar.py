"""What one reported, as a calendar (iCalendar, RFC 5545) behind a secret address: the kind and the times, no note."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from kairan.attendance.acting import digest_of
from kairan.attendance.model import feed_table, report_table
from kairan.attendance.problems import FeedUnknown
from kairan.core.kit.clock import day_of, now_ms
from kairan.core.kit.database import Db, Record
from kairan.people import member_table

SHOWN_MS = 60 * 86_400_000  # so long ago something may be over
EVENTS_MOST = 500
NAMES = {
    "late": "遅刻",
    "absent": "欠勤",
    "leave": "休暇",
    "home": "在宅勤務",
    "out": "外出",
    "meeting": "会議",
    "trip": "出張",
}
_r, _f, _m = report_table.c, feed_table.c, member_table.c


def calendar_of(db: Db, secret: str) -> str:
    """Return the calendar behind a secret address. Problems: FeedUnknown (also when its owner may not sign in now)."""
    owner = (
        select(_m.id)
        .join(feed_table, _f.member_id == _m.id)
        .where(_f.digest == digest_of(secret), _m.status == "active")
    )
    member_id = db.scalar(owner)
    if member_id is None:
        raise FeedUnknown
    held = (_r.member_id == member_id) & _r.dropped_at.is_(None) & (_r.ends_at > now_ms() - SHOWN_MS)
    rows = db.all(select(report_table).where(held).order_by(_r.begins_at, _r.id).limit(EVENTS_MOST))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kairan//attendance//JA", "METHOD:PUBLISH"]
    for row in rows:
        lines += _event(row)
    return "".join(f"{line}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(row: Record) -> list[str]:
    if row.is_whole_days:
        last = day_of(row.ends_at - 1) + timedelta(days=1)  # the end of a calendar's day is the next one
        times = [f"DTSTART;VALUE=DATE:{day_of(row.begins_at):%Y%m%d}", f"DTEND;VALUE=DATE:{last:%Y%m%d}"]
    else:
        times = [f"DTSTART:{_utc(row.begins_at)}", f"DTEND:{_utc(row.ends_at)}"]
    return [
        "BEGIN:VEVENT",
        f"UID:attendance-{row.id}@kairan",
        f"DTSTAMP:{_utc(row.made_at)}",
        *times,
        f"SUMMARY:{NAMES[row.kind]}",
        "END:VEVENT",
    ]


def _utc(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
