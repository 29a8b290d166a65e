"""Whom the provider vouches for is not one person's to change: it is asked of a second person.

Whoever sets the provider decides who comes in as whom. So a connection that is on, or is switched on, gets other terms
of trust with another administrator's consent only. Switched off, it is a draft, and one person's; switching off
protects and stays quick.
"""

from collections.abc import Iterable
from typing import Annotated

import msgspec
from sqlalchemy import select

from kairan.consents.acts import Subject
from kairan.consents.model import Told, ToldChange
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import member_table
from kairan.single_sign_on.entries import TermChanged
from kairan.single_sign_on.model import Connection, Terms

TRUSTED: frozenset[str] = frozenset(
    {"issuer", "client_id", "claims", "accounts", "match_by", "cut_domain", "domains", "passwords", "strong_acr",
     "strong_amr"}
)  # fmt: skip
"""Terms that decide who comes in as whom, from where, and what counts as shown."""
FREE: frozenset[str] = frozenset({"label", "proof", "scopes", "acr_values", "sign_out_there"})
"""Terms by which nobody comes in as somebody else: what the button says, how this server proves itself to the same
provider (as with a new secret or key, which must be quick to replace), what it asks for, and signing out there."""

_m = member_table.c


class ProviderWanted(msgspec.Struct, frozen=True, kw_only=True):
    """A connection that is to be on, with these terms; the secret is never part of it."""

    terms: Terms
    base: Annotated[str, msgspec.Meta(max_length=40)]
    """The revision it was made from: what was shown to the second person is what changes."""


def is_trust_changed(before: Connection | None, changes: Iterable[TermChanged], *, enabled: bool) -> bool:
    """Whether a connection that will be on is switched on, or trusts otherwise than before."""
    if not enabled:
        return False
    return before is None or not before.enabled or any(_is_trusted(one.field) for one in changes)


def _is_trusted(field: str) -> bool:
    return field in TRUSTED or field.startswith("claim_")


def subject_of_change(db: Db, viewer: Viewer, issuer: str, changes: Iterable[TermChanged]) -> Subject:
    """Return everybody with powers in the body, since any of them could be signed in as, and what is to be told."""
    held = db.scalars(
        select(_m.id)
        .where(
            _m.organization_id == viewer.organization_id,
            _m.status == "active",
            _m.kind == "staff",
            (_m.roles != "[]") | (_m.tasks != "[]"),
        )
        .order_by(_m.id)
    )
    told = [ToldChange(one.field, one.before, one.after) for one in changes if one.field != "secret"]
    return Subject(member_ids=[MemberId(one) for one in held], told=Told(people=len(held), issuer=issuer, changes=told))
