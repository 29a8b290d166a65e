"""Rooms that belong to an alliance (連携組織): the only ones with members of several bodies.

Promise: into a room of an alliance comes nobody whom no body of it sends, into any other room nobody of another body;
what is attached in a room of one alliance never comes into a room of another. What an alliance is, the concern above
says (`ALLIANCE_RULES`); here stands only what a room must know.
"""

from collections.abc import Callable, Sequence

import msgspec
from sqlalchemy import select

from kairan.core.extension import ExtensionPoint
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, RoomClass, Viewer
from kairan.files import file_use_table
from kairan.people import Person
from kairan.policy import require
from kairan.talk.alliance_problems import (
    AllianceFileStays,
    AllianceForbidsClass,
    AllianceForbidsFiles,
    AllianceForbidsGuests,
    AllianceRoomHasNoDepartment,
    AllianceRoomStays,
    AnnouncementRoom,
    GuestSponsorOutside,
    NotSentByBody,
    PersonOfOtherBody,
)
from kairan.talk.meeting import require_still_met
from kairan.talk.model import AllianceId, Room, RoomId, room_stream, room_table
from kairan.talk.problems import MastersWrite

_r, _u = room_table.c, file_use_table.c


class AllianceLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What the strictest of an alliance's bodies allows in its rooms."""

    class_most: RoomClass = 3
    files: bool = True
    passing_on: bool = True  # files from its rooms into rooms of one's own body
    guests: bool = True  # experts and companies, whom a body answers for


class AllianceRules(msgspec.Struct, frozen=True):
    """What is asked about rooms of an alliance.

    `sends`: whether some body of it sends this member now, or somebody it sends answers for this guest. `is_for`:
    whether a room is for that member's body. `people` finds members its bodies send, and guests, by id, for a viewer
    who is sent themselves, and refuses by a Problem. `limits`: what all of its bodies allow. `goes_on`: whether it has
    not ended.
    """

    sends: Callable[[Db, AllianceId, MemberId], bool]
    is_for: Callable[[Db, RoomId, MemberId], bool]
    people: Callable[[Db, Viewer, AllianceId, Sequence[MemberId]], list[Person]]
    limits: Callable[[Db, AllianceId], AllianceLimits]
    goes_on: Callable[[Db, AllianceId], bool]


ALLIANCE_RULES: ExtensionPoint[AllianceRules] = ExtensionPoint("talk.alliance_rules")
"""The one concern that knows alliances; without it nobody comes into a room of one."""


def alliance_rules() -> AllianceRules | None:
    """Return what knows alliances, where anything does."""
    return next(iter(ALLIANCE_RULES.given()), None)


def require_may_come(
    db: Db, alliance_id: AllianceId | None, room_id: RoomId, member_id: MemberId, *, is_own_body: bool
) -> None:
    """Refuse to let somebody into a room whom it is not for. Problems: PersonOfOtherBody, NotSentByBody."""
    if alliance_id is None:
        if not is_own_body:
            raise PersonOfOtherBody
        return
    rules = alliance_rules()
    if rules is None or not rules.sends(db, alliance_id, member_id) or not rules.is_for(db, room_id, member_id):
        raise NotSentByBody


def require_may_take_guest(db: Db, room: Room, sponsor_id: MemberId) -> None:
    """Refuse to bring a guest into a room of an alliance past its bodies, or past who answers for the guest.

    Problems: AllianceForbidsGuests, GuestSponsorOutside.
    """
    if room.alliance_id is None:
        return
    if not limits_of(db, room.alliance_id).guests:
        raise AllianceForbidsGuests
    if not takes_guest(db, room.alliance_id, room.id, sponsor_id):
        raise GuestSponsorOutside


def takes_guest(db: Db, alliance_id: AllianceId | None, room_id: RoomId, sponsor_id: MemberId) -> bool:
    """Whether a room takes guests of this sponsor as far as its alliance is concerned."""
    rules = alliance_rules()
    if alliance_id is None:
        return True
    if rules is None or not rules.limits(db, alliance_id).guests:
        return False
    return rules.sends(db, alliance_id, sponsor_id) and rules.is_for(db, room_id, sponsor_id)


def require_may_begin(room: Room, *, is_reply: bool) -> None:
    """Refuse to begin something where only masters do (お知らせ); all may reply. Problems: AnnouncementRoom."""
    if room.writers == "replies" and room.role != "master" and not is_reply:
        raise AnnouncementRoom


def require_may_write(db: Db, viewer: Viewer, room: Room, file_ids: Sequence[str] = ()) -> None:
    """Refuse to write into a room, with these files, what policy or the room's alliance does not allow.

    Problems: RefusedByPolicy, MastersWrite, GuestParted, AllianceForbidsClass, AllianceForbidsFiles, AllianceFileStays.
    """
    require(viewer, "write", room.room_class)
    if room.writers == "masters" and room.role != "master":
        raise MastersWrite
    require_still_met(db, viewer, room)
    if room.alliance_id is not None:
        limits = limits_of(db, room.alliance_id)
        require_class(limits, room.room_class)
        if file_ids and not limits.files:
            raise AllianceForbidsFiles
    if file_ids:
        require(viewer, "attach", room.room_class)
        _require_may_pass_on(db, room, file_ids)


def limits_of(db: Db, alliance_id: AllianceId) -> AllianceLimits:
    """Return what all bodies of an alliance allow in its rooms; the least where nothing knows it."""
    rules = alliance_rules()
    if rules is None:
        return AllianceLimits(class_most=1, files=False, passing_on=False, guests=False)
    return rules.limits(db, alliance_id)


def require_class(limits: AllianceLimits, room_class: int) -> None:
    """Refuse a class that some body does not allow. Problems: AllianceForbidsClass."""
    if room_class > limits.class_most:
        raise AllianceForbidsClass(most=limits.class_most)


def require_going_on(db: Db, alliance_id: AllianceId | None) -> None:
    """Refuse to open a room again whose alliance has ended. Problems: AllianceRoomStays."""
    rules = alliance_rules()
    if alliance_id is not None and (rules is None or not rules.goes_on(db, alliance_id)):
        raise AllianceRoomStays


def require_no_department(room: Room, wanted: object) -> None:
    """Refuse to let a room of an alliance follow a department. Problems: AllianceRoomHasNoDepartment."""
    if room.alliance_id is not None and wanted is not None and wanted is not msgspec.UNSET:
        raise AllianceRoomHasNoDepartment


def _require_may_pass_on(db: Db, room: Room, file_ids: Sequence[str]) -> None:
    """Refuse to carry files out of an alliance: never into another one, home only where all its bodies allow it.

    Where a file was ever attached counts, also what was withdrawn since: it came from there.
    """
    streams = set(db.scalars(select(_u.stream).where(_u.file_id.in_(list(file_ids))).distinct()))
    prefix = room_stream("")
    room_ids = [stream.removeprefix(prefix) for stream in streams if stream.startswith(prefix)]
    if not room_ids:
        return
    of_alliance = select(_r.alliance_id).where(_r.id.in_(room_ids), _r.alliance_id.is_not(None)).distinct()
    for origin in db.scalars(of_alliance):
        if origin == room.alliance_id:
            continue
        if room.alliance_id is not None or not limits_of(db, AllianceId(origin)).passing_on:
            raise AllianceFileStays
