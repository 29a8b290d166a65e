"""What operators do, as entries of the installation's own stream; what concerns a body is in its stream, too."""

from typing import Literal

from kairan.administration.entries import Difference
from kairan.core.journal import Body
from kairan.core.viewer import MemberId, OrganizationId
from kairan.people.model import Plan

Notice = Literal[
    "trial_ending",
    "trial_over",
    "read_only",
    "accounts_near",
    "accounts_full",
    "guests_near",
    "guests_full",
    "bytes_near",
    "bytes_full",
    "record_drift",
    "faces_lost",
]
"""What the administrators of a body are told of its plan and limits; near is four fifths."""

HowNamed = Literal["own", "issued", "added"]
"""An account with its own password; one whose password was replaced by a first one; an account added for it."""


class OrganizationSuspended(Body, frozen=True):
    """An operator suspended a body: nobody of it can sign in, and its sessions ended at once."""

    kind = "organization.suspended"
    id: OrganizationId
    name: str
    reason: str
    sessions: int


class OrganizationReopened(Body, frozen=True):
    """An operator let a suspended body be used again."""

    kind = "organization.reopened"
    id: OrganizationId
    name: str


class AdministratorNamed(Body, frozen=True):
    """An operator named an administrator for a body that had none left: an account of the body, or a new one."""

    kind = "organization.administrator_named"
    member_id: MemberId
    name: str
    organization_id: OrganizationId
    organization: str
    reason: str
    how: HowNamed


class AdministratorSought(Body, frozen=True):
    """An operator sought an account of a body without administrators, and found not exactly one."""

    kind = "organization.administrator_sought"
    id: OrganizationId
    name: str
    reason: str


class OrganizationTermsChanged(Body, frozen=True):
    """An operator changed the plan, the limits or the name of a body."""

    kind = "organization.terms_changed"
    id: OrganizationId
    name: str
    changes: list[Difference]


class OrganizationSettingsChanged(Body, frozen=True):
    """An administrator changed how the body signs in: its short name, whether it is listed, whom to ask."""

    kind = "organization.settings_changed"
    changes: list[Difference]


class OrganizationNoticed(Body, frozen=True):
    """The administrators of a body were told of its plan and limits."""

    kind = "organization.noticed"
    notices: list[Notice]


class PlanChanged(Body, frozen=True):
    """An operator changed what a plan gives on this installation."""

    kind = "plan.changed"
    plan: Plan
    changes: list[Difference]


class OperatorAdded(Body, frozen=True):
    """An operator of the installation was added: on the machine itself, or by another operator."""

    kind = "operator.added"
    id: MemberId
    name: str


class OperatorEnded(Body, frozen=True):
    """An operator ended the account of another; their sessions ended at once."""

    kind = "operator.ended"
    id: MemberId
    name: str
    sessions: int


class JobRetried(Body, frozen=True):
    """An operator gave a failed job its attempts anew."""

    kind = "job.retried"
    job_id: str
    job_kind: str


class DriftFound(Body, frozen=True):
    """The self-audit found something that does not agree with the journal; nothing was repaired."""

    kind = "selfaudit.drift_found"
    check: str
    stream: str
    detail: str


class DriftGone(Body, frozen=True):
    """What the self-audit had found at a place is in order again."""

    kind = "selfaudit.drift_gone"
    check: str
    stream: str


class BackupMade(Body, frozen=True):
    """A backup was written on the machine; faults: files whose content was gone or altered, or a record that shrank."""

    kind = "backup.made"
    rows: int
    faults: int
