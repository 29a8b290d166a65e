"""Broadcasts (一斉連絡): what is told to many at once, whom, how far it has come with each, and what they answered."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import INSTANT_MOST
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId
from kairan.emergency.broadcasts.ladder import Asked
from kairan.emergency.broadcasts.plan import Rounds
from kairan.emergency.coordinates import Coordinates
from kairan.people import DepartmentId

BroadcastId = NewType("BroadcastId", Id)
TemplateId = NewType("TemplateId", Id)
Safety = Literal["safe", "hurt", "help"]
"""無事・けが・助けが必要."""
Family = Literal["safe", "harmed", "unknown"]
House = Literal["sound", "damaged", "unlivable"]
Coming = Literal["now", "later", "cannot"]
Near = Literal["near", "away"]
"""Whether somebody is in the area that was struck, or away from it."""
AnsweredBy = Literal["app", "mail", "other"]
"""By themselves in the app, by the link of a letter, or somebody else for them (代理)."""

TITLE_LIMIT = 60
TEXT_LIMIT = 1_000
CHOICE_LIMIT = 30
CHOICES_MOST = 8
WORDS_LIMIT = 200  # of a place or a comment
NOTE_LIMIT = 100
NAMED_MOST = 500
DEPARTMENTS_MOST = 200
CALLED_MOST = 50  # posts, and associations of guests
KEY_LIMIT = 40
PAGE = 50
PEOPLE_PAGE = 100
AT_ONCE = 500  # people told in one transaction
OPEN_DAYS = 7  # so long a broadcast that was not ended is shown to those it was sent to
LINK_DAYS = 3
ANSWERS_MOST = bounded("emergency.answers", 50, "refuse", "`broadcast.too_often`")  # of one person to one broadcast
TEMPLATES_MOST = bounded("emergency.templates", 50, "refuse", "`broadcast.templates_full`")

_Id = String(13)

broadcast_table = Table(
    "broadcast",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("title", String(TITLE_LIMIT * 4), nullable=False),
    Column("text", Text, nullable=False),
    Column("asked", String(10), nullable=False),
    Column("questions", Text, nullable=False),  # JSON `BroadcastQuestions`
    Column("rounds", Text, nullable=False),  # JSON list of `PlanRound`
    Column("told_to", Text, nullable=False),  # JSON `ToldTo`: whom it was sent to, as it was called then
    Column("is_urgent", Boolean, nullable=False),
    Column("is_drill", Boolean, nullable=False),
    Column("client_key", String(KEY_LIMIT), nullable=False),
    Column("sent_at", BigInteger, nullable=False),
    Column("sent_by", _Id, nullable=False),
    Column("ended_at", BigInteger),
    Column("ended_by", _Id),
    Column("telling", Integer, nullable=False),  # how often it was told so far, by plan or by hand, less one
    Column("told_at", BigInteger, nullable=False),  # when it was told last
    Column("told_seq", BigInteger, nullable=False),  # the entry that says so, which notices tell of
    Index("ix_broadcast_organization_id", "organization_id", "id"),
    Index("uq_broadcast_client_key", "sent_by", "client_key", unique=True),
)

# A person whom it was sent to. The instants are written by `reaching.py` alone; they never change once known.
broadcast_person_table = Table(
    "broadcast_person",
    metadata,
    Column("broadcast_id", _Id, ForeignKey("broadcast.id"), primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("department_id", _Id),  # of their main post when it was sent
    Column("told", Integer, nullable=False),  # the last telling that reached out to them; -1: none yet
    Column("device_at", BigInteger),
    Column("seen_at", BigInteger),
    Column("confirmed_at", BigInteger),
    Column("answered_at", BigInteger),
    Column("answered_by", String(10)),  # AnsweredBy
    Column("answerer_id", _Id),  # who answered for them
    Column("choice", String(10)),  # the number of a choice, or Safety
    Column("answer", Text),  # JSON `BroadcastAnswer`
    Column("changed_at", BigInteger),  # when the answer was last changed
    Column("answers", Integer, nullable=False),
    Index("ix_broadcast_person_member_id", "member_id", "broadcast_id"),
    Index("ix_broadcast_person_told", "broadcast_id", "told", "member_id"),
)

broadcast_link_table = Table(
    "broadcast_link",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("id", _Id, nullable=False),  # what the letter is about
    Column("broadcast_id", _Id, ForeignKey("broadcast.id"), nullable=False),
    Column("member_id", _Id, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Index("ix_broadcast_link_member_id", "member_id", "broadcast_id"),
)

broadcast_call_table = Table(
    "broadcast_call",
    metadata,
    Column("broadcast_id", _Id, ForeignKey("broadcast.id"), primary_key=True),
    Column("member_id", _Id, primary_key=True),  # whom to phone
    Column("by_id", _Id),  # who took them, or noted the outcome; null: given back
    Column("at", BigInteger, nullable=False),
    Column("outcome", String(10)),  # null: somebody is at it
    Column("note", String(NOTE_LIMIT * 4), nullable=False),
    Column("acts", Integer, nullable=False),
)

broadcast_template_table = Table(
    "broadcast_template",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("draft", Text, nullable=False),  # JSON `BroadcastDraft`
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
    Index("ix_broadcast_template_organization_id", "organization_id", "id"),
)

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=TITLE_LIMIT * 4)]
Words = Annotated[str, msgspec.Meta(max_length=WORDS_LIMIT * 4)]
CalledSo = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
Instant = Annotated[int, msgspec.Meta(ge=0, le=INSTANT_MOST)]


class BroadcastQuestions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked: the choices of a question, or what a safety check asks besides whether they are safe."""

    choices: Annotated[
        list[Annotated[str, msgspec.Meta(min_length=1, max_length=CHOICE_LIMIT * 4)]],
        msgspec.Meta(max_length=CHOICES_MOST),
    ] = []
    family: bool = True
    house: bool = True
    coming: bool = True
    place: bool = True
    near: bool = False
    position: bool = False
    """Asked, and never taken: the person presses, and their device asks them, too."""


