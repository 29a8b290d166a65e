"""What notifications put on record."""

from kairan.core.journal import Body


class NotificationRulesChanged(Body, frozen=True):
    """When nobody is told by themselves, and when the day's letter goes, was changed for a body."""

    kind = "notifications.rules_changed"

    before: str
    after: str


class UrgentTold(Body, frozen=True):
    """Somebody told an entry as urgent, at any hour, to so many people, and why."""

    kind = "notifications.urgent_told"

    stream: str
    seq: int
    reason: str
    people: int
    reached: int  # of them: who has a device that is told


class NotificationChoiceChanged(Body, frozen=True):
    """A person changed how they are told; in their own stream, so that their other screens follow."""

    kind = "notifications.choice_changed"
