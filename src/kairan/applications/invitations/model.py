"""Who was invited to a form, and whether they have answered."""

from typing import Annotated, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, String, Table, UniqueConstraint

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id

InvitationId = NewType("InvitationId", Id)

INVITED_MOST = bounded("forms.invited", 50_000, "refuse", "`invitation.too_many`")  # of one form
ADDED_MOST = bounded("forms.invited_at_once", 5_000, "refuse", "`invitation.too_many_at_once`")
LETTERS_AT_ONCE = 500
PAGE = 100
NAME_LIMIT = 100
MAIL_LIMIT = 254
FEW = 5  # where answers are anonymous: so many have answered since before it is told who

_Id = String(13)

form_invitation_table = Table(
    "form_invitation",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("form_id", _Id, ForeignKey("form.id"), nullable=False),
    Column("number", String(120), nullable=False),  # sealed
    Column("number_digest", String(64), nullable=False),  # with the installation's key: a number is short
    Column("name", String(NAME_LIMIT * 4), nullable=False),
    Column("mail", String(MAIL_LIMIT), nullable=False),
    Column("mailed_at", BigInteger),
    Column("withdrawn_at", BigInteger),
    Column("is_answered", Boolean, nullable=False),
    Column("is_told", Boolean, nullable=False),  # that they answered is shown; later, where answers are anonymous
    Column("answered_at", BigInteger),  # null where answers are anonymous
    Column("application_id", _Id),  # null where answers are anonymous
    UniqueConstraint("form_id", "number_digest"),
    Index("ix_form_invitation_form_id", "form_id", "id"),
    Index("ix_form_invitation_untold", "is_answered", "is_told"),
)


class Inviting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom to invite: a table as the bytes of its file, in base64, or so many without names."""

    table: Annotated[str, msgspec.Meta(max_length=1_000_000)] = ""
    count: Annotated[int, msgspec.Meta(ge=0, le=5_000)] = 0


class Invited(msgspec.Struct, frozen=True):
    """Somebody to be invited; either may be empty."""

    name: str = ""
    mail: str = ""


class InvitationRow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who was invited, as the list shows them; never with their number."""

    id: InvitationId
    name: str
    mail: str
    mailed_at: int | None
    is_answered: bool
    answered_at: int | None  # null where answers are anonymous
    application_id: str | None
    is_withdrawn: bool


class InvitationPage(msgspec.Struct, frozen=True, kw_only=True):
    """Who was invited, how many of them have answered, and where the next page begins."""

    total: int  # whose number is good, or was used
    answered: int
    waiting: int  # of whom a letter can go to
    is_anonymous: bool
    people: list[InvitationRow]
    next: str | None


class InvitationsAdded(msgspec.Struct, frozen=True, kw_only=True):
    """How many were added."""

    added: int


class LettersPosted(msgspec.Struct, frozen=True, kw_only=True):
    """How many letters go out, and how many people are left for the next time one asks."""

    posted: int
    left: int
