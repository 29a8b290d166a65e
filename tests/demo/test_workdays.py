"""Days as an office counts them."""

from datetime import date, datetime, timedelta

import pytest

from kairan.demo.workdays import JST, Workdays, is_holiday, is_workday

A_MONDAY = datetime(2026, 11, 16, 15, 0, tzinfo=JST)
EVERY_DAY_OF_TWO_YEARS = [datetime(2026, 1, 1, 10, 30, tzinfo=JST) + timedelta(days) for days in range(730)]


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 3, 20),  # equinox
        date(2026, 5, 6),  # substitute for a Sunday in the golden week
        date(2026, 9, 22),  # between two holidays
        date(2026, 9, 23),
        date(2026, 10, 12),  # second Monday
        date(2027, 3, 22),  # the day after an equinox on a Sunday
    ],
)
def test_holidays_are_those_of_the_law(day: date) -> None:
    assert is_holiday(day)


def test_an_ordinary_saturday_is_no_holiday_but_no_workday_either() -> None:
    assert not is_holiday(date(2026, 11, 21))
    assert not is_workday(date(2026, 11, 21))


def test_days_count_backwards_over_weekends() -> None:
    days = Workdays(A_MONDAY)
    assert days.day(0) == date(2026, 11, 16)
    assert days.day(-1) == date(2026, 11, 13)
    assert days.day(1) == date(2026, 11, 17)


def test_on_a_holiday_and_early_in_the_morning_the_last_workday_is_told_of() -> None:
    assert Workdays(datetime(2026, 11, 23, 15, 0, tzinfo=JST)).day(0) == date(2026, 11, 20)
    assert Workdays(datetime(2026, 11, 16, 7, 0, tzinfo=JST)).day(0) == date(2026, 11, 13)


@pytest.mark.parametrize("now", EVERY_DAY_OF_TWO_YEARS[::11])
def test_nothing_of_the_demo_lies_in_the_future_and_everything_keeps_its_order(now: datetime) -> None:
    days = Workdays(now)
    told = [days.at(on, clock) for on in range(-33, 1) for clock in ("8:15", "9:00", "11:40")]
    assert told == sorted(told)
    assert told[-1] <= now.timestamp() * 1000
    assert days.day(-33) > (now - timedelta(75)).date()


@pytest.mark.parametrize("now", EVERY_DAY_OF_TWO_YEARS[::11])
def test_the_typhoon_comes_in_the_middle_of_a_week(now: datetime) -> None:
    days = Workdays(now)
    storm = days.day(-9)
    assert days.day(-10) == storm - timedelta(1)
    assert days.day(-8) == storm + timedelta(1)


def test_hours_beyond_midnight_belong_to_the_night_before() -> None:
    days = Workdays(A_MONDAY)
    assert days.at(-9, "25:30") - days.at(-9, "23:30") == 2 * 3_600_000


def test_days_are_written_as_an_office_writes_them() -> None:
    days = Workdays(A_MONDAY)
    assert days.written("会議は {+1} 10時から。") == "会議は11月17日(火)10時から。"
    assert days.written("{0} は開庁") == "11月16日(月)は開庁"
    assert days.written('{"a": 1} {x}') == '{"a": 1} {x}'


def test_days_off_are_written_as_weekends_to_come() -> None:
    monday = Workdays(datetime(2026, 11, 30, 13, 0, tzinfo=JST))
    assert monday.with_weekends("{土+1}午前、{日+2}午後") == "12月5日(土)午前、12月13日(日)午後"
    assert monday.with_weekends("会場 {-3}") == "会場 {-3}"


def test_a_deadline_may_lie_ahead_and_an_instant_of_the_story_may_not() -> None:
    monday = Workdays(datetime(2026, 11, 30, 13, 0, tzinfo=JST))
    assert monday.deadline(2, "17:15") == int(datetime(2026, 12, 2, 17, 15, tzinfo=JST).timestamp() * 1000)
    assert monday.at(2, "17:15") == monday.now
