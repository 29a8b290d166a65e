"""Tasks: made, changed, done, come again, reminded; who sees them, and who does not."""

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from kairan.core.journal import entries_after, readable_span
from kairan.core.kit.clock import as_of, today
from kairan.core.kit.database import Db
from kairan.core.kit.text import TextTooLong
from kairan.core.viewer import MemberId, Viewer
from kairan.notifications import instant_of
from kairan.notifications.model import notice_table, notification_choice_table
from kairan.selfaudit.tasks import TASK_DIFFERS, task_faults
from kairan.talk.confirmation_times import next_working_time
from kairan.talk.problems import MessageNotFound, RoomNotFound
from kairan.talk.rooms import remove_member
from kairan.tasks.acting import change_task, drop_task, finish_task, make_task, reopen_task
from kairan.tasks.handing_over import hand_tasks_over, take_tasks_back
from kairan.tasks.lists import task_counts, task_view, tasks
from kairan.tasks.model import NewTask, TaskChange, TaskDone, TaskId, task_table
from kairan.tasks.problems import (
    TaskChangedMeanwhile,
    TaskDoerUnknown,
    TaskDue,
    TaskNotFound,
    TaskNotYours,
    TaskOver,
    TaskUntitled,
)
from kairan.tasks.sweeping import remind_due
from kairan.transfers.model import ListId
from kairan.transfers.succession import Succession
from tests.cast import NO_SUCH_ID, Cast, room_of, say

_keys = count()
_n = notice_table.c


def ids(*people: Viewer) -> list[MemberId]:
    return [MemberId(one.member_id) for one in people]


def give(db: Db, cast: Cast, *doers: Viewer, **more: Any) -> TaskId:
    """Let 佐藤 give a task."""
    by = more.pop("by", cast.sato)
    new = {"client_key": f"k{next(_keys)}", "title": "毛布を数える", "doer_ids": ids(*doers)} | more
    return make_task(db, by, NewTask(**new))


def change(revision: int, *doers: Viewer, **more: Any) -> TaskChange:
    given: dict[str, Any] = {"revision": revision, "title": "毛布と水を数える", "doer_ids": ids(*doers)}
    return TaskChange(**(given | more))


def titles(db: Db, who: Viewer, view: Any = "mine", **more: Any) -> list[str]:
    return [one.title for one in tasks(db, who, view, **more).tasks]


def kinds(db: Db, task_id: TaskId) -> list[str]:
    return [one.kind.partition(".")[2] for one in entries_after(db, f"task:{task_id}", 0, 50)]


def in_days(days: int) -> str:
    return (today() + timedelta(days)).isoformat()


def test_a_task_is_given_done_with_a_note_and_reopened(db: Db, cast: Cast) -> None:
    task_id = give(db, cast, cast.suzuki, cast.tanaka, due_on=in_days(3))
    assert titles(db, cast.suzuki) == titles(db, cast.sato, "given") == ["毛布を数える"]
    assert titles(db, cast.sato) == titles(db, cast.stranger) == []
    finish_task(db, cast.tanaka, task_id, TaskDone(note="120枚ありました"))
    finish_task(db, cast.suzuki, task_id, TaskDone(note="二度目"))
    done = task_view(db, cast.sato, task_id)
    assert (done.done_by, done.done_note) == ("田中 一郎", "120枚ありました")
    assert (titles(db, cast.suzuki), titles(db, cast.suzuki, "done")) == ([], ["毛布を数える"])
    reopen_task(db, cast.sato, task_id)
    with pytest.raises(TaskOver):
        reopen_task(db, cast.sato, task_id)
    assert titles(db, cast.suzuki) == ["毛布を数える"]
    assert kinds(db, task_id) == ["made", "finished", "reopened"]
    assert list(task_faults(db)) == []
    db.execute(update(task_table).values(title="別のこと"))
    assert [one.what for one in task_faults(db)] == [TASK_DIFFERS]


def test_who_has_no_part_in_a_task_finds_nothing_of_it(db: Db, cast: Cast) -> None:
    task_id = give(db, cast, cast.suzuki)
    for outside in (cast.tanaka, cast.neighbour, cast.guest):
        with pytest.raises(TaskNotFound):
            task_view(db, outside, task_id)
        with pytest.raises(TaskNotFound):
            finish_task(db, outside, task_id, TaskDone())
        assert readable_span(db, outside, f"task:{task_id}") is None
    with pytest.raises(TaskNotYours):
        drop_task(db, cast.suzuki, task_id)
    drop_task(db, cast.sato, task_id)
    with pytest.raises(TaskOver):
        finish_task(db, cast.suzuki, task_id, TaskDone())


def test_a_rooms_task_is_seen_by_the_room_and_done_by_its_members(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.suzuki, cast.guest)
    message = say(db, cast.suzuki, room, "毛布は何枚ありますか")
    with pytest.raises(TaskDoerUnknown):
        give(db, cast, cast.tanaka, room_id=room)
    task_id = give(db, cast, cast.guest, message_id=message.id)
    seen = task_view(db, cast.suzuki, task_id)
    assert (seen.room_id, seen.message_id, seen.may_change) == (room, message.id, False)
    assert titles(db, cast.suzuki, "room", room_id=room) == ["毛布を数える"]
    with pytest.raises(TaskNotYours):
        finish_task(db, cast.suzuki, task_id, TaskDone())
    remove_member(db, cast.sato, room, cast.guest.member_id)
    with pytest.raises(TaskNotFound):
        task_view(db, cast.guest, task_id)
    with pytest.raises(RoomNotFound):
        tasks(db, cast.guest, "room", room)
    with pytest.raises(MessageNotFound):
        give(db, cast, cast.tanaka, by=cast.tanaka, message_id=message.id)


