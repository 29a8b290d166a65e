"""What a device is told of a broadcast (通知): its title and the first of its text, where policy lets it."""

from collections.abc import Sequence

from sqlalchemy import select

from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.counting import is_waited_for
from kairan.emergency.broadcasts.drills import marked
from kairan.emergency.broadcasts.model import broadcast_person_table, broadcast_table
from kairan.notifications import Asked, Content, DueNotice, Subject, Unread
from kairan.policy import may

_b, _bp = broadcast_table.c, broadcast_person_table.c
TEXT_SHOWN = 120
WORDS = ("一斉連絡があります", "There is a broadcast for you")


def describe(db: Db, asked: Sequence[Asked]) -> list[dict[str, Content]]:
    """Return what each viewer is to be told; nothing of what is over, or of which nothing is asked any more."""
    ids = sorted({_id_of(notice) for one in asked for notice in one.notices})
    rows = {row.id: row for row in db.all(select(broadcast_table).where(_b.id.in_(ids), _b.ended_at.is_(None)))}
    waiting = _waiting(db, list(rows.values()), sorted({one.viewer.member_id for one in asked}))
    return [
        {
            notice.id: _content(one.viewer, notice, rows[_id_of(notice)])
            for notice in one.notices
            if (_id_of(notice), one.viewer.member_id) in waiting
        }
        for one in asked
    ]


def _waiting(db: Db, rows: Sequence[Record], member_ids: Sequence[str]) -> set[tuple[str, str]]:
    """Return of whom something is still asked."""
    found: set[tuple[str, str]] = set()
    for row in rows:
        here = (_bp.broadcast_id == row.id, is_waited_for(row.asked), _bp.member_id.in_(member_ids))
        found |= {(row.id, one) for one in db.scalars(select(_bp.member_id).where(*here))}
    return found


def _content(viewer: Viewer, notice: DueNotice, row: Record) -> Content:
    """Return the words; where policy shows none, that there is one, and whether it is a drill."""
    is_drill = bool(row.is_drill)
    if may(viewer, "notify_content"):
        title, text = marked(row.title, is_drill=is_drill, language=viewer.language), row.text[:TEXT_SHOWN]
    else:
        title = marked(WORDS[viewer.language == "en"], is_drill=is_drill, language=viewer.language)
        text = ""
    path = f"/broadcasts/{row.id}"
    return Content(title=title, text=text, tag=notice.stream, path=path, at=row.sent_at)


def _id_of(notice: DueNotice) -> str:
    return notice.stream.partition(":")[2]


def unread_of(_db: Db, viewers: Sequence[Viewer]) -> list[Unread]:
    """Return that broadcasts are not counted as unread talk; they stand above every page."""
    return [Unread() for _ in viewers]


SUBJECT = Subject("broadcast", describe, unread_of)
