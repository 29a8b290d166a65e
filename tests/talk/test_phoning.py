"""Several people phone those who have not read a message; nobody is phoned twice."""

import pytest

from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.policy.problems import RefusedByPolicy
from kairan.talk.actions import remove_message
from kairan.talk.confirmation_model import Asking, Confirming
from kairan.talk.confirming import ask_confirmation, confirm
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.model import MessageId, room_stream
from kairan.talk.phone_model import ACTS_MOST, TAKEN_MS, Outcome, PhoneList, PhoneNote
from kairan.talk.phoning import phone_list, release, take
from kairan.talk.problems import (
    MessageGone,
    MessageNotFound,
    PhonedAlready,
    PhonedTooOften,
    PhoneNotNeeded,
    PhoneNotYours,
    RoomArchivedAlready,
    TakenByAnother,
)
from kairan.talk.reading import mark_read
from kairan.talk.rooms import archive_room
from tests.cast import Cast, room_of, say
from tests.policy.conftest import allowing

NOW = 1_796_000_400_000
TAKE = PhoneNote()
Said = list[tuple[str, str, Outcome | None]]


def noted(outcome: Outcome) -> PhoneNote:
    return PhoneNote(outcome=outcome)


def said_in(found: PhoneList) -> Said:
    return [(one.member_id, one.by.id, one.outcome) for one in found.calls]


def test_of_two_who_take_the_same_person_one_has_them_and_the_other_is_told(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, cast.guest)
    said = say(db, cast.tanaka, room, "至急")
    whom = cast.suzuki.member_id
    with as_of(NOW):
        assert said_in(take(db, cast.sato, said.id, whom, TAKE)) == [(whom, cast.sato.member_id, None)]
        for note in (TAKE, noted("reached")):
            with pytest.raises(TakenByAnother) as refused:
                take(db, cast.tanaka, said.id, whom, note)
            assert refused.value.detail == {"by": "佐藤 美咲"}
        take(db, cast.sato, said.id, whom, TAKE)  # twice is once
        done = take(db, cast.sato, said.id, whom, noted("reached"))
    assert said_in(done) == [(whom, cast.sato.member_id, "reached")]
    with as_of(NOW + 1), pytest.raises(PhonedAlready):
        take(db, cast.tanaka, said.id, whom, TAKE)
    kinds = [entry.kind for entry in entries_after(db, room_stream(room), 0, 100)]
    assert [kind for kind in kinds if kind.startswith("phone.")] == ["phone.taken", "phone.noted"]
    assert fold_room(db, room) == fetch_room(db, room)


def test_whoever_was_absent_or_left_alone_for_half_an_hour_may_be_taken_by_another(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, cast.stranger)
    said = say(db, cast.tanaka, room, "至急")
    absent, forgotten = cast.suzuki.member_id, cast.stranger.member_id
    with as_of(NOW):
        take(db, cast.sato, said.id, absent, noted("absent"))
        take(db, cast.sato, said.id, forgotten, TAKE)
        assert (absent, cast.tanaka.member_id, None) in said_in(take(db, cast.tanaka, said.id, absent, TAKE))
    with as_of(NOW + TAKEN_MS - 1), pytest.raises(TakenByAnother):
        take(db, cast.tanaka, said.id, forgotten, TAKE)
    with as_of(NOW + TAKEN_MS):
        assert phone_list(db, cast.tanaka, said.id).calls == []
        take(db, cast.tanaka, said.id, forgotten, noted("message"))
        with pytest.raises(PhonedAlready):
            take(db, cast.sato, said.id, forgotten, noted("reached"))
    assert fold_room(db, room) == fetch_room(db, room)


def test_one_gives_back_whom_one_took_and_takes_back_what_one_noted(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
    said = say(db, cast.tanaka, room, "至急")
    whom = cast.suzuki.member_id
    take(db, cast.sato, said.id, whom, TAKE)
    assert said_in(release(db, cast.tanaka, said.id, whom)) == [(whom, cast.sato.member_id, None)]  # not theirs
    assert release(db, cast.sato, said.id, whom).calls == []
    take(db, cast.tanaka, said.id, whom, noted("reached"))
    release(db, cast.tanaka, said.id, whom)
    assert said_in(take(db, cast.sato, said.id, whom, TAKE)) == [(whom, cast.sato.member_id, None)]
    assert fold_room(db, room) == fetch_room(db, room)


def test_whoever_read_it_or_confirmed_it_needs_no_call(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
    said = say(db, cast.tanaka, room, "至急")
    mark_read(db, cast.suzuki, room, said.n)
    for whom in (cast.suzuki, cast.tanaka, cast.stranger):
        with pytest.raises(PhoneNotNeeded):
            take(db, cast.sato, said.id, whom.member_id, TAKE)
    ask_confirmation(db, cast.tanaka, said.id, Asking())
    take(db, cast.sato, said.id, cast.suzuki.member_id, TAKE)  # read, and still to confirm
    confirm(db, cast.suzuki, said.id, Confirming())
    with pytest.raises(PhoneNotNeeded):
        take(db, cast.sato, said.id, cast.suzuki.member_id, noted("reached"))


def test_guests_and_outsiders_take_no_part(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, cast.guest)
    said = say(db, cast.tanaka, room, "至急")
    whom = cast.suzuki.member_id
    take(db, cast.sato, said.id, whom, TAKE)
    assert phone_list(db, cast.guest, said.id) == PhoneList(may_phone=False, calls=[])
    with pytest.raises(PhoneNotYours):
        take(db, cast.guest, said.id, whom, TAKE)
    for outsider in (cast.stranger, cast.neighbour):
        _refused(db, outsider, said.id, whom)
    reading = allowing(cast.tanaka, write=0)
    assert not phone_list(db, reading, said.id).may_phone
    with pytest.raises(RefusedByPolicy):
        take(db, reading, said.id, whom, TAKE)


def _refused(db: Db, outsider: Viewer, message_id: MessageId, whom: MemberId) -> None:
    with pytest.raises(MessageNotFound):
        phone_list(db, outsider, message_id)
    with pytest.raises(MessageNotFound):
        take(db, outsider, message_id, whom, TAKE)
    with pytest.raises(MessageNotFound):
        release(db, outsider, message_id, whom)


def test_of_what_is_gone_or_closed_nobody_phones(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato)
    gone, said = say(db, cast.tanaka, room, "間違い"), say(db, cast.tanaka, room, "至急")
    remove_message(db, cast.tanaka, gone.id)
    with pytest.raises(MessageGone):
        take(db, cast.tanaka, gone.id, cast.sato.member_id, TAKE)
    archive_room(db, cast.tanaka, room)
    with pytest.raises(RoomArchivedAlready):
        take(db, cast.tanaka, said.id, cast.sato.member_id, TAKE)
    assert not phone_list(db, cast.tanaka, said.id).may_phone


def test_about_one_person_only_so_much_is_noted(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato)
    said = say(db, cast.tanaka, room, "至急")
    whom = cast.sato.member_id
    for _ in range(ACTS_MOST // 2):
        take(db, cast.tanaka, said.id, whom, noted("absent"))
        release(db, cast.tanaka, said.id, whom)
    with pytest.raises(PhonedTooOften):
        take(db, cast.tanaka, said.id, whom, noted("absent"))
