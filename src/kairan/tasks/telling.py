"""Who is told of tasks: whoever is to do one, before and after its day; whoever made it, when it is done."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from kairan.core.journal import Entry, append
from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import today
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.notifications import Asked, Content, DueNotice, NewNotice, NoticeKind, Subject, Unread, notify
from kairan.people import member_stream
from kairan.policy import may
from kairan.tasks.entries import TasksChanged
from kairan.tasks.finding import visible
from kairan.tasks.model import task_stream, task_table

_t = task_table.c
_WORDS = {
    "open": ("【タスク】", "Task: "),
    "done": ("【タスク・完了】", "Task done: "),
    "late": ("【タスク・期限切れ】", "Overdue: "),
}
_WITHOUT_TITLE = ("タスクがあります", "You have a task")


def tell(db: Db, row: Record, entry: Entry, member_ids: Sequence[MemberId], kind: NoticeKind = "task") -> None:
    """Let people be told of an entry of a task; who made the entry themselves is not."""
    organization_id, stream = OrganizationId(row.organization_id), task_stream(row.id)
    told = [one for one in member_ids if one != entry.by]
    notify(
        db,
        [
            NewNotice(member_id=one, organization_id=organization_id, stream=stream, seq=entry.seq, kind=kind)
            for one in told
        ],
    )
    tell_screens(db, member_ids)


def tell_screens(db: Db, member_ids: Iterable[str]) -> None:
    """Let screens look anew."""
    for one in sorted(set(member_ids)):
        append(db, member_stream(MemberId(one)), TasksChanged(), None)


def describe(db: Db, asked: Sequence[Asked]) -> list[dict[str, Content]]:
    """Return what each viewer is to be told of tasks that they may still see."""
    return [_described(db, one.viewer, one.notices) for one in asked]


def _described(db: Db, viewer: Viewer, notices: Sequence[DueNotice]) -> dict[str, Content]:
    rows: dict[str, Record] = {}
    for some in in_batches(sorted({_task_of(one) for one in notices})):
        rows |= {row.id: row for row in db.all(select(task_table).where(_t.id.in_(some), visible(viewer)))}
    found = {one.id: _content(viewer, one, rows) for one in notices}
    return {key: content for key, content in found.items() if content is not None}


def _content(viewer: Viewer, notice: DueNotice, rows: Mapping[str, Record]) -> Content | None:
    row = rows.get(_task_of(notice))
    if row is None or row.dropped_at is not None or not may(viewer, "notify", row.room_class):
        return None
    is_done = row.done_at is not None
    if is_done and row.owner_id != viewer.member_id:
        return None
    is_english = viewer.language == "en"
    is_late = row.due_on is not None and row.due_on < today().isoformat()
    before = _WORDS["done" if is_done else "late" if is_late else "open"][is_english]
    has_title = may(viewer, "notify_content", row.room_class)
    return Content(
        title=f"{before}{row.title}" if has_title else _WITHOUT_TITLE[is_english],
        text="",
        tag=notice.stream,
        path=f"/tasks/{row.id}",
        at=notice.created_at,
    )


def _task_of(notice: DueNotice) -> str:
    return notice.stream.partition(":")[2]


def unread_of(_db: Db, viewers: Sequence[Viewer]) -> list[Unread]:
    """Return that tasks are not counted as unread talk."""
    return [Unread() for _ in viewers]


SUBJECT = Subject("task", describe, unread_of)
