"""What the organisation's stream says of deleted accounts."""

from kairan.core.journal import Body
from kairan.core.viewer import MemberId


class PersonDeleted(Body, frozen=True):
    """An administrator deleted the account of somebody who was out of use: what went, in numbers; no secret of it."""

    kind = "person.deleted"
    id: MemberId
    name: str
    factors: int
    devices: int
    erased: int  # bodies of the person's own stream
    rooms: int  # group rooms they went out of
