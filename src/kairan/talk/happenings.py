"""What happened in a room besides messages, as lines of its timeline: comings, goings, new names, new rules."""

from typing import Literal

import msgspec

from kairan.core.journal import EntriesOfKinds
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, RoomClass
from kairan.talk.entries import (
    MasterNamed,
    MasterWithdrawn,
    MemberJoined,
    MemberLeft,
    MessageHidden,
    MessageUrged,
    QuestionReopened,
    QuestionSolved,
    RoomArchived,
    RoomChanged,
    RoomCreated,
    RoomReclassified,
    RoomUnarchived,
)
from kairan.talk.model import History, Room

HappeningKind = Literal[
    "room.created",
    "room.changed",
    "room.reclassified",
    "room.archived",
    "room.unarchived",
    "member.joined",
    "member.left",
    "master.named",
    "master.withdrawn",
    "message.urged",
    "message.hidden",
    "question.solved",
    "question.reopened",
]
MOST = 100  # a stretch of a timeline tells the newest of more
_BODIES = (
    RoomCreated,
    RoomChanged,
    RoomReclassified,
    RoomArchived,
    RoomUnarchived,
    MemberJoined,
    MemberLeft,
    MasterNamed,
    MasterWithdrawn,
    MessageUrged,
    MessageHidden,
    QuestionSolved,
    QuestionReopened,
)
_entries = EntriesOfKinds([body.kind for body in _BODIES])


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened in a room; of what changed, only what the timeline tells."""

    seq: int
    at: int
    by: MemberId | None
    kind: HappeningKind
    member_id: MemberId | None = None
    removed: bool = False
    name: str | None = None
    purpose: str | None = None
    open: bool | None = None
    history: History | None = None
    room_class: RoomClass | None = None
    reason: str | None = None


class _Told(msgspec.Struct, frozen=True):
    """What of a body the timeline tells; bodies that say more are read all the same."""

    member_id: MemberId | None = None
    removed: bool = False
    name: str | None = None
    purpose: str | None = None
    open: bool | None = None
    history: History | None = None
    room_class: RoomClass | None = None
    reason: str | None = None


_told = msgspec.json.Decoder(_Told | None)


def happenings(db: Db, room: Room, after: int, last: int) -> list[Happening]:
    """Return what happened after one entry and up to another, as far as the viewer's membership lets them see it."""
    found = []
    for entry in _entries.between(db, room.stream, max(after, room.sees_from - 1), last, MOST):
        told = _told.decode(entry.body) or _Told()
        found.append(
            Happening(
                seq=entry.seq,
                at=entry.at,
                by=None if entry.by is None else MemberId(entry.by),
                kind=msgspec.convert(entry.kind, HappeningKind),
                **msgspec.structs.asdict(told),
            )
        )
    return found
