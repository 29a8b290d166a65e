"""What the stream of a meeting keeps."""

from kairan.core.journal import Body


class MeetingMade(Body, frozen=True):
    """Somebody prepares a meeting of a room."""

    kind = "meeting.made"
    room: str
    title: str
    begins_at: int


class MeetingChanged(Body, frozen=True):
    """Its title, time, place or agenda are others."""

    kind = "meeting.changed"
    title: str
    begins_at: int
    place: str
    agenda: list[str]


class MeetingPaperAdded(Body, frozen=True):
    """Somebody added a paper."""

    kind = "meeting.paper_added"
    paper: str
    file: str
    name: str


class MeetingPaperPaged(Body, frozen=True):
    """The pages of a paper can be shown; none: it is opened as a file."""

    kind = "meeting.paper_paged"
    paper: str
    pages: int


class MeetingPaperDropped(Body, frozen=True):
    """Somebody took a paper away; nobody sees it any more."""

    kind = "meeting.paper_dropped"
    paper: str


class MeetingPaperOpened(Body, frozen=True):
    """Somebody has opened a paper for the first time."""

    kind = "meeting.paper_opened"
    paper: str


class MeetingPageShown(Body, frozen=True):
    """The chair shows a page, or nothing any more."""

    kind = "meeting.page_shown"
    paper: str | None
    page: int


class MeetingMinuted(Body, frozen=True):
    """A note of the room is its minutes."""

    kind = "meeting.minuted"
    note: str


class MeetingEnded(Body, frozen=True):
    """The chair ended it."""

    kind = "meeting.ended"


class MeetingDropped(Body, frozen=True):
    """It does not take place; nobody sees it any more."""

    kind = "meeting.dropped"


class VideoAddressChanged(Body, frozen=True):
    """An administrator said where the body's video meetings are; empty: nowhere."""

    kind = "meeting.video_address_changed"
    before: str
    after: str
