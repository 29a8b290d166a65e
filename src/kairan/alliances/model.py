"""Alliances, where each body stands in them, whom it sends, and what of a person is shown outside.

Bodies and people are told by their ids and names, without a reference to rows of this database: an alliance may later
reach to another installation, whose bodies are not here.
"""

from typing import Annotated, Literal

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text, false

from kairan.alliances.states import BodyState, ConsentAct
from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.kit.text import CODE_POINTS_EACH
from kairan.core.viewer import MemberId, OrganizationId, RoomClass
from kairan.people import Person
from kairan.talk.model import AllianceId, Purpose, RoomId, RoomName, RoomStyle, Writers

NAME_LIMIT = 60
PURPOSE_LIMIT = 500
TERMS_LIMIT = 10_000
WELCOME_LIMIT = 2_000
REASON_LIMIT = 500
ABOUT_LIMIT = 200
CONTACT_LIMIT = 100
THEME_LIMIT = 40
TARGET_LIMIT = 100  # code points: the title of a post, or an id
BODIES_MOST = bounded("alliances.bodies", 2_000, "refuse", "`alliance.too_many_bodies`")
SENT_MOST = bounded("alliances.sent", 1_000, "refuse", "malformed")
ROOMS_SHOWN = 50
LEFT_MOST = 200  # rooms left in one request
QUIET_FROM = 200
"""Whoever joins a room of so many people is told of what calls them only, until they choose otherwise."""
PEOPLE_SHOWN = 100

_Id = String(13)

alliance_table = Table(
    "alliance",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("name", String(400), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("host_id", _Id, nullable=False, index=True),  # 幹事団体: keeps the record of its rooms
    Column("heir_id", _Id),  # the body it is offered to
    Column("terms_version", Integer, nullable=False),
    Column("is_listed", Boolean, nullable=False),  # other bodies find it, and may ask to join
    Column("founded_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("revision", Integer, nullable=False),
    Column("welcome", Text, nullable=False, server_default=""),  # shown to whoever comes for the first time
    Column("opened_by", String(10), nullable=False, server_default="everybody"),  # who opens rooms
)

alliance_terms_table = Table(
    "alliance_terms",
    metadata,
    Column("alliance_id", _Id, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by_id", _Id, nullable=False),
)

alliance_body_table = Table(
    "alliance_body",
    metadata,
    Column("alliance_id", _Id, primary_key=True),
    Column("body_id", _Id, primary_key=True),
    Column("name", String(200), nullable=False),  # as it was called when it last acted
    Column("state", String(10), nullable=False),
    Column("state_at", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),  # why it was suspended or expelled
    Column("accepted", Integer),  # the version of the terms it accepted last
    Column("accepted_at", BigInteger),
    Column("accepted_by", _Id),
    Column("class_most", Integer, nullable=False),  # what this body allows in rooms of the alliance
    Column("files", Boolean, nullable=False),
    Column("passing_on", Boolean, nullable=False),
    Column("guests", Boolean, nullable=False, server_default=false()),  # whether guests may be in its rooms
    Column("figures", Boolean, nullable=False, server_default=false()),  # whether its figures are told to the others
    Column("revision", Integer, nullable=False),
    Index("ix_alliance_body_body_id", "body_id", "state"),
)

# Whom a body sends: each row names some of its staff.
alliance_sent_table = Table(
    "alliance_sent",
    metadata,
    Column("alliance_id", _Id, primary_key=True),
    Column("body_id", _Id, primary_key=True),
    Column("kind", String(10), primary_key=True),
    Column("target", String(100), primary_key=True),  # a member, a department, the title of a post, "" for everybody
)

# Who was in which rooms when their body was suspended or paused: they come back as they were.
alliance_set_aside_table = Table(
    "alliance_set_aside",
    metadata,
    Column("alliance_id", _Id, primary_key=True),
    Column("room_id", _Id, primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("body_id", _Id, nullable=False),
    Column("role", String(10), nullable=False),
    Column("sees_from", BigInteger, nullable=False),
    Column("from_n", BigInteger, nullable=False),
)

alliance_room_table = Table(
    "alliance_room",
    metadata,
    Column("room_id", _Id, primary_key=True),
    Column("alliance_id", _Id, nullable=False, index=True),
    Column("theme", String(400), nullable=False),
    Column("pinned_at", BigInteger),
)

# For which bodies a room is; one without rows is for all of them.
alliance_room_body_table = Table(
    "alliance_room_body",
    metadata,
    Column("room_id", _Id, primary_key=True),
    Column("body_id", _Id, primary_key=True),
)

alliance_profile_table = Table(
    "alliance_profile",
    metadata,
    Column("alliance_id", _Id, primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("about", Text, nullable=False),  # what they know about, and like to be asked
    Column("sought", Text, nullable=False),  # the same, folded for the search
    Column("contact", String(CONTACT_LIMIT * 4), nullable=False),  # what they chose to show, typed by themselves
)

Name = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * NAME_LIMIT)]
Terms = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * TERMS_LIMIT)]
Welcome = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * WELCOME_LIMIT)]
Reason = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * REASON_LIMIT)]
About = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * ABOUT_LIMIT)]
Contact = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * CONTACT_LIMIT)]
Theme = Annotated[str, msgspec.Meta(max_length=CODE_POINTS_EACH * THEME_LIMIT)]
Revision = Annotated[int, msgspec.Meta(ge=1)]
OpenedBy = Literal["everybody", "moderators"]
PeopleOrder = Literal["reading", "answers"]
SentKind = Literal["everybody", "department", "post", "person"]


