"""What is told to whom, when and how (通知): the devices that may be told, what each person chose, and what waits."""

from typing import Annotated, Literal

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.viewer import MemberId, OrganizationId

NoticeKind = Literal[
    "direct",
    "mention",
    "reply",
    "keyword",
    "reminder",
    "urgent",
    "own_reminder",
    "message",
    "confirmation",
    "case",
    "broadcast",
    "circular",
    "task",
]
"""Why somebody is told: a direct talk, called by name, a reply in a thread they follow, a word of theirs, somebody asks
them to read it, somebody could not wait for them, they asked to be told now, a message of a room whose messages they
want to hear of, one they are to confirm, something happened with a case they work on or are to approve, a circular
has come to them, they are to do something, or a broadcast waits for them."""
Channel = Literal["push", "mail"]
MailChoice = Literal["none", "digest"]
PushState = Literal["on", "not_here", "off"]
"""Devices may be told; not through this entrance (`push_faces`); the operator named no service (`push_services`)."""
UrgentBy = Literal["staff", "masters", "nobody"]
"""Who of a body may tell something as urgent: any of its staff, masters of the room, or nobody."""

DAY_MINUTES = 24 * 60
DAY_MS = DAY_MINUTES * 60_000
URGENT_LEAST, URGENT_LIMIT = 5, 200  # characters of a reason
URGENT_MOST = 10  # in 24 hours, by one person
ENDPOINT_LIMIT = 1_000
KEYWORDS_MOST = 20
KEYWORD_LIMIT = 40
LEAVES_MOST = 20
DEVICES_MOST = bounded("notifications.devices", 20, "evict", "the device that was told of nothing for the longest")

_Id = String(13)

