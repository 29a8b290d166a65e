"""Whoever wants to be told of a message later is told once, at that time, at any hour, if they may still read it."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.viewer import Viewer
from kairan.notifications.actions import choose
from kairan.notifications.model import Choice, Leave, NotificationRules, QuietHours
from kairan.notifications.mornings import Mornings, begin_of_work, mornings_of
from kairan.notifications.presence import note_active
from kairan.people import member_stream
from kairan.talk import own_reminders as later
from kairan.talk.actions import remove_message
from kairan.talk.entries import OwnRemindersChanged
from kairan.talk.model import Keep
from kairan.talk.notices import tell_of_room
from kairan.talk.own_reminders import (
    DONE_KEPT_MS,
    drop_own_reminder,
    finish_own_reminder,
    own_reminders,
    reminder_times,
    set_own_reminder,
    sweep,
    tell_due,
)
from kairan.talk.problems import MessageGone, MessageNotFound, ReminderTime, TooManyReminders
from kairan.talk.queries import mentions_of
from kairan.talk.reading import mark_read
from kairan.talk.rooms import keep_room, remove_member
from kairan.talk.told_model import own_reminder_table
from tests.administration.conftest import with_role
from tests.cast import Cast, assemble, room_of, say
from tests.notifications.conftest import PHONE, Phones
from tests.notifications.hearing import DAYTIME, SOON, call, waiting
from tests.notifications.test_quiet_hours import at
from tests.policy.conftest import allowing, rule, settled

NIGHT = at("2026-12-01 23:30")
MINUTE = 60_000


def remind_and_tell(db: Db, phones: Phones, now: int) -> list[str]:
    with as_of(now):
        tell_due(db)
    with as_of(now + SOON):
        return phones.tell()


def told_entries(db: Db, who: Viewer) -> int:
    entries = entries_after(db, member_stream(who.member_id), 0, 1_000)
    bodies = [one.body for one in entries if one.kind == OwnRemindersChanged.kind]
    return sum(msgspec.json.decode(body, type=OwnRemindersChanged).told for body in bodies)


def open_messages(db: Db, who: Viewer) -> list[str]:
    return [one.message.id for one in own_reminders(db, who).open]


def test_one_is_told_at_that_time_in_the_night_too_and_once(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        said = say(db, cast.tanaka, room, "鍵を閉めて帰ってください。")
        mark_read(db, cast.sato, room, said.n)
        keep_room(db, cast.sato, room, Keep(notify="none"))  # of the room they want to hear nothing; of this they do
        _, phone = phones.give(cast.sato)
        set_own_reminder(db, cast.sato, said.id, NIGHT)
    assert remind_and_tell(db, phones, NIGHT - MINUTE) == []
    assert open_messages(db, cast.sato) == [said.id]
    with as_of(NIGHT):
        note_active(db, [cast.sato.member_id])  # at a PC
    remind_and_tell(db, phones, NIGHT)
    remind_and_tell(db, phones, NIGHT + MINUTE)
    assert [(one["text"], one["tag"]) for one in phone.got] == [
        ("【あとで】田中 一郎: 鍵を閉めて帰ってください。", f"own_reminder:{room}:{said.id}")
    ]
    assert (told_entries(db, cast.sato), waiting(db)) == (1, 0)
    (one,) = own_reminders(db, cast.sato).open  # stays in the list until one is done
    assert (one.due_at, one.told_at, one.done_at) == (NIGHT, NIGHT, None)


def test_whoever_has_no_device_is_told_on_their_page_and_in_their_list(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        said = say(db, cast.tanaka, room, "あとで見る")
        set_own_reminder(db, cast.sato, said.id, DAYTIME + MINUTE)
    assert remind_and_tell(db, phones, DAYTIME + MINUTE) == []
    assert told_entries(db, cast.sato) == 1
    assert own_reminders(db, cast.sato).open[0].told_at == DAYTIME + MINUTE
    assert told_entries(db, cast.tanaka) == 0


def test_it_stands_beside_what_waits_for_the_morning_and_nobody_else_puts_it_off(
    db: Db, cast: Cast, phones: Phones
) -> None:
    with as_of(NIGHT - 10 * MINUTE):
        room = room_of(db, cast.tanaka, cast.sato)
        _, phone = phones.give(cast.sato)
        call(db, cast.tanaka, room, cast.sato, "@佐藤 美咲 さん、明日の件")
        tell_of_room(db, room)  # waits for half past eight
        (said,) = mentions_of(db, cast.sato).messages
        set_own_reminder(db, cast.sato, said.id, NIGHT)
    remind_and_tell(db, phones, NIGHT)
    assert [one["text"] for one in phone.got] == ["【あとで】田中 一郎: @佐藤 美咲 さん、明日の件"]


def test_it_can_be_changed_finished_and_taken_back(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        one, two, three = (say(db, cast.tanaka, room, text) for text in ("一", "二", "三"))
        for minutes, message in ((30, one), (20, two), (10, three)):
            set_own_reminder(db, cast.sato, message.id, DAYTIME + minutes * MINUTE)
        assert open_messages(db, cast.sato) == [three.id, two.id, one.id]
        set_own_reminder(db, cast.sato, three.id, DAYTIME + 60 * MINUTE)
        assert reminder_times(db, cast.sato, three.id).due_at == DAYTIME + 60 * MINUTE
        finish_own_reminder(db, cast.sato, two.id)
        finish_own_reminder(db, cast.sato, two.id)
        drop_own_reminder(db, cast.sato, one.id)
        drop_own_reminder(db, cast.sato, one.id)
        found = own_reminders(db, cast.sato)
        assert [one.message.id for one in found.open] == [three.id]
        assert [one.message.id for one in found.done] == [two.id]
        assert reminder_times(db, cast.sato, two.id).due_at is None
    remind_and_tell(db, phones, DAYTIME + 45 * MINUTE)
    assert told_entries(db, cast.sato) == 0
    remind_and_tell(db, phones, DAYTIME + 60 * MINUTE)
    with as_of(DAYTIME + 61 * MINUTE):
        set_own_reminder(db, cast.sato, three.id, DAYTIME + 80 * MINUTE)  # once more
        set_own_reminder(db, cast.sato, two.id, DAYTIME + 80 * MINUTE)  # not done after all
    remind_and_tell(db, phones, DAYTIME + 80 * MINUTE)
    assert told_entries(db, cast.sato) == 2
    with as_of(DAYTIME + 81 * MINUTE):
        finish_own_reminder(db, cast.sato, two.id)
    with as_of(DAYTIME + 82 * MINUTE + DONE_KEPT_MS):
        sweep(db)
        assert own_reminders(db, cast.sato).done == []
        assert open_messages(db, cast.sato) == [three.id]


def test_what_is_finished_before_it_was_handed_over_is_not_told(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        said = say(db, cast.tanaka, room, "あとで見る")
        _, phone = phones.give(cast.sato)
        set_own_reminder(db, cast.sato, said.id, DAYTIME + MINUTE)
    with as_of(DAYTIME + MINUTE):
        tell_due(db)
        finish_own_reminder(db, cast.sato, said.id)
    with as_of(DAYTIME + MINUTE + SOON):
        phones.tell()
    assert (phone.got, waiting(db)) == ([], 0)


def test_of_what_one_may_not_read_any_more_one_is_told_nothing(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
        said, gone = say(db, cast.tanaka, room, "内密の話"), say(db, cast.tanaka, room, "間違い")
        _, phone = phones.give(cast.sato)
        for message in (said, gone):
            set_own_reminder(db, cast.sato, message.id, DAYTIME + MINUTE)
            set_own_reminder(db, cast.suzuki, message.id, DAYTIME + MINUTE)
        remove_message(db, cast.tanaka, gone.id)
        assert open_messages(db, cast.suzuki) == [said.id]  # with the message the row has gone
        remove_member(db, cast.tanaka, room, cast.sato.member_id)
        assert open_messages(db, cast.sato) == []
        for act in (finish_own_reminder, drop_own_reminder, reminder_times):
            with pytest.raises(MessageNotFound):
                act(db, cast.sato, said.id)
    remind_and_tell(db, phones, DAYTIME + MINUTE)
    assert phone.got == []
    assert (told_entries(db, cast.sato), told_entries(db, cast.suzuki)) == (0, 1)
    assert db.scalar(select(func.count()).select_from(own_reminder_table)) == 1


def test_policy_keeps_the_words_from_where_they_may_not_be_shown(db: Db, cast: Cast, phones: Phones) -> None:
    with as_of(DAYTIME):
        admin = with_role(db, cast.city, "yoshida", "吉田 恵", "administrator")
        room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, room_class=3)
        settled(db, admin, rule("single", "phone", notify_content=2), rule("internet", "phone", notify=2))
        _, phone = phones.give(cast.sato)
        _, other = phones.give(cast.suzuki, entrance=msgspec.structs.replace(PHONE, face="internet"))
        said = say(db, cast.tanaka, room, "極秘の数字は42です。")
        for who in (cast.sato, cast.suzuki):
            set_own_reminder(db, who, said.id, DAYTIME + MINUTE)
        reader = allowing(cast.sato, read=2)
        assert own_reminders(db, reader).open == []
    remind_and_tell(db, phones, DAYTIME + MINUTE)
    assert [(one["title"], one["text"]) for one in phone.got] == [("「あとで知らせる」のメッセージがあります", "")]
    assert "極秘" not in str(phone.got)
    assert other.got == []


def test_only_what_one_may_read_and_is_there_can_be_put_off_and_not_to_any_time(db: Db, cast: Cast) -> None:
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        said, gone = say(db, cast.tanaka, room, "内部"), say(db, cast.tanaka, room, "消えます")
        remove_message(db, cast.tanaka, gone.id)
        for who in (cast.stranger, cast.neighbour, cast.guest):
            with pytest.raises(MessageNotFound):
                set_own_reminder(db, who, said.id, DAYTIME + MINUTE)
            with pytest.raises(MessageNotFound):
                reminder_times(db, who, said.id)
            assert own_reminders(db, who).open == []
        with pytest.raises(MessageGone):
            set_own_reminder(db, cast.sato, gone.id, DAYTIME + MINUTE)
        for wrong in (0, DAYTIME - 2 * MINUTE, DAYTIME + 401 * 86_400_000):
            with pytest.raises(ReminderTime):
                set_own_reminder(db, cast.sato, said.id, wrong)
        set_own_reminder(db, cast.sato, said.id, DAYTIME - 1_000)  # clocks differ by a little


def test_a_person_has_so_many_at_a_time(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "MOST", 3)
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        said = [say(db, cast.tanaka, room, f"{n}") for n in range(4)]
        for message in said[:3]:
            set_own_reminder(db, cast.sato, message.id, DAYTIME + MINUTE)
        with pytest.raises(TooManyReminders):
            set_own_reminder(db, cast.sato, said[3].id, DAYTIME + MINUTE)
        set_own_reminder(db, cast.sato, said[0].id, DAYTIME + 2 * MINUTE)  # what is there can be changed
        set_own_reminder(db, cast.tanaka, said[3].id, DAYTIME + MINUTE)  # others have their own
        finish_own_reminder(db, cast.sato, said[0].id)
        set_own_reminder(db, cast.sato, said[3].id, DAYTIME + MINUTE)


def test_many_that_are_due_at_once_are_told_in_rounds(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "ROUND", 2)
    with as_of(DAYTIME):
        room = room_of(db, cast.tanaka, cast.sato)
        for n in range(5):
            set_own_reminder(db, cast.sato, say(db, cast.tanaka, room, f"{n}").id, DAYTIME + MINUTE)
    with as_of(DAYTIME + MINUTE):
        for _ in range(3):
            tell_due(db)
    assert all(one.told_at is not None for one in own_reminders(db, cast.sato).open)


@pytest.mark.parametrize(
    ("now", "tomorrow", "working_day"),
    [
        ("2026-12-01 10:00", "2026-12-02 08:30", "2026-12-02 08:30"),
        ("2026-12-01 06:00", "2026-12-02 08:30", "2026-12-01 08:30"),
        ("2026-12-04 17:00", "2026-12-05 08:30", "2026-12-07 08:30"),  # over a weekend
        ("2026-12-28 17:00", "2026-12-29 08:30", "2027-01-04 08:30"),  # over the New Year
        ("2026-12-31 23:59", "2027-01-01 08:30", "2027-01-04 08:30"),
    ],
)
def test_mornings_are_those_of_japan_and_of_the_body(
    db: Db, cast: Cast, now: str, tomorrow: str, working_day: str
) -> None:
    with as_of(at(now)):
        assert mornings_of(db, cast.sato) == Mornings(tomorrow=at(tomorrow), working_day=at(working_day))


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_work_begins_where_the_quiet_hours_of_the_body_end(start: int, end: int) -> None:
    rules = NotificationRules(quiet=QuietHours(start=start, end=end))
    assert begin_of_work(rules) == (end if start != end else 8 * 60 + 30)
    assert begin_of_work(NotificationRules(quiet=None)) == 8 * 60 + 30


def test_a_working_morning_is_one_on_which_they_are_there(db: Db, cast: Cast) -> None:
    choose(
        db,
        cast.sato,
        Choice(leaves=[Leave(first="2026-12-02", last="2026-12-04")]),
        is_mail_sent=False,
    )
    with as_of(DAYTIME):
        assert mornings_of(db, cast.sato).working_day == at("2026-12-07 08:30")


def test_two_nodes_at_once_tell_once(database_url: str) -> None:
    engine = open_engine(database_url, pool_size=2)
    with transaction(engine) as db, as_of(DAYTIME):
        cast = assemble(db)
        room = room_of(db, cast.tanaka, cast.sato)
        set_own_reminder(db, cast.sato, say(db, cast.tanaka, room, "あとで").id, DAYTIME + MINUTE)

    def tell() -> None:
        with transaction(engine) as db, as_of(DAYTIME + MINUTE):
            tell_due(db)

    with ThreadPoolExecutor(2) as nodes:
        for one in [nodes.submit(tell) for _ in range(4)]:
            one.result()
    with transaction(engine) as db:
        assert told_entries(db, cast.sato) == 1
    engine.dispose()
