"""What somebody from outside reads of a room: from when they join, unless it was said that they read the past."""

import pytest

from kairan.core.journal import entries_after, readable_span
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.guests.entries import GuestInvited
from kairan.guests.inviting import invite_guest
from kairan.people import organization_stream
from kairan.talk.model import History, RoomId, room_stream
from kairan.talk.rooms import invite
from tests.cast import room_of, say
from tests.guests.conftest import MAILED, Town, came_in


def first_seen(db: Db, viewer: Viewer, room_id: RoomId) -> int:
    """Return the first entry of a room somebody may read."""
    span = readable_span(db, viewer, room_stream(room_id))
    assert span is not None
    return span.first


@pytest.mark.parametrize(("history", "sees_past"), [(None, False), ("since_joining", False), ("all", True)])
def test_an_invited_guest_reads_the_past_only_where_that_was_said(
    db: Db, town: Town, history: History | None, sees_past: bool
) -> None:
    before = say(db, town.sato, town.room, "要配慮者 山田様の件です").seq
    guest = came_in(db, town, **({} if history is None else {"history": history}))
    assert (first_seen(db, guest, town.room) <= before) is sees_past
    after = say(db, town.sato, town.room, "明日の打合せについて").seq
    assert first_seen(db, guest, town.room) <= after


@pytest.mark.parametrize(("history", "sees_past"), [("since_joining", False), ("all", True)])
def test_so_does_a_guest_who_is_brought_into_another_room(
    db: Db, town: Town, history: History, sees_past: bool
) -> None:
    guest = came_in(db, town)
    other = room_of(db, town.sato, name="もう一つ")
    before = say(db, town.sato, other, "前の話").seq
    invite(db, town.sato, other, [guest.member_id, town.office.cast.suzuki.member_id], history)
    assert (first_seen(db, guest, other) <= before) is sees_past
    assert first_seen(db, town.office.cast.suzuki, other) <= before  # a colleague, by the room's own rule


def test_a_room_that_hides_its_past_hides_it_whatever_the_inviter_wants(db: Db, town: Town) -> None:
    closed = room_of(db, town.sato, name="経緯は見せない", history="since_joining")
    before = say(db, town.sato, closed, "前の話").seq
    guest = came_in(db, town, room_ids=[closed], history="all")
    assert first_seen(db, guest, closed) > before


def test_what_was_decided_is_on_record(db: Db, town: Town) -> None:
    invite_guest(db, town.sato, town.wanted(history="all"), MAILED)
    kinds = entries_after(db, organization_stream(town.office.cast.city), 0, 1_000)
    (told,) = (entry.body for entry in kinds if entry.kind == GuestInvited.kind)
    assert b'"history":"all"' in bytes(told)
