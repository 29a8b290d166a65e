"""Roles and delegated tasks: what a member may do beyond talking. The one place that decides about them.

An administrator (管理者) does every task. A task may be delegated (担当を任せる) to other staff, for the whole body or,
where the task is about people, for a department with all below it. Whoever asks `require_task` gets the whole body or
nothing; whoever asks `reach_of` must heed how far the answer goes.
"""

from typing import Literal, get_args

import msgspec

from kairan.core.kit.problems import Problem, Refused
from kairan.core.viewer import Delegated, Task, Viewer

Role = Literal["administrator", "auditor"]

TASKS: tuple[Task, ...] = get_args(Task)
LIMITED: frozenset[Task] = frozenset({"people", "guests", "devices", "rooms", "figures", "emergency"})
"""Tasks that may be given for a department; their pages ask `reach_of`."""
ANYWHERE: frozenset[Task] = frozenset({"emergency"})
"""Tasks that policy lets people do also where it lets nobody administer: who leads in a disaster may have a phone."""


class RoleNeeded(Refused, Problem):
    """The page is for holders of a role or task that the viewer does not have."""

    status = 403
    code = "role.needed"
    ja = "この画面は、団体の管理者か、担当を任された職員だけが使えます。必要な場合は、管理者に依頼してください。"
    en = "Only administrators, or staff who were given this task, may use this. If you need it, ask an administrator."


class NotFromHere(Refused, Problem):
    """The viewer holds the role or task, but policy lets nobody administer from where they are."""

    status = 403
    code = "role.not_from_here"
    ja = "団体のポリシーにより、この端末・入口からは管理の画面を使えません。許可された端末から開いてください。"
    en = "Your organisation's policy does not allow administering from here. Please use a device or network that may."


class Reach(msgspec.Struct, frozen=True):
    """How far somebody may do a task: these departments with all below them; None is the whole body."""

    department_ids: frozenset[str] | None = None


def has_role(viewer: Viewer, *roles: Role) -> bool:
    """Whether the viewer holds one of these roles. Guests and operators hold none, whatever stands there."""
    return not viewer.is_guest and not viewer.is_operator and not viewer.roles.isdisjoint(roles)


def require_role(viewer: Viewer, *roles: Role) -> None:
    """Refuse whoever holds none of these roles. Problems: RoleNeeded, NotFromHere."""
    if not has_role(viewer, *roles):
        raise _missing(viewer)


def tasks_of(viewer: Viewer) -> list[Delegated]:
    """Return every task the viewer does, in the order of the console; a guest does none."""
    if has_role(viewer, "administrator"):
        return [Delegated(task) for task in TASKS]
    held = set() if viewer.is_guest or viewer.is_operator else set(viewer.delegated)
    if has_role(viewer, "auditor"):
        held.add(Delegated("audit"))
    return sorted(held, key=lambda one: (TASKS.index(one.task), one.department_id or ""))


def reach_of(viewer: Viewer, task: Task) -> Reach:
    """Return how far the viewer may do a task; the caller heeds it. Problems: RoleNeeded."""
    held = [one.department_id for one in tasks_of(viewer) if one.task == task]
    if not held:
        raise _missing(viewer)
    return Reach(None if None in held else frozenset(one for one in held if one is not None))


def has_task(viewer: Viewer, task: Task) -> bool:
    """Whether the viewer does this task for the whole body."""
    return Delegated(task) in tasks_of(viewer)


def require_task(viewer: Viewer, task: Task) -> None:
    """Refuse whoever does not do this task for the whole body. Problems: RoleNeeded."""
    if not has_task(viewer, task):
        raise _missing(viewer)


def require_some_task(viewer: Viewer) -> None:
    """Refuse whoever administers no part of the body at all. Problems: RoleNeeded."""
    if not tasks_of(viewer):
        raise _missing(viewer)


def _missing(viewer: Viewer) -> Problem:
    """Say what is missing: the power, or only the place to use it from."""
    return NotFromHere() if viewer.has_unused_powers else RoleNeeded()
