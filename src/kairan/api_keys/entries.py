"""What the streams of a form and of an application keep of keys; never a key."""

from typing import Literal

from kairan.core.journal import Body


class ApiKeyChanged(Body, frozen=True):
    """A key was made or removed."""

    kind = "form.api_key_changed"
    key: str
    note: str
    reads: str
    what: Literal["made", "removed"]


class CaseReadBySystem(Body, frozen=True):
    """Another system read the answers, for the first time or since they changed."""

    kind = "case.read_by_system"
    key: str
    note: str
