"""Roles: what a member may do beyond talking. The one place that decides about them."""

from typing import Literal

from kairan.kit.problems import Problem
from kairan.viewer import Viewer

Role = Literal["administrator", "auditor"]

Task = Literal[
    "people",
    "departments",
    "transfers",
    "guests",
    "devices",
    "rooms",
    "policy",
    "sign_in",
    "figures",
    "audit",
    "organization",
]
"""The parts of administering a body; each page of the console belongs to one."""


class RoleNeeded(Problem):
    """The page is for holders of a role that the viewer does not have."""

    status = 403
    code = "role.needed"
    ja = "この画面は、団体の管理者だけが使えます。必要な場合は、管理者に権限の追加を依頼してください。"
    en = "Only administrators of the organisation may use this. If you need it, ask one of them for the role."


def has_role(viewer: Viewer, *roles: Role) -> bool:
    """Whether the viewer holds one of these roles. A guest holds none, whatever his account says."""
    return not viewer.is_guest and not viewer.roles.isdisjoint(roles)


def require_role(viewer: Viewer, *roles: Role) -> None:
    """Refuse whoever holds none of these roles. Problems: RoleNeeded."""
    if not has_role(viewer, *roles):
        raise RoleNeeded


def require_task(viewer: Viewer, task: Task) -> None:
    """Refuse whoever does not administer this part of the body. Problems: RoleNeeded."""
    _ = task  # every administrator does every task
    require_role(viewer, "administrator")
