"""Figures: counted by day, the same when counted again, and shown to whoever does the task, as far as it reaches."""

import random
from collections.abc import Iterable

import msgspec
import pytest
from sqlalchemy import insert, select

from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS, day_of, midnight
from kairan.core.viewer import Entrance, Viewer
from kairan.figures.actions import change_estimate, export_figures
from kairan.figures.counting import Days, count_day, days_due, forget_activity, keep_count, places_on
from kairan.figures.model import Counted, Estimate, Figures, figure_day_table
from kairan.figures.problems import PeriodImpossible, TooFewPeople
from kairan.figures.queries import Period, figures, period_of
from kairan.people import DepartmentId, Post, change_status, hold_posts, organization_stream
from kairan.people.roles import RoleNeeded
from kairan.sessions.actions import note_activity, open_session
from kairan.sessions.model import activity_table, session_table
from kairan.talk.model import RoomId, mark_table, membership_table, message_table
from kairan.talk.reading import mark_read
from kairan.talk.rooms import remove_member
from tests.cast import room_of, say
from tests.figures.conftest import City, delegated

TODAY = day_of(now_ms())
NOON = (midnight(TODAY) or 0) + 12 * 3_600_000
PERIOD = Period(day_of(NOON - 10 * DAY_MS), day_of(NOON))


def came(db: Db, people: Iterable[Viewer], day: str = TODAY, device: str = "pc") -> None:
    rows = [
        {"organization_id": one.organization_id, "day": day, "member_id": one.member_id, "device": device}
        for one in people
    ]
    db.execute(insert(activity_table), rows)


def counted(db: Db, city: City, *days: str) -> None:
    for day in days or (TODAY,):
        keep_count(db, city.office.cast.city, count_day(db, city.office.cast.city, day))


def everybody(city: City) -> list[Viewer]:
    return [one for some in city.people.values() for one in some]


def test_what_was_done_is_counted_by_the_department_of_who_did_it(db: Db, city: City) -> None:
    aged, works = city.people["aged"], city.people["works"]
    room = room_of(db, aged[0], *aged[1:], *works)
    first = say(db, aged[0], room, "一")
    for one in aged[1:5]:
        say(db, one, room, "返信", first.id)
    for one in works:
        say(db, one, room, "返信", first.id)
    for one in works[:5]:
        mark_read(db, one, room, 1)
    came(db, aged)
    came(db, aged[:5], device="phone")
    counted(db, city)
    shown = figures(db, city.office.yoshida, PERIOD)
    lines = {"・".join(one.names): one for one in shown.departments}
    assert (lines["福祉部"].messages, lines["建設部"].messages, shown.messages) == (5, 7, 12)
    assert (shown.months[-1].messages, figures(db, city.of_care, PERIOD).months[-1].messages) == (12, 5)
    assert (lines["福祉部"].active, lines["福祉部"].phones, shown.days[-1].active) == (6, 5, 6)
    assert (shown.days[-1].phones, shown.days[-1].pcs, shown.months[-1].active) == (5, 6, 6)
    # 一 for five others of 高齢課, of whom nobody read it, and for all seven of 建設部.
    assert (lines["福祉部"].reading.to_read, lines["建設部"].reading.to_read) == (5, 7)
    assert (lines["福祉部"].reading.read, lines["建設部"].reading.read, shown.readings) == (0, 5, 5)


