"""Video meetings: the body says where they are, rooms start them, and no two have one address."""

import pytest

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.meetings.problems import VideoAddressWrong, VideoNowhere
from kairan.meetings.video import VideoAddress, own_video_address, save_video_address, start_video
from kairan.people import ChangedMeanwhile, organization_stream
from kairan.people.roles import RoleNeeded
from kairan.talk.problems import RoomNotFound
from tests.administration.conftest import with_role
from tests.cast import Cast, room_of

ADDRESS = "https://meet.example.lg.jp/{key}?lang=ja"


def test_a_room_starts_a_meeting_in_the_bodys_own_system(db: Db, cast: Cast) -> None:
    clerk = with_role(db, cast.city, "jinji", "人事 係", "administrator")
    room = room_of(db, cast.sato, cast.tanaka)
    with pytest.raises(VideoNowhere):
        start_video(db, cast.sato, room)
    save_video_address(db, clerk, VideoAddress(address=f" {ADDRESS} "))
    save_video_address(db, clerk, VideoAddress(address=ADDRESS))  # nothing new
    addresses = {start_video(db, cast.tanaka, room).address for _ in range(20)}
    assert len(addresses) == 20
    assert all(one.startswith("https://meet.example.lg.jp/") and one.endswith("?lang=ja") for one in addresses)
    assert all("{" not in one for one in addresses)
    kinds = [entry.kind for entry in entries_after(db, organization_stream(cast.city), 0, 1_000)]
    assert kinds.count("meeting.video_address_changed") == 1
    save_video_address(db, clerk, VideoAddress())
    with pytest.raises(VideoNowhere):
        start_video(db, cast.sato, room)


def test_who_is_not_in_the_room_starts_none(db: Db, cast: Cast) -> None:
    clerk = with_role(db, cast.city, "jinji", "人事 係", "administrator")
    save_video_address(db, clerk, VideoAddress(address=ADDRESS))
    room = room_of(db, cast.sato)
    for outsider in (cast.tanaka, cast.stranger, cast.guest):
        with pytest.raises(RoomNotFound):
            start_video(db, outsider, room)


@pytest.mark.parametrize(
    "address",
    [
        "http://meet.example.jp/{key}",
        "javascript:alert(1)",
        "https://meet.example.jp/{key}/{key}",
        "https://meet.example.jp/{name}",
        "https://meet.example.jp/ {key}",
        "https://利用者@meet.example.jp/",
        "https:///{key}",
        "//meet.example.jp",
    ],
)
def test_what_is_no_address_is_refused(db: Db, cast: Cast, address: str) -> None:
    clerk = with_role(db, cast.city, "jinji", "人事 係", "administrator")
    with pytest.raises(VideoAddressWrong):
        save_video_address(db, clerk, VideoAddress(address=address))


def test_only_who_looks_after_the_body_says_where_they_are(db: Db, cast: Cast) -> None:
    for act in (
        lambda: save_video_address(db, cast.sato, VideoAddress(address=ADDRESS)),
        lambda: own_video_address(db, cast.sato),
    ):
        with pytest.raises(RoleNeeded):
            act()


def test_of_two_who_change_it_at_once_one_is_told(db: Db, cast: Cast) -> None:
    clerk = with_role(db, cast.city, "jinji", "人事 係", "administrator")
    before = own_video_address(db, clerk).revision
    save_video_address(db, clerk, VideoAddress(address=ADDRESS), before)
    with pytest.raises(ChangedMeanwhile):
        save_video_address(db, clerk, VideoAddress(), before)
