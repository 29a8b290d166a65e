"""Passwords: argon2id, and the same work whether or not the account exists."""

import re
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kairan.core.kit.bounds import bounded
from kairan.core.kit.pool import Pool
from kairan.core.kit.text import fold
from kairan.people.problems import PasswordCommon, PasswordTooShort

LEAST_LENGTH = 12
LEAST_DIFFERENT = 5  # characters; fewer are a pattern
LEAST_OWN = 6  # characters beside a common word or one's own login
_COMMON = Path(__file__).parent / "common_passwords.txt"
_ROWS = (
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)

HASHERS = 2  # threads; more would only take the processor from everything else
HASHES_WAITING = bounded("entry.hashes", 400, "refuse", "503 `server.busy`, `Retry-After`: 2 s; about 20 s of work")

_hasher = PasswordHasher()
_hashing = Pool("hasher", HASHERS, HASHES_WAITING)
# For passwords drawn at random (79 bits): nobody tries them all, however cheap a try is. See decision 0037.
_quick = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
_QUICK_MARK = "$m=1024,t=1,p=1$"


@cache
def _nobodys_hash() -> str:
    """Return a hash to compare with when there is no account; made on first use, since it takes its time."""
    return _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return the hash to store. Takes some 50 ms: never on the event loop, never in a transaction."""
    return _hasher.hash(password)


async def hash_later(password: str) -> str:
    """Hash on threads kept for it. Problems: TooBusy."""
    return await _hashing.ask(hash_password, password)


async def compare_later(password_hash: str | None, password: str) -> bool:
    """Compare on threads kept for it. Problems: TooBusy."""
    return await _hashing.ask(password_matches, password_hash, password)


def hash_drawn_password(password: str) -> str:
    """Return the hash of a password that was drawn at random, for thousands at once: about 1 ms each."""
    return _quick.hash(password)


@cache
def _common() -> frozenset[str]:
    """Read the list once, when the first password is chosen."""
    lines = _COMMON.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("# "))


def require_good_password(password: str, login: str = "", least: int = LEAST_LENGTH) -> None:
    """Refuse a password that is short or soon guessed. Problems: PasswordTooShort, PasswordCommon.

    Length over composition: no kinds of characters are demanded, since people meet such demands in the same few ways.
    """
    if len(password) < least:
        raise PasswordTooShort(least=least)
    folded = fold(password)
    if len(set(folded)) < LEAST_DIFFERENT or _is_common(folded) or _is_login(folded, fold(login)):
        raise PasswordCommon


def _is_common(folded: str) -> bool:
    """Tell whether a password is a common one, once or repeated, with little before or behind it, or a row of keys."""
    word = re.sub(r"^[^a-z]+|[^a-z]+$", "", folded)
    is_dressed = len(folded) - len(word) < LEAST_OWN and word in _common()
    return folded in _common() or _unit(folded) in _common() or is_dressed or _is_row(folded)


def _unit(folded: str) -> str:
    """Return what is repeated, if the whole is a repetition; otherwise the whole."""
    return folded[: (folded + folded).index(folded, 1)]


def _is_row(folded: str) -> bool:
    rows = (row * (len(folded) // len(row) + 2) for one in _ROWS for row in (one, one[::-1]))
    return any(folded in row for row in rows)


def _is_login(folded: str, login: str) -> bool:
    return len(login) >= 3 and login in folded and len(folded.replace(login, "")) < LEAST_OWN


def password_matches(password_hash: str | None, password: str) -> bool:
    """Compare; the same time is spent without a hash, and with a quick one: nobody learns which accounts exist."""
    if password_hash is not None and _QUICK_MARK in password_hash:
        _verifies(_nobodys_hash(), password)
    return _verifies(password_hash or _nobodys_hash(), password) and password_hash is not None


def _verifies(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
