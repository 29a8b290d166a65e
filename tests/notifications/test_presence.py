"""Who sits at a PC is told there; who left is told on the phone at once, and who has two pages left both."""

import asyncio
from typing import Any

import pytest

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.realtime import Present
from kairan.core.realtime.presence import RETURNS_S, STAYS_MS, Presence
from kairan.core.realtime.reader import Reader, Tick
from kairan.core.viewer import Viewer
from kairan.notifications.model import presence_table
from kairan.notifications.presence import note_presence
from kairan.notifications.telling import PRESENT_MS
from kairan.talk.model import RoomId
from kairan.talk.notices import tell_of_room
from tests.cast import Cast, room_of, say
from tests.notifications.conftest import Phones
from tests.notifications.hearing import DAYTIME, SOON, waiting
from tests.notifications.test_quiet_hours import at


@pytest.fixture
def room(db: Db, cast: Cast) -> RoomId:
    with as_of(DAYTIME - 3_600_000):
        return room_of(db, cast.tanaka, cast.sato)


def at_the_pc(db: Db, cast: Cast, room: RoomId, seen_at: int = DAYTIME) -> None:
    """Let somebody be at their PC while they are written to, and the phone be silent."""
    with as_of(DAYTIME):
        note_presence(db, Present({cast.sato.member_id: seen_at}, {}))
        say(db, cast.tanaka, room, "席にいますか。")
        tell_of_room(db, room)


def leave(db: Db, cast: Cast, now: int, last: int) -> None:
    with as_of(now):
        note_presence(db, Present({}, {cast.sato.member_id: last}))


def test_who_leaves_the_pc_is_told_on_the_phone_at_once(db: Db, cast: Cast, phones: Phones, room: RoomId) -> None:
    with as_of(DAYTIME):
        _, phone = phones.give(cast.sato)
    at_the_pc(db, cast, room)
    with as_of(DAYTIME + SOON):
        assert phones.tell() == []
    leave(db, cast, DAYTIME + 10_000, DAYTIME)
    with as_of(DAYTIME + 10_000):
        assert phones.tell() == ["told"]
    assert len(phone.got) == 1


def test_a_push_to_the_pc_itself_does_not_wait_for_who_left_its_page(
    db: Db, cast: Cast, phones: Phones, room: RoomId
) -> None:
    with as_of(DAYTIME):
        _, browser = phones.give(cast.sato, "pc")
    at_the_pc(db, cast, room)
    leave(db, cast, DAYTIME + SOON, DAYTIME)
    with as_of(DAYTIME + SOON):
        assert phones.tell() == ["told"]
    assert len(browser.got) == 1


def test_who_falls_silent_is_told_a_minute_and_a_half_later_and_not_twice_that(
    db: Db, cast: Cast, phones: Phones, room: RoomId
) -> None:
    with as_of(DAYTIME):
        phones.give(cast.sato)
    at_the_pc(db, cast, room)
    with as_of(DAYTIME + PRESENT_MS - 1):
        assert phones.tell() == []
    with as_of(DAYTIME + PRESENT_MS):
        assert phones.tell() == ["told"]


def test_who_was_seen_at_another_node_since_is_still_there(db: Db, cast: Cast, phones: Phones, room: RoomId) -> None:
    with as_of(DAYTIME):
        phones.give(cast.sato)
    at_the_pc(db, cast, room, DAYTIME + 2_000)
    leave(db, cast, DAYTIME + SOON, DAYTIME)
    with as_of(DAYTIME + SOON):
        assert phones.tell() == []