def test_what_fewer_than_five_people_did_is_told_nowhere(db: Db, city: City) -> None:
    aged, works = city.people["aged"], city.people["works"]
    room = room_of(db, aged[0], *aged[1:], *works)
    for _ in range(3):
        first = say(db, aged[0], room, "一人の発言")
    mark_read(db, aged[1], room, 2)
    came(db, aged[:1])
    counted(db, city)
    yoshida = city.office.yoshida
    for shown in (
        figures(db, yoshida, PERIOD),
        figures(db, yoshida, PERIOD, city.care),
        figures(db, city.of_care, PERIOD),
    ):
        day, month = shown.days[-1], shown.months[-1]
        assert (day.active, day.pcs, day.phones, day.messages, day.files, day.bytes) == (None, None, 0, None, 0, 0)
        assert (month.active, month.messages, month.files) == (None, None, 0)
        assert (shown.messages, shown.readings, shown.reading.to_read, shown.hours) == (None, None, None, None)
    table = {"・".join(one.names): one for one in figures(db, yoshida, PERIOD).departments}
    assert (table["福祉部"].messages, table["福祉部"].active, table["建設部"].messages) == (None, None, 0)
    for sheet in ("days", "months", "departments"):
        assert "5人未満" in export_figures(db, yoshida, sheet, PERIOD, None, "cp932").decode("cp932")
    for one in (*aged[1:4], *works[:4]):
        say(db, one, room, "返信", first.id)
    counted(db, city)
    shown = figures(db, yoshida, PERIOD)
    table = {"・".join(one.names): one for one in shown.departments}
    assert (shown.messages, table["福祉部"].messages, table["建設部"].messages) == (10, None, None)


def test_small_departments_are_not_shown_by_themselves(db: Db, city: City) -> None:
    counted(db, city)
    shown = figures(db, city.office.yoshida, PERIOD)
    named = [(one.kind, one.names, one.accounts) for one in shown.departments]
    assert ("department", ["福祉部"], 10) in named
    assert not any("児童課" in names for kind, names, _ in named if kind == "department")
    assert all(one.accounts >= 5 for one in shown.departments)
    with pytest.raises(TooFewPeople):
        figures(db, city.office.yoshida, PERIOD, city.children)
    with pytest.raises(TooFewPeople):
        figures(db, city.office.yoshida, PERIOD, DepartmentId("0000000000000"))
    assert figures(db, city.office.yoshida, PERIOD, city.works).days[-1].accounts == 7


def test_whoever_has_the_task_for_a_department_sees_it_and_nothing_else(db: Db, city: City) -> None:
    counted(db, city)
    shown = figures(db, city.of_care, PERIOD)
    assert (shown.days[-1].accounts, shown.accounts.active, shown.accounts.guests) == (10, 10, None)
    assert next(one.names for one in shown.departments) == ["福祉部"]
    for department in (city.works, city.office.cast.works):
        with pytest.raises(TooFewPeople):
            figures(db, city.of_care, PERIOD, department)
    with pytest.raises(RoleNeeded):
        change_estimate(db, city.of_care, Estimate(message_seconds=1))
    few = figures(db, delegated(city.of_care, city.children), PERIOD)
    assert (few.is_too_few, few.days, few.months, few.departments, few.messages) == (True, [], [], [], 0)
    for viewer in (city.people["works"][1], city.office.auditor, city.office.cast.guest):
        with pytest.raises(RoleNeeded):
            figures(db, viewer, PERIOD)
    neighbour = figures(db, city.office.townsman, PERIOD)
    assert (neighbour.is_too_few, neighbour.since, neighbour.departments) == (True, None, [])
    assert figures(db, city.figures, PERIOD).days == figures(db, city.office.yoshida, PERIOD).days


def test_a_move_takes_nothing_along_that_was_done_before(db: Db, city: City) -> None:
    aged = city.people["aged"]
    yesterday = day_of(NOON - DAY_MS)
    with as_of(NOON - DAY_MS):
        room = room_of(db, aged[0], aged[1])
        say(db, aged[0], room, "きのう")
    with as_of(NOON):
        hold_posts(db, None, aged[0].member_id, [Post(department_id=city.works, title="主事")])
    assert places_on(db, city.office.cast.city, yesterday)[aged[0].member_id][0] == city.aged
    assert places_on(db, city.office.cast.city, TODAY)[aged[0].member_id][0] == city.works


