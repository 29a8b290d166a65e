"""What happens to people, as entries: of the organisation, of its directory, and of a member."""

from kairan.journal import Body
from kairan.people.model import DepartmentId, MemberStatus, Settings
from kairan.viewer import MemberId, MemberKind, OrganizationId


class OrganizationCreated(Body, frozen=True):
    """A body was created on this installation."""

    kind = "organization.created"
    id: OrganizationId
    name: str
    code: str | None


class DepartmentCreated(Body, frozen=True):
    """A department was added to the tree."""

    kind = "department.created"
    id: DepartmentId
    name: str
    parent_id: DepartmentId | None


class MemberCreated(Body, frozen=True):
    """An account was created."""

    kind = "member.created"
    id: MemberId
    name: str
    member_kind: MemberKind


class MemberStatusChanged(Body, frozen=True):
    """An account was suspended, reopened or closed."""

    kind = "member.status_changed"
    id: MemberId
    status: MemberStatus


class SettingsChanged(Body, frozen=True):
    """A member changed her own settings; her other devices follow."""

    kind = "settings.changed"
    settings: Settings


class PasswordChanged(Body, frozen=True):
    """A member changed her password; the other sessions end."""

    kind = "password.changed"
