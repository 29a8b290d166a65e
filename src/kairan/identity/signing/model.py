"""What was signed, and what its verification found: the signature itself only where a body may keep it."""

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Index, String, Table, Text

from kairan.core.kit.database import metadata
from kairan.core.kit.secrets import SecretBox
from kairan.identity.model import LINE_LIMIT, Revocation

_Id = String(13)

identity_signature_table = Table(
    "identity_signature",
    metadata,
    Column("draft_id", _Id, primary_key=True),
    Column("application_id", _Id, unique=True),  # once it is submitted
    Column("checked", String(64), nullable=False),  # which answers: `checked_as`
    Column("document", Text, nullable=False),  # sealed: what was signed; empty once erased
    Column("digest", String(64), nullable=False),  # SHA-256 of it
    Column("profile", String(20), nullable=False),
    Column("issuer", String(LINE_LIMIT), nullable=False),  # of the provider
    Column("authority", String(LINE_LIMIT), nullable=False),  # who issued the certificate
    Column("revocation", String(10), nullable=False),
    Column("listed_at", BigInteger, nullable=False),  # of the revocation list it was looked up in
    Column("signed_at", BigInteger, nullable=False),
    Column("verified_at", BigInteger, nullable=False),
    Column("is_kept", Boolean, nullable=False),
    Column("signature", Text),  # sealed, with the certificate; null where it may not be kept, and once erased
    Index("ix_identity_signature_verified_at", "verified_at"),
)


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the verification of a signature found."""

    authority: str
    revocation: Revocation
    listed_at: int
    verified_at: int


class Signed(msgspec.Struct, frozen=True, kw_only=True, tag="signed"):
    """A signature that was verified, on its way to the draft it is for."""

    profile: str
    issuer: str
    subject: str
    checked: str
    document: str
    signature: str  # Base64
    certificate: str  # Base64 of DER
    is_kept: bool
    verdict: Verdict


def sealed_as(name: str, draft_id: str) -> str:
    """Return as what something that was signed lies sealed."""
    return f"identity signed {name}:{draft_id}"


def checked_as(box: SecretBox, checked: str) -> str:
    """Return by what answers are known that were checked: with the key, so that nobody finds them by trying."""
    return box.digest(checked, "identity checked").hex()
