"""Files encrypted to public keys in the age format (age-encryption.org/v1), readable by every age program.

Whoever holds only the encrypted file reads nothing of it; the machine that wrote it cannot read it again.
"""

import errno
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import pyrage

MAGIC = b"age-encryption.org/v1"


class KeyUnfit(Exception):  # noqa: N818  (what happened, as in this house)
    """Not a key of age; with the line, which is public."""


class NotForThisKey(Exception):  # noqa: N818
    """The file is encrypted to other keys, or damaged."""


def recipients(named: Iterable[str]) -> list[Any]:
    """Return the public keys named: lines such as age1… and ssh-ed25519 …, or files that hold some. Raises KeyUnfit."""
    return [_recipient(line) for one in named for line in _lines(one)]


def _lines(named: str) -> list[str]:
    if named.startswith(("age1", "ssh-")):
        return [named.strip()]
    try:
        lines = [line.strip() for line in Path(named).read_text("utf-8").splitlines()]
    except OSError as error:
        raise KeyUnfit(f"{named}: {error.strerror}") from error
    return [line for line in lines if line and not line.startswith("#")]


def _recipient(line: str) -> Any:  # noqa: ANN401  (the library has no types)
    kind = pyrage.ssh if line.startswith("ssh-") else pyrage.x25519
    try:
        return kind.Recipient.from_str(line)
    except pyrage.RecipientError as error:
        raise KeyUnfit(line[:80]) from error


def identities(file: Path) -> list[Any]:
    """Return the private keys in a file: lines AGE-SECRET-KEY-1…, or an ssh key. Raises KeyUnfit, OSError."""
    text = file.read_bytes()
    try:
        if b"PRIVATE KEY-----" in text:
            return [pyrage.ssh.Identity.from_buffer(text)]
        lines = (line.strip() for line in text.decode().splitlines())
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-SECRET-KEY-")]
    except (pyrage.IdentityError, UnicodeDecodeError) as error:
        raise KeyUnfit(file.name) from error
    if not found:
        raise KeyUnfit(file.name)
    return found


def encrypt(source: IO[bytes], target: IO[bytes], to: Iterable[Any]) -> None:
    """Encrypt a stream. Raises OSError."""
    try:
        pyrage.encrypt_io(source, target, list(to))
    except pyrage.EncryptError as error:
        raise OSError(errno.EIO, str(error)) from error


def decrypt(source: IO[bytes], target: IO[bytes], keys: Iterable[Any]) -> None:
    """Decrypt a stream. Raises NotForThisKey; what was written until then must not be used."""
    try:
        pyrage.decrypt_io(source, target, list(keys))
    except pyrage.DecryptError as error:
        raise NotForThisKey from error
    except OSError as error:
        if error.errno is None:  # the library's own word for bytes that were altered
            raise NotForThisKey from error
        raise


def is_encrypted(file: Path) -> bool:
    """Whether a file says that it is in this format."""
    with file.open("rb") as start:
        return start.read(len(MAGIC)) == MAGIC
