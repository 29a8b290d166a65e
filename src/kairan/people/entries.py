"""What happens to people, as entries: of the organisation, of its directory, and of a member."""

import msgspec

from kairan.core.journal import Body
from kairan.core.viewer import MemberId, MemberKind, OrganizationId
from kairan.people.model import DepartmentId, MemberStatus, OrganizationKind, Settings


class OrganizationCreated(Body, frozen=True):
    """A body was created on this installation."""

    kind = "organization.created"
    id: OrganizationId
    name: str
    code: str | None
    body_kind: OrganizationKind | msgspec.UnsetType = msgspec.UNSET  # absent in what older versions wrote


class DepartmentCreated(Body, frozen=True):
    """A department was added to the tree."""

    kind = "department.created"
    id: DepartmentId
    name: str
    parent_id: DepartmentId | None
    path: str = ""  # with all above it; empty in what was written before paths were kept


class DepartmentRenamed(Body, frozen=True):
    """A department got another name; the old one stays readable here."""

    kind = "department.renamed"
    id: DepartmentId
    before: str
    name: str
    path: str = ""  # as it is called from here on
    path_before: str = ""


class DepartmentMoved(Body, frozen=True):
    """A department with all below it was put under another one, or at the top."""

    kind = "department.moved"
    id: DepartmentId
    before: DepartmentId | None
    parent_id: DepartmentId | None
    path: str = ""
    path_before: str = ""


class DepartmentPlaced(Body, frozen=True):
    """A department got another place among its neighbours; the first is 0."""

    kind = "department.placed"
    id: DepartmentId
    before: int
    position: int
    path: str = ""


class DepartmentClosed(Body, frozen=True):
    """A department was closed; its name stays with what was written in its time."""

    kind = "department.closed"
    id: DepartmentId
    name: str
    path: str = ""


class DepartmentMerged(Body, frozen=True):
    """A department went into another one with its people and all below it, and was closed.

    The moves of its people and of the departments below it stand on record before this, each by itself.
    """

    kind = "department.merged"
    id: DepartmentId
    name: str
    path: str  # as it was called to the end
    into_id: DepartmentId
    into: str
    into_path: str
    people: int
    below: int


class MemberChanged(Body, frozen=True):
    """Something of a member that the directory shows was changed."""

    kind = "member.changed"
    id: MemberId


class ProfileChanged(Body, frozen=True):
    """The member's own post or extension was changed; their client asks anew who they are."""

    kind = "profile.changed"


class MemberCreated(Body, frozen=True):
    """An account was created."""

    kind = "member.created"
    id: MemberId
    name: str
    member_kind: MemberKind


class RolesHeld(Body, frozen=True):
    """An account was created with these roles: the first administrator of a body, or one an operator named."""

    kind = "member.roles_held"
    id: MemberId
    name: str
    roles: list[str]


class MemberStatusChanged(Body, frozen=True):
    """An account was suspended, reopened or closed."""

    kind = "member.status_changed"
    id: MemberId
    status: MemberStatus


class SettingsChanged(Body, frozen=True):
    """A member changed their own settings; their other devices follow."""

    kind = "settings.changed"
    settings: Settings


class PasswordChanged(Body, frozen=True):
    """A member changed their password; the other sessions end."""

    kind = "password.changed"