def test_who_comes_is_noted_once_for_a_day_and_a_kind_of_device(db: Db, city: City) -> None:
    sato = city.office.cast.sato
    open_session(db, sato.member_id, Entrance("single", "phone"))
    (session_id,) = db.scalars(select(session_table.c.id))
    for later in (0, 3_600_000, DAY_MS):
        note_activity(db, session_id, now_ms() + later)
    rows = [tuple(row) for row in db.all(select(activity_table).order_by(activity_table.c.day))]
    days = day_of(now_ms()), day_of(now_ms() + DAY_MS)
    assert rows == [(sato.organization_id, day, sato.member_id, "phone") for day in days]
    forget_activity(db, days[1])
    assert len(db.all(select(activity_table))) == 1


def test_what_was_read_by_the_next_day_is_kept_as_it_was_then(db: Db, city: City) -> None:
    aged = city.people["aged"]
    day = day_of(NOON - 2 * DAY_MS)
    with as_of(NOON - 2 * DAY_MS):
        room = room_of(db, aged[0], *aged[1:])
        say(db, aged[0], room, "読んでください")
        mark_read(db, aged[1], room, 1)
        counted(db, city, day)
    with as_of((midnight(TODAY) or 0) + 60_000):
        counted(db, city, day)
    for one in aged[2:]:
        mark_read(db, one, room, 1)
    counted(db, city, day)
    counted(db, city, day)
    (kept,) = [row for row in db.all(select(figure_day_table)) if row.read]
    assert (kept.to_read, kept.read, kept.readers) == (5, 5, 5)
    assert (kept.soon_to_read, kept.soon_read, kept.soon_readers) == (5, 1, 1)
    reading = figures(db, city.office.yoshida, PERIOD).reading
    assert (reading.to_read, reading.read, reading.soon_to_read, reading.soon_read) == (5, 5, None, None)


def test_the_accounts_of_a_day_stay_when_somebody_leaves_later(db: Db, city: City) -> None:
    counted(db, city, TODAY)
    with as_of(NOON + DAY_MS):
        counted(db, city, TODAY)
    change_status(db, None, city.office.cast.city, city.people["works"][6].member_id, "left")
    with as_of(NOON + DAY_MS):
        counted(db, city, TODAY)
    assert figures(db, city.office.yoshida, PERIOD, city.works).days[-1].accounts == 7


def test_the_last_days_are_due_at_each_look_and_older_ones_once_a_day(db: Db, city: City) -> None:
    due = days_due(db, city.office.cast.city)
    assert due[-3:] == [day_of(NOON - ago * DAY_MS) for ago in (2, 1, 0)]
    assert 20 <= len(due) <= 22  # from the day the body was made
    counted(db, city, *due)
    assert days_due(db, city.office.cast.city) == due[-3:]


def test_the_estimate_is_the_bodys_own_and_its_change_is_on_record(db: Db, city: City) -> None:
    yoshida = city.office.yoshida
    assert figures(db, yoshida, PERIOD).estimate == Estimate()
    for _ in range(2):
        change_estimate(db, yoshida, Estimate(message_seconds=90, reading_seconds=30))
    kinds = [one.kind for one in entries_after(db, organization_stream(yoshida.organization_id), 0, 1_000)]
    assert kinds.count("figures.estimate_changed") == 1
    assert Estimate(message_seconds=90, reading_seconds=30).hours(400, 2_400) == 30.0


@pytest.mark.parametrize("sheet", ["days", "months", "departments"])
def test_tables_go_out_as_csv_in_both_encodings(db: Db, city: City, sheet: str) -> None:
    counted(db, city)
    utf8 = export_figures(db, city.office.yoshida, sheet, PERIOD, None, "utf-8")  # type: ignore[arg-type]
    cp932 = export_figures(db, city.office.yoshida, sheet, PERIOD, None, "cp932")  # type: ignore[arg-type]
    assert utf8.startswith(b"\xef\xbb\xbf")
    assert utf8.decode("utf-8-sig") == cp932.decode("cp932")
    assert utf8.decode("utf-8-sig").count("\r\n") > 1


@pytest.mark.parametrize(
    ("first", "last"), [("2026-02-30", None), ("2026-05-02", "2026-05-01"), ("2020-01-01", "2026-01-01"), ("x", "y")]
)
def test_days_that_are_no_period_are_refused(first: str | None, last: str | None) -> None:
    with pytest.raises(PeriodImpossible):
        period_of(first, last)


