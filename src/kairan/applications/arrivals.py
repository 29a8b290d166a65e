"""What follows when an application arrives, is withdrawn, or erased: the concerns above say what they do with it."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement

from kairan.applications.model import Applicant, ApplicationId
from kairan.core.extension import ExtensionPoint
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import DeviceClass, Viewer
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """An application that is just being submitted, in the same transaction."""

    application_id: ApplicationId
    organization_id: str
    form_id: str
    draft_id: str  # what it was
    applicant: Applicant
    number: str
    at: int
    document: FormDocument
    values: Mapping[str, Value]
    device: DeviceClass | None = None  # of a resident


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """An application that is just being withdrawn, in the same transaction."""

    application_id: ApplicationId
    by: Viewer | None  # null: the applicant
    reason: str


ARRIVED: ExtensionPoint[Callable[[Db, SecretBox, Arrival], None]] = ExtensionPoint("applications.arrived")
WITHDRAWN: ExtensionPoint[Callable[[Db, SecretBox, Withdrawn], None]] = ExtensionPoint("applications.withdrawn")
"""May refuse: then nothing is withdrawn."""
ERASED: ExtensionPoint[Callable[[Db, Sequence[str]], None]] = ExtensionPoint("applications.erased")
"""Heard in the transaction in which the answers of these applications are erased."""
LAST_ACTS: ExtensionPoint[Callable[[], ColumnElement[int]]] = ExtensionPoint("applications.last_acts")
"""When something was last done with an application (a row of `application`), from which on its answers are kept for so
long as the form says; null where nothing was. Nobody lets it be earlier than the submission."""
STILL_WORKED: ExtensionPoint[Callable[[], ColumnElement[bool]]] = ExtensionPoint("applications.still_worked")
"""Which applications (rows of `application`) are not done with yet: their answers are not erased by time."""
