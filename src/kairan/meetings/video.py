"""The body's own video meetings (ビデオ会議): an administrator says where they are, and rooms start them.

Kairan opens no line itself: the address of a meeting is made of the body's, with a key that nobody can guess.
"""

import re
import secrets
from typing import Annotated

import msgspec
from sqlalchemy import BigInteger, Column, String, Table, Text, select

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, metadata
from kairan.core.kit.revisions import revision_of
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import OrganizationId, Viewer
from kairan.meetings.entries import VideoAddressChanged
from kairan.meetings.problems import VideoAddressWrong, VideoNowhere
from kairan.people import organization_stream, require_base, require_task
from kairan.policy import require
from kairan.talk.access import require_open, require_room
from kairan.talk.model import RoomId

ADDRESS_LIMIT = 500
KEY = "{key}"
KEY_BYTES = 15
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~:/?#@!$&'()*+,;=%{}-]*)?")

video_address_table = Table(
    "video_address",
    metadata,
    Column("organization_id", String(13), primary_key=True),
    Column("address", Text, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)
_v = video_address_table.c


class VideoAddress(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the body's video meetings are: an address with {key} for what is another in each; empty: nowhere."""

    address: Annotated[str, msgspec.Meta(max_length=ADDRESS_LIMIT)] = ""


class BodyVideoAddress(msgspec.Struct, frozen=True, kw_only=True):
    """What holds in the body, and what a change of it is based on."""

    video: VideoAddress
    revision: str


class VideoMeeting(msgspec.Struct, frozen=True):
    """The address of one video meeting."""

    address: str


def _address_of(db: Db, organization_id: OrganizationId) -> VideoAddress:
    address: str | None = db.scalar(select(_v.address).where(_v.organization_id == organization_id))
    return VideoAddress(address=address or "")


def start_video(db: Db, viewer: Viewer, room_id: RoomId) -> VideoMeeting:
    """Return the address of a new video meeting for a room. Problems: RoomNotFound, RoomArchivedAlready,
    RefusedByPolicy, VideoNowhere.
    """
    room = require_room(db, viewer, room_id)
    require_open(room)
    require(viewer, "write", room.room_class)
    address = _address_of(db, viewer.organization_id).address
    if not address:
        raise VideoNowhere
    return VideoMeeting(address.replace(KEY, secrets.token_hex(KEY_BYTES)))


def own_video_address(db: Db, viewer: Viewer) -> BodyVideoAddress:
    """Return where the video meetings of the viewer's body are. Problems: RoleNeeded."""
    require_task(viewer, "organization")
    video = _address_of(db, viewer.organization_id)
    return BodyVideoAddress(video=video, revision=revision_of(video))


def save_video_address(db: Db, viewer: Viewer, wanted: VideoAddress, base: str | None = None) -> None:
    """Say where the body's video meetings are. Problems: RoleNeeded, ChangedMeanwhile, VideoAddressWrong."""
    require_task(viewer, "organization")
    stream = organization_stream(viewer.organization_id)
    hold(db, stream)
    before = _address_of(db, viewer.organization_id)
    require_base(db, viewer, base, revision_of(before), (VideoAddressChanged.kind,))
    address = wanted.address.strip()
    if address and not _is_good(address):
        raise VideoAddressWrong(most=ADDRESS_LIMIT)
    if address == before.address:
        return
    values = {"organization_id": viewer.organization_id, "address": address, "changed_at": now_ms()}
    put = upsert(db, video_address_table).values(values)
    changed = {"address": address, "changed_at": now_ms()}
    db.execute(put.on_conflict_do_update(index_elements=[_v.organization_id], set_=changed))
    append(db, stream, VideoAddressChanged(before=before.address, after=address), viewer)


def _is_good(address: str) -> bool:
    without = address.replace(KEY, "", 1)
    return _ADDRESS.fullmatch(address) is not None and "{" not in without and "}" not in without
