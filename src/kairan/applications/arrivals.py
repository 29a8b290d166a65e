"""What follows from an application's arrival and erasure: the concerns above say what they do with it."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from kairan.applications.model import ApplicationId
from kairan.core.extension import ExtensionPoint
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """An application that is just being submitted, in the same transaction."""

    application_id: ApplicationId
    organization_id: str
    form_id: str
    number: str
    at: int
    document: FormDocument
    values: Mapping[str, Value]


ARRIVED: ExtensionPoint[Callable[[Db, SecretBox, Arrival], None]] = ExtensionPoint("applications.arrived")
ERASED: ExtensionPoint[Callable[[Db, Sequence[str]], None]] = ExtensionPoint("applications.erased")
"""Heard in the transaction in which the answers of these applications are erased."""
