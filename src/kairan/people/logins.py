"""Logins: what an iPhone capitalises, or a Japanese keyboard types at full width, is the same login."""

import unicodedata

from sqlalchemy import ColumnElement, func

from kairan.people.model import member_table


def normal_login(typed: str) -> str:
    """Return a login as it is compared: half-width (NFKC), small letters, without spaces around it."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def has_login(typed: str) -> ColumnElement[bool]:
    """Restrict members to those whose login is this one, however it was typed there or here."""
    return func.lower(member_table.c.login) == normal_login(typed)
