"""What happens to an alliance, as entries of its own stream, and of the streams of the bodies it concerns."""

import msgspec

from kairan.alliances.model import OpenedBy, Sent
from kairan.alliances.states import BodyState
from kairan.core.journal import Body
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId, OrganizationId, RoomClass
from kairan.talk.model import AllianceId, MessageId, RoomId, RoomStyle


class AllianceFounded(Body, frozen=True):
    """A body founded an alliance, and is in it as its host."""

    kind = "alliance.founded"
    alliance_id: AllianceId
    name: str
    purpose: str
    terms: str
    is_listed: bool
    host_id: OrganizationId
    organization: str
    welcome: str = ""
    opened_by: OpenedBy = "everybody"


class AllianceChanged(Body, frozen=True):
    """Something of an alliance changed; only what changed is said. Terms are a new version."""

    kind = "alliance.changed"
    alliance_id: AllianceId
    name: str | msgspec.UnsetType = msgspec.UNSET
    purpose: str | msgspec.UnsetType = msgspec.UNSET
    is_listed: bool | msgspec.UnsetType = msgspec.UNSET
    terms: str | msgspec.UnsetType = msgspec.UNSET
    terms_version: int | msgspec.UnsetType = msgspec.UNSET
    welcome: str | msgspec.UnsetType = msgspec.UNSET
    opened_by: OpenedBy | msgspec.UnsetType = msgspec.UNSET


class BodyMoved(Body, frozen=True):
    """One side acted on a body's part in an alliance; `accepted`: the version of the terms it has accepted by now."""

    kind = "alliance.body_moved"
    alliance_id: AllianceId
    alliance: str
    body_id: OrganizationId
    organization: str
    step: str  # "alliance." and the act
    was: BodyState
    becomes: BodyState
    accepted: int | None
    reason: str = ""


class SendingChanged(Body, frozen=True):
    """A body decided anew whom it sends and what it allows; told in its own stream only."""

    kind = "alliance.sending_changed"
    alliance_id: AllianceId
    alliance: str
    sent: list[Sent]
    class_most: RoomClass
    files: bool
    passing_on: bool
    guests: bool = False
    figures: bool = False


class LimitsChanged(Body, frozen=True):
    """What all bodies allow in an alliance's rooms is another from here on."""

    kind = "alliance.limits_changed"
    alliance_id: AllianceId
    class_most: RoomClass
    files: bool
    passing_on: bool
    guests: bool = False


class HandOverOffered(Body, frozen=True):
    """The host offered an alliance to another of its bodies, or took the offer back (null)."""

    kind = "alliance.hand_over_offered"
    alliance_id: AllianceId
    alliance: str
    body_id: OrganizationId | None
    organization: str


class HostChanged(Body, frozen=True):
    """Another body runs the alliance from here on, and keeps the record of its rooms."""

    kind = "alliance.host_changed"
    alliance_id: AllianceId
    alliance: str
    former_id: OrganizationId
    body_id: OrganizationId
    organization: str


class AllianceEnded(Body, frozen=True):
    """The alliance is over: its rooms are archived, and stay readable to who was in them."""

    kind = "alliance.ended"
    alliance_id: AllianceId
    alliance: str
    rooms: int


class AllianceRoomOpened(Body, frozen=True):
    """A room of the alliance was opened; one that is not open to join is not named."""

    kind = "alliance.room_opened"
    alliance_id: AllianceId
    room_id: RoomId
    name: str
    theme: str
    style: RoomStyle = "talk"


class AllianceProfileChanged(Body, frozen=True):
    """Somebody changed what they show of themselves in an alliance; told in their own stream, without the words."""

    kind = "alliance.profile_changed"
    alliance_id: AllianceId


class AllianceSentNoMore(Body, frozen=True):
    """Somebody is not sent any more, and went out of these rooms; told in their body's stream."""

    kind = "alliance.sent_no_more"
    alliance_id: AllianceId
    member_id: MemberId
    rooms: int


class AllianceRoomPinned(Body, frozen=True):
    """A moderator put a room at the top of the directory, or took it down from there."""

    kind = "alliance.room_pinned"
    alliance_id: AllianceId
    room_id: RoomId
    pinned: bool


class ModeratorNamed(Body, frozen=True):
    """The host named somebody who takes part a moderator of the alliance."""

    kind = "alliance.moderator_named"
    alliance_id: AllianceId
    alliance: str
    member_id: MemberId


class ModeratorWithdrawn(Body, frozen=True):
    """Somebody is no moderator of the alliance any more."""

    kind = "alliance.moderator_withdrawn"
    alliance_id: AllianceId
    alliance: str
    member_id: MemberId


class MessageReported(Body, frozen=True):
    """Somebody reported a message to the moderators; why is told to these alone."""

    kind = "alliance.message_reported"
    alliance_id: AllianceId
    report_id: Id
    room_id: RoomId
    message_id: MessageId


class ReportClosed(Body, frozen=True):
    """A moderator hid what was reported, or left it."""

    kind = "alliance.report_closed"
    alliance_id: AllianceId
    alliance: str
    report_id: Id
    message_id: MessageId
    step: str  # "alliance.report_hidden" or "alliance.report_kept"
    reason: str


class AllianceWelcomeRead(Body, frozen=True):
    """Somebody has read the word of welcome of an alliance, and its rules; told in their own stream."""

    kind = "alliance.welcome_read"
    alliance_id: AllianceId
