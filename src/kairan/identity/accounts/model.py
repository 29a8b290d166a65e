"""Accounts of applicants, and sign-ins under way.

An account keeps the secret by which its browsers are known: who signs in gets that cookie, so that drafts and
applications are the same in each of them, and nothing else in the house knows that there are accounts.
"""

from typing import NamedTuple

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from kairan.applications.model import ApplicationId
from kairan.core.kit.database import metadata
from kairan.counter.states import State

SIGN_IN_MS = 60 * 60_000
SHOWN_MOST = 100  # applications, and drafts, on one page

_Id = String(13)

applicant_account_table = Table(
    "applicant_account",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("mail_digest", String(64), nullable=False, unique=True),
    Column("mail", Text, nullable=False),  # sealed
    Column("secret", Text, nullable=False),  # sealed: the cookie of its browsers
    Column("key", String(64), nullable=False, unique=True),  # as which they fill in and submit
    Column("created_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
)

applicant_sign_in_table = Table(
    "applicant_sign_in",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("applicant", String(64), nullable=False),  # whose browser it began in
    Column("form_id", _Id, ForeignKey("form.id")),  # before which it was asked for
    Column("draft_id", _Id),  # for which the address alone is proved, without an account
    Column("mail", Text, nullable=False),  # sealed
    Column("started_at", BigInteger, nullable=False),
    Index("ix_applicant_sign_in_started_at", "started_at"),
)


class OwnDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A draft of the account."""

    id: str
    title: str
    organization: str
    address: str
    changed_at: int


class OwnApplication(msgspec.Struct, frozen=True, kw_only=True):
    """An application of the account; without a state: it came in before there were cases."""

    id: ApplicationId
    number: str
    title: str
    organization: str
    submitted_at: int
    state: State | None
    address: str
    is_own: bool  # sent from this account, not opened by its number


class MyPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of an account, the newest first."""

    mail: str
    drafts: list[OwnDraft]
    applications: list[OwnApplication]


class SignInAsked(NamedTuple):
    """What the page on which the code is entered shows."""

    mail: str
    holds_something: bool  # of this browser, to be taken along
    makes_account: bool
