"""Passwords of people whom tests sign in."""

from functools import cache

from argon2 import PasswordHasher

_hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@cache
def quickly_hashed(password: str) -> str:
    """Return a hash that costs next to nothing, to make and each time somebody signs in.

    What the product makes is argon2id, too, and takes some 50 ms of every core: tests/sessions/test_passwords.py.
    """
    return _hasher.hash(password)
