"""Guests (ゲスト): who answers for each, until when they are here, and the invitations by which they come.

A guest is a member of the body that invited them, of kind "guest". What only guests have stands beside that account.
An invitation says for itself how far it has come: its state is read from what happened to it.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.kit.mail import LetterState
from kairan.core.kit.revisions import revision_of
from kairan.core.viewer import MemberId
from kairan.people import Person
from kairan.talk.model import History, RoomId

InvitationId = NewType("InvitationId", Id)
WhoMayInvite = Literal["staff", "masters", "administrators"]
"""Every member of the room; its masters; whoever administers guests. Always only into rooms they are in."""
Awaits = Literal["administrator", "sponsor"]
InvitationStatus = Literal["awaiting", "sent", "expired", "accepted", "withdrawn", "declined"]
GuestState = Literal["active", "suspended", "ended"]
SponsorState = Literal["present", "moved", "gone"]
WhyEnded = Literal["expired", "by_staff", "no_room"]

DAY_MS = 24 * 3_600_000
LINK_DAYS = 7
GRACE_DAYS = 7  # after a guest was removed from their last room
TOLD_DAYS = (14, 3)  # before the end
LONGEST_DAYS = 365
ROOMS_LIMIT = 20
BODY_LIMIT = 60
PURPOSE_LIMIT = 300

_Id = String(13)

guest_table = Table(
    "guest",
    metadata,
    Column("member_id", _Id, ForeignKey("member.id"), primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("sponsor_id", _Id, ForeignKey("member.id"), nullable=False),  # 責任者
    Column("sponsor_department_id", _Id),  # where they worked when they became it: whoever moved must be asked again
    Column("purpose", Text, nullable=False),
    Column("ends_on", String(10), nullable=False),  # the last day, of Japan
    Column("told_days", Integer),  # the notice that was given last
    Column("roomless_at", BigInteger),  # since when they are in no room
    Column("ended_at", BigInteger),
    Column("ended_why", String(20)),
    Index("ix_guest_organization_id_ends_on", "organization_id", "ends_on"),
    Index("ix_guest_sponsor_id", "sponsor_id"),
)

invitation_table = Table(
    "guest_invitation",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("mail", String(254), nullable=False),  # in lower case
    Column("name", String(400), nullable=False),
    Column("kana", String(400), nullable=False),
    Column("body", String(400), nullable=False),  # the company or association they come from
    Column("purpose", Text, nullable=False),
    Column("ends_on", String(10), nullable=False),
    Column("sponsor_id", _Id, nullable=False),
    Column("invited_by", _Id, nullable=False),
    Column("rooms", Text, nullable=False),  # JSON; ids
    Column("member_id", _Id),  # whom it became, or who they are already
    # What they may read of the rooms: from when they join, or what the room itself shows.
    Column("history", String(20), nullable=False, server_default="since_joining"),
    Column("awaits", String(20)),  # whose consent it needs before anything happens
    Column("created_at", BigInteger, nullable=False),
    Column("consented_at", BigInteger),
    Column("declined_at", BigInteger),
    Column("accepted_at", BigInteger),
    Column("withdrawn_at", BigInteger),
    Index("ix_guest_invitation_mail", "organization_id", "mail"),
)

# Earlier links stay known, so that whoever opens one is told that a newer one was sent.
link_table = Table(
    "guest_link",
    metadata,
    Column("digest", String(64), primary_key=True),  # the token itself is only in the letter
    Column("invitation_id", _Id, ForeignKey("guest_invitation.id"), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("voided_at", BigInteger),  # a newer one was sent
    Column("told_at", BigInteger),  # when the record last told that it was refused
    Column("mailed", Boolean),  # false: shown to whoever invited; null: from before this was kept
    Index("ix_guest_link_invitation_id", "invitation_id"),
)

rules_table = Table(
    "guest_rules",
    metadata,
    Column("organization_id", _Id, ForeignKey("organization.id"), primary_key=True),
    Column("may_invite", String(20), nullable=False),
    Column("longest_days", Integer, nullable=False),
    Column("needs_consent", Boolean, nullable=False),
)

Line = Annotated[str, msgspec.Meta(max_length=500)]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class GuestRules(msgspec.Struct, frozen=True, kw_only=True):
    """What the body decides about guests."""

    may_invite: WhoMayInvite = "masters"
    longest_days: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_DAYS * 3)] = LONGEST_DAYS
    needs_consent: bool = False  # of whoever administers guests, before an invitation is sent


class GuestRulesTold(GuestRules, frozen=True, kw_only=True):
    """The rules, with the revision that a change is based on, and whether invitations are sent by mail."""

    revision: str
    is_mailed: bool

    @classmethod
    def of(cls, rules: GuestRules, *, is_mailed: bool) -> "GuestRulesTold":
        """Add the revision, and what the installation can do."""
        return cls(**msgspec.structs.asdict(rules), revision=revision_of(rules), is_mailed=is_mailed)


class NewInvitation(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to invite, into which rooms, why, until when, and who answers for them."""

    name: Line
    kana: Line = ""
    body: Line
    mail: Line
    purpose: Annotated[str, msgspec.Meta(max_length=2_000)]
    ends_on: Day
    room_ids: Annotated[list[RoomId], msgspec.Meta(min_length=1, max_length=ROOMS_LIMIT)]
    sponsor_id: MemberId | None = None  # the inviter themselves, if nobody is named
    history: History = "since_joining"  # "all": also what was written before, in rooms that show it
    confirmed: bool = False  # that they are a guest already and shall only get more rooms


class RoomNamed(msgspec.Struct, frozen=True):
    """A room by name."""

    id: RoomId
    name: str


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation as those see it who answer for it. `more_rooms`: rooms that the viewer is not in."""

    id: InvitationId
    name: str
    kana: str
    body: str
    mail: str
    purpose: str
    ends_on: str
    rooms: list[RoomNamed]
    more_rooms: int
    sponsor: Person
    invited_by: Person
    status: InvitationStatus
    awaits: Awaits | None
    is_known: bool  # a guest already, who is to get more rooms
    is_former: bool  # was a guest before, and comes back under the name and body on record
    created_at: int
    link_expires_at: int | None
    letter: LetterState | None


class Invited(msgspec.Struct, frozen=True):
    """An invitation, and its link where no mail could be sent: shown this once, stored nowhere.

    The link is a whole address where the settings name one for guests, otherwise a path.
    """

    invitation: Invitation
    link: str | None


class Guest(msgspec.Struct, frozen=True, kw_only=True):
    """A guest as those see them who answer for them."""

    id: MemberId
    name: str
    kana: str
    body: str | None
    mail: str | None
    state: GuestState
    purpose: str
    ends_on: str
    days_left: int
    sponsor: Person
    sponsor_state: SponsorState
    rooms: list[RoomNamed]
    more_rooms: int
    closes_on: str | None  # in no room: closed on this day, unless they are invited into one
    ended_at: int | None
    ended_why: WhyEnded | None
    seen_at: int | None


JAPAN = timezone(timedelta(hours=9))


def today() -> date:
    """Return the present day of Japan, in which ends are meant."""
    return datetime.fromtimestamp(now_ms() / 1000, UTC).astimezone(JAPAN).date()


def end_of(day: str) -> int:
    """Return the instant at which a day of Japan is over."""
    after = datetime.combine(date.fromisoformat(day) + timedelta(days=1), datetime.min.time(), JAPAN)
    return int(after.timestamp() * 1000)


def days_left(ends_on: str) -> int:
    """Return how many days of use remain after today; negative once it is over."""
    return (date.fromisoformat(ends_on) - today()).days
