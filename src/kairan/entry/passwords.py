"""Passwords: argon2id, and the same work whether or not the account exists."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kairan.people.problems import PasswordTooShort

LEAST_LENGTH = 10

_hasher = PasswordHasher()


@cache
def _nobodys_hash() -> str:
    """Return a hash to compare with when there is no account; made on first use, since it takes its time."""
    return _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return the hash to store. Takes some 50 ms: never on the event loop, never in a transaction."""
    return _hasher.hash(password)


def require_good_password(password: str) -> None:
    """Refuse a password that is too short. Problems: PasswordTooShort."""
    if len(password) < LEAST_LENGTH:
        raise PasswordTooShort(least=LEAST_LENGTH)


def password_matches(password_hash: str | None, password: str) -> bool:
    """Compare; without a hash the same time is spent, so that nobody learns which accounts exist."""
    try:
        return _hasher.verify(password_hash or _nobodys_hash(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False
