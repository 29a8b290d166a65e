"""Letters, and the server that takes them."""

import ipaddress
import re
from typing import Literal
from urllib.parse import unquote, urlsplit

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text

from kairan.core.kit.database import metadata

Security = Literal["starttls", "tls", "plain"]
LetterStatus = Literal["waiting", "sent", "refused", "failed"]
"""Waits for the server; was handed over; the server wants none of it; the server could not be reached for a day."""

AttemptOutcome = Literal["sent", "refused", "trouble"]

ATTEMPTS = 30  # over about a day: a mail server that is down over night loses nothing
ERROR_LENGTH = 300
ADDRESS_LIMIT = 254

letter_table = Table(
    "letter",
    metadata,
    Column("id", String(13), primary_key=True),
    Column("owner_id", String(13), nullable=False),  # the organisation in whose name it goes
    Column("about", String(40), nullable=False),  # what wanted it, such as "guest_invitation"
    Column("about_id", String(13), nullable=False),
    Column("recipient", String(ADDRESS_LIMIT), nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text),  # null once sent or given up
    Column("attempts", Integer, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("sent_at", BigInteger),
    Column("refused_at", BigInteger),  # by the server, for good
    Column("failed_at", BigInteger),  # given up after the last attempt
    Column("error", String(ERROR_LENGTH)),
    Index("ix_letter_about", "about", "about_id"),
)

letter_attempt_table = Table(
    "letter_attempt",
    metadata,
    Column("letter_id", String(13), ForeignKey("letter.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("outcome", String(8)),  # sent, refused, trouble; null: not known, so the server may have died over it
    Column("error", String(ERROR_LENGTH)),
)

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """Plain text to one person. The subject is one line, whatever was typed into the names in it."""

    to: str
    subject: str
    text: str
    about: str
    about_id: str


class LetterState(msgspec.Struct, frozen=True, kw_only=True):
    """How far the newest letter about something has come."""

    status: LetterStatus
    at: int
    error: str | None


class AttemptTold(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt to hand a letter over."""

    at: int
    outcome: AttemptOutcome | None  # null: not known
    error: str | None


class LetterTold(msgspec.Struct, frozen=True, kw_only=True):
    """A letter that was written, as far as it has come; never its text."""

    id: str
    subject: str
    to: str  # where, made unreadable but for its beginning and its domain
    created_at: int
    state: LetterState
    attempts: list[AttemptTold]


class SendAs(msgspec.Struct, frozen=True, kw_only=True):
    """How a letter goes out: the same each time it is tried."""

    message_id: str
    to: str
    subject: str
    text: str
    at: int


class MailServer(msgspec.Struct, frozen=True, kw_only=True):
    """Where letters are handed over, and in whose name."""

    host: str
    port: int
    security: Security
    user: str
    password: str
    sender: str  # 回覧 <kairan@example.lg.jp>

    def __repr__(self) -> str:
        """Show where, never with which password."""
        return f"MailServer({self.security}://{self.host}:{self.port})"


def is_address(typed: str) -> bool:
    """Whether this can be written into an envelope: ASCII, one address, nothing that ends a line."""
    return len(typed) <= ADDRESS_LIMIT and _ADDRESS.fullmatch(typed) is not None


_PORTS: dict[str, tuple[Security, int]] = {
    "smtp": ("plain", 25),
    "smtp+starttls": ("starttls", 587),
    "smtps": ("tls", 465),
}


def mail_server(url: str, sender: str, user: str = "", password: str = "") -> MailServer:
    """Read the address of a mail server. Raises ValueError with what is wrong, without the password."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("mail_url: smtp+starttls://host:587, smtps://host:465 or smtp://127.0.0.1:25")
    security, usual = _PORTS[parts.scheme]
    if parts.password:
        raise ValueError("mail_url: the password belongs into mail_password or mail_password_file")
    if security == "plain" and not _is_loopback(parts.hostname):
        raise ValueError("mail_url: smtp:// (without TLS) only to this machine; elsewhere smtp+starttls:// or smtps://")
    address = re.sub(r".*<(.*)>\s*$", r"\1", sender).strip()
    if not is_address(address) or re.search(r"[\x00-\x1f\x7f]", sender):
        raise ValueError("mail_from: an address such as 回覧 <kairan@example.lg.jp>")
    return MailServer(
        host=parts.hostname,
        port=parts.port or usual,
        security=security,
        user=user or unquote(parts.username or ""),
        password=password,
        sender=sender.strip(),
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
