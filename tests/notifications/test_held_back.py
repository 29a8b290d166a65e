"""Whatever hours, leave, holidays and clocks: nothing urgent is held back, and nothing else wakes anybody."""

import os
import time
from collections.abc import Iterator
from datetime import date, timedelta

import jpholiday
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.notifications import NewNotice, notify
from kairan.notifications.actions import choose
from kairan.notifications.model import Choice, Leave, NotificationRules, QuietHours, notice_table
from kairan.notifications.queries import next_due_at
from kairan.notifications.quiet_hours import is_quiet, quiet_of, told_from
from kairan.notifications.telling import look
from kairan.talk.model import message_table, room_stream
from tests.cast import Cast, room_of, say
from tests.notifications.conftest import RULES, Phones
from tests.notifications.test_quiet_hours import DAYS, HOURS, INSTANTS, LEAVES, at

MINUTE_MS, DAY_MS = 60_000, 86_400_000
NINE_HOURS_MS = 9 * 3_600_000
FIRST = date(1970, 1, 1)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def is_silent(now: int, quiet: QuietHours | None, leaves: list[Leave]) -> bool:
    """Say it by counting alone: Japan is nine hours ahead and knows no summer time."""
    days, minutes = divmod((now + NINE_HOURS_MS) // MINUTE_MS, 24 * 60)
    day = FIRST + timedelta(days)
    if any(date.fromisoformat(one.first) <= day <= date.fromisoformat(one.last) for one in leaves):
        return True
    if quiet is None:
        return False
    is_closed = day.weekday() >= 5 or jpholiday.is_holiday(day) or (day.month, day.day) >= (12, 29)
    if quiet.days_off and (is_closed or (day.month == 1 and day.day <= 3)):
        return True
    return (minutes - quiet.start) % 1440 < (quiet.end - quiet.start) % 1440


@pytest.fixture(params=["UTC", "America/New_York", "Pacific/Kiritimati", "Australia/Lord_Howe"])
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """Let the machine live elsewhere, where the clocks are changed."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@FEW
@given(now=INSTANTS, quiet=st.none() | HOURS, leaves=LEAVES)
def test_it_is_quiet_by_the_clocks_of_japan_wherever_the_machine_is(
    zone: str, now: int, quiet: QuietHours | None, leaves: list[Leave]
) -> None:
    assert is_quiet(now, quiet, leaves) is is_silent(now, quiet, leaves), zone
    assert not is_silent(told_from(now, quiet, leaves), quiet, leaves)


CHOICES = st.builds(Choice, has_quiet=st.booleans(), quiet=st.none() | HOURS, leaves=LEAVES)
BODIES = st.builds(NotificationRules, quiet=st.none() | HOURS)


@given(CHOICES, BODIES)
def test_ones_own_hours_go_before_the_bodys_and_none_before_both(choice: Choice, rules: NotificationRules) -> None:
    own = quiet_of(choice, rules)
    assert own == (None if not choice.has_quiet else choice.quiet if choice.quiet is not None else rules.quiet)


MOMENTS = st.tuples(st.dates(date(2026, 12, 1), date(2027, 1, 10)), st.integers(0, 1439))


@FEW
@given(choice=CHOICES, moment=MOMENTS, is_urgent=st.booleans(), leave=st.none() | DAYS)
def test_what_is_urgent_is_told_at_once_and_nothing_else_while_it_is_quiet(
    db: Db, cast: Cast, phones: Phones, choice: Choice, moment: tuple[date, int], is_urgent: bool, leave: date | None
) -> None:
    day, minute = moment
    now = at(f"{day.isoformat()} {minute // 60:02}:{minute % 60:02}")
    if leave is not None:
        around = [Leave(first=leave.isoformat(), last=(leave + timedelta(2)).isoformat())]
        choice = Choice(has_quiet=choice.has_quiet, quiet=choice.quiet, leaves=[*choice.leaves, *around])
    db.execute(notice_table.delete())
    with as_of(now):
        room = room_of(db, cast.tanaka, cast.sato)
        phones.give(cast.sato, "phone")
        choose(db, cast.sato, choice, is_mail_sent=False)
        said = say(db, cast.tanaka, room, "何かあります。")
        notify(
            db,
            [
                NewNotice(
                    member_id=cast.sato.member_id,
                    organization_id=cast.city,
                    stream=room_stream(room),
                    seq=db.scalar(select(message_table.c.seq).where(message_table.c.id == said.id)),
                    kind="urgent" if is_urgent else "message",
                    urgent=is_urgent,
                )
            ],
        )
        told_at = next_due_at(db, "push")
    quiet = quiet_of(choice, NotificationRules())
    assert told_at is not None
    if is_urgent:
        assert told_at == now
    else:
        assert not is_silent(told_at, quiet, choice.leaves)
    for moment_ms in (now, told_at - 1, told_at):
        with as_of(moment_ms):
            phones.give(cast.sato, "phone")  # no session lasts as long as some leaves
            is_told = bool(look(db, RULES).pushes)
        if moment_ms < told_at:
            assert not is_told
    assert is_told
