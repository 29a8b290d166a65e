"""Of which class is what a stream holds? Told by the concern the stream belongs to."""

from collections.abc import Callable

from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId

ClassOf = Callable[[Db, str], tuple[OrganizationId, int] | None]

_classes: dict[str, ClassOf] = {}


def register_classes(kind: str, class_of: ClassOf) -> None:
    """Say how to find a stream's body and class, for one kind of stream; None: there is no such thing."""
    _classes[kind] = class_of


def class_of_stream(db: Db, stream: str) -> tuple[OrganizationId | None, int]:
    """Return whose a stream is, and its class; what nobody grades is of the lowest."""
    kind, _, name = stream.partition(":")
    class_of = _classes.get(kind)
    return (class_of(db, name) if class_of is not None else None) or (None, 1)
