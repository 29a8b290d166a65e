"""The manifest of attendance: who is where, until when."""

import kairan.attendance.model
from kairan.attendance.acting import DAY_MS, report
from kairan.attendance.http import router
from kairan.attendance.model import NewReport, ReportKind, feed_table, report_table
from kairan.attendance.showing import ATTENDANCE_STREAM
from kairan.core.concern import Concern, DemoStage, tables_in
from kairan.core.kit.clock import as_of

_HOUR_MS = 3_600_000
_JAPAN_MS = 9 * _HOUR_MS


def _demo(stage: DemoStage) -> None:
    """Let some of the welfare section be away today, and some tomorrow."""
    midnight = (stage.now + _JAPAN_MS) // DAY_MS * DAY_MS - _JAPAN_MS
    played: tuple[tuple[str, ReportKind, int, int, str], ...] = (
        ("maeda", "home", 0, 24, ""),
        ("ito", "out", 13, 16, "しおかぜ苑"),
        ("nakano", "leave", 0, 72, ""),
        ("tanaka", "trip", 0, 24, "県庁"),
        ("sato", "leave", 48, 72, ""),
    )
    with as_of(stage.now):
        for key, kind, begins, ends, note in played:
            new = NewReport(
                client_key="demo",
                kind=kind,
                begins_at=midnight + begins * _HOUR_MS,
                ends_at=max(midnight + ends * _HOUR_MS, stage.now + _HOUR_MS),
                note=note,
            )
            report(stage.db, stage.people[key], new)


CONCERN = Concern(
    package="kairan.attendance",
    tables=tables_in(kairan.attendance.model),
    personal=(report_table, feed_table),
    routers=(router,),
    streams=(ATTENDANCE_STREAM,),
    examples=(
        NewReport(
            client_key="5f0c2f1e-6a55-4c1e-9a53-3a4d2f0a8f15",
            kind="home",
            begins_at=1_796_828_400_000,
            ends_at=1_796_914_800_000,
            note="午後は電話に出られます。",
        ),
    ),
    tags={"Attendance": "Who is late, away, at home, out or in a meeting (出勤連絡)."},
    demo=_demo,
)
