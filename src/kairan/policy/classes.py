"""Of which class is what a stream holds? Told by the concern the stream belongs to."""

from kairan.core.journal import STREAMS
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId


def class_of_stream(db: Db, stream: str) -> tuple[OrganizationId | None, int]:
    """Return whose a stream is, and its class; what nobody grades is of the lowest."""
    kind, _, name = stream.partition(":")
    graded = (one.class_of for one in STREAMS.given() if one.kind == kind and one.class_of is not None)
    class_of = next(graded, None)
    return (class_of(db, name) if class_of is not None else None) or (None, 1)
