"""Sending circulars and confirming them: in order and at once, by name and by department."""

from typing import Any

import pytest

from kairan.circulars.confirming import look_at_circular
from kairan.circulars.lists import circular_counts, circulars
from kairan.circulars.model import CircularId, CircularStop
from kairan.circulars.problems import (
    CircularChangedMeanwhile,
    CircularDue,
    CircularEmpty,
    CircularForNobody,
    CircularForStaff,
    CircularNotAsked,
    CircularNotFound,
    CircularOver,
    CircularStopUnknown,
    CircularUntitled,
)
from kairan.circulars.sheet import circular_parts
from kairan.core.journal import entries_after, readable_span
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.core.kit.text import TextTooLong
from kairan.core.viewer import Viewer
from kairan.files import FileId
from kairan.files.problems import FileNotFound
from kairan.files.queries import require_file
from kairan.people import create_department
from kairan.people.problems import PersonNotFound
from kairan.selfaudit.circulars import circular_faults
from kairan.talk.problems import RoomNotFound
from tests.cast import NO_SUCH_ID, Cast, person, room_of
from tests.circulars.conftest import Ring, by_name
from tests.files.test_attach import may_read, uploaded


def kinds(db: Db, circular_id: CircularId) -> list[str]:
    return [one.kind.partition(".")[2] for one in entries_after(db, f"circular:{circular_id}", 0, 100)]


def titles(db: Db, who: Viewer, view: str = "waiting") -> list[str]:
    return [one.title for one in circulars(db, who, view).circulars]  # type: ignore[arg-type]


def test_in_order_it_comes_to_each_when_the_one_before_has_confirmed(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka, cast.stranger)
    assert ring.asked(circular_id) == ["鈴木 健"]
    for later in (cast.tanaka, cast.stranger):
        with pytest.raises(CircularNotFound):
            ring.see(circular_id, later)
        with pytest.raises(CircularNotFound):
            ring.confirm(circular_id, later)
        assert readable_span(db, later, f"circular:{circular_id}") is None
    ring.confirm(circular_id, cast.suzuki, comment="承知しました")
    assert ring.asked(circular_id) == ["田中 一郎"]
    assert ring.see(circular_id, cast.tanaka).parts[0].comment == "承知しました"  # as on paper
    ring.confirm(circular_id, cast.tanaka)
    assert ring.see(circular_id).circular.status == "going"
    ring.confirm(circular_id, cast.stranger)
    assert ring.see(circular_id).circular.status == "done"
    assert ring.numbers(circular_id) == (3, 3, 0, 0)
    assert kinds(db, circular_id) == [
        "sent", "reached", "confirmed", "reached", "confirmed", "reached", "confirmed", "completed",
    ]  # fmt: skip
    assert list(circular_faults(db)) == []


def test_at_once_everybody_is_asked_and_confirms_in_any_order(ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka, cast.guest, manner="at_once")
    assert len(ring.asked(circular_id)) == 3
    ring.confirm(circular_id, cast.guest)
    ring.confirm(circular_id, cast.guest)  # a second touch changes nothing
    assert ring.numbers(circular_id) == (3, 1, 2, 0)
    assert [one.kind for one in ring.see(circular_id).parts] == ["staff", "staff", "guest"]


def test_a_department_is_one_stop_of_all_its_people_and_nobody_is_asked_twice(db: Db, ring: Ring, cast: Cast) -> None:
    section = create_department(db, None, cast.city, "庶務係", parent_id=cast.works)
    person(db, cast.city, "below", "下野 係", "しもの かかり", section)
    stops = [
        *by_name(cast.suzuki),
        CircularStop(department_id=cast.welfare),
        CircularStop(department_id=cast.works, with_below=True),
    ]
    circular_id = ring.send(stops=stops)
    parts = ring.see(circular_id).parts
    assert [(one.name, one.position) for one in parts] == [
        ("鈴木 健", 0),
        ("下野 係", 1),
        ("田中 一郎", 1),
        ("他所 三郎", 1),
    ]  # 福祉課 holds the sender and 鈴木 only: no stop of its own is left
    ring.confirm(circular_id, cast.suzuki)
    assert len(ring.asked(circular_id)) == 3
    ring.confirm(circular_id, cast.tanaka)
    (of_works,) = ring.see(circular_id).departments
    assert (of_works.name, of_works.people, of_works.confirmed) == ("土木課", 3, 1)
    only_works = ring.send(stops=[CircularStop(department_id=cast.works)])
    assert ring.numbers(only_works)[0] == 2


def test_a_retry_gives_back_the_first_one(ring: Ring, cast: Cast) -> None:
    first = ring.send(cast.suzuki, client_key="same")
    assert ring.send(cast.tanaka, client_key="same") == first
    assert ring.send(cast.suzuki, sender=cast.tanaka, client_key="same") != first


