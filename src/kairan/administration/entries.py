"""What administrators do, as entries of the organisation's stream: who, when, what, before and after."""

import msgspec

from kairan.core.journal import Body
from kairan.core.viewer import MemberId, Task
from kairan.people import DepartmentId, Role
from kairan.sessions.rules import Demand


class Difference(msgspec.Struct, frozen=True, omit_defaults=True):
    """One field that was changed; null is empty. Of posts also the departments by id, in the order of the words."""

    field: str
    before: str | None
    after: str | None
    before_ids: list[str] = []
    after_ids: list[str] = []


class PersonAdded(Body, frozen=True):
    """An administrator created an account."""

    kind = "person.added"
    id: MemberId
    name: str
    login: str
    posts: str
    department_ids: tuple[str, ...] = ()  # in the order of the posts


class PersonChanged(Body, frozen=True):
    """An administrator changed an account."""

    kind = "person.changed"
    id: MemberId
    name: str
    changes: list[Difference]


class PersonSuspended(Body, frozen=True):
    """An administrator suspended an account; its sessions ended at once."""

    kind = "person.suspended"
    id: MemberId
    name: str
    sessions: int


class PersonReopened(Body, frozen=True):
    """An administrator reopened an account."""

    kind = "person.reopened"
    id: MemberId
    name: str


class PersonLeft(Body, frozen=True):
    """An administrator closed the account of somebody who left; its sessions ended at once."""

    kind = "person.left"
    id: MemberId
    name: str
    sessions: int


class PasswordReset(Body, frozen=True):
    """An administrator issued an initial password; the sessions ended at once. The password is nowhere on record."""

    kind = "person.password_reset"
    id: MemberId
    name: str
    sessions: int
    second: MemberId | None = None  # who consented, where another administrator was there


class RoleGiven(Body, frozen=True):
    """An administrator gave a role."""

    kind = "role.given"
    id: MemberId
    name: str
    role: Role
    second: MemberId | None = None  # who consented, where another administrator was there


class RoleTaken(Body, frozen=True):
    """An administrator took a role away."""

    kind = "role.taken"
    id: MemberId
    name: str
    role: Role


class TaskGiven(Body, frozen=True):
    """An administrator delegated a task; without a department, for the whole body."""

    kind = "task.given"
    id: MemberId
    name: str
    task: Task
    department_id: str | None
    department: str | None


class TaskWithdrawn(Body, frozen=True):
    """A delegated task was taken back, by an administrator or because the person left."""

    kind = "task.withdrawn"
    id: MemberId
    name: str
    task: Task
    department_id: str | None
    department: str | None


class TaskWidened(Body, frozen=True):
    """A delegated task reaches further, since an administrator moved a department under the one it is held for."""

    kind = "task.widened"
    id: MemberId
    name: str
    task: Task
    department_id: str | None
    by_department_id: str
    by_department: str


class DemandChange(msgspec.Struct, frozen=True):
    """What was demanded of some people at a face besides the password, and what is now."""

    whom: str
    face: str
    before: Demand
    after: Demand


class SignInRulesChanged(Body, frozen=True):
    """The rules of signing in were changed."""

    kind = "sign_in.rules_changed"
    changes: list[Difference]
    demands: list[DemandChange]


class FactorsExported(Body, frozen=True):
    """Somebody took out who has which factor."""

    kind = "sign_in.exported"
    people: int


class DepartmentChangePlanned(Body, frozen=True):
    """A change of a department was planned for an instant."""

    kind = "department.change_planned"
    id: DepartmentId
    plan_id: str
    path: str
    what: str  # open, rename, move, close, merge
    after: str | None  # the name it is to have
    into_path: str | None  # under or into which department
    effective_at: int


class DepartmentChangeWithdrawn(Body, frozen=True):
    """A planned change was withdrawn before its instant."""

    kind = "department.change_withdrawn"
    id: DepartmentId
    plan_id: str
    path: str


class DepartmentChangeFailed(Body, frozen=True):
    """The instant of a planned change came, and it was not done, for these reasons."""

    kind = "department.change_failed"
    id: DepartmentId
    plan_id: str
    path: str
    faults: list[str]