def test_whose_node_has_a_wrong_clock_is_told_all_the_same(db: Db, cast: Cast, phones: Phones, room: RoomId) -> None:
    with as_of(DAYTIME):
        phones.give(cast.sato)
    at_the_pc(db, cast, room, DAYTIME + 3_600_000)  # an hour ahead
    with as_of(DAYTIME + SOON):
        assert phones.tell() == ["told"]
        say(db, cast.tanaka, room, "時計が少し進んだ別の機械")
        note_presence(db, Present({cast.sato.member_id: DAYTIME + 60_000}, {}))
        tell_of_room(db, room)
    with as_of(DAYTIME + 2 * SOON):
        assert phones.tell() == []
    with as_of(DAYTIME + 2 * SOON + PRESENT_MS):
        assert phones.tell() == []
    with as_of(DAYTIME + 60_000 + PRESENT_MS):
        assert phones.tell() == ["told"]


def test_leaving_the_pc_at_night_wakes_nobody(db: Db, cast: Cast, phones: Phones, room: RoomId) -> None:
    night = at("2026-12-01 23:00")
    with as_of(night):
        phones.give(cast.sato)
        note_presence(db, Present({cast.sato.member_id: night}, {}))
        say(db, cast.tanaka, room, "残業ですか。")
        tell_of_room(db, room)
    leave(db, cast, night + 5_000, night)
    with as_of(night + 10_000):
        assert phones.tell() == []
    assert waiting(db) == 1
    assert db.all(presence_table.select()) == []


# -- over the connections of a node ----------------------------------------------------------------------------


class Pages:
    """Pages of people, as their connections are known to a node."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.presence, self.seconds = Presence(), 0.0
        monkeypatch.setattr("kairan.core.realtime.presence.time.monotonic", lambda: self.seconds)

    def open(self, who: Viewer) -> Reader:
        loop: Any = asyncio.new_event_loop()
        try:
            return Reader(who, "c", Tick(loop))
        finally:
            loop.close()

    def take(self, after_s: float = 0) -> Present:
        self.seconds += after_s
        with as_of(DAYTIME + int(self.seconds * 1_000)):
            return self.presence.take()

    def note(self, page: Reader, *, here: bool) -> None:
        with as_of(DAYTIME + int(self.seconds * 1_000)):
            self.presence.note(page, here=here)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Pages:
    return Pages(monkeypatch)


def test_who_has_two_pages_left_when_they_left_both(cast: Cast, pages: Pages) -> None:
    one, other = pages.open(cast.sato), pages.open(cast.sato)
    pages.note(one, here=True)
    pages.note(other, here=True)
    assert pages.take() == Present({cast.sato.member_id: DAYTIME}, {})
    pages.note(one, here=False)
    assert pages.take(5) == Present({}, {})
    pages.note(other, here=False)
    assert pages.take(5) == Present({}, {cast.sato.member_id: DAYTIME})
    assert pages.take(5) == Present({}, {})


def test_who_goes_from_one_page_to_the_other_stayed(cast: Cast, pages: Pages) -> None:
    one, other = pages.open(cast.sato), pages.open(cast.sato)
    pages.note(one, here=True)
    pages.note(one, here=False)
    pages.note(other, here=True)
    pages.note(one, here=False)
    assert pages.take(1).left == {}
    assert pages.take(STAYS_MS / 1_000) == Present({}, {})  # an old page that fell silent says nothing of leaving


def test_a_page_that_was_cut_off_counts_as_left_only_if_it_does_not_come_back(cast: Cast, pages: Pages) -> None:
    page = pages.open(cast.sato)
    pages.note(page, here=True)
    pages.presence.dismiss(page)
    assert pages.take().left == {}
    pages.note(pages.open(cast.sato), here=True)
    assert pages.take(RETURNS_S + 1).left == {}
    gone = pages.open(cast.tanaka)
    pages.note(gone, here=True)
    pages.presence.dismiss(gone)
    pages.presence.dismiss(gone)
    assert pages.take(1).left == {}
    assert list(pages.take(RETURNS_S).left) == [cast.tanaka.member_id]


def test_who_never_said_they_were_there_never_left(cast: Cast, pages: Pages) -> None:
    page = pages.open(cast.sato)
    pages.note(page, here=False)
    pages.presence.dismiss(page)
    assert pages.take(60) == Present({}, {})