# A browser that may be told while no page of ours is open (Push API). Its session decides whose it is and what policy
# lets it be told; a row whose session has ended is never used, and swept.
push_subscription_table = Table(
    "push_subscription",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("member_id", _Id, nullable=False),
    Column("session_id", _Id, nullable=False),
    Column("endpoint", Text, nullable=False),
    Column("endpoint_digest", String(64), nullable=False, unique=True),  # one browser is one person's at a time
    Column("p256dh", String(100), nullable=False),
    Column("auth", String(40), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("told_at", BigInteger, nullable=False),
    Column("refused", Integer, nullable=False),  # so often in a row the service refused what was sent
    Index("ix_push_subscription_member", "member_id"),
    Index("ix_push_subscription_session", "session_id"),
)

# What waits to be told. A row goes as soon as it was told, or need not be told any more.
notice_table = Table(
    "notice",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("member_id", _Id, nullable=False),
    Column("organization_id", _Id, nullable=False),
    Column("channel", String(10), nullable=False),
    Column("stream", String(100), nullable=False),
    Column("seq", BigInteger, nullable=False),  # of the entry that is told of
    Column("kind", String(20), nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("late_at", BigInteger),  # since it could not be told at first: from then on it is too late
    Index("uq_notice_entry", "member_id", "channel", "stream", "seq", unique=True),
    Index("ix_notice_due", "channel", "urgent", "due_at"),
)

# Which browsers were told of a notice, or never will be, while it waits for others of the same person.
notice_delivery_table = Table(
    "notice_delivery",
    metadata,
    Column("notice_id", _Id, primary_key=True),
    Column("endpoint_digest", String(64), primary_key=True),
)

at_any_hour = notice_table.c.urgent | (notice_table.c.kind == "own_reminder")
"""What is told also while it is quiet, or while they sit at a PC: it is urgent, or they asked for that very time."""

notification_choice_table = Table(
    "notification_choice",
    metadata,
    Column("member_id", _Id, primary_key=True),
    Column("choice", Text, nullable=False),  # JSON, a Choice
    Column("changed_at", BigInteger, nullable=False),
)

notification_rule_table = Table(
    "notification_rule",
    metadata,
    Column("organization_id", _Id, primary_key=True),
    Column("rules", Text, nullable=False),  # JSON, a NotificationRules
    Column("changed_at", BigInteger, nullable=False),
)

# The key with which this installation proves to push services who it is (VAPID, RFC 8292); one for all nodes.
push_key_table = Table(
    "push_key",
    metadata,
    Column("id", String(10), primary_key=True),
    Column("private", Text, nullable=False),  # sealed
    Column("public", String(100), nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

# When somebody last used the keyboard or the pointer at a PC: what they see there is not told to their phone.
presence_table = Table(
    "presence",
    metadata,
    Column("member_id", _Id, primary_key=True),
    Column("active_at", BigInteger, nullable=False),
)

# What was told as urgent, by whom and why: so that it can be counted.
urgent_table = Table(
    "urgent_notice",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, nullable=False),
    Column("member_id", _Id, nullable=False),
    Column("stream", String(100), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("people", Integer, nullable=False),
    Column("reached", Integer, nullable=False),  # of them: who has a device that is told
    Column("at", BigInteger, nullable=False),
    Index("ix_urgent_notice_organization_id", "organization_id", "at"),
    Index("ix_urgent_notice_member_id", "member_id", "at"),
    Index("uq_urgent_notice_entry", "stream", "seq", unique=True),
)

Minute = Annotated[int, msgspec.Meta(ge=0, lt=DAY_MINUTES)]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class QuietHours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When nothing but what is urgent is told (通知しない時間), in minutes of the day in Japan.

    From `start` to `end`, over midnight where `end` is the earlier; both alike: no hours. `days_off`: whole days on
    which a town hall is closed (weekends, public holidays, 29 December to 3 January), too.
    """

    start: Minute = 20 * 60
    end: Minute = 8 * 60 + 30
    days_off: bool = True


class Leave(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days on which somebody is away (休暇), both included, written 2026-04-01."""

    first: Day
    last: Day


class Span(msgspec.Struct, frozen=True):
    """From one instant to before another (ms since 1970)."""

    begins: int
    ends: int


class Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person chose. `quiet`: null follows the body; `has_quiet` false: told at any time."""

    has_quiet: bool = True
    quiet: QuietHours | None = None
    leaves: Annotated[list[Leave], msgspec.Meta(max_length=LEAVES_MOST)] = []
    mail: MailChoice = "none"
    keywords: Annotated[
        list[Annotated[str, msgspec.Meta(max_length=KEYWORD_LIMIT * 4)]], msgspec.Meta(max_length=KEYWORDS_MOST)
    ] = []


class NotificationRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What holds in a body for whoever chose nothing else. `digest_at`: when the day's letter goes, on working days."""

    quiet: QuietHours | None = QuietHours()
    digest_at: Minute = 8 * 60 + 30
    urgent: UrgentBy = "staff"


class NewNotice(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Somebody is to be told of an entry they may read: which, and why."""

    member_id: MemberId
    organization_id: OrganizationId
    stream: str
    seq: int
    kind: NoticeKind
    urgent: bool = False


class DueNotice(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What waits, and its time has come."""

    id: str
    member_id: MemberId
    organization_id: OrganizationId
    channel: Channel
    stream: str
    seq: int
    kind: NoticeKind
    urgent: bool
    created_at: int
    attempts: int
    late_at: int | None = None


def is_at_any_hour(notice: DueNotice) -> bool:
    """Say of a notice what `at_any_hour` says of rows."""
    return notice.urgent or notice.kind == "own_reminder"


class Content(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is told of an entry to one viewer, as policy lets it be told where they are.

    `tag`: what replaces an earlier notice of the same; `path`: where a tap leads; `stream`: once nothing is unread
    there, the notice is over; null where that does not say so.
    """

    title: str
    text: str
    tag: str
    path: str
    at: int
    stream: str | None = None


class Unread(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is unread to one viewer, where they are: how much, as their own screens count it, and in which streams.

    Streams they want to hear nothing of are named, and not counted. Null where it was not looked up.
    """

    count: int = 0
    streams: tuple[str, ...] | None = ()


class Subscribing(msgspec.Struct, frozen=True, kw_only=True):
    """What a browser gives when it agrees to be told (PushSubscription)."""

    endpoint: Annotated[str, msgspec.Meta(max_length=ENDPOINT_LIMIT)]
    p256dh: Annotated[str, msgspec.Meta(max_length=100)]
    auth: Annotated[str, msgspec.Meta(max_length=40)]


class OwnNotifications(msgspec.Struct, frozen=True, kw_only=True):
    """How the viewer is told.

    `quiet`: from when to when nothing but what is urgent is told, now or within a day; `push`: whether devices may be
    told at this entrance; `is_told_here`: whether this session's browser is; `devices`: how many of theirs are;
    `has_mail`: whether letters reach them.
    """

    choice: Choice
    rules: NotificationRules
    quiet: Span | None
    push: PushState
    is_told_here: bool
    devices: int
    has_mail: bool
