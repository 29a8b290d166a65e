"""OpenID Connect (統合認証): a body's own provider, the journeys to it, and who there is whom here."""

from typing import Annotated, Literal

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.kit.openid.provider import ClientProof
from kairan.core.viewer import MemberId, OrganizationId

JOURNEY_MS = 10 * 60_000  # from the button to the way back: time enough to find one's card
JOURNEYS_MOST = bounded(
    "oidc.journeys",
    20_000,
    "evict",
    "of one body at once: used ones go first, then who set out first begins anew",
)
JOURNEYS_EVICTED = 200
"""So many go at once, so that a flood does not look for the oldest each time."""

_Id = String(13)

connection_table = Table(
    "oidc_connection",
    metadata,
    Column("organization_id", _Id, ForeignKey("organization.id"), primary_key=True),
    Column("enabled", Boolean, nullable=False),
    Column("terms", Text, nullable=False),  # Terms, as JSON
    Column("secret", Text),  # sealed
    Column("key", Text),  # sealed: the private key as a JWK, for private_key_jwt
    Column("public_key", Text),  # the same, for everybody
    Column("changed_at", BigInteger, nullable=False),
)

journey_table = Table(
    "oidc_journey",
    metadata,
    Column("state_digest", String(64), primary_key=True),
    Column("browser_digest", String(64), nullable=False),  # of the cookie: who comes back must be who left
    Column("organization_id", _Id, nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("verifier", String(64), nullable=False),
    Column("redirect_uri", String(500), nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),  # kept for a while, so that a replay is told from an old page
    Index("ix_oidc_journey_started_at", "started_at"),
    Index("ix_oidc_journey_organization_id", "organization_id", "started_at"),
)

subject_table = Table(
    "oidc_subject",
    metadata,
    Column("organization_id", _Id, ForeignKey("organization.id"), primary_key=True),
    Column("issuer", String(400), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("member_id", _Id, ForeignKey("member.id"), nullable=False),
    Column("linked_at", BigInteger, nullable=False),
    Column("own", Boolean),  # the member made it; false: the body's rule did; null: it is older than this mark
    UniqueConstraint("member_id", "issuer"),
)

# Of a session opened through a provider: what its end has to do with the provider's. No foreign key: a session's row
# goes away in many ways, and a row that is left over is swept later.
oidc_session_table = Table(
    "oidc_session",
    metadata,
    Column("session_id", _Id, primary_key=True),
    Column("organization_id", _Id, nullable=False),
    Column("issuer", String(400), nullable=False),
    Column("subject", String(255), nullable=False),
    Column("sid", String(255)),
    Column("id_token", Text, nullable=False),  # sealed
    Index("ix_oidc_session_subject", "organization_id", "issuer", "subject"),
    Index("ix_oidc_session_sid", "organization_id", "issuer", "sid"),
)

# How many refusals no entry tells of yet: a flood makes a handful of entries.
refusal_table = Table(
    "oidc_refusal",
    metadata,
    Column("organization_id", _Id, primary_key=True),
    Column("reason", String(60), primary_key=True),
    Column("member_id", String(13), primary_key=True),  # empty: nobody of the body
    Column("address", String(45), nullable=False),
    Column("untold", Integer, nullable=False),
    Column("told_at", BigInteger, nullable=False),
)

Accounts = Literal["linked", "matched", "created"]
"""Who may come in: only who is linked already; also whose login or number is known here; or anybody the provider
knows, with a new account."""

STRONG = ("mfa", "otp", "hwk", "swk", "sc", "fido", "pop")

MatchBy = Literal["login", "number"]
Passwords = Literal["everyone", "administrators_and_guests"]

ClaimName = Annotated[str, msgspec.Meta(max_length=200)]
LINE_MOST = 400
Line = Annotated[str, msgspec.Meta(max_length=LINE_MOST)]


class ClaimNames(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which claim (クレーム) says what; an empty name: the provider does not say it. A dot leads into an object."""

    login: ClaimName = "preferred_username"
    number: ClaimName = ""
    name: ClaimName = "name"
    kana: ClaimName = ""
    mail: ClaimName = "email"
    department: ClaimName = ""
    title: ClaimName = ""


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was agreed with the provider, and the rules for who comes from there."""

    label: Line = "統合認証"
    issuer: Line = ""
    client_id: Line = ""
    proof: ClientProof = "client_secret_basic"
    scopes: Line = "openid profile email"
    claims: ClaimNames = ClaimNames()
    accounts: Accounts = "matched"
    match_by: MatchBy = "login"
    cut_domain: bool = False
    """Compare only what stands before the @ of the login."""
    domains: Annotated[list[Line], msgspec.Meta(max_length=50)] = []
    """Mail domains from which people may come; empty: any."""
    passwords: Passwords = "everyone"
    acr_values: Line = ""
    """What to ask of the provider (acr_values), for instance a second factor."""
    strong_acr: Annotated[list[Line], msgspec.Meta(max_length=20)] = []
    strong_amr: Annotated[list[Line], msgspec.Meta(max_length=20)] = msgspec.field(default_factory=lambda: list(STRONG))
    """Whoever comes with one of these has shown a second factor (RFC 8176)."""
    sign_out_there: bool = True
    """Signing out here also ends the session at the provider."""


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """A body's connection as the server uses it."""

    organization_id: OrganizationId
    enabled: bool
    terms: Terms
    secret: str | None
    key: str | None
    public_key: str | None


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What the sign-in page offers: the button's words, and whether passwords are for a few only."""

    organization_id: OrganizationId
    label: str
    passwords: Passwords


class Journey(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on the way to the provider and back."""

    organization_id: OrganizationId
    nonce: str
    verifier: str
    redirect_uri: str
    started_at: int


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the provider vouches for: checked, and in the body's own terms."""

    issuer: str
    subject: str
    login: str
    number: str
    name: str
    kana: str
    mail: str | None
    mail_is_verified: bool
    department: str
    title: str
    is_strong: bool
    sid: str | None
    id_token: str


class Admitted(msgspec.Struct, frozen=True, kw_only=True):
    """Who came in, with the token for the cookie."""

    member_id: MemberId
    token: str