def test_what_cannot_be_sent_is_refused_whole(db: Db, ring: Ring, cast: Cast) -> None:
    refusals: list[tuple[type[Exception], dict[str, Any]]] = [
        (CircularUntitled, {"title": " "}),
        (CircularUntitled, {"title": "長" * 81}),
        (CircularEmpty, {"text": " \u200b"}),
        (TextTooLong, {"text": "あ" * 10_001}),
        (CircularDue, {"due_on": "2020-01-01"}),
        (CircularDue, {"due_on": "2026-02-30"}),
        (CircularDue, {"due_on": "9999-01-01"}),
        (FileNotFound, {"file_ids": [FileId(NO_SUCH_ID)]}),
        (RoomNotFound, {"room_id": NO_SUCH_ID}),
        (CircularForNobody, {"stops": by_name(cast.sato)}),
        (CircularStopUnknown, {"stops": [CircularStop()]}),
        (CircularStopUnknown, {"stops": [CircularStop(member_id=cast.suzuki.member_id, department_id=cast.works)]}),
        (CircularStopUnknown, {"stops": by_name(cast.neighbour)}),
        (CircularStopUnknown, {"stops": [CircularStop(department_id=NO_SUCH_ID)]}),  # type: ignore[arg-type]
    ]
    for refusal, what in refusals:
        with pytest.raises(refusal), db.connection.begin_nested():
            ring.send(cast.suzuki, **what)
    with pytest.raises(CircularForStaff):
        ring.send(cast.suzuki, sender=cast.guest)
    assert circular_counts(db, cast.suzuki).waiting == 0


def test_somebody_of_another_body_is_in_no_circular_though_they_share_a_room(db: Db, ring: Ring, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.suzuki, cast.tanaka)
    assert ring.see(ring.send(cast.suzuki, room_id=room)).room_id == room
    with pytest.raises((CircularStopUnknown, PersonNotFound)):
        ring.send(cast.suzuki, cast.neighbour)


def test_who_is_not_in_it_finds_nothing_of_it(db: Db, ring: Ring, cast: Cast) -> None:
    file_id = uploaded(db, cast.sato)
    circular_id = ring.send(cast.suzuki, cast.tanaka, file_ids=[file_id])
    for outside in (cast.stranger, cast.neighbour, cast.guest, cast.tanaka):
        with pytest.raises(CircularNotFound):
            ring.see(circular_id, outside)
        with pytest.raises(CircularNotFound):
            circular_parts(db, outside, circular_id)
        with pytest.raises(CircularNotFound):
            look_at_circular(db, outside, circular_id)
        assert not may_read(db, outside, file_id)
        assert titles(db, outside) == []
    assert require_file(db, cast.suzuki, file_id).name == "計画.pdf"
    ring.confirm(circular_id, cast.suzuki)
    assert may_read(db, cast.tanaka, file_id)


def test_lists_and_counts_follow_what_waits(db: Db, ring: Ring, cast: Cast) -> None:
    one = ring.send(cast.suzuki, cast.tanaka, title="一つ目")
    ring.send(cast.suzuki, title="二つ目", manner="at_once")
    assert titles(db, cast.suzuki) == ["二つ目", "一つ目"]
    assert titles(db, cast.tanaka) == []
    assert circular_counts(db, cast.suzuki).waiting == 2
    assert (circular_counts(db, cast.sato).waiting, circular_counts(db, cast.sato).sent) == (0, 2)
    ring.confirm(one, cast.suzuki)
    assert (titles(db, cast.suzuki), titles(db, cast.suzuki, "done")) == (["二つ目"], ["一つ目"])
    assert titles(db, cast.tanaka) == ["一つ目"]
    assert titles(db, cast.sato, "sent") == ["二つ目", "一つ目"]
    assert circulars(db, cast.suzuki, "waiting").circulars[0].waits
    ring.confirm(one, cast.tanaka)
    assert circular_counts(db, cast.sato).sent == 1


def test_only_what_is_on_the_screen_is_confirmed_by_whom_it_asks(ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, manner="at_once")
    with pytest.raises(CircularChangedMeanwhile):
        ring.confirm(circular_id, cast.suzuki, version=2)
    with pytest.raises(CircularNotAsked):
        ring.confirm(circular_id, cast.sato)
    with pytest.raises(CircularNotAsked):
        ring.confirm(circular_id, cast.sato, instead_of=cast.suzuki)
    with pytest.raises(TextTooLong):
        ring.confirm(circular_id, cast.suzuki, comment="長" * 501)
    ring.confirm(circular_id, cast.suzuki)
    ring.confirm(circular_id, cast.suzuki)  # also when it is over
    with pytest.raises(CircularOver):
        ring.confirm(circular_id, cast.suzuki, version=2)


def test_who_has_opened_it_is_known(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka, manner="at_once")
    look_at_circular(db, cast.suzuki, circular_id)
    look_at_circular(db, cast.sato, circular_id)  # who sent it is not asked
    assert [one.seen_at is not None for one in ring.see(circular_id).parts] == [True, False]


def test_the_people_come_in_pages_and_by_what_became_of_them(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka, cast.stranger)
    ring.confirm(circular_id, cast.suzuki)
    names = {
        which: [one.name for one in circular_parts(db, cast.sato, circular_id, which).parts]
        for which in ("confirmed", "waiting", "later", "passed")
    }
    assert names == {"confirmed": ["鈴木 健"], "waiting": ["田中 一郎"], "later": ["他所 三郎"], "passed": []}
    assert [one.name for one in circular_parts(db, cast.sato, circular_id, after=0).parts] == ["田中 一郎", "他所 三郎"]


def test_today_is_a_last_day(ring: Ring, cast: Cast) -> None:
    assert ring.see(ring.send(cast.suzuki, due_on=day_of(now_ms()))).circular.status == "going"
