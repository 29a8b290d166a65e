"""Secrets kept sealed: what the server must read again (a client secret, a TOTP seed) never lies open in the database.

Promises: whoever has only the database, or a backup, reads none of them; what was sealed for one purpose does not
open for another, so that rows cannot be exchanged. The key lies in a file beside the database, not in it, and is in
no backup.
"""

import base64
import hmac
import os
import secrets
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
VERSION = "v1."  # AES-256-GCM, a random nonce before the text


class SealBroken(Exception):  # noqa: N818  (what happened, as in this house)
    """What was sealed cannot be opened: another key, another purpose, or damaged."""


class NoKey(Exception):  # noqa: N818
    """The key file holds something else."""


class SecretBox:
    """Seals and opens with the installation's key, which is read, or made, when it is first needed."""

    def __init__(self, key_file: Path) -> None:
        self.key_file = key_file

    def seal(self, secret: str, purpose: str) -> str:
        """Return what may be stored. The purpose says whose secret it is: "totp:0k3w9f2m7xq1s"."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, secret.encode(), purpose.encode())
        return VERSION + base64.urlsafe_b64encode(sealed).decode()

    def open(self, sealed: str, purpose: str) -> str:
        """Return the secret. Raises SealBroken."""
        try:
            data = base64.urlsafe_b64decode(sealed.removeprefix(VERSION))
            return self._cipher.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], purpose.encode()).decode()
        except (ValueError, InvalidTag) as error:
            raise SealBroken from error

    def opens(self, sealed: str, purpose: str) -> bool:
        """Whether this is the key it was sealed with, for this purpose."""
        try:
            self.open(sealed, purpose)
        except SealBroken:
            return False
        return True

    def digest(self, text: str | bytes, purpose: str) -> bytes:
        """Return 32 bytes that nobody without the key can compute: to recognise something without keeping it."""
        data = text.encode() if isinstance(text, str) else text
        # A purpose cannot run over into the text: its length is digested, too.
        return hmac.digest(self._key, len(purpose).to_bytes(4) + purpose.encode() + data, "sha256")

    @cached_property
    def _key(self) -> bytes:
        if not self.key_file.exists():
            _make_key(self.key_file)
        return read_key(self.key_file)

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self._key)


def read_key(file: Path) -> bytes:
    """Return the key in a file. Raises NoKey."""
    try:
        key = base64.b64decode(file.read_text("ascii").strip(), validate=True)
    except ValueError as error:
        raise NoKey(file) from error
    if len(key) != KEY_BYTES:
        raise NoKey(file)
    return key


def _make_key(file: Path) -> None:
    """Write a new key whole or not at all; of two at once, the first wins."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
        out.flush()
        os.fsync(out.fileno())
    with suppress(FileExistsError):
        file.hardlink_to(fresh)
    fresh.unlink()
