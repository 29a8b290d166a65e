"""What happens to hand-overs, as entries: what one writes in one's own stream, who hands to whom in the body's."""

from kairan.core.journal import Body
from kairan.core.viewer import MemberId
from kairan.talk.model import MessageId


class HandoverWritten(Body, frozen=True):
    """Somebody changed the note of a hand-over of theirs."""

    kind = "handover.written"
    note: str


class HandoverMarked(Body, frozen=True):
    """Somebody marked a message for their successor, or said something else about it."""

    kind = "handover.marked"
    message_id: MessageId
    comment: str


class HandoverUnmarked(Body, frozen=True):
    """Somebody took a mark away."""

    kind = "handover.unmarked"
    message_id: MessageId


class HandoverSeen(Body, frozen=True):
    """Somebody opened for the first time what was handed to them, or what of theirs went to a successor."""

    kind = "handover.seen"
    id: str


class HandoverArrived(Body, frozen=True):
    """Something was handed to or from this person, or taken back with the transfer; for their client to ask anew."""

    kind = "handover.arrived"


class HandedOver(Body, frozen=True):
    """A post's hand-over went to the successor, by a list of moves; in the organisation's stream."""

    kind = "handover.handed"
    id: MemberId
    name: str
    successor_id: MemberId
    successor: str


class HandoverReturned(Body, frozen=True):
    """A list of moves was taken back, and the hand-over with it; in the organisation's stream."""

    kind = "handover.returned"
    id: MemberId
    name: str
