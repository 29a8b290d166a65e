"""Plans (契約の種類) and the limits of a body: what it was given, whether its trial goes on, whether there is room.

Promises: an account is never one too many, however many are created at once; and no limit and no end of a trial ever
deletes anything or keeps anybody from reading it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal

import msgspec
from sqlalchemy import bindparam, func, select

from kairan.core.journal import hold
from kairan.core.kit.clock import today
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import MemberKind, OrganizationId
from kairan.people.model import Plan, member_table, organization_table, plan_table
from kairan.people.problems import AccountsFull, GuestsFull, TrialOver
from kairan.people.streams import organization_stream

GIB = 1024 * 1024 * 1024

_o, _p, _m = organization_table.c, plan_table.c, member_table.c

BodyStanding = Literal["open", "trial_over", "read_only"]
"""Open; the trial is over and nobody can be added; the grace after it is over too and nothing can be changed."""


class PlanTerms(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan gives; 0 is without a limit. Days matter to trials only."""

    accounts: int = 0
    guests: int = 0
    bytes: int = 0
    file_bytes: int = 0
    trial_days: int = 60
    grace_days: int = 30


PLANS: Mapping[Plan, PlanTerms] = {
    "trial": PlanTerms(bytes=50 * GIB),
    "free": PlanTerms(accounts=10, guests=10, bytes=5 * GIB),
    "full": PlanTerms(),
}


class Allowance(msgspec.Struct, frozen=True, kw_only=True):
    """What a body may have: accounts of staff, guests, bytes of files, bytes of one file; 0 is without a limit."""

    accounts: int = 0
    guests: int = 0
    bytes: int = 0
    file_bytes: int = 0

    def largest_file(self, possible: int) -> int:
        """Return the bytes of the largest file, where the installation takes so many at most."""
        return min(self.file_bytes, possible) if self.file_bytes else possible


class BodyTerms(msgspec.Struct, frozen=True, kw_only=True):
    """How a body stands today: its plan, what it may have, and when its trial ends (days of Japan, included)."""

    plan: Plan
    allowance: Allowance
    trial_ends_on: str | None
    read_only_after: str | None
    standing: BodyStanding


ROW = (
    _o.plan, _o.trial_ends_on, _o.accounts_most, _o.guests_most, _o.bytes_most, _o.file_bytes_most,
    _p.accounts_most.label("plan_accounts"), _p.guests_most.label("plan_guests"), _p.bytes_most.label("plan_bytes"),
    _p.file_bytes_most.label("plan_file_bytes"), _p.grace_days,
)  # fmt: skip
_joined = organization_table.outerjoin(plan_table, _p.name == _o.plan)
_TERMS = Prepared(select(*ROW).select_from(_joined).where(_o.id == bindparam("organization")))


def terms_of_row(row: Sequence[Any]) -> BodyTerms:
    """Make terms of the columns `ROW`, with the plan joined from outside."""
    plan: Plan = row[0]
    usual = PLANS[plan]
    own, changed = row[2:6], row[6:10]
    given = (usual.accounts, usual.guests, usual.bytes, usual.file_bytes)
    most = [next(one for one in three if one is not None) for three in zip(own, changed, given, strict=True)]
    grace = usual.grace_days if row[10] is None else row[10]
    ends_on = row[1] if plan == "trial" else None
    read_only_after = None if ends_on is None else (date.fromisoformat(ends_on) + timedelta(days=grace)).isoformat()
    return BodyTerms(
        plan=plan,
        allowance=Allowance(accounts=most[0], guests=most[1], bytes=most[2], file_bytes=most[3]),
        trial_ends_on=ends_on,
        read_only_after=read_only_after,
        standing=_standing(ends_on, read_only_after),
    )


def _standing(ends_on: str | None, read_only_after: str | None) -> BodyStanding:
    now = today().isoformat()
    if read_only_after is not None and now > read_only_after:
        return "read_only"
    return "trial_over" if ends_on is not None and now > ends_on else "open"


def terms_of(db: Db, organization_id: OrganizationId) -> BodyTerms:
    """Return how a body stands today."""
    row = _TERMS.first(db, {"organization": organization_id})
    if row is None:  # pragma: no cover
        raise LookupError(organization_id)
    return terms_of_row(row)


def plan_terms(db: Db) -> dict[Plan, PlanTerms]:
    """Return what every plan gives on this installation."""
    names = [field.name for field in msgspec.structs.fields(PlanTerms)]
    changed = {row.name: PlanTerms(**dict(zip(names, row[1:], strict=True))) for row in db.all(select(plan_table))}
    return {**PLANS, **changed}


def require_room_for_members(
    db: Db, organization_id: OrganizationId, count: int = 1, kind: MemberKind = "staff"
) -> None:
    """Refuse accounts beyond what the body may have; whoever adds or reopens accounts passes here.

    The body's stream stays locked until the commit, so two at once see each other's. Accounts that are suspended or
    closed take no room. Problems: TrialOver, AccountsFull, GuestsFull.
    """
    hold(db, organization_stream(organization_id))
    terms = terms_of(db, organization_id)
    if terms.standing != "open":
        raise TrialOver(on=terms.trial_ends_on or "")
    most = terms.allowance.guests if kind == "guest" else terms.allowance.accounts
    if most and members_in_use(db, organization_id, kind) + count > most:
        raise GuestsFull(most=most) if kind == "guest" else AccountsFull(most=most)


def members_in_use(db: Db, organization_id: OrganizationId, kind: MemberKind) -> int:
    """Count the accounts of a body that can be signed in to."""
    row = _IN_USE.first(db, {"organization": organization_id, "wanted_kind": kind})
    return 0 if row is None else int(row[0])


_IN_USE = Prepared(
    select(func.count())
    .select_from(member_table)
    .where(_m.organization_id == bindparam("organization"), _m.kind == bindparam("wanted_kind"), _m.status == "active")
)
