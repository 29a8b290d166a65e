"""Stamps: sent as messages that say something, chosen by the body, switched off by policy and by room."""

import msgspec
import pytest

from kairan.core.kit.blobs import new_key
from kairan.core.kit.database import Db
from kairan.core.viewer import Rules, Viewer
from kairan.files import FileId
from kairan.files.actions import Announced, Capacity, Received, accept_file, begin_upload
from kairan.files.problems import FileNotFound
from kairan.files.queries import thumbnail_of
from kairan.people import ChangedMeanwhile
from kairan.people.roles import RoleNeeded
from kairan.policy.problems import RefusedByPolicy
from kairan.talk.actions import edit_message, remove_message, send_message
from kairan.talk.cards import card_of
from kairan.talk.confirmation_model import Asking
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.model import Draft, Message, RoomChange, RoomId
from kairan.talk.queries import Place, page_of
from kairan.talk.reactions import add_reaction, remove_reaction
from kairan.talk.rooms import change_room
from kairan.talk.search import SearchQuery, search
from kairan.talk.stamps.arranging import add_stamp, arrange_stamps, withdraw_stamp
from kairan.talk.stamps.catalogue import CATALOGUE
from kairan.talk.stamps.model import NewStamp, StampChoice
from kairan.talk.stamps.problems import (
    ReactionsOff,
    StampAlone,
    StampNoPicture,
    StampNotEdited,
    StampsOff,
    StampUnknown,
    StampWordless,
)
from kairan.talk.stamps.queries import body_stamps, stamps
from tests.administration.conftest import with_role
from tests.cast import Cast, room_of, say


def send(db: Db, who: Viewer, room: RoomId, stamp: str, key: str = "s1") -> Message:
    return send_message(db, who, room, Draft(client_key=key, stamp=stamp, text="何でもよい"))


def picture(db: Db, who: Viewer, width: int = 200, height: int = 200, thumbnail: str | None = "small") -> FileId:
    announced = Announced("うちの判子.png", "image/png", 10)
    file_id = begin_upload(db, who, announced, Capacity(file_bytes=1000)).id
    told = Received(
        type="image/png",
        size=10,
        digest=b"d" * 32,
        blob_key=new_key(),
        thumbnail_key=None if thumbnail is None else new_key(),
        width=width,
        height=height,
    )
    accept_file(db, who, file_id, told)
    return file_id


def clerk_of(db: Db, cast: Cast) -> Viewer:
    return with_role(db, cast.city, "jinji", "人事 係", "administrator")


def test_there_are_thirty_two_and_each_says_something_of_its_own() -> None:
    assert len(CATALOGUE) == 32
    assert len({one.id for one in CATALOGUE}) == len({one.words for one in CATALOGUE}) == 32
    assert {"了解しました", "確認中です", "承知しました", "お疲れさまです", "ありがとうございます", "対応済みです"} <= {
        one.words for one in CATALOGUE
    }


