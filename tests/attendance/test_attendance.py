"""Attendance: reported, over earlier, seen by the body, its note by the department, and as a calendar."""

from itertools import count

import msgspec
import pytest

from kairan.attendance.acting import DAY_MS, drop_feed, end_report, make_feed, report
from kairan.attendance.calendar import calendar_of
from kairan.attendance.model import OPEN_MOST, NewReport, ReportId, ReportKind
from kairan.attendance.problems import (
    AttendanceDepartmentUnknown,
    FeedUnknown,
    ReportNotFound,
    ReportsTooMany,
    ReportTimes,
)
from kairan.attendance.showing import day_of_department, own_reports, reports_now
from kairan.core.journal import entries_after, readable_span
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import change_status
from kairan.policy.problems import RefusedByPolicy
from tests.cast import Cast

HOUR = 3_600_000
NINE = 1_796_860_800_000  # 2026-12-10 09:00 in Japan
MIDNIGHT = NINE - 9 * HOUR
_keys = count()


def away(
    db: Db, who: Viewer, kind: ReportKind = "out", begins_at: int = NINE, ends_at: int = NINE + HOUR, note: str = ""
) -> ReportId:
    new = NewReport(client_key=f"k{next(_keys)}", kind=kind, begins_at=begins_at, ends_at=ends_at, note=note)
    return report(db, who, new)


def test_the_body_sees_who_is_where_and_the_section_why(db: Db, cast: Cast) -> None:
    with as_of(NINE):
        away(db, cast.sato, "leave", MIDNIGHT, MIDNIGHT + DAY_MS, note="通院")
        away(db, cast.tanaka, "meeting", NINE, NINE + HOUR)
        away(db, cast.tanaka, "trip", NINE + 30 * HOUR, NINE + 32 * HOUR)  # too far ahead for now
        seen = reports_now(db, cast.tanaka).reports
        assert sorted((one.kind, one.is_whole_days, one.note) for one in seen) == [
            ("leave", True, ""),
            ("meeting", False, ""),
        ]
        assert reports_now(db, cast.neighbour).reports == []
        day = day_of_department(db, cast.suzuki, None, None)
        assert [(one.name, [each.note for each in one.reports]) for one in day.people] == [
            ("佐藤 美咲", ["通院"]),
            ("鈴木 健", []),
        ]
        assert day.day == "2026-12-10"
        elsewhere = day_of_department(db, cast.tanaka, "2026-12-10", cast.welfare)
        assert [[each.note for each in one.reports] for one in elsewhere.people] == [[""], []]
        assert day_of_department(db, cast.suzuki, "2026-12-11", None).people[0].reports == []


def test_who_is_not_of_the_staff_of_the_body_sees_and_reports_nothing(db: Db, cast: Cast) -> None:
    with as_of(NINE):
        mine = away(db, cast.sato)
        for act in (reports_now, lambda db, who: day_of_department(db, who, None, None), away, make_feed):
            with pytest.raises(RefusedByPolicy):
                act(db, cast.guest)
        with pytest.raises(AttendanceDepartmentUnknown):
            day_of_department(db, cast.neighbour, None, cast.welfare)
        for other in (cast.suzuki, cast.neighbour):
            with pytest.raises(ReportNotFound):
                end_report(db, other, mine)
            assert readable_span(db, other, f"attendance:{cast.sato.member_id}") is None


def test_it_is_over_earlier_or_taken_back_and_a_retry_is_the_first(db: Db, cast: Cast) -> None:
    with as_of(NINE):
        new = NewReport(client_key="once", kind="out", begins_at=NINE, ends_at=NINE + 2 * HOUR)
        assert report(db, cast.sato, new) == report(db, cast.sato, msgspec.structs.replace(new, kind="home"))
        later = away(db, cast.sato, "leave", MIDNIGHT + DAY_MS, MIDNIGHT + 2 * DAY_MS)
    with as_of(NINE + HOUR):
        running = own_reports(db, cast.sato).reports[0]
        assert running.kind == "out"
        end_report(db, cast.sato, running.id)
        end_report(db, cast.sato, running.id)
        end_report(db, cast.sato, later)
        assert own_reports(db, cast.sato).reports == []
        day = day_of_department(db, cast.sato, None, None)
        assert [(one.begins_at, one.ends_at) for one in day.people[0].reports] == [(NINE, NINE + HOUR)]
    kinds = [one.kind for one in entries_after(db, f"attendance:{cast.sato.member_id}", 0, 9)]
    assert kinds == ["attendance.reported", "attendance.reported", "attendance.ended", "attendance.ended"]


def test_times_that_are_none_are_refused_and_so_are_too_many(db: Db, cast: Cast) -> None:
    with as_of(NINE):
        for begins_at, ends_at in [
            (NINE, NINE),
            (NINE + HOUR, NINE),
            (NINE - 2 * HOUR, NINE - HOUR),
            (NINE - 8 * DAY_MS, NINE + HOUR),
            (NINE, NINE + 367 * DAY_MS),
        ]:
            with pytest.raises(ReportTimes):
                away(db, cast.sato, begins_at=begins_at, ends_at=ends_at)
        for day in ("2026-02-30", "0001-01-01", "9999-12-31"):
            with pytest.raises(ReportTimes):
                day_of_department(db, cast.sato, day, None)
        for _ in range(OPEN_MOST):
            away(db, cast.sato)
        with pytest.raises(ReportsTooMany):
            away(db, cast.sato)


def test_a_calendar_has_a_secret_address_that_can_be_renewed_and_ended(db: Db, cast: Cast) -> None:
    with as_of(NINE):
        away(db, cast.sato, "leave", MIDNIGHT, MIDNIGHT + 2 * DAY_MS, note="通院")
        away(db, cast.sato, "meeting")
        first = make_feed(db, cast.sato)
        second = make_feed(db, cast.sato)
        with pytest.raises(FeedUnknown):
            calendar_of(db, first)
        events = calendar_of(db, second)
        assert "DTSTART;VALUE=DATE:20261210\r\nDTEND;VALUE=DATE:20261212\r\n" in events
        assert "DTSTART:20261210T000000Z\r\nDTEND:20261210T010000Z\r\n" in events
        assert "SUMMARY:休暇\r\n" in events
        assert "通院" not in events
        drop_feed(db, cast.sato)
        drop_feed(db, cast.sato)
        with pytest.raises(FeedUnknown):
            calendar_of(db, second)
        third = make_feed(db, cast.sato)
        change_status(db, None, cast.city, cast.sato.member_id, "suspended")
        with pytest.raises(FeedUnknown):
            calendar_of(db, third)
