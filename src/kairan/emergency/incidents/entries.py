"""What the stream of an incident keeps: the whole of each entry, so that every former wording stays provable."""

from kairan.core.journal import Body


class IncidentOpened(Body, frozen=True):
    """It was opened."""

    kind = "incident.opened"
    name: str
    incident_kind: str
    level: str
    is_drill: bool
    begun_at: int
    rooms: list[str]


class IncidentChanged(Body, frozen=True):
    """Its name, kind or level is another."""

    kind = "incident.changed"
    name: str
    incident_kind: str
    level: str


class IncidentEnded(Body, frozen=True):
    """It is over; nothing more is written."""

    kind = "incident.ended"


class IncidentReopened(Body, frozen=True):
    """It goes on after all."""

    kind = "incident.reopened"


class IncidentPeopleAdded(Body, frozen=True):
    """People came to work on it."""

    kind = "incident.people_added"
    member_ids: list[str]


class IncidentPersonRemoved(Body, frozen=True):
    """Somebody works on it no more."""

    kind = "incident.person_removed"
    member_id: str


class ChronologyWritten(Body, frozen=True):
    """An entry of the chronology was written, or is changed as a whole (`is_change`)."""

    kind = "incident.chronology_written"
    number: int
    is_change: bool
    entry_kind: str
    status: str | None
    happened_at: int
    text: str
    source: str
    place: str
    latitude: float | None
    longitude: float | None
    damage: str | None
    severity: str | None
    responsible: str | None
    message: str | None
    files: list[str]


class ChronologyMoved(Body, frozen=True):
    """An entry is open, being worked on, or done."""

    kind = "incident.chronology_moved"
    number: int
    status: str | None


class ChronologyStruck(Body, frozen=True):
    """An entry does not hold."""

    kind = "incident.chronology_struck"
    number: int
    reason: str


class ChronologyTaken(Body, frozen=True):
    """Somebody took the chronology out, as a table or on paper."""

    kind = "incident.chronology_taken"
    form: str


class PositionShared(Body, frozen=True):
    """Somebody shows where they are, until then at the latest; where that is, no record keeps."""

    kind = "incident.position_shared"
    until: int


class PositionWithdrawn(Body, frozen=True):
    """Somebody shows no more where they are."""

    kind = "incident.position_withdrawn"
