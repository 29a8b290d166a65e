"""Messages are sent at the time their author chose, as they may send them then; what cannot be sent says why."""

import pytest

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.national_numbers import MyNumberRefused
from kairan.core.viewer import Viewer
from kairan.talk import planned
from kairan.talk.model import RoomId
from kairan.talk.planned import (
    Due,
    PlannedMessage,
    Planning,
    drop_planned,
    plan_message,
    planned_messages,
    send_planned,
)
from kairan.talk.planned_problems import PlannedTime, TooManyPlanned
from kairan.talk.problems import MessageEmpty, MessageNotFound, RoomNotFound
from kairan.talk.queries import Place, page_of
from kairan.talk.rooms import archive_room, leave_room
from kairan.talk.threads import thread_of
from tests.cast import Cast, room_of, say

HOUR_MS = 3_600_000


def plan(db: Db, who: Viewer, room: RoomId, text: str = "おはようございます", key: str = "p1") -> PlannedMessage:
    return plan_message(db, who, room, Planning(client_key=key, text=text, at=now_ms() + HOUR_MS))


def texts(db: Db, who: Viewer, room: RoomId) -> list[str]:
    return [message.text for message in page_of(db, who, room, Place()).messages]


def test_it_is_sent_once_at_its_time_and_gone_from_the_plan(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    waiting = plan(db, cast.sato, room)
    assert plan(db, cast.sato, room) == waiting  # a retry
    assert texts(db, cast.tanaka, room) == []
    assert [one.id for one in planned_messages(db, cast.sato).planned] == [waiting.id]
    assert planned_messages(db, cast.tanaka).planned == []
    send_planned(db, Due(waiting.id))
    send_planned(db, Due(waiting.id))  # a job may run twice
    assert texts(db, cast.tanaka, room) == ["おはようございます"]
    assert planned_messages(db, cast.sato).planned == []


def test_it_can_be_taken_back_by_its_author_alone(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    waiting = plan(db, cast.sato, room)
    drop_planned(db, cast.tanaka, waiting.id)
    assert len(planned_messages(db, cast.sato).planned) == 1
    drop_planned(db, cast.sato, waiting.id)
    drop_planned(db, cast.sato, waiting.id)
    send_planned(db, Due(waiting.id))
    assert texts(db, cast.sato, room) == []


@pytest.mark.parametrize("what", ["archived", "left"])
def test_what_cannot_be_sent_any_more_stays_with_the_reason(db: Db, cast: Cast, what: str) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    waiting = plan(db, cast.tanaka, room)
    if what == "archived":
        archive_room(db, cast.sato, room)
    else:
        leave_room(db, cast.tanaka, room)
    send_planned(db, Due(waiting.id))
    (kept,) = planned_messages(db, cast.tanaka).planned
    assert kept.text == "おはようございます"
    assert kept.refusal is not None
    assert kept.refusal.code == ("room.archived" if what == "archived" else "room.not_found")
    assert texts(db, cast.sato, room) == []


def test_a_reply_goes_into_its_thread(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    root = say(db, cast.sato, room, "いつにしますか")
    wanted = Planning(client_key="r", text="金曜で", at=now_ms() + HOUR_MS, root_id=root.id)
    send_planned(db, Due(plan_message(db, cast.tanaka, room, wanted).id))
    assert [reply.text for reply in thread_of(db, cast.sato, root.id).messages] == ["金曜で"]
    other = room_of(db, cast.tanaka, name="ほか")
    with pytest.raises(MessageNotFound):
        plan_message(db, cast.tanaka, other, Planning(client_key="x", text="x", at=now_ms(), root_id=root.id))


def test_what_would_be_refused_now_is_refused_now(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    soon = now_ms() + HOUR_MS
    for wanted, problem in (
        (Planning(client_key="a", text=" ", at=soon), MessageEmpty),
        (Planning(client_key="b", text="昔", at=soon - 3 * HOUR_MS), PlannedTime),
        (Planning(client_key="c", text="遠く", at=soon + 401 * 24 * HOUR_MS), PlannedTime),
        (Planning(client_key="d", text="1234 5678 9018", at=soon), MyNumberRefused),
    ):
        with pytest.raises(problem):
            plan_message(db, cast.sato, room, wanted)
    for stranger in (cast.stranger, cast.neighbour):
        with pytest.raises(RoomNotFound):
            plan(db, stranger, room)


def test_somebody_has_so_many_and_no_more(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planned, "MOST", 2)
    room = room_of(db, cast.sato, cast.tanaka)
    for key in ("a", "b"):
        plan(db, cast.sato, room, key=key)
    with pytest.raises(TooManyPlanned):
        plan(db, cast.sato, room, key="c")
    plan(db, cast.tanaka, room, key="c")
