"""What happens to records, as entries of the organisation's stream; and what a master is told, of theirs."""

from kairan.core.journal import Body
from kairan.records.model import Tell


class RecordsAsked(Body, frozen=True):
    """An auditor asked to read records."""

    kind = "records.asked"
    request_id: str
    reason: str
    room_ids: list[str]
    person_ids: list[str]
    first_at: int
    last_at: int


class RecordsConsented(Body, frozen=True):
    """A second person consented to a request; it is open until `ends_at`."""

    kind = "records.consented"
    request_id: str
    asked_by: str
    ends_at: int


class RecordsRefused(Body, frozen=True):
    """A second person refused a request."""

    kind = "records.refused"
    request_id: str
    asked_by: str


class RecordsWithdrawn(Body, frozen=True):
    """A request, or the consent to it, was withdrawn: nothing can be read any more."""

    kind = "records.withdrawn"
    request_id: str
    asked_by: str


class RecordsViewed(Body, frozen=True):
    """An auditor read records: a page of messages, in which rooms, and for what reason."""

    kind = "records.viewed"
    request_id: str
    reason: str
    room_ids: list[str]
    messages: int
    first_at: int | None
    last_at: int | None


class RecordsExported(Body, frozen=True):
    """An auditor took records out with their proof."""

    kind = "records.exported"
    request_id: str
    reason: str
    format: str


class RecordRulesChanged(Body, frozen=True):
    """An administrator changed how long a consent lasts, or when masters are told."""

    kind = "records.rules_changed"
    hours: int
    tell: Tell


class RecordsTold(Body, frozen=True):
    """A master is told that the records of a room of theirs were read."""

    kind = "records.told"
    request_id: str
    room_id: str
