"""What streams keep of announcements."""

from kairan.core.journal import Body


class AnnouncementPosted(Body, frozen=True):
    """An administrator announced something; the body's record keeps all of it."""

    kind = "announcement.posted"
    id: str
    title: str
    text: str
    importance: str
    departments: list[str]
    to_guests: bool
    begins_at: int
    ends_at: int


class AnnouncementEnded(Body, frozen=True):
    """An administrator ended it before its time."""

    kind = "announcement.ended"
    id: str
    title: str
    confirmed: int
    people: int


class AnnouncementsChanged(Body, frozen=True):
    """Told to everybody it might concern: look anew. What it says is asked for, and given to whom it is for."""

    kind = "announcements.changed"
    urgent: bool


class AnnouncementConfirmed(Body, frozen=True):
    """The member confirmed it (確認しました); in their own stream, so that their other screens close it, too."""

    kind = "announcement.confirmed"
    id: str
