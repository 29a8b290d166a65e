"""The key that signs anchors: Ed25519, written as one line of text as in signed notes (C2SP).

    PRIVATE+KEY+<name>+<id>+<base64 of 0x01 and the seed>    kept where the server's data are not
    <name>+<id>+<base64 of 0x01 and the public key>          given to everybody who is to check

The id is the beginning of SHA-256 over name, newline, 0x01 and public key.
"""

import base64
import binascii
import hashlib
import os
import re
import secrets
from pathlib import Path
from typing import Self

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PRIVATE = "PRIVATE+KEY+"
ED25519 = b"\1"
NAME = re.compile(r"[A-Za-z0-9._/:-]{1,80}")  # what stands in a line without being taken for its end


class KeyMalformed(Exception):  # noqa: N818
    """The file or line holds no key for anchors."""


class PublicKey(msgspec.Struct, frozen=True):
    """Whom a signature is to be from."""

    name: str
    raw: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes by which a signature says whose it is."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.raw).digest()[:4]

    @property
    def line(self) -> str:
        """The key as it is given to others."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.raw).decode()}"

    @classmethod
    def read(cls, line: str) -> Self:
        """Read a line. Raises KeyMalformed."""
        name, _, rest = line.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        key = cls(name, _key_bytes(name, encoded))
        if key.key_id.hex() != key_id:
            raise KeyMalformed
        return key

    def verifies(self, data: bytes, signature: bytes) -> bool:
        """Whether a signature is this key's over these bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, data)
        except (InvalidSignature, ValueError):
            return False
        return True


class SigningKey(msgspec.Struct, frozen=True):
    """The private key; never shown by accident."""

    name: str
    seed: bytes

    def __repr__(self) -> str:
        """Show whose it is only."""
        return f"SigningKey({self.name})"

    @property
    def public(self) -> PublicKey:
        """What others check with."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return PublicKey(self.name, key.public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, data: bytes) -> bytes:
        """Return the signature over these bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(data)

    @property
    def line(self) -> str:
        """The key as it is kept."""
        return f"{PRIVATE}{self.name}+{self.public.key_id.hex()}+{base64.b64encode(ED25519 + self.seed).decode()}"

    @classmethod
    def read(cls, line: str) -> Self:
        """Read a line. Raises KeyMalformed."""
        text = line.strip()
        name, _, rest = text.removeprefix(PRIVATE).partition("+")
        key_id, _, encoded = rest.partition("+")
        if not text.startswith(PRIVATE):
            raise KeyMalformed
        key = cls(name, _key_bytes(name, encoded))
        if key.public.key_id.hex() != key_id:
            raise KeyMalformed
        return key

    @classmethod
    def new(cls, name: str) -> Self:
        """Make a key. Raises KeyMalformed for a name that cannot stand in a note."""
        if not NAME.fullmatch(name):
            raise KeyMalformed
        return cls(name, secrets.token_bytes(32))


def _key_bytes(name: str, encoded: str) -> bytes:
    try:
        decoded = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise KeyMalformed from error
    if not NAME.fullmatch(name) or len(decoded) != 33 or decoded[:1] != ED25519:
        raise KeyMalformed
    return decoded[1:]


def read_signing_key(file: Path) -> SigningKey:
    """Return the key in a file. Raises KeyMalformed, OSError."""
    try:
        return SigningKey.read(file.read_text("ascii"))
    except UnicodeDecodeError as error:
        raise KeyMalformed from error


def write_signing_key(file: Path, key: SigningKey) -> None:
    """Write a key for its owner's eyes only; what is there is never overwritten. Raises FileExistsError, OSError."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(key.line + "\n")
        out.flush()
        os.fsync(out.fileno())