class NewAlliance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An alliance to be founded; the viewer's body becomes its host."""

    name: Name
    purpose: Purpose = ""
    terms: Terms
    welcome: Welcome = ""
    opened_by: OpenedBy = "everybody"
    is_listed: bool = True


class AllianceChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to change of an alliance; what is left out stays. Other terms are a new version."""

    revision: Revision
    name: Name | msgspec.UnsetType = msgspec.UNSET
    purpose: Purpose | msgspec.UnsetType = msgspec.UNSET
    terms: Terms | msgspec.UnsetType = msgspec.UNSET
    welcome: Welcome | msgspec.UnsetType = msgspec.UNSET
    opened_by: OpenedBy | msgspec.UnsetType = msgspec.UNSET
    is_listed: bool | msgspec.UnsetType = msgspec.UNSET


class BodyAct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is done about a body in an alliance, and the version of the terms that was seen."""

    act: ConsentAct
    terms_version: Annotated[int, msgspec.Meta(ge=1)] | None = None
    reason: Reason = ""


class Sent(msgspec.Struct, frozen=True, order=True):
    """Whom a body sends: everybody, a department with all below it, who holds a post of this title, or a person."""

    kind: SentKind
    target: Annotated[str, msgspec.Meta(max_length=TARGET_LIMIT)] = ""


