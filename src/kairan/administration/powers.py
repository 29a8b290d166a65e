"""Whose account has powers, and how much of a body is too much to stop by one click."""

from collections.abc import Sequence
from typing import Annotated

import msgspec
from sqlalchemy import func, select

from kairan.administration.model import Account
from kairan.consents.acts import Subject
from kairan.consents.model import Told
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, OrganizationId
from kairan.people import Role, member_table

REASON_LIMIT = 200
LARGE_LEAST = 20
LARGE_PART = 10  # a tenth of those in use
NAMES_TOLD = 20

_m = member_table.c


class RoleWanted(msgspec.Struct, frozen=True):
    """A role to be given."""

    member_id: MemberId
    role: Role


class PasswordWanted(msgspec.Struct, frozen=True):
    """A password to be issued."""

    member_id: MemberId


class FactorsWanted(msgspec.Struct, frozen=True):
    """Factors to be taken away, and why."""

    member_id: MemberId
    reason: Annotated[str, msgspec.Meta(max_length=REASON_LIMIT * 4)]


def subject_of(
    accounts: Sequence[Account],
    *,
    people: int = 1,
    role: str | None = None,
    bulk: str | None = None,
    target: str | None = None,
) -> Subject:
    """Return who of some accounts has powers, or gets them: an act on the others needs nobody's consent."""
    reached = [one for one in accounts if one.roles or one.tasks or role is not None]
    names = [f"{one.name}（{one.number or one.login}）" for one in reached[:NAMES_TOLD]]
    told = Told(names=names, people=people, role=role, bulk=bulk, target=target)
    return Subject(member_ids=[one.id for one in reached], told=told)


def is_large_share(in_use: int, people: int) -> bool:
    """Whether so many are so large a part of those in use that the number is to be confirmed."""
    return people >= LARGE_LEAST and people * LARGE_PART >= in_use


def people_in_use(db: Db, organization_id: OrganizationId) -> int:
    """Count a body's accounts in use."""
    active = _m.organization_id == organization_id, _m.status == "active"
    return int(db.scalar(select(func.count()).select_from(member_table).where(*active)) or 0)
