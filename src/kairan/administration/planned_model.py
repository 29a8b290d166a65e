"""Planned changes of departments (改組の予約): the table, and what is asked and shown of them."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from kairan.administration.model import Line
from kairan.core.kit.clock import INSTANT_MOST
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId, OrganizationId
from kairan.people import DepartmentId

PlanId = NewType("PlanId", Id)
PlannedAct = Literal["open", "rename", "move", "close", "merge"]
PlanState = Literal["waiting", "done", "failed", "withdrawn"]

WAITING_MOST = 500
"""Changes that wait in one body."""

_Id = String(13)

planned_table = Table(
    "department_plan",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, nullable=False),
    Column("department_id", _Id, nullable=False),  # of one that is to be opened: the id it will have
    Column("act", String(10), nullable=False),
    Column("name", String(400)),  # of a new one, or of a renaming
    Column("to_id", _Id),  # under which department, or into which; null for the top
    Column("effective_at", BigInteger, nullable=False),
    Column("set_by", _Id, nullable=False),
    Column("set_at", BigInteger, nullable=False),
    Column("done_at", BigInteger),
    Column("failed_at", BigInteger),
    Column("withdrawn_at", BigInteger),
    Column("told", Text),  # why it failed, in Japanese and English, each on a line
    Index("ix_department_plan_organization_id", "organization_id", "effective_at"),
)


WAITS = planned_table.c.done_at.is_(None) & planned_table.c.failed_at.is_(None) & planned_table.c.withdrawn_at.is_(None)


class PlannedChangeWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to happen to a department at an instant: `name` for opening and renaming, `to_id` for all but renaming
    and closing. One that is to be opened has no `department_id` yet; it may stand for `to_id` of later changes.
    """

    act: PlannedAct
    department_id: DepartmentId | None = None
    effective_at: Annotated[int, msgspec.Meta(ge=0, le=INSTANT_MOST)]
    name: Line = ""
    to_id: DepartmentId | None = None


class PlannedChange(msgspec.Struct, frozen=True, kw_only=True):
    """A planned change as whoever administers departments sees it."""

    id: PlanId
    act: PlannedAct
    department_id: DepartmentId
    path: str
    name: str | None
    to_path: str | None
    effective_at: int
    set_by: str  # who planned it, by name
    state: PlanState
    told: str | None


class PlannedChanges(msgspec.Struct, frozen=True):
    """What waits, the next first, and what was done, failed or withdrawn lately."""

    plans: list[PlannedChange]
    warning: str | None = None  # what would keep the one just planned from being carried out, were it now


class Waiting(msgspec.Struct, frozen=True):
    """A row that waits."""

    id: PlanId
    organization_id: OrganizationId
    department_id: DepartmentId
    act: PlannedAct
    name: str | None
    to_id: DepartmentId | None
    effective_at: int
    set_by: MemberId
