"""Tables of factors: the secret of an authenticator app, recovery codes, passkeys."""

from sqlalchemy import BigInteger, Column, ForeignKey, String, Table, Text

from kairan.kit.database import metadata

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
    Column("public_key", Text, nullable=False),  # base64url
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
