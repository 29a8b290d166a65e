"""What was asked of a second person (二人目の同意): who asked, what exactly, why, until when, and who decided."""

from typing import Annotated, Any, Literal

import msgspec
from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from kairan.core.kit.database import metadata
from kairan.core.viewer import MemberId

DAY_MS = 24 * 3_600_000
SEASONED_MS = 7 * DAY_MS
"""So long before the request a second person held the role, with a password and factors of their own."""
ONE_HAND_MS = 30 * DAY_MS
"""So long whom somebody made, named, reset or gave a task does not check them, nor is checked by them."""
ASKED_MS = 7 * DAY_MS
"""So long a request waits."""
CONSENTED_MS = DAY_MS
"""So long a consent may be used by who asked, for what they do themselves."""
REASON_LEAST, REASON_LIMIT = 5, 300

ActName = Literal["role", "password", "factors", "bulk", "provider"]
"""To give a role; to issue a password; to clear factors; one act on many accounts; to change whom a body's provider may
sign in."""
State = Literal["waiting", "consented", "done", "alone", "refused", "withdrawn", "failed", "expired"]
"""`consented`: who asked may do it now; `alone`: done by one, since nobody else could consent."""
WhyNot = Literal["own", "role", "subject", "new", "one_hand"]
"""Why somebody cannot be the second person: asked it themselves, has no such role, it is about them, holds role or
password too short, or both are of one hand: one made, named or reset the other, through whomever."""

_Id = String(13)

consent_table = Table(
    "consent",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, nullable=False),
    Column("act", String(20), nullable=False),
    Column("wanted", Text, nullable=False),  # JSON of what exactly is to be done
    Column("subject_ids", Text, nullable=False),  # JSON; of those with powers whom it is about
    Column("told", Text, nullable=False),  # JSON; a Told, as it was when it was asked
    Column("reason", Text, nullable=False),
    Column("asked_by", _Id, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("decided_by", _Id),
    Column("consented_at", BigInteger),
    Column("refused_at", BigInteger),
    Column("withdrawn_at", BigInteger),
    Column("done_at", BigInteger),
    Column("failed", Text),  # the code of the problem on which it failed
    Index("ix_consent_organization_id", "organization_id", "asked_at"),
)

consent_seen_table = Table(
    "consent_seen",
    metadata,
    Column("member_id", _Id, primary_key=True),
    Column("seen_at", BigInteger, nullable=False),  # what was done alone until then was seen
)


class ToldChange(msgspec.Struct, frozen=True):
    """A setting that is to change; null is empty."""

    field: str
    before: str | None
    after: str | None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked, in what a screen needs to say it."""

    names: list[str] = []  # of the people with powers it is about, each with what no other of the body has
    people: int = 1  # whom it changes, in all
    role: str | None = None
    bulk: str | None = None  # which act on many
    target: str | None = None  # where they are moved, or given a post: the department's path, and the title
    issuer: str | None = None  # of the provider that is to sign people in
    changes: list[ToldChange] = []


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A request for a second person's consent."""

    act: ActName
    wanted: dict[str, Any]  # as the act's own type says
    reason: Annotated[str, msgspec.Meta(max_length=REASON_LIMIT * 4)]


class Someone(msgspec.Struct, frozen=True):
    """A person with their name."""

    id: MemberId
    name: str


class ConsentView(msgspec.Struct, frozen=True, kw_only=True):
    """A request as administrators and auditors of the body see it; `why_not`: why the viewer cannot decide it."""

    id: str
    act: ActName
    state: State
    told: Told
    reason: str
    asked_by: Someone
    asked_at: int
    expires_at: int
    decided_by: Someone | None
    decided_at: int | None
    done_at: int | None
    is_own: bool
    is_unseen: bool
    why_not: WhyNot | None
    ready_at: int | None  # from when on the viewer could decide a request made then


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The instants from which the state of a request is read."""

    expires_at: int
    decided_by: str | None
    consented_at: int | None
    refused_at: int | None
    withdrawn_at: int | None
    done_at: int | None
    failed: str | None


def state_of(one: Standing, now: int) -> State:
    """Read the state from what happened."""
    if one.done_at is not None:
        return "alone" if one.decided_by is None else "done"
    if one.failed is not None:
        return "failed"
    if one.withdrawn_at is not None:
        return "withdrawn"
    if one.refused_at is not None:
        return "refused"
    if one.expires_at <= now:
        return "expired"
    return "waiting" if one.consented_at is None else "consented"