def test_a_stamp_is_a_message_that_says_what_it_says_and_is_found_by_it(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    sent = send(db, cast.sato, room, "ryokai")
    assert (sent.stamp, sent.text) == ("ryokai", "了解しました")
    assert send(db, cast.sato, room, "ryokai") == sent  # a retry
    (read,) = page_of(db, cast.tanaka, room, Place()).messages
    assert (read.stamp, read.text) == ("ryokai", "了解しました")
    last = card_of(db, cast.tanaka, room).last
    assert last is not None
    assert last.text == "了解しました"
    found = search(db, cast.tanaka, SearchQuery(q="了解しました"))
    assert [hit.message.id for hit in found.hits] == [sent.id]
    assert fold_room(db, room) == fetch_room(db, room)


def test_it_is_not_edited_and_leaves_no_picture_when_removed(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    sent = send(db, cast.sato, room, "kakuninchu")
    with pytest.raises(StampNotEdited):
        edit_message(db, cast.sato, sent.id, "別の言葉")
    gone = remove_message(db, cast.sato, sent.id)
    assert (gone.stamp, gone.text) == (None, "")
    assert fold_room(db, room) == fetch_room(db, room)


def test_it_goes_alone(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    file_id = picture(db, cast.sato)
    for draft in (
        Draft(client_key="a", stamp="ryokai", file_ids=[file_id]),
        Draft(client_key="b", stamp="ryokai", confirmation=Asking()),
    ):
        with pytest.raises(StampAlone):
            send_message(db, cast.sato, room, draft)
    with pytest.raises(StampUnknown):
        send(db, cast.sato, room, "nonesuch")


def test_policy_and_the_room_switch_stamps_and_reactions_off(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    said = say(db, cast.sato, room, "お願いします")
    strict = msgspec.structs.replace(cast.tanaka, rules=Rules(upto={"stamp": 0, "react": 0}))
    with pytest.raises(RefusedByPolicy):
        send(db, strict, room, "ryokai")
    with pytest.raises(RefusedByPolicy):
        add_reaction(db, strict, said.id, "👍")
    add_reaction(db, cast.tanaka, said.id, "👍")
    change_room(db, cast.sato, room, RoomChange(stamps=False, reactions=False))
    card = card_of(db, cast.tanaka, room)
    assert (card.stamps, card.reactions) == (False, False)
    with pytest.raises(StampsOff):
        send(db, cast.tanaka, room, "ryokai")
    with pytest.raises(ReactionsOff):
        add_reaction(db, cast.tanaka, said.id, "🎉")
    remove_reaction(db, cast.tanaka, said.id, "👍")  # taking back is always possible
    assert fold_room(db, room) == fetch_room(db, room)


def test_a_body_orders_and_restricts_its_stamps(db: Db, cast: Cast) -> None:
    clerk, room = clerk_of(db, cast), room_of(db, cast.sato, cast.tanaka)
    before = body_stamps(db, clerk)
    assert (len(before.used), before.unused) == (32, [])
    arrange_stamps(db, clerk, StampChoice(stamp_ids=["taiozumi", "ryokai", "ryokai"]), before.revision)
    assert [one.id for one in stamps(db, cast.sato).stamps] == ["taiozumi", "ryokai"]
    assert len(body_stamps(db, clerk).unused) == 30
    with pytest.raises(StampUnknown):
        send(db, cast.sato, room, "ohayo")
    assert len(stamps(db, cast.neighbour).stamps) == 32
    with pytest.raises(ChangedMeanwhile):
        arrange_stamps(db, clerk, StampChoice(stamp_ids=["ohayo"]), before.revision)
    with pytest.raises(StampUnknown):
        arrange_stamps(db, clerk, StampChoice(stamp_ids=["nonesuch"]))


def test_a_body_adds_its_own_and_withdraws_it_while_messages_keep_it(db: Db, cast: Cast) -> None:
    clerk, room = clerk_of(db, cast), room_of(db, cast.sato, cast.tanaka, cast.guest)
    arrange_stamps(db, clerk, StampChoice(stamp_ids=["ryokai"]))
    own = add_stamp(db, clerk, NewStamp(file_id=picture(db, clerk), words=" 当番に\n伝えます "))
    assert [(one.id, one.words) for one in stamps(db, cast.guest).stamps][1:] == [(own, "当番に 伝えます")]
    sent = send(db, cast.sato, room, own)
    assert (sent.stamp, sent.text) == (own, "当番に 伝えます")
    withdraw_stamp(db, clerk, own)
    withdraw_stamp(db, clerk, own)
    with pytest.raises(StampUnknown):
        send(db, cast.sato, room, own, "s2")
    assert page_of(db, cast.guest, room, Place()).messages[-1].stamp == own
    assert thumbnail_of(db, cast.guest, FileId(own)).thumbnail_key


def test_pictures_are_seen_by_who_meets_the_body_in_a_room_and_by_no_other(db: Db, cast: Cast) -> None:
    clerk = clerk_of(db, cast)
    own = FileId(add_stamp(db, clerk, NewStamp(file_id=picture(db, clerk), words="当番に伝えます")))
    assert thumbnail_of(db, cast.stranger, own)
    with pytest.raises(FileNotFound):
        thumbnail_of(db, cast.neighbour, own)


@pytest.mark.parametrize(
    ("width", "height", "thumbnail"), [(200, 200, None), (1000, 100, "small"), (0, 0, "small"), (100, 201, "small")]
)
def test_what_is_no_square_picture_is_no_stamp(
    db: Db, cast: Cast, width: int, height: int, thumbnail: str | None
) -> None:
    clerk = clerk_of(db, cast)
    with pytest.raises(StampNoPicture):
        add_stamp(db, clerk, NewStamp(file_id=picture(db, clerk, width, height, thumbnail), words="言葉"))


def test_only_who_looks_after_the_body_arranges_them(db: Db, cast: Cast) -> None:
    clerk = clerk_of(db, cast)
    for who in (cast.sato, cast.guest):
        for act in (
            lambda who=who: body_stamps(db, who),
            lambda who=who: arrange_stamps(db, who, StampChoice(stamp_ids=[])),
            lambda who=who: add_stamp(db, who, NewStamp(file_id=picture(db, who), words="言葉")),
            lambda who=who: withdraw_stamp(db, who, "ryokai"),
        ):
            with pytest.raises(RoleNeeded):
                act()
    with pytest.raises(StampUnknown):
        withdraw_stamp(db, clerk, "ryokai")  # those of the set are put aside by the choice
    for words in ("", " \n ", "長" * 21):
        with pytest.raises(StampWordless):
            add_stamp(db, clerk, NewStamp(file_id=picture(db, clerk), words=words))
