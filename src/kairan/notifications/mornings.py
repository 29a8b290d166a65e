"""The mornings on which somebody likes to be told of something: tomorrow, and the next day the town hall is open."""

from datetime import timedelta

import msgspec

from kairan.core.kit.clock import day_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.notifications.model import NotificationRules, QuietHours
from kairan.notifications.queries import choice_of, rules_of
from kairan.notifications.quiet_hours import instant_of, next_digest


class Mornings(msgspec.Struct, frozen=True, kw_only=True):
    """When work begins (ms since 1970): tomorrow, and on the next working day on which the person is there."""

    tomorrow: int
    working_day: int


def mornings_of(db: Db, viewer: Viewer) -> Mornings:
    """Return the next mornings, as the viewer's body keeps its hours in Japan."""
    now, minute = now_ms(), begin_of_work(rules_of(db, viewer.organization_id))
    leaves = choice_of(db, viewer.member_id).leaves
    return Mornings(
        tomorrow=instant_of(day_of(now) + timedelta(days=1), minute),
        working_day=next_digest(now, minute, leaves),
    )


def begin_of_work(rules: NotificationRules) -> int:
    """Return the minute of the day at which a body's quiet hours end; the usual one where it has none."""
    quiet = rules.quiet
    return QuietHours().end if quiet is None or quiet.start == quiet.end else quiet.end