class BroadcastAudience(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom it is sent to: everybody who works here, departments with all below them, posts (職), people.

    Guests only when named: all of them, or those of an association (消防団).
    """

    everybody: bool = False
    guests: bool = False
    department_ids: Annotated[list[DepartmentId], msgspec.Meta(max_length=DEPARTMENTS_MOST)] = []
    member_ids: Annotated[list[MemberId], msgspec.Meta(max_length=NAMED_MOST)] = []
    titles: Annotated[list[CalledSo], msgspec.Meta(max_length=CALLED_MOST)] = []
    affiliations: Annotated[list[CalledSo], msgspec.Meta(max_length=CALLED_MOST)] = []


class ToldTo(msgspec.Struct, frozen=True, kw_only=True):
    """Whom it was sent to, as it was called then; `people`: how many were named one by one."""

    everybody: bool = False
    guests: bool = False
    departments: list[str] = []
    titles: list[str] = []
    affiliations: list[str] = []
    people: int = 0


class BroadcastDraft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is told and asked: what a template keeps."""

    title: Title
    text: Annotated[str, msgspec.Meta(max_length=TEXT_LIMIT * 4)] = ""
    asked: Asked = "confirm"
    is_urgent: bool = False
    questions: BroadcastQuestions = msgspec.field(default_factory=BroadcastQuestions)
    rounds: Rounds


class NewBroadcast(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A broadcast to be sent. `key`: sent twice with the same, it is sent once."""

    draft: BroadcastDraft
    to: BroadcastAudience
    is_drill: bool = False
    key: Annotated[str, msgspec.Meta(min_length=8, max_length=KEY_LIMIT)]


class BroadcastWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """To whom it would go, and over which ways: looked at before it is sent."""

    to: BroadcastAudience
    rounds: Rounds


class BroadcastAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody answers: the number of a choice ("0" is the first), or whether they are safe and what else."""

    choice: Annotated[str, msgspec.Meta(max_length=10)]
    family: Family | None = None
    house: House | None = None
    coming: Coming | None = None
    comes_at: Instant | None = None
    near: Near | None = None
    place: Words = ""
    position: Coordinates | None = None
    comment: Words = ""
