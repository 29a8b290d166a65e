"""What streams keep of emergency contacts: never what they say."""

from kairan.core.journal import Body


class EmergencyContactChanged(Body, frozen=True):
    """Somebody gave, changed or took back their own; in their own stream."""

    kind = "emergency_contact.changed"
    is_given: bool


class EmergencyContactSeen(Body, frozen=True):
    """Somebody who leads looked up a person's; on the body's record, and in that person's own stream."""

    kind = "emergency_contact.seen"
    member_id: str
    title: str  # of the broadcast for which it was looked up
