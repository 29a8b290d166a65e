"""What the page of evidence says of notifications: when nobody is told, and how often that was set aside."""

from sqlalchemy import func, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.notifications.model import DAY_MS, push_subscription_table
from kairan.notifications.queries import rules_of
from kairan.notifications.urgent import urgent_since
from kairan.people import member_table
from kairan.people.evidence import Fact, Section

URGENT = {"staff": "職員全員", "masters": "ルームの管理者", "nobody": "送れない"}
DAYS = 30
_s, _m = push_subscription_table.c, member_table.c


def evidence(db: Db, viewer: Viewer) -> Section:
    """Return the section."""
    rules = rules_of(db, viewer.organization_id)
    quiet = rules.quiet
    hours = "なし" if quiet is None else f"{_clock(quiet.start)}〜{_clock(quiet.end)}"
    here = _m.organization_id == viewer.organization_id
    devices = select(func.count()).select_from(push_subscription_table.join(member_table, _m.id == _s.member_id))
    return Section(
        "通知",
        "Notifications",
        [
            Fact("通知しない時間", "Quiet hours", hours),
            Fact("閉庁日の通知", "On days off", "する" if quiet is None or not quiet.days_off else "しない"),
            Fact("緊急の通知を送れる人", "Who may tell urgently", URGENT[rules.urgent]),
            Fact(
                f"緊急の通知（{DAYS}日間の件数）",
                f"Urgent notices in {DAYS} days",
                f"{urgent_since(db, viewer.organization_id, now_ms() - DAYS * DAY_MS):,}",
            ),
            Fact("通知を受ける端末", "Devices that are told", f"{db.scalar(devices.where(here)):,}"),
        ],
    )


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