class AllianceSending(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom a body sends and what it allows, as it is to be from now on."""

    revision: Revision
    sent: Annotated[list[Sent], msgspec.Meta(max_length=SENT_MOST)]
    class_most: RoomClass = 3
    files: bool = True
    passing_on: bool = True
    guests: bool = True
    figures: bool = False  # tell the others how much one's body uses, in numbers


class AllianceOffer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The body an alliance is offered to; null takes the offer back."""

    body_id: OrganizationId | None


class NewAllianceRoom(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A room of an alliance to be opened; `body_ids`: for these bodies and one's own, null for all of them."""

    name: RoomName
    purpose: Purpose = ""
    theme: Theme = ""
    open: bool = True
    room_class: RoomClass = 1
    style: RoomStyle = "talk"
    writers: Writers = "all"
    body_ids: Annotated[list[OrganizationId], msgspec.Meta(max_length=BODIES_MOST)] | None = None
    member_ids: Annotated[list[MemberId], msgspec.Meta(max_length=1_000)] = []


class RoomPin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether a room stands at the top of the directory."""

    pinned: bool


class RoomsLeft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rooms of an alliance that one leaves at once."""

    room_ids: Annotated[list[RoomId], msgspec.Meta(max_length=LEFT_MOST)]


class AllianceProfile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody shows of themselves in an alliance, beside name, body, department and post."""

    about: About = ""
    contact: Contact = ""


class SentTold(msgspec.Struct, frozen=True):
    """Whom a body sends, in words."""

    kind: SentKind
    target: str
    name: str


class BodyView(msgspec.Struct, frozen=True, kw_only=True):
    """A body in an alliance, as its members see it; `acts`: what the viewer may do about it."""

    body_id: OrganizationId
    name: str
    code: str | None  # tells two of one name apart
    state: BodyState
    state_at: int
    is_host: bool
    reason: str
    accepted: int | None
    people: int | None  # how many it sends; null where it takes no part
    acts: list[ConsentAct]


class AllianceOwnBody(msgspec.Struct, frozen=True, kw_only=True):
    """What the viewer's own body decided; told to whoever decides for it."""

    revision: int
    sent: list[SentTold]
    class_most: RoomClass
    files: bool
    passing_on: bool
    guests: bool
    figures: bool


class AllianceCard(msgspec.Struct, frozen=True, kw_only=True):
    """An alliance in the list of those a viewer may know of. `is_sent`: they take part themselves."""

    id: AllianceId
    name: str
    purpose: str
    host_id: OrganizationId
    host: str
    bodies: int
    people: int
    rooms: int
    state: BodyState  # of the viewer's own body
    is_sent: bool
    ended_at: int | None


class AllianceLimitsTold(msgspec.Struct, frozen=True, kw_only=True):
    """What the strictest of the bodies allows in the alliance's rooms."""

    class_most: RoomClass
    files: bool
    passing_on: bool
    guests: bool


class AllianceView(msgspec.Struct, frozen=True, kw_only=True):
    """An alliance as a member of one of its bodies, or of one that may join it, sees it."""

    card: AllianceCard
    terms: str
    terms_version: int
    welcome: str
    opened_by: OpenedBy
    is_listed: bool
    revision: int
    heir_id: OrganizationId | None
    limits: AllianceLimitsTold
    bodies: list[BodyView]
    own: AllianceOwnBody | None
    profile: AllianceProfile | None
    may_decide: bool  # whether the viewer decides for their body
    may_run: bool  # whether for the host, too
    may_moderate: bool
    may_open: bool
    may_take_over: bool  # whether for their body, which it was offered to, or whose host is gone
    is_host_gone: bool  # its use of the installation has ended
    themes: list[str]  # of rooms the viewer might come into
    is_new: bool  # whether the word of welcome is still to be shown to them
    reports: int  # what waits for a moderator


class AllianceRoom(msgspec.Struct, frozen=True, kw_only=True):
    """A room in the directory of an alliance: one that may be joined, or that the viewer is in."""

    id: RoomId
    name: str
    purpose: str
    theme: str
    room_class: RoomClass
    style: RoomStyle
    writers: Writers
    open: bool
    pinned: bool
    members: int
    bodies: list[str]  # whose people are in it
    only_for: list[str]  # whose people may come; empty for all
    unanswered: int  # of a room for questions
    active_at: int | None
    is_in: bool


class AllianceRooms(msgspec.Struct, frozen=True):
    """Some rooms of an alliance, those something was said in lately first; where the next page begins."""

    rooms: list[AllianceRoom]
    themes: list[str]
    next: str | None = None


class AlliancePerson(msgspec.Struct, frozen=True):
    """Somebody whom a body sends, with what they show of themselves, and how many questions they have solved."""

    person: Person
    about: str
    contact: str
    answers: int


class AlliancePeople(msgspec.Struct, frozen=True):
    """Some of the people of an alliance, and where the next page begins."""

    people: list[AlliancePerson]
    total: int
    next: str | None = None


class Alliances(msgspec.Struct, frozen=True):
    """The alliances a viewer may know of. `may_found`: whether they may found one for their body."""

    alliances: list[AllianceCard]
    may_found: bool


class InvitableBody(msgspec.Struct, frozen=True):
    """A body of this installation that may be invited."""

    id: Id
    name: str
    code: str | None  # 全国地方公共団体コード: tells two of one name apart


class InvitableBodies(msgspec.Struct, frozen=True):
    """Bodies that may be invited."""

    bodies: list[InvitableBody]


def alliance_stream(alliance_id: str) -> str:
    """Return the name of an alliance's stream."""
    return f"alliance:{alliance_id}"
