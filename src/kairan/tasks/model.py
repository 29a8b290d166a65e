"""Tasks and who does them."""

from typing import Annotated, NewType

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, String, Table, Text

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId
from kairan.talk.model import MessageId, RoomId
from kairan.tasks.repeating import Repeat

TaskId = NewType("TaskId", Id)

TITLE_LIMIT = 120
NOTE_LIMIT = 2_000
DOERS_MOST = 50
PAGE = 100
LONGEST_DAYS = 3_660

_Id = String(13)
_Day = String(10)

task_table = Table(
    "task",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("owner_id", _Id, nullable=False),
    Column("client_key", String(40), nullable=False),
    Column("room_id", _Id),
    Column("message_id", _Id),
    Column("room_class", SmallInteger, nullable=False),
    Column("title", String(TITLE_LIMIT * 4), nullable=False),
    Column("note", Text, nullable=False),
    Column("due_on", _Day),
    Column("anchor_on", _Day),  # the day it repeats by
    Column("repeat", String(10), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("done_at", BigInteger),
    Column("done_by", _Id),
    Column("done_note", Text, nullable=False),
    Column("dropped_at", BigInteger),
    Column("told_on", _Day),  # when whoever does it was last reminded without anybody's doing
    Column("before_id", _Id),  # the one of which this is the repetition
    Index("ix_task_owner_id_client_key", "owner_id", "client_key", unique=True),
    Index("ix_task_room_id", "room_id", "id"),
    Index("ix_task_due_on", "due_on"),
    Index("ix_task_before_id", "before_id"),
)

task_doer_table = Table(
    "task_doer",
    metadata,
    Column("task_id", _Id, ForeignKey("task.id"), primary_key=True),
    Column("member_id", _Id, primary_key=True),
    Column("list_id", _Id),  # by which list of moves they took it over
    Index("ix_task_doer_member_id", "member_id"),
    Index("ix_task_doer_list_id", "list_id"),
)

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=TITLE_LIMIT * 4)]
Note = Annotated[str, msgspec.Meta(max_length=NOTE_LIMIT * 4)]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Doers = Annotated[list[MemberId], msgspec.Meta(min_length=1, max_length=DOERS_MOST)]


class NewTask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A task to be made; from a room, or from a message in one. The same `client_key` again gives back the first."""

    client_key: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    title: Title
    note: Note = ""
    doer_ids: Doers
    due_on: Day | None = None
    repeat: Repeat = "none"
    room_id: RoomId | None = None
    message_id: MessageId | None = None


class TaskChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a task is from now on, as a whole, and the revision that was seen."""

    revision: Annotated[int, msgspec.Meta(ge=1)]
    title: Title
    note: Note = ""
    doer_ids: Doers
    due_on: Day | None = None
    repeat: Repeat = "none"


class TaskDone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of a task."""

    note: Note = ""


class TaskDoer(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who does a task."""

    id: MemberId
    name: str
    department: str


class TaskView(msgspec.Struct, frozen=True, kw_only=True):
    """A task as those see it who may."""

    id: TaskId
    title: str
    note: str
    owner: TaskDoer
    doers: list[TaskDoer]
    room_id: RoomId | None
    message_id: MessageId | None
    due_on: str | None
    repeat: Repeat
    revision: int
    made_at: int
    done_at: int | None
    done_by: str
    done_note: str
    dropped_at: int | None
    is_mine: bool  # the viewer does it
    may_change: bool


class TaskCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many open tasks the viewer does, how many of them are due today or overdue, and how many they gave."""

    mine: int
    due: int
    given: int


class TaskPage(msgspec.Struct, frozen=True, kw_only=True):
    """Tasks of one view, where the next page begins, and the counts."""

    tasks: list[TaskView]
    next: str | None
    counts: TaskCounts


def task_stream(task_id: str) -> str:
    """Return the stream of a task."""
    return f"task:{task_id}"
