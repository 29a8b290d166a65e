"""My Numbers are refused in rooms, unless the body allows them there; the administrator sees how often they were."""

import msgspec
import pytest

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.national_numbers import MyNumberRefused
from kairan.people import organization_stream
from kairan.people.roles import RoleNeeded
from kairan.sign_in.access_refusals import Refusal, tell_refused
from kairan.talk.actions import edit_message, send_message
from kairan.talk.model import Draft, NewRoom, RoomChange
from kairan.talk.problems import RoomNotFound
from kairan.talk.queries import Place, page_of
from kairan.talk.room_administration import allow_my_numbers, oversee_rooms
from kairan.talk.rooms import change_room, create_room
from tests.administration.conftest import with_role
from tests.cast import Cast, room_of, say
from tests.files.test_attach import uploaded

NUMBER = "1234 5678 9018"


def test_they_are_refused_in_messages_and_names_and_nothing_is_kept(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    said = say(db, cast.sato, room, "こんにちは")
    named = uploaded(db, cast.sato, "申請_123456789018.pdf")
    for act in (
        lambda: say(db, cast.sato, room, f"番号は{NUMBER}です"),
        lambda: edit_message(db, cast.sato, said.id, NUMBER),
        lambda: send_message(db, cast.sato, room, Draft(client_key="f", file_ids=[named])),
        lambda: create_room(db, cast.sato, NewRoom(name=NUMBER)),
        lambda: create_room(db, cast.sato, NewRoom(name="名前", purpose=f"対象 {NUMBER}")),
        lambda: change_room(db, cast.sato, room, RoomChange(name=NUMBER)),
        lambda: change_room(db, cast.sato, room, RoomChange(purpose=NUMBER)),
    ):
        with pytest.raises(MyNumberRefused):
            act()
    assert [message.text for message in page_of(db, cast.tanaka, room, Place()).messages] == ["こんにちは"]


def test_a_body_allows_them_in_a_room_whose_work_needs_them(db: Db, cast: Cast) -> None:
    clerk = with_role(db, cast.city, "jinji", "人事 係", "administrator")
    room, other = room_of(db, cast.sato, cast.tanaka), room_of(db, cast.sato, name="ほか")
    assert allow_my_numbers(db, clerk, room, allowed=True).my_numbers
    allow_my_numbers(db, clerk, room, allowed=True)  # nothing new
    named = uploaded(db, cast.sato, "123456789018.pdf")
    assert send_message(db, cast.sato, room, Draft(client_key="f", text=NUMBER, file_ids=[named])).text == NUMBER
    with pytest.raises(MyNumberRefused):
        say(db, cast.sato, other, NUMBER)
    allow_my_numbers(db, clerk, room, allowed=False)
    with pytest.raises(MyNumberRefused):
        say(db, cast.sato, room, NUMBER)
    kinds = [entry.kind for entry in entries_after(db, organization_stream(cast.city), 0, 1_000)]
    assert kinds.count("room.my_numbers_allowed") == 2


def test_no_master_and_no_other_body_allows_them(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    with pytest.raises(RoleNeeded):
        allow_my_numbers(db, cast.sato, room, allowed=True)
    elsewhere = with_role(db, cast.neighbour.organization_id, "jinji", "隣の人事", "administrator")
    with pytest.raises(RoomNotFound):
        allow_my_numbers(db, elsewhere, room, allowed=True)


def test_the_administrator_sees_how_often_and_the_record_whose(db: Db, cast: Cast) -> None:
    clerk = with_role(db, cast.city, "jinji", "人事 係", "administrator")
    assert oversee_rooms(db, clerk).my_numbers_refused == 0
    refused = Refusal(MyNumberRefused.code, member_id=cast.sato.member_id)
    for tries in (2, 1):
        tell_refused(db, refused, tries)
    tell_refused(db, msgspec.structs.replace(refused, why="policy.refused"), 5)
    assert oversee_rooms(db, clerk).my_numbers_refused == 3
    elsewhere = with_role(db, cast.neighbour.organization_id, "jinji", "隣の人事", "administrator")
    assert oversee_rooms(db, elsewhere).my_numbers_refused == 0
