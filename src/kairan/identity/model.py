"""Providers a body asks, what a form asks for, journeys there and back, and what was proved."""

from typing import Annotated, Literal

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.kit.openid.provider import ClientProof
from kairan.core.viewer import OrganizationId
from kairan.identity.facts import Places

JOURNEY_MS = 15 * 60_000  # from the button to the way back: time enough to find one's card
JOURNEYS_MOST = bounded(
    "identity.journeys", 20_000, "evict", "of one body at once: used ones go first, then who set out first begins anew"
)
JOURNEYS_EVICTED = 200
TEXT_LIMIT = 1_000
LINE_LIMIT = 400

_Id = String(13)

identity_provider_table = Table(
    "identity_provider",
    metadata,
    Column("organization_id", _Id, ForeignKey("organization.id"), primary_key=True),
    Column("profile", String(20), primary_key=True),
    Column("is_on", Boolean, nullable=False),
    Column("terms", Text, nullable=False),  # JSON `ProviderTerms`
    Column("secret", Text),  # sealed
    Column("key", Text),  # sealed: the private key as a JWK
    Column("public_key", Text),  # the same, for everybody
    Column("revision", Integer, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)

identity_terms_table = Table(
    "identity_terms",
    metadata,
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("document", Text, nullable=False),  # JSON `IdentityTerms`
    Column("revision", Integer, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
)

identity_journey_table = Table(
    "identity_journey",
    metadata,
    Column("state_digest", String(64), primary_key=True),
    Column("applicant", String(64), nullable=False),  # whose browser it began in
    Column("arrived", String(64)),  # whose browser it ended in, where that is another one
    Column("organization_id", _Id, nullable=False),
    Column("form_id", _Id, nullable=False),
    Column("draft_id", _Id, nullable=False),
    Column("profile", String(20), nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("verifier", String(64), nullable=False),
    Column("redirect_uri", String(500), nullable=False),
    Column("proved", Text),  # sealed: what was proved or signed, until the number shows whose draft it is
    Column("transaction_id", String(200)),  # of one who went to sign: as the provider knows it
    Column("checked", String(64)),  # and the digest of the answers
    Column("signed", Text),  # sealed: the document that is signed there
    Column("started_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Index("ix_identity_journey_started_at", "started_at"),
    Index("ix_identity_journey_organization_id", "organization_id", "started_at"),
    Index("ix_identity_journey_arrived", "arrived"),
)

identity_proof_table = Table(
    "identity_proof",
    metadata,
    Column("draft_id", _Id, primary_key=True),
    Column("application_id", _Id, unique=True),  # once it is submitted
    Column("level", String(10), nullable=False),
    Column("profile", String(20), nullable=False),
    Column("issuer", String(LINE_LIMIT), nullable=False),
    Column("subject_digest", String(64), nullable=False),  # with the installation's key: the same person, nothing more
    Column("facts", Text, nullable=False),  # sealed: JSON `Facts`
    Column("places", Text, nullable=False),  # JSON `Places`
    Column("proved_at", BigInteger, nullable=False),
    Index("ix_identity_proof_proved_at", "proved_at"),
    Index("ix_identity_proof_subject_digest", "subject_digest"),
)

Profile = Literal["digital_auth", "gbiz", "other"]
"""デジタル認証アプリ, GビズID, and any other provider."""
Level = Literal["none", "mail", "account", "card", "signed"]
"""Nothing · a proved mail address · an account · a provider that reads cards, or one the body trusts as much ·
that, and what was filled in is signed with the card before it is sent."""
BY_MAIL = "mail"  # as the profile of what a code by mail proved

_Line = Annotated[str, msgspec.Meta(max_length=LINE_LIMIT)]
_Revision = Annotated[int, msgspec.Meta(ge=0)]


def asked_first(level: Level) -> Level:
    """Return what is asked before anything is filled in."""
    return "card" if level == "signed" else level


class ProviderTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a provider is asked."""

    label: _Line
    issuer: _Line = ""
    client_id: _Line = ""
    proof: ClientProof = "private_key_jwt"
    scopes: _Line = "openid"
    acr_values: _Line = ""
    required_acr: Annotated[list[_Line], msgspec.Meta(max_length=10)] = []
    """Who comes with another one is turned back; empty: whatever the provider does is good."""
    keeps_signatures: bool = False
    """Keep a signature with its certificate: only where the law lets the body do so."""


PRESETS: dict[Profile, ProviderTerms] = {
    "digital_auth": ProviderTerms(
        label="デジタル認証アプリ（マイナンバーカード）",
        scopes="openid name address birthdate gender",
        acr_values="aal3 crl",
    ),
    "gbiz": ProviderTerms(label="GビズID", proof="client_secret_basic", scopes="openid profile user"),
    "other": ProviderTerms(label="認証サービス", proof="client_secret_basic", scopes="openid profile address"),
}


class ProviderChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A provider as it should be; a secret that is left out stays, if the issuer does."""

    revision: _Revision
    is_on: bool
    terms: ProviderTerms
    secret: Annotated[str, msgspec.Meta(min_length=1, max_length=1_000)] | None = None


class ProviderView(msgspec.Struct, frozen=True, kw_only=True):
    """A provider, as an administrator sees it."""

    profile: Profile
    revision: int
    is_on: bool
    terms: ProviderTerms
    has_secret: bool
    has_key: bool
    keys_uri: str  # where the provider reads our public key
    back_uri: str  # where it sends people back to


class ProvidersView(msgspec.Struct, frozen=True, kw_only=True):
    """Every provider, and whom the operator lets anybody ask."""

    issuers: list[str]
    providers: list[ProviderView]


class IdentityTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a form asks for before it is filled in."""

    level: Level
    ways: Annotated[list[Profile], msgspec.Meta(max_length=3)] = []
    other_way: Annotated[str, msgspec.Meta(max_length=TEXT_LIMIT * 4)] = ""
    """How who has no card applies: told before anything is filled in."""
    places: Annotated[Places, msgspec.Meta(max_length=8)] = {}

    @property
    def first(self) -> Level:
        """What is asked before anything is filled in."""
        return asked_first(self.level)


class IdentityTermsChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The terms as they should be, and the revision they were made of; null: nothing is asked."""

    revision: _Revision
    terms: IdentityTerms | None


class FactPlace(msgspec.Struct, frozen=True):
    """A question that may hold facts."""

    id: Id
    label: str
    facts: list[str]


class IdentityTermsView(msgspec.Struct, frozen=True, kw_only=True):
    """What a form asks for, and what can be chosen."""

    revision: int
    terms: IdentityTerms | None
    ways: dict[str, str]  # that are on: their names by profile
    signs: bool  # whether a signature can be asked for
    questions: list[FactPlace]
    suggested: dict[str, str]


Mark = Literal["certified", "changed", "unsaid"]
"""As it was certified · otherwise than it was · certified, and not answered."""


class CertifiedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer whose fact was certified."""

    question_id: str
    fact: str
    mark: Mark
    certified: str | None  # what was certified, where it was changed and the viewer works on it


Revocation = Literal["good"]
"""Anything else was refused when it was signed: a revoked certificate, and one nobody can say anything of."""


class SignatureView(msgspec.Struct, frozen=True, kw_only=True):
    """The signature of a case."""

    digest: str
    authority: str
    revocation: Revocation
    listed_at: int
    verified_at: int
    has_document: bool  # false once the answers are erased
    is_kept: bool  # the signature with its certificate, too
    is_current: bool  # the answers are still those that were signed


class IdentityView(msgspec.Struct, frozen=True, kw_only=True):
    """How the applicant of a case proved who they are; level "none": not at all."""

    level: Level
    label: str = ""
    proved_at: int | None = None
    answers: list[CertifiedAnswer] = []
    signature: SignatureView | None = None


class Provider(msgspec.Struct, frozen=True, kw_only=True):
    """A body's provider, as the server uses it."""

    organization_id: OrganizationId
    profile: Profile
    is_on: bool
    terms: ProviderTerms
    secret: str | None
    key: str | None
    public_key: str | None
    revision: int


class Journey(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on the way to a provider and back."""

    state_digest: str
    organization_id: OrganizationId
    form_id: str
    address: str
    draft_id: str
    profile: Profile
    nonce: str
    verifier: str
    redirect_uri: str
    is_here: bool  # it ended in the browser it began in
    transaction_id: str | None = None  # of one who went to sign
    checked: str = ""
    signed: str = ""  # the document, sealed


class Proved(msgspec.Struct, frozen=True, kw_only=True, tag="proved"):
    """What a provider vouched for."""

    level: Level
    profile: str  # or BY_MAIL
    issuer: str
    subject: str
    facts: dict[str, str]


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """How somebody may prove who they are before a form."""

    title: str
    organization: str
    contact: str
    terms: IdentityTerms
    ways: dict[Profile, str]  # that can be used now: their names