def test_what_cannot_be_given_is_refused(db: Db, cast: Cast) -> None:
    refusals: list[tuple[type[Exception], dict[str, Any]]] = [
        (TaskUntitled, {"title": " "}),
        (TaskUntitled, {"title": "長" * 121}),
        (TextTooLong, {"note": "長" * 2_001}),
        (TaskDue, {"due_on": "2026-02-30"}),
        (TaskDue, {"due_on": "9999-01-01"}),
        (TaskDue, {"repeat": "weekly"}),
        (TaskDoerUnknown, {"doer_ids": ids(cast.neighbour)}),
        (TaskDoerUnknown, {"doer_ids": [NO_SUCH_ID]}),
        (RoomNotFound, {"room_id": NO_SUCH_ID}),
    ]
    for refusal, what in refusals:
        with pytest.raises(refusal):
            give(db, cast, cast.suzuki, **what)
    first = give(db, cast, cast.suzuki, client_key="same")
    assert give(db, cast, cast.tanaka, client_key="same") == first
    assert task_counts(db, cast.suzuki).mine == 1


def test_of_two_who_change_it_at_once_one_is_told(db: Db, cast: Cast) -> None:
    task_id = give(db, cast, cast.suzuki)
    change_task(db, cast.suzuki, task_id, change(1, cast.tanaka, due_on=in_days(1)))
    with pytest.raises(TaskChangedMeanwhile):
        change_task(db, cast.sato, task_id, change(1, cast.suzuki))
    assert (titles(db, cast.tanaka), titles(db, cast.suzuki)) == (["毛布と水を数える"], [])
    with pytest.raises(TaskNotFound):
        task_view(db, cast.suzuki, task_id)  # who gave it on has no part in it any more


def test_what_repeats_comes_again_once(db: Db, cast: Cast) -> None:
    task_id = give(db, cast, cast.suzuki, due_on=in_days(0), repeat="weekly")
    again = finish_task(db, cast.suzuki, task_id, TaskDone())
    assert again is not None
    assert task_view(db, cast.suzuki, again).due_on == in_days(7)
    reopen_task(db, cast.suzuki, task_id)
    assert finish_task(db, cast.suzuki, task_id, TaskDone()) is None
    assert titles(db, cast.suzuki) == ["毛布を数える"]
    assert list(task_faults(db)) == []


def test_open_tasks_stand_by_their_day_and_are_counted(db: Db, cast: Cast) -> None:
    for title, due_on in (("いつか", None), ("来週", in_days(7)), ("きのう", in_days(-1)), ("きょう", in_days(0))):
        give(db, cast, cast.suzuki, title=title, due_on=due_on)
    assert titles(db, cast.suzuki) == ["きのう", "きょう", "来週", "いつか"]
    counts = task_counts(db, cast.suzuki)
    assert (counts.mine, counts.due, task_counts(db, cast.sato).given) == (4, 2, 4)


def test_it_is_told_of_on_its_day_and_once_more_when_it_is_overdue(db: Db, cast: Cast) -> None:
    rows = [
        {"member_id": one.member_id, "choice": '{"mail":"digest"}', "changed_at": 0} for one in (cast.sato, cast.suzuki)
    ]
    db.execute(insert(notification_choice_table), rows)
    day = date.fromisoformat(in_days(10))
    at = next_working_time(instant_of(day, 9 * 60))
    with as_of(at):
        task_id = give(db, cast, cast.suzuki, due_on=in_days(0))
        remind_due(db)
        remind_due(db)
    assert kinds(db, task_id) == ["made", "reminded"]
    with as_of(next_working_time(at + 24 * 3_600_000)):
        remind_due(db)
        remind_due(db)
    assert kinds(db, task_id) == ["made", "reminded", "reminded"]
    told = [row[0] for row in db.all(select(_n.member_id).where(_n.kind == "reminder").order_by(_n.id))]
    assert told.count(cast.suzuki.member_id) == 2
    assert told.count(cast.sato.member_id) == 1
    with as_of(next_working_time(at + 96 * 3_600_000)):
        remind_due(db)
    assert kinds(db, task_id).count("reminded") == 2


def test_who_takes_over_the_post_does_the_tasks_of_its_rooms(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.suzuki, cast.stranger)
    of_room, own = give(db, cast, cast.suzuki, room_id=room, title="ルームの仕事"), give(db, cast, cast.suzuki)
    pair = Succession(MemberId(cast.suzuki.member_id), MemberId(cast.stranger.member_id))
    hand_tasks_over(db, cast.sato, ListId("0000000000lst"), [pair])
    assert titles(db, cast.stranger) == ["ルームの仕事"]
    assert {one.name for one in task_view(db, cast.sato, of_room).doers} == {"鈴木 健", "他所 三郎"}
    take_tasks_back(db, cast.sato, ListId("0000000000lst"), set())
    assert titles(db, cast.stranger) == []
    assert titles(db, cast.suzuki) == ["ルームの仕事", "毛布を数える"]
    assert task_view(db, cast.suzuki, own).title == "毛布を数える"
    assert list(task_faults(db)) == []
