"""What operators and administrators see of a body, and what they may change of it."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from kairan.administration.model import Line
from kairan.core.kit.upkeep import Upkeep
from kairan.core.viewer import OrganizationId
from kairan.installation.entries import Notice
from kairan.installation.findings import Finding
from kairan.installation.machine import Machine
from kairan.people.model import OrganizationKind, Plan
from kairan.people.plans import BodyTerms, PlanTerms
from kairan.sessions.rules import Demand

REASON_LIMIT = 200
COUNT_MOST = 1_000_000
BYTES_MOST = 1 << 50

Count = Annotated[int, msgspec.Meta(ge=0, le=COUNT_MOST)]
Bytes = Annotated[int, msgspec.Meta(ge=0, le=BYTES_MOST)]
Days = Annotated[int, msgspec.Meta(ge=1, le=3_660)]
BodyStatus = Literal["active", "suspended", "trial_over", "read_only"]


class BodyUse(msgspec.Struct, frozen=True, kw_only=True):
    """How much a body uses: accounts that can be signed in to, guests, bytes of files."""

    accounts: int
    guests: int
    bytes: int


class BodySummary(msgspec.Struct, frozen=True, kw_only=True):
    """A body in the operators' list. `active_on`: the last day (of Japan) on which an open session was used."""

    id: OrganizationId
    name: str
    code: str | None
    kind: OrganizationKind
    status: BodyStatus
    terms: BodyTerms
    use: BodyUse
    created_on: str
    active_on: str | None
    has_administrator: bool  # one who can sign in


class BodyPage(msgspec.Struct, frozen=True):
    """Some bodies, how many there are in all, and where the next page begins."""

    bodies: list[BodySummary]
    total: int
    next: int | None


class OwnLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What a body was given beside its plan; null: what the plan says, 0: no limit."""

    accounts: int | None = None
    guests: int | None = None
    bytes: int | None = None
    file_bytes: int | None = None


class BodyDetail(msgspec.Struct, frozen=True, kw_only=True):
    """A body as operators see it: of its people only the administrators' names."""

    summary: BodySummary
    short: str | None
    is_listed: bool
    own: OwnLimits
    administrators: list[str]
    suspended_on: str | None
    reason: str | None  # why it is suspended


class NewBody(msgspec.Struct, frozen=True, kw_only=True):
    """A body to be created: by its code, or freely with a name and a kind; and its first administrator."""

    code: Annotated[str, msgspec.Meta(max_length=10)] | None = None
    name: Line = ""
    kind: Literal["association", "hospital", "other"] = "other"
    plan: Plan = "full"
    trial_ends_on: Annotated[str, msgspec.Meta(max_length=10)] | None = None
    administrator: Line
    login: Line


class BodyFounded(msgspec.Struct, frozen=True):
    """A new body, and its administrator's first password: told this once."""

    body: BodyDetail
    login: str
    password: str


class BodyChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is to change of a body; what is left out stays. A limit of null is that of the plan, 0 is none."""

    name: Line | msgspec.UnsetType = msgspec.UNSET
    short: Line | msgspec.UnsetType | None = msgspec.UNSET
    plan: Plan | msgspec.UnsetType = msgspec.UNSET
    trial_ends_on: Annotated[str, msgspec.Meta(max_length=10)] | msgspec.UnsetType = msgspec.UNSET
    accounts: Count | msgspec.UnsetType | None = msgspec.UNSET
    guests: Count | msgspec.UnsetType | None = msgspec.UNSET
    bytes: Bytes | msgspec.UnsetType | None = msgspec.UNSET
    file_bytes: Bytes | msgspec.UnsetType | None = msgspec.UNSET


class Suspension(msgspec.Struct, frozen=True):
    """Why a body is suspended: for the record."""

    reason: Annotated[str, msgspec.Meta(max_length=4 * REASON_LIMIT)]


class AccountSought(msgspec.Struct, frozen=True, kw_only=True):
    """An account of a body without administrators that is to be one: its login, or its name in full."""

    account: Line
    reason: Annotated[str, msgspec.Meta(max_length=4 * REASON_LIMIT)]
    is_password_issued: bool = False  # replace its password by a first one


class NewAdministrator(msgspec.Struct, frozen=True, kw_only=True):
    """An account to be added as the administrator of a body without any."""

    name: Line
    login: Line
    reason: Annotated[str, msgspec.Meta(max_length=4 * REASON_LIMIT)]


class AdministratorMade(msgspec.Struct, frozen=True, kw_only=True):
    """Who administers a body from now on; the first password, where one was issued, is told this once."""

    body: BodyDetail
    name: str
    login: str
    password: str | None


class PlanChange(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan is to give from now on; 0 is without a limit."""

    accounts: Count
    guests: Count
    bytes: Bytes
    file_bytes: Bytes
    trial_days: Days
    grace_days: Days


class Plans(msgspec.Struct, frozen=True):
    """What every plan gives on this installation."""

    plans: dict[Plan, PlanTerms]


class ListedBody(msgspec.Struct, frozen=True, kw_only=True):
    """A body in the list of real bodies, and whether it is on this installation already."""

    code: str
    name: str
    kana: str
    prefecture: str
    district: str | None
    is_registered: bool


class ListedBodies(msgspec.Struct, frozen=True):
    """Bodies of the list that were found."""

    bodies: list[ListedBody]


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """A job that was given up. What it was about is not shown: it may be a body's own."""

    id: str
    kind: str
    attempts: int
    error: str  # the kind of error only
    created_at: int
    failed_at: int


class LostFaces(msgspec.Struct, frozen=True):
    """Entrances that a body's policy restricts and the installation no longer has: a setting was lost, perhaps."""

    body: str
    faces: list[str]


class Surroundings(msgspec.Struct, frozen=True):
    """What the settings of a node say: its version, its data folder, its entrances."""

    version: str
    data: Path
    faces: tuple[str, ...] = ()


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """How the installation is: its version, how many bodies, and the jobs."""

    version: str
    bodies: int
    suspended: int
    accounts: int
    waiting: int
    overdue_ms: int
    troubles: list[Trouble]
    findings: list[Finding]  # of the self-audit, still there
    upkeep: list[Upkeep]  # the last verification and the last backup; what is missing was never done
    lost_faces: list[LostFaces]  # of which policies speak, and the settings do not
    demand: Demand  # of operators, besides the password
    machine: Machine | None  # the node that answered


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the installation's record."""

    seq: int
    kind: str
    at: int
    by: str | None  # the operator's name
    body: msgspec.Raw


class ActPage(msgspec.Struct, frozen=True):
    """Some entries of the installation's record, the newest first, and where the next page begins."""

    acts: list[Act]
    next: int | None


class OwnBody(msgspec.Struct, frozen=True, kw_only=True):
    """One's own body as its administrators see it."""

    name: str
    code: str | None
    kind: OrganizationKind
    short: str | None
    is_listed: bool
    contact: str | None
    terms: BodyTerms
    use: BodyUse
    file_bytes: int  # of the largest file, the limit of the installation included
    notices: list[Notice]
    revision: str  # of what can be changed


class RecordDrift(msgspec.Struct, frozen=True):
    """Whether the self-audit found something that does not agree with the body's record, and it is still there."""

    is_open: bool


class OwnBodyChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is to change of one's own body; what is left out stays."""

    is_listed: bool | msgspec.UnsetType = msgspec.UNSET
    contact: Annotated[str, msgspec.Meta(max_length=2_000)] | msgspec.UnsetType | None = msgspec.UNSET
