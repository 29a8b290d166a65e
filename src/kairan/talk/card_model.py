"""Rooms as the list and the header show them: values made of the tables in `model.py`."""

import msgspec

from kairan.core.viewer import MemberId, RoomClass
from kairan.people import DepartmentId, Person
from kairan.talk.model import AllianceId, History, MessageId, Notify, Role, RoomId, RoomKind, RoomStyle, Writers


class LastMessage(msgspec.Struct, frozen=True, kw_only=True):
    """The newest message of a room, shortened for the list."""

    id: MessageId
    author_id: MemberId
    at: int
    text: str
    files: int
    removed: bool


class UnreadThread(msgspec.Struct, frozen=True):
    """A thread one follows in which replies are unread."""

    root_id: MessageId
    unread: int


class Mine(msgspec.Struct, frozen=True, kw_only=True):
    """What a room is to the viewer.

    `threads` names the threads with unread replies, the newest first, up to 50; `thread_unread` counts all of them.
    `fresh`: they were brought in and have not looked yet. `confirmations`: what waits for their confirmation, in order.
    `fresh`: they were brought in and have not looked yet. `rewinds`: how often `read_n` went back.
    """

    role: Role
    read_n: int
    from_n: int
    sees_from: int
    unread: int
    mentions: int
    thread_unread: int
    threads: list[UnreadThread] = []
    fresh: bool = False
    confirmations: list[MessageId] = []
    rewinds: int = 0
    favourite: bool
    notify: Notify
    section: str | None = None
    hide_quiet: bool = False


class RoomCard(msgspec.Struct, frozen=True, kw_only=True):
    """A room as the list and the header show it; `mine` is null for an open room one is not in.

    `department_id` names the department whose people are in it by their posts (部署のルーム), with
    `department_below` those of the departments below it, too. `alliance_id`: the alliance (連携組織) it is of.
    `stamps`, `reactions`: whether the room allows them. `writers`: who may write in it. `icon`, `hue`: how it is shown.
    """

    id: RoomId
    kind: RoomKind
    name: str | None
    purpose: str
    open: bool
    history: History
    archived_at: int | None
    created_at: int
    member_count: int
    guest_count: int
    organizations: list[str]
    seq: int
    message_n: int
    last: LastMessage | None
    people: list[Person]
    mine: Mine | None
    department_id: DepartmentId | None = None
    department_below: bool = False
    room_class: RoomClass = 2
    alliance_id: AllianceId | None = None
    style: RoomStyle = "talk"
    stamps: bool = True
    reactions: bool = True
    writers: Writers = "all"
    icon: str | None = None
    hue: int | None = None
