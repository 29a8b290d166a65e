"""Time stamps (RFC 3161): an authority puts its time under a checkpoint, and whoever trusts it can check that.

Off unless an address is set. Only the SHA-256 of the checkpoint leaves the machine. A stamp is checked as of its own
time: certificates of authorities end long before a record does. The library refuses replies whose certificates do not
stand in the order of DER, which OpenSSL takes; those are left to `openssl ts`, where it is installed.
"""

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from kairan.anchors.asking import AddressTrouble, ask_address
from kairan.core.kit.clock import now_ms

OPENSSL_S = 20.0
REPLY_BYTES = 256 * 1024  # more than any honest reply has


class Stamp(NamedTuple):
    """An authority's reply, and the time it says, in milliseconds; the clock's where only `openssl ts` can read it."""

    reply: bytes
    at: int


class StampWrong(Exception):  # noqa: N818  (what happened, as in this house)
    """The stamp is not what it should be; with what was found."""


def ask_for_stamp(url: str, text: bytes, roots: Sequence[Certificate] = ()) -> Stamp:
    """Ask an authority for its time under a text; its answer is checked before it is used.

    Under `roots` the signature is checked, too; without them only that it answers this very request. A reply that
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
    at = time_of(stamp, text)
    if at is None and not roots:
        raise StampWrong("only `openssl ts -verify` can read this stamp; set anchor_tsa_ca")
    reply = _decoded(stamp)
    if reply is not None and reply.tst_info.nonce != request.nonce:
        raise StampWrong("answer to another request")
    if roots:
        require_stamp(stamp, text, roots)
    return Stamp(stamp, now_ms() if at is None else int(at.timestamp() * 1000))


def time_of(stamp: bytes, text: bytes) -> datetime | None:
    """Return the time in a stamp for this text; None where only `openssl ts` can read it. Raises StampWrong."""
    reply = _decoded(stamp)
    if reply is None:
        return None
    if reply.status not in {0, 1}:
        raise StampWrong(f"refused by the authority: {' '.join(reply.status_string) or reply.status}")
    if reply.tst_info.message_imprint.message != hashlib.sha256(text).digest():
        raise StampWrong("stamp of another text")
    return reply.tst_info.gen_time


def require_stamp(stamp: bytes, text: bytes, roots: Sequence[Certificate]) -> None:
    """Refuse a stamp that is not for this text, or not of an authority under these roots. Raises StampWrong."""
    reply = _decoded(stamp)
    if reply is None:
        _ask_openssl(stamp, text, roots)
        return
    time_of(stamp, text)
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


def _ask_openssl(stamp: bytes, text: bytes, roots: Sequence[Certificate]) -> None:
    program = shutil.which("openssl")
    if program is None:
        raise StampWrong("only `openssl ts -verify` can read this stamp, and it is not installed")
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder, name) for name in ("reply", "text", "roots")}
        paths["reply"].write_bytes(stamp)
        paths["text"].write_bytes(text)
        paths["roots"].write_bytes(b"".join(root.public_bytes(Encoding.PEM) for root in roots))
        files = ["-in", str(paths["reply"]), "-data", str(paths["text"]), "-CAfile", str(paths["roots"])]
        asked = [program, "ts", "-verify", *files]
        done = subprocess.run(asked, capture_output=True, check=False, timeout=OPENSSL_S)  # noqa: S603
    if done.returncode:
        raise StampWrong("refused by `openssl ts -verify`")
