"""Time stamps (RFC 3161): an authority puts its time under a checkpoint, and whoever trusts it can check that.

Off unless an address is set. Only the SHA-256 of the checkpoint leaves the machine. A stamp is checked as of its own
time: certificates of authorities end long before a record does. Its time is held against the clock when it comes, and
against what the anchor says of itself ever after: a stamp is there to tell an anchor that says it is older than it is.
The library refuses replies whose certificates do not stand in the order of DER, which OpenSSL takes; those are left to
`openssl ts`, where it is installed.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from kairan.anchors.asking import AddressTrouble, ask_address
from kairan.anchors.openssl_stamps import OpensslRefused, check_against_request, check_against_text
from kairan.core.kit.clock import now_ms

REPLY_BYTES = 256 * 1024  # more than any honest reply has
LEEWAY = timedelta(minutes=10)
"""So far the clocks of an authority and of this machine may be apart."""
LATE = timedelta(days=1)
"""So long after an anchor was made it may still get its stamp; then only a newer one does."""


class Stamp(NamedTuple):
    """An authority's reply, and the time it says, in milliseconds."""

    reply: bytes
    at: int


class StampWrong(Exception):  # noqa: N818  (what happened, as in this house)
    """The stamp is not what it should be; with what was found."""


def ask_for_stamp(url: str, text: bytes, roots: Sequence[Certificate] = ()) -> Stamp:
    """Ask an authority for its time under a text; its answer is checked before it is used.

    Under `roots` the signature is checked, too; without them only that it answers this very request, now. A reply that
    only `openssl ts` can read is taken where roots are set. Raises StampWrong.
    """
    request = TimestampRequestBuilder().data(text).hash_algorithm(HashAlgorithm.SHA256).build()
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    try:
        status, stamp = ask_address("POST", url, request.as_bytes(), headers, REPLY_BYTES)
    except AddressTrouble as trouble:
        raise StampWrong(str(trouble)) from trouble
    if status != 200:
        raise StampWrong(f"HTTP {status}, {len(stamp)} bytes")
    at = _time_of_answer(stamp, text, request, roots)
    now = datetime.fromtimestamp(now_ms() / 1000, UTC)
    if not now - LEEWAY <= at <= now + LEEWAY:
        raise StampWrong(f"stamped {_minute(at)}, but it is {_minute(now)} by the clock of this machine")
    return Stamp(stamp, int(at.timestamp() * 1000))


def _time_of_answer(stamp: bytes, text: bytes, request: TimeStampRequest, roots: Sequence[Certificate]) -> datetime:
    reply = _decoded(stamp)
    if reply is None:
        if not roots:
            raise StampWrong("only `openssl ts -verify` can read this stamp; set anchor_tsa_ca")
        return _by_openssl(check_against_request, stamp, request.as_bytes(), roots)
    at = _read_time(reply, text)
    if reply.tst_info.nonce != request.nonce:
        raise StampWrong("answer to another request")
    if roots:
        _require_signed(reply, text, roots)
    return at


def time_of(stamp: bytes, text: bytes) -> datetime | None:
    """Return the time in a stamp for this text; None where only `openssl ts` can read it. Raises StampWrong."""
    reply = _decoded(stamp)
    return None if reply is None else _read_time(reply, text)


def require_stamp(stamp: bytes, text: bytes, roots: Sequence[Certificate]) -> datetime:
    """Return the time of a stamp for this text, of an authority under these roots. Raises StampWrong."""
    reply = _decoded(stamp)
    if reply is None:
        return _by_openssl(check_against_text, stamp, text, roots)
    at = _read_time(reply, text)
    _require_signed(reply, text, roots)
    return at


def require_recent(made_at: str) -> None:
    """Refuse to have an anchor stamped now that says it was made long ago, or is yet to be made. Raises StampWrong."""
    require_time(datetime.fromtimestamp(now_ms() / 1000, UTC), made_at)


def require_time(at: datetime, made_at: str) -> None:
    """Refuse a stamp that does not come soon after what its anchor says of itself (ISO 8601). Raises StampWrong."""
    try:
        made = datetime.fromisoformat(made_at)
    except ValueError as error:
        raise StampWrong("the anchor says no time") from error
    if not made - LEEWAY <= at <= made + LATE + LEEWAY:
        raise StampWrong(f"stamped {_minute(at)}, but the anchor says that it was made {_minute(made)}")


def _minute(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _read_time(reply: TimeStampResponse, text: bytes) -> datetime:
    if reply.status not in {0, 1}:
        raise StampWrong(f"refused by the authority: {' '.join(reply.status_string) or reply.status}")
    if reply.tst_info.message_imprint.message != hashlib.sha256(text).digest():
        raise StampWrong("stamp of another text")
    return reply.tst_info.gen_time


def _require_signed(reply: TimeStampResponse, text: bytes, roots: Sequence[Certificate]) -> None:
    builder = VerifierBuilder()
    for root in roots:
        builder = builder.add_root_certificate(root)
    try:
        builder.build().verify(reply, hashlib.sha256(text).digest())
    except (VerificationError, ValueError) as error:
        raise StampWrong(str(error)[:200]) from error


def read_roots(file: Path) -> list[Certificate]:
    """Return the certificates in a PEM file. Raises ValueError, OSError."""
    return load_pem_x509_certificates(file.read_bytes())


def _decoded(stamp: bytes) -> TimeStampResponse | None:
    try:
        return decode_timestamp_response(stamp)
    except ValueError as error:
        if "InvalidSetOrdering" in str(error):
            return None
        raise StampWrong("no reply of a time-stamp authority") from error


def _by_openssl(
    check: Callable[[bytes, bytes, Sequence[Certificate]], datetime],
    stamp: bytes,
    about: bytes,
    roots: Sequence[Certificate],
) -> datetime:
    try:
        return check(stamp, about, roots)
    except OpensslRefused as refused:
        raise StampWrong(str(refused)) from refused
