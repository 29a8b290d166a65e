"""Polls: asked, answered, answered otherwise, closed; open and secret; the date that suits most."""

from itertools import count
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kairan.core.journal import entries_after, readable_span
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.polls.acting import answer_poll, close_poll, make_poll
from kairan.polls.model import NewPoll, NewPollOption, PollAnswer, PollChoice, PollClosing, PollId, PollKind
from kairan.polls.problems import (
    PollAnswerWrong,
    PollEnds,
    PollNotFound,
    PollNotYours,
    PollOptionsWrong,
    PollOver,
    PollUntitled,
)
from kairan.polls.showing import best_of, invitation, poll_csv, poll_view, polls_of
from kairan.polls.sweeping import close_over
from kairan.talk.model import RoomId
from kairan.talk.problems import RoomNotFound
from tests.cast import Cast, room_of

HOUR = 3_600_000
BEGINS = 1_796_860_800_000  # 2026-12-10 09:00 in Japan
_keys = count()


@pytest.fixture
def room(db: Db, cast: Cast) -> RoomId:
    return room_of(db, cast.sato, cast.suzuki, cast.tanaka)


def named(*labels: str) -> list[NewPollOption]:
    return [NewPollOption(label=label) for label in labels]


def dates(number: int = 3) -> list[NewPollOption]:
    return [
        NewPollOption(begins_at=BEGINS + at * 24 * HOUR, ends_at=BEGINS + (at * 24 + 1) * HOUR) for at in range(number)
    ]


def ask(db: Db, who: Viewer, room: RoomId, kind: PollKind = "one", **more: Any) -> PollId:
    options = {"one": named("市役所", "消防本部"), "several": named("市役所", "消防本部", "港"), "dates": dates()}
    new = {"client_key": f"k{next(_keys)}", "title": "集合場所", "options": options.get(kind, [])} | more
    return make_poll(db, who, NewPoll(room_id=room, kind=kind, **new))


def say(db: Db, who: Viewer, poll_id: PollId, *positions: int) -> None:
    answer_poll(db, who, poll_id, PollAnswer(choices=[PollChoice(position=one) for one in positions]))


def suit(db: Db, who: Viewer, poll_id: PollId, marks: str) -> None:
    choices = [PollChoice(position=at, value="×△○".index(mark)) for at, mark in enumerate(marks)]
    answer_poll(db, who, poll_id, PollAnswer(choices=choices))


def counts(db: Db, who: Viewer, poll_id: PollId) -> list[int | None]:
    return [one.count for one in poll_view(db, who, poll_id).options]


def test_a_room_answers_and_answers_otherwise(db: Db, cast: Cast, room: RoomId) -> None:
    poll_id = ask(db, cast.sato, room)
    say(db, cast.suzuki, poll_id, 0)
    say(db, cast.tanaka, poll_id, 1)
    say(db, cast.suzuki, poll_id, 1)
    seen = poll_view(db, cast.sato, poll_id)
    assert (counts(db, cast.sato, poll_id), seen.answered) == ([0, 2], 2)
    assert [one.is_best for one in seen.options] == [False, True]
    assert {one.name: one.values for one in seen.people} == {"鈴木 健": {1: 1}, "田中 一郎": {1: 1}}
    assert poll_view(db, cast.suzuki, poll_id).own == {1: 1}
    assert [one.id for one in polls_of(db, cast.tanaka, room).polls] == [poll_id]


def test_who_is_not_in_the_room_finds_no_poll(db: Db, cast: Cast, room: RoomId) -> None:
    poll_id = ask(db, cast.sato, room)
    for outside in (cast.stranger, cast.neighbour, cast.guest):
        with pytest.raises(PollNotFound):
            poll_view(db, outside, poll_id)
        with pytest.raises(PollNotFound):
            say(db, outside, poll_id, 0)
        with pytest.raises(RoomNotFound):
            polls_of(db, outside, room)
        with pytest.raises(RoomNotFound):
            ask(db, outside, room)
        assert readable_span(db, outside, f"poll:{poll_id}") is None
    with pytest.raises(PollNotYours):
        close_poll(db, cast.suzuki, poll_id, PollClosing())


def test_a_secret_poll_tells_nobody_who_chose_what(db: Db, cast: Cast, room: RoomId) -> None:
    poll_id = ask(db, cast.suzuki, room, "yes_no", is_secret=True)
    say(db, cast.tanaka, poll_id, 0)
    say(db, cast.sato, poll_id, 1)
    seen = poll_view(db, cast.suzuki, poll_id)
    assert (counts(db, cast.suzuki, poll_id), seen.people, seen.answered) == ([None, None], [], 2)
    with pytest.raises(PollOver):
        poll_csv(db, cast.suzuki, poll_id)
    close_poll(db, cast.sato, poll_id, PollClosing())  # master of the room
    assert (counts(db, cast.suzuki, poll_id), poll_view(db, cast.suzuki, poll_id).people) == ([1, 1], [])
    bodies = [msgspec.json.decode(one.body) for one in entries_after(db, f"poll:{poll_id}", 0, 9)]
    assert [one["choices"] for one in bodies if "choices" in one] == [{}, {}]
    with pytest.raises(PollOver):
        say(db, cast.tanaka, poll_id, 1)


