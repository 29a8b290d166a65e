"""Factors: the secret of an authenticator app, recovery codes, passkeys; their tables and what travels."""

from typing import Annotated, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy import BigInteger, Column, ForeignKey, String, Table

from kairan.core.kit.database import metadata
from kairan.core.viewer import Factor
from kairan.sessions.rules import Demand

PASSKEY_NAME_LIMIT = 60
PASSKEYS_MOST = 20
CODES = 10

_Member = String(13)

# One authenticator app for a member. It counts only once a code of it was shown.
totp_table = Table(
    "totp",
    metadata,
    Column("member_id", _Member, ForeignKey("member.id"), primary_key=True),
    Column("secret", String(200), nullable=False),  # sealed with the installation's key
    Column("created_at", BigInteger, nullable=False),
    Column("confirmed_at", BigInteger),
    Column("last_step", BigInteger, nullable=False),  # of the last code taken; earlier ones and itself are spent
    Column("used_at", BigInteger),
)

recovery_code_table = Table(
    "recovery_code",
    metadata,
    Column("member_id", _Member, ForeignKey("member.id"), primary_key=True),
    Column("digest", String(64), primary_key=True),  # keyed with the installation's key
    Column("made_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
)

passkey_table = Table(
    "passkey",
    metadata,
    Column("id", String(13), primary_key=True),
    Column("member_id", _Member, ForeignKey("member.id"), nullable=False, index=True),
    Column("credential_id", String(1400), nullable=False, unique=True),  # base64url
    Column("public_key", sa.Text, nullable=False),  # base64url
    Column("sign_count", BigInteger, nullable=False),
    Column("rp_id", String(253), nullable=False),  # the host name it was made for
    Column("transports", String(100), nullable=False),  # what the browser said, with commas
    Column("name", String(PASSKEY_NAME_LIMIT), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Column("blocked_at", BigInteger),  # its count went back: somebody has a copy
)

# Challenges that were answered: an answer is taken once.
spent_challenge_table = Table(
    "spent_challenge",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("ends_at", BigInteger, nullable=False, index=True),
)

Text = Annotated[str, msgspec.Meta(max_length=20_000)]
Short = Annotated[str, msgspec.Meta(max_length=200)]


class TotpView(msgspec.Struct, frozen=True, kw_only=True):
    """An authenticator app as its member sees it."""

    added_at: int
    used_at: int | None


class PasskeyView(msgspec.Struct, frozen=True, kw_only=True):
    """A passkey as its member sees it; `is_here`: made for the address they use now."""

    id: str
    name: str
    added_at: int
    used_at: int | None
    blocked_at: int | None
    is_here: bool


class FactorEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened to a member's factors or sign-ins."""

    kind: str
    at: int
    by_other: bool  # an administrator's act
    factor: Factor | None
    name: str | None


class OwnFactors(msgspec.Struct, frozen=True, kw_only=True):
    """What a member can show, what is demanded of them, and what happened lately."""

    has_password: bool
    totp: TotpView | None
    passkeys: list[PasskeyView]
    codes_left: int
    codes_made_at: int | None
    demand: Demand
    enrol_by: int | None  # until then they are only reminded; null when nothing is missing
    passkeys_work: bool  # an address that is a number cannot have any
    events: list[FactorEvent]


class TotpOffer(msgspec.Struct, frozen=True, kw_only=True):
    """A secret for an authenticator app: as text, as an address, as the squares of a QR code (rows of 0 and 1).

    `sealed` is given back with the first code; until then nothing is kept.
    """

    secret: str
    uri: str
    qr: list[str]
    sealed: str


class TotpConfirm(msgspec.Struct, frozen=True, kw_only=True):
    """The first code of an authenticator app."""

    sealed: Short
    code: Short


class Added(msgspec.Struct, frozen=True):
    """A factor was added; recovery codes come with the first one, and are shown this once."""

    codes: list[str] | None


class Codes(msgspec.Struct, frozen=True):
    """New recovery codes: shown this once."""

    codes: list[str]


class PasskeyOffer(msgspec.Struct, frozen=True, kw_only=True):
    """What the browser needs to make a passkey; bytes are base64url."""

    challenge: str
    rp_id: str
    rp_name: str
    user_id: str
    user_name: str
    display_name: str
    exclude: list[str]


class PasskeyAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What the browser needs to show a passkey; an empty `allow` means any that it has for this address."""

    challenge: str
    rp_id: str
    allow: list[str]


class CredentialResponse(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an authenticator said, as browsers write it (WebAuthn Level 3, base64url)."""

    client_data: Text = msgspec.field(name="clientDataJSON")
    attestation: Text | None = msgspec.field(name="attestationObject", default=None)
    authenticator_data: Text | None = msgspec.field(name="authenticatorData", default=None)
    signature: Text | None = None
    user_handle: Short | None = msgspec.field(name="userHandle", default=None)
    transports: Annotated[list[Short], msgspec.Meta(max_length=10)] = []


class PasskeyCredential(msgspec.Struct, frozen=True, kw_only=True):
    """A credential as browsers write it."""

    id: Annotated[str, msgspec.Meta(max_length=1400)]
    raw_id: Annotated[str, msgspec.Meta(max_length=1400)] = msgspec.field(name="rawId")
    type: Literal["public-key"]
    response: CredentialResponse


class NewPasskey(msgspec.Struct, frozen=True, kw_only=True):
    """A passkey to be kept, with the name its member gives it."""

    name: Short
    credential: PasskeyCredential


class PasskeyName(msgspec.Struct, frozen=True):
    """What a member calls one of their passkeys."""

    name: Short


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown besides the password: one of these."""

    code: Short | None = None
    recovery_code: Short | None = None
    passkey: PasskeyCredential | None = None


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown to prove once more who one is: one of these."""

    password: Annotated[str, msgspec.Meta(max_length=1000)] | None = None
    code: Short | None = None
    passkey: PasskeyCredential | None = None


class PasskeySignIn(msgspec.Struct, frozen=True):
    """A passkey instead of login and password."""

    passkey: PasskeyCredential