def brute(db: Db, city: City, day: str) -> dict[tuple[str, str], Counted]:
    """Count as simply as possible, message by message and reader by reader."""
    places = places_on(db, city.office.cast.city, day)
    found: dict[tuple[str, str], Counted] = {}
    authors: set[str] = set()
    readers: set[str] = set()

    def at(member_id: str) -> Counted:
        return found.setdefault(places[member_id], Counted())

    memberships = db.all(select(membership_table).where(membership_table.c.to_seq.is_(None)))
    marks = {(row.room_no, row.member_id): row.n for row in db.all(select(mark_table))}
    for message in db.all(select(message_table)):
        if day_of(message.at) != day:
            continue
        at(message.author_id).messages += 1
        authors.add(message.author_id)
        for one in memberships:
            is_theirs = one.room_no == message.room_no and one.member_id != message.author_id
            if message.root_seq is None and is_theirs and one.from_n < message.n:
                at(one.member_id).to_read += 1
                at(one.member_id).read += marks[one.room_no, one.member_id] >= message.n
                readers |= {one.member_id} if marks[one.room_no, one.member_id] >= message.n else set()
    for row in db.all(select(activity_table).where(activity_table.c.day == day)):
        at(row.member_id).active += row.device == "pc"
        at(row.member_id).pcs += row.device == "pc"
    for member_id in authors:
        at(member_id).authors += 1
    for member_id in readers:
        at(member_id).readers += 1
    return found


@pytest.mark.parametrize("seed", range(6))
def test_counting_again_finds_what_a_count_of_everything_finds(db: Db, city: City, seed: int) -> None:
    chance = random.Random(seed)
    people = everybody(city)
    members: dict[RoomId, list[Viewer]] = {}
    for ago in (3, 2, 1, 0):
        inside = chance.sample(people, 6)
        with as_of(NOON - ago * DAY_MS + chance.randrange(-43_000_000, 43_000_000)):
            members[room_of(db, *inside, name=f"室{ago}", history="since_joining")] = inside
    rooms = list(members)
    for ago in (3, 2, 1, 0):
        for _ in range(12):
            room = chance.choice(rooms[: 4 - ago])
            with as_of(NOON - ago * DAY_MS + chance.randrange(-40_000_000, 43_000_000)):
                who = chance.choice(members[room])
                message = say(db, who, room, "ことば")
                if chance.random() < 0.3:
                    say(db, chance.choice(members[room]), room, "返信", message.id)
                mark_read(db, chance.choice(members[room]), room, chance.randrange(20))
                if not _came(db, who):
                    came(db, [who])
    room = chance.choice(rooms)
    remove_member(db, members[room][0], room, members[room][1].member_id)
    for ago in (3, 2, 1, 0):
        day = day_of(NOON - ago * DAY_MS)
        expected = brute(db, city, day)
        again: Days = count_day(db, city.office.cast.city, day)
        kept = {place: _without_accounts(one) for place, one in again.figures}
        assert {place: one for place, one in kept.items() if one != Counted()} == {
            place: one for place, one in expected.items() if one != Counted()
        }
        counted(db, city, day)
        counted(db, city, day)
        rows = db.all(select(figure_day_table).where(figure_day_table.c.day == day))
        assert sum(row.messages for row in rows) == sum(one.messages for one in expected.values())


def _without_accounts(one: Counted) -> Counted:
    return msgspec.structs.replace(one, accounts=0)


def _came(db: Db, one: Viewer) -> bool:
    return db.first(select(activity_table).where(activity_table.c.member_id == one.member_id)) is not None


def test_a_body_without_talk_has_a_page_all_the_same(db: Db, city: City) -> None:
    shown: Figures = figures(db, city.office.yoshida, PERIOD)
    assert (shown.since, shown.counted_at, shown.days, shown.messages, shown.hours) == (None, None, [], 0, 0.0)