def test_the_date_that_suits_most_is_found_fixed_and_invited_to(db: Db, cast: Cast, room: RoomId) -> None:
    poll_id = ask(db, cast.sato, room, "dates", title="訓練, 打合せ", note="議題; 役割")
    suit(db, cast.sato, poll_id, "○△×")
    suit(db, cast.suzuki, poll_id, "×○○")
    suit(db, cast.tanaka, poll_id, "○△○")
    options = poll_view(db, cast.sato, poll_id).options
    assert [(one.count, one.maybe, one.is_best) for one in options] == [(2, 0, False), (1, 2, True), (2, 0, False)]
    with pytest.raises(PollOver):
        invitation(db, cast.sato, poll_id)
    close_poll(db, cast.sato, poll_id, PollClosing(chosen=1))
    event = invitation(db, cast.tanaka, poll_id)
    assert "DTSTART:20261211T000000Z\r\n" in event
    assert "SUMMARY:訓練\\, 打合せ\r\n" in event
    assert all(len(line.encode()) <= 75 for line in event.split("\r\n"))
    with pytest.raises(PollOver):
        close_poll(db, cast.sato, poll_id, PollClosing(chosen=2))
    lines = poll_csv(db, cast.sato, poll_id).split("\r\n")
    assert lines[1:3] == ["○,2,1,2", "△,0,2,0"]
    assert "佐藤 美咲,2,1,0" in lines


def test_it_closes_when_all_have_answered_or_its_time_has_come(db: Db, cast: Cast, room: RoomId) -> None:
    all_of_it = ask(db, cast.sato, room, ends_when_all=True)
    for who in (cast.sato, cast.suzuki, cast.tanaka):
        assert not poll_view(db, who, all_of_it).is_closed
        say(db, who, all_of_it, 0)
    assert poll_view(db, cast.sato, all_of_it).is_closed
    timed = ask(db, cast.sato, room, ends_at=now_ms() + HOUR)
    with as_of(now_ms() + 2 * HOUR):
        with pytest.raises(PollOver):
            say(db, cast.suzuki, timed, 0)
        close_over(db)
        close_over(db)
        kinds = [one.kind for one in entries_after(db, f"poll:{timed}", 0, 9)]
        assert kinds == ["poll.made", "poll.closed"]


def test_what_does_not_fit_is_refused(db: Db, cast: Cast, room: RoomId) -> None:
    refusals: list[tuple[type[Exception], PollKind, dict[str, Any]]] = [
        (PollUntitled, "one", {"title": " "}),
        (PollOptionsWrong, "one", {"options": named("一つだけ")}),
        (PollOptionsWrong, "several", {"options": named("同じ", "同じ")}),
        (PollOptionsWrong, "yes_no", {"options": named("賛成", "反対")}),
        (PollOptionsWrong, "dates", {"options": named("いつか")}),
        (PollOptionsWrong, "dates", {"options": [NewPollOption(begins_at=5, ends_at=5)]}),
        (PollEnds, "one", {"ends_at": 1}),
    ]
    for refusal, kind, what in refusals:
        with pytest.raises(refusal):
            ask(db, cast.sato, room, kind, **what)
    one, several, on = (ask(db, cast.sato, room, kind) for kind in ("one", "several", "dates"))
    for poll_id, positions in ((one, (0, 1)), (one, (9,)), (several, (0, 0)), (on, (0,))):
        with pytest.raises(PollAnswerWrong):
            say(db, cast.suzuki, poll_id, *positions)
    with pytest.raises(PollAnswerWrong):
        close_poll(db, cast.sato, one, PollClosing(chosen=0))
    say(db, cast.suzuki, several, 0, 2)
    assert counts(db, cast.suzuki, several) == [1, 0, 1]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8))
def test_the_best_date_is_one_to_which_nobody_can_come_more(numbers: list[tuple[int, int]]) -> None:
    yes, maybe = {at: one for at, (one, _) in enumerate(numbers)}, {at: one for at, (_, one) in enumerate(numbers)}
    best = best_of("dates", yes, maybe)
    most = max(yes[at] + maybe[at] for at in yes)
    assert all(yes[at] + maybe[at] == most for at in best)
    assert bool(best) == (most > 0)
