"""What people see of circulars."""

import msgspec

from kairan.circulars.model import CircularId, Manner, Outcome
from kairan.circulars.states import Act, Status
from kairan.core.viewer import MemberId, RoomClass
from kairan.files import FileView
from kairan.people import DepartmentId
from kairan.talk.model import RoomId


class CircularRow(msgspec.Struct, frozen=True, kw_only=True):
    """A circular in a list. `waits`: it waits for the viewer; `sender`: with their department."""

    id: CircularId
    title: str
    sender: str
    department: str
    manner: Manner
    room_class: RoomClass
    version: int
    status: Status
    people: int
    confirmed: int
    passed: int
    waiting: int
    sent_at: int
    changed_at: int
    due_on: str | None
    is_led: bool
    waits: bool


class CircularCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many wait for the viewer, and how many that they lead go round."""

    waiting: int
    sent: int


class CircularPage(msgspec.Struct, frozen=True, kw_only=True):
    """Circulars of one view, where the next page begins, and the counts."""

    circulars: list[CircularRow]
    next: str | None
    counts: CircularCounts


class CircularVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A wording of a circular, and how far it came round; words and files are empty where they are not shown."""

    number: int
    at: int
    by: str
    title: str
    text: str
    files: list[FileView]
    reason: str
    people: int
    confirmed: int


class CircularPart(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's box on the sheet: who, at which stop, and what came of it."""

    member_id: MemberId
    name: str
    department: str
    kind: str
    position: int
    by_department_id: DepartmentId | None
    deputy_id: MemberId | None
    deputy: str
    asked_at: int | None
    seen_at: int | None
    outcome: Outcome | None
    acted_at: int | None
    acted_by: str  # where it was not the person
    comment: str


class CircularParts(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the people, and where the next page begins."""

    parts: list[CircularPart]
    next: int | None


class DepartmentProgress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a department that was named has come."""

    department_id: DepartmentId
    name: str
    people: int
    confirmed: int


class CircularHappened(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened with a circular: an entry of its stream."""

    at: int
    kind: str
    by: str
    about: str = ""  # whom it concerns, or the day
    count: int = 0
    text: str = ""


class CircularView(msgspec.Struct, frozen=True, kw_only=True):
    """A circular with everything its reader sees.

    `own`: what the viewer is asked themselves; `stands_in`: for whom they may confirm; `may`: what they may do with it.
    """

    circular: CircularRow
    room_id: RoomId | None
    reminded_at: int | None
    versions: list[CircularVersion]  # the newest first
    parts: list[CircularPart]  # the first page
    next: int | None
    departments: list[DepartmentProgress]
    own: CircularPart | None
    stands_in: list[CircularPart]
    may: list[Act]
    history: list[CircularHappened]


class CircularSentOff(msgspec.Struct, frozen=True):
    """The circular that was sent."""

    id: CircularId


class RemindedPeople(msgspec.Struct, frozen=True):
    """How many people were reminded."""

    people: int
