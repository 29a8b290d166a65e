"""An organisation's rules of signing in (サインインの決まり): required factors, ages of sessions and passwords."""

import sys
from collections.abc import Iterable
from typing import Annotated, Literal, Protocol

import msgspec
from sqlalchemy import Column, ForeignKey, String, Table, Text, select

from kairan.core.edge.authentication import SessionRules
from kairan.core.kit.database import Db, metadata
from kairan.core.viewer import MemberKind, OrganizationId

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

sign_in_rule_table = Table(
    "sign_in_rule",
    metadata,
    Column("organization_id", String(13), ForeignKey("organization.id"), primary_key=True),
    Column("rules", Text, nullable=False),  # JSON
)

Demand = Literal["none", "any", "passkey"]
"""What is to be shown besides the password: nothing, any second factor, a passkey and nothing else."""
Whom = Literal["staff", "guest", "administrator", "auditor"]

_STRENGTH: dict[Demand, int] = {"none": 0, "any": 1, "passkey": 2}


class FactorRule(msgspec.Struct, frozen=True, kw_only=True):
    """What a kind of people must show at a face; `since` is when it began to hold, in ms since 1970."""

    whom: Whom
    face: Annotated[str, msgspec.Meta(max_length=20)]
    demand: Demand
    since: int = 0


class SignInRules(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of one organisation; null leaves it to the installation."""

    factors: Annotated[list[FactorRule], msgspec.Meta(max_length=100)] = []
    grace_days: Annotated[int, msgspec.Meta(ge=0, le=90)] = 14
    absolute_hours: Annotated[int, msgspec.Meta(ge=1, le=8_760)] | None = None
    idle_hours: Annotated[int, msgspec.Meta(ge=1, le=8_760)] | None = None
    least_length: Annotated[int, msgspec.Meta(ge=12, le=64)] = 12
    issued_days: Annotated[int, msgspec.Meta(ge=1, le=90)] | None = None
    proof_minutes: Annotated[int, msgspec.Meta(ge=1, le=120)] = 15
    faces: Annotated[list[Annotated[str, msgspec.Meta(max_length=20)]], msgspec.Meta(max_length=100)] | None = None
    """The faces it was set for, kept by the server; null: set before that was kept."""

    def holds_at(self, rule: FactorRule, face: str) -> bool:
        """Whether a demand holds at a face; at one that came later, or instead of a lost one, every demand does."""
        return rule.face == face or (self.faces is not None and face not in self.faces)


class SessionSettings(Protocol):
    """The settings that say how long sessions last; see `kairan.core.settings`."""

    @property
    def session_hours(self) -> int: ...
    @property
    def session_idle_hours(self) -> int: ...
    @property
    def issued_password_days(self) -> int: ...
    @property
    def operator_faces(self) -> tuple[str, ...]: ...
    @property
    def operator_from(self) -> tuple[str, ...]: ...


def session_rules(settings: SessionSettings) -> SessionRules:
    """Return the installation's rules, which a body's own only shorten."""
    return SessionRules(
        absolute_ms=settings.session_hours * HOUR_MS,
        idle_ms=settings.session_idle_hours * HOUR_MS,
        issued_ms=settings.issued_password_days * DAY_MS,
        operator_faces=settings.operator_faces,
        operator_from=settings.operator_from,
    )


def within(installation: SessionRules, own: SignInRules) -> SessionRules:
    """Return the installation's ages with an organisation's own, which only shorten."""
    if own.absolute_hours is own.idle_hours is own.issued_days is None:
        return installation  # asked for thousands at a time
    return msgspec.structs.replace(
        installation,
        absolute_ms=min(installation.absolute_ms, (own.absolute_hours or sys.maxsize) * HOUR_MS),
        idle_ms=min(installation.idle_ms, (own.idle_hours or sys.maxsize) * HOUR_MS),
        issued_ms=min(installation.issued_ms, (own.issued_days or sys.maxsize) * DAY_MS),
    )


class Demanded(msgspec.Struct, frozen=True):
    """What one person must show at one face, and from when on; until then they are only reminded."""

    demand: Demand
    from_at: int


def rules_of(db: Db, organization_id: OrganizationId) -> SignInRules:
    """Return an organisation's rules; without a row, the usual ones."""
    return read_rules(
        db.scalar(select(sign_in_rule_table.c.rules).where(sign_in_rule_table.c.organization_id == organization_id))
    )


def read_rules(stored: str | None) -> SignInRules:
    """Read the column."""
    return msgspec.json.decode(stored, type=SignInRules) if stored else SignInRules()


def strongest_demand(rules: SignInRules) -> Demand:
    """Return the strongest demand on anybody at any face."""
    return max((rule.demand for rule in rules.factors), key=_STRENGTH.__getitem__, default="none")


def demanded(rules: SignInRules, kind: MemberKind, roles: Iterable[str], face: str, since: int) -> Demanded:
    """Return the strongest demand on a person of whom `since` something can be demanded: their account's beginning."""
    groups = {kind, *roles}
    held = [rule for rule in rules.factors if rule.whom in groups and rules.holds_at(rule, face)]
    strongest = max(held, key=lambda rule: (_STRENGTH[rule.demand], -rule.since), default=None)
    if strongest is None:
        return Demanded("none", 0)
    return Demanded(strongest.demand, max(strongest.since, since) + rules.grace_days * DAY_MS)
