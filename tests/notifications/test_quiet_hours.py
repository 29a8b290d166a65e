"""When somebody is not told: across midnight, weekends, public holidays, the New Year and leave."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kairan.core.kit.clock import JAPAN
from kairan.notifications.model import Leave, QuietHours
from kairan.notifications.quiet_hours import is_quiet, is_working_day, next_digest, quiet_span, told_from

OFFICE = QuietHours(start=20 * 60, end=8 * 60 + 30)


def at(said: str) -> int:
    """Return the instant of a minute in Japan."""
    return int(datetime.strptime(said, "%Y-%m-%d %H:%M").replace(tzinfo=JAPAN).timestamp() * 1000)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-11-30 14:00", "2026-11-30 14:00"),  # a Monday afternoon
        ("2026-11-30 19:59", "2026-11-30 19:59"),
        ("2026-11-30 20:00", "2026-12-01 08:30"),
        ("2026-11-30 23:00", "2026-12-01 08:30"),
        ("2026-12-01 08:29", "2026-12-01 08:30"),
        ("2026-12-01 08:30", "2026-12-01 08:30"),
        ("2026-12-04 23:00", "2026-12-07 08:30"),  # over a weekend
        ("2026-11-20 21:00", "2026-11-24 08:30"),  # over a weekend and Labour Thanksgiving Day
        ("2026-12-28 20:00", "2027-01-04 08:30"),  # over the New Year
        ("2026-05-01 22:00", "2026-05-07 08:30"),  # Golden Week, with a substitute holiday
        ("2026-09-18 20:30", "2026-09-24 08:30"),  # a day between two holidays is one, too
    ],
)
def test_one_is_told_on_the_next_working_morning(now: str, told: str) -> None:
    assert told_from(at(now), OFFICE, []) == at(told)


def test_whoever_chose_no_hours_is_told_at_once_and_leave_counts_all_the_same() -> None:
    night = at("2026-12-05 23:00")
    assert told_from(night, None, []) == night
    leave = [Leave(first="2026-12-05", last="2026-12-08")]
    assert told_from(night, None, leave) == at("2026-12-09 00:00")
    assert told_from(night, OFFICE, leave) == at("2026-12-09 08:30")


def test_hours_within_a_day_are_for_those_who_work_at_night() -> None:
    day = QuietHours(start=9 * 60, end=17 * 60, days_off=False)
    assert told_from(at("2026-12-05 12:00"), day, []) == at("2026-12-05 17:00")
    assert told_from(at("2026-12-05 03:00"), day, []) == at("2026-12-05 03:00")


def test_both_alike_are_no_hours_but_days_off_stay() -> None:
    days = QuietHours(start=0, end=0)
    assert told_from(at("2026-12-04 23:59"), days, []) == at("2026-12-04 23:59")
    assert told_from(at("2026-12-05 12:00"), days, []) == at("2026-12-07 00:00")


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        ("2026-11-30 23:00", "2026-12-01 08:30"),
        ("2026-12-01 08:29", "2026-12-01 08:30"),
        ("2026-12-01 08:30", "2026-12-02 08:30"),
        ("2026-11-20 17:00", "2026-11-24 08:30"),
    ],
)
def test_the_letter_goes_on_the_next_working_morning(now: str, goes: str) -> None:
    assert next_digest(at(now), 8 * 60 + 30, []) == at(goes)


MINUTES = st.integers(0, 24 * 60 - 1)
INSTANTS = st.integers(at("2026-01-01 00:00"), at("2029-12-31 00:00"))
DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
HOURS = st.builds(QuietHours, start=MINUTES, end=MINUTES, days_off=st.booleans())
LEAVES = st.lists(
    st.tuples(DAYS, st.integers(0, 20)).map(
        lambda two: Leave(first=two[0].isoformat(), last=(two[0] + timedelta(two[1])).isoformat())
    ),
    max_size=3,
)


@given(INSTANTS, HOURS, LEAVES)
def test_one_is_told_as_soon_as_it_is_not_quiet_and_never_while_it_is(
    now: int, quiet: QuietHours, leaves: list[Leave]
) -> None:
    told = told_from(now, quiet, leaves)
    assert told >= now
    assert not is_quiet(told, quiet, leaves)
    if told > now:
        assert is_quiet(now, quiet, leaves)
        assert is_quiet(told - 60_000, quiet, leaves) or told - now < 60_000  # not a minute later than need be


@given(DAYS)
def test_a_working_day_is_none_of_the_days_off(day: date) -> None:
    noon = at(f"{day.isoformat()} 12:00")
    assert is_quiet(noon, QuietHours(start=0, end=0), []) is not is_working_day(day)


@given(
    moment=st.integers(at("2026-01-01 00:00"), at("2027-12-31 00:00")),
    quiet=st.none()
    | st.builds(QuietHours, start=st.integers(0, 1439), end=st.integers(0, 1439), days_off=st.booleans()),
    leaves=st.lists(
        st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(lambda day: Leave(first=f"{day}", last=f"{day}")), max_size=3
    ),
    later=st.integers(0, 24 * 60),
)
def test_what_arrives_late_knows_whether_it_is_quiet_by_then(
    moment: int, quiet: QuietHours | None, leaves: list[Leave], later: int
) -> None:
    span = quiet_span(moment, quiet, leaves)
    arrives = moment + later * 60_000
    if span is None:
        assert not is_quiet(arrives, quiet, leaves)
        return
    assert span.begins - moment <= 24 * 3_600_000
    assert is_quiet(span.begins, quiet, leaves)
    assert span.ends == told_from(span.begins, quiet, leaves)
    if arrives < span.ends:
        assert is_quiet(arrives, quiet, leaves) == (span.begins <= arrives)
