"""Reporting where one is, coming back earlier, and the secret address of one's calendar."""

import secrets
from hashlib import sha256

from sqlalchemy import delete, func, insert, select, update

from kairan.attendance.entries import (
    AttendanceEnded,
    AttendanceFeedDropped,
    AttendanceFeedMade,
    AttendanceReported,
)
from kairan.attendance.model import (
    AHEAD_MS,
    BEHIND_MS,
    LONGEST_MS,
    NOTE_LIMIT,
    OPEN_MOST,
    NewReport,
    ReportId,
    attendance_stream,
    feed_table,
    report_table,
)
from kairan.attendance.problems import ReportNotFound, ReportsTooMany, ReportTimes
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.national_numbers import refuse_my_number
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.policy import require

_r, _f = report_table.c, feed_table.c
DAY_MS = 86_400_000
_JAPAN_MS = 9 * 3_600_000


def report(db: Db, viewer: Viewer, new: NewReport) -> ReportId:
    """Say where one is; a retry with the same client key gives back the first.

    Problems: RefusedByPolicy, ReportTimes, ReportsTooMany, TextTooLong, MyNumberRefused.
    """
    require(viewer, "see_directory")
    hold(db, attendance_stream(viewer.member_id))
    mine = _r.member_id == viewer.member_id
    if (made := db.scalar(select(_r.id).where(mine, _r.client_key == new.client_key))) is not None:
        return ReportId(made)
    now = now_ms()
    if not _are_good(new.begins_at, new.ends_at, now):
        raise ReportTimes
    still = select(func.count()).select_from(report_table).where(mine, _r.ends_at > now, _r.dropped_at.is_(None))
    if db.scalar(still) >= OPEN_MOST:
        raise ReportsTooMany(most=OPEN_MOST)
    note = bounded_text(new.note, NOTE_LIMIT).strip()
    refuse_my_number(note)
    report_id = ReportId(new_id())
    db.execute(
        insert(report_table).values(
            id=report_id,
            organization_id=viewer.organization_id,
            member_id=viewer.member_id,
            client_key=new.client_key,
            kind=new.kind,
            begins_at=new.begins_at,
            ends_at=new.ends_at,
            is_whole_days=is_midnight(new.begins_at) and is_midnight(new.ends_at),
            note=note,
            made_at=now,
        )
    )
    said = AttendanceReported(report=report_id, what=new.kind, begins_at=new.begins_at, ends_at=new.ends_at)
    append(db, attendance_stream(viewer.member_id), said, viewer)
    return report_id


def _are_good(begins_at: int, ends_at: int, now: int) -> bool:
    is_near = now - BEHIND_MS <= begins_at and now < ends_at <= now + AHEAD_MS
    return is_near and 0 < ends_at - begins_at <= LONGEST_MS


def is_midnight(at: int) -> bool:
    """Whether a day of Japan begins at an instant (ms)."""
    return (at + _JAPAN_MS) % DAY_MS == 0


def end_report(db: Db, viewer: Viewer, report_id: ReportId) -> None:
    """Be back now; what has not begun is taken back. A second time changes nothing. Problems: ReportNotFound."""
    hold(db, attendance_stream(viewer.member_id))
    row = db.first(select(report_table).where(_r.id == report_id, _r.member_id == viewer.member_id))
    if row is None:
        raise ReportNotFound
    now = now_ms()
    if row.dropped_at is not None or row.ends_at <= now:
        return
    change = {"ends_at": now, "is_whole_days": False} if row.begins_at < now else {"dropped_at": now}
    db.execute(update(report_table).where(_r.id == report_id).values(**change))
    append(db, attendance_stream(viewer.member_id), AttendanceEnded(report=report_id, ends_at=now), viewer)


def make_feed(db: Db, viewer: Viewer) -> str:
    """Return a new secret for the address of one's calendar; an earlier one is good no more. It is kept nowhere.

    Problems: RefusedByPolicy.
    """
    require(viewer, "see_directory")
    hold(db, attendance_stream(viewer.member_id))
    secret = secrets.token_urlsafe(32)
    db.execute(delete(feed_table).where(_f.member_id == viewer.member_id))
    made = {"member_id": viewer.member_id, "digest": digest_of(secret), "made_at": now_ms()}
    db.execute(insert(feed_table).values(**made))
    append(db, attendance_stream(viewer.member_id), AttendanceFeedMade(), viewer)
    return secret


def drop_feed(db: Db, viewer: Viewer) -> None:
    """Let the address lead nowhere. A second time changes nothing."""
    if db.first(select(_f.member_id).where(_f.member_id == viewer.member_id)) is None:
        return
    hold(db, attendance_stream(viewer.member_id))
    db.execute(delete(feed_table).where(_f.member_id == viewer.member_id))
    append(db, attendance_stream(viewer.member_id), AttendanceFeedDropped(), viewer)


def digest_of(secret: str) -> bytes:
    """Return what is kept of a secret."""
    return sha256(secret.encode()).digest()
