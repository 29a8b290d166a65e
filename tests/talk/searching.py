"""Searching in tests: all pages of an answer, and the same by reading everything."""

import msgspec
from sqlalchemy import select

from kairan.core.kit.database import Db
from kairan.core.kit.text import fold
from kairan.core.viewer import Viewer
from kairan.talk.model import membership_table, message_table, present, room_table
from kairan.talk.queries import day_begins_at, message_of
from kairan.talk.search import SearchHit, SearchQuery, search

DAY_MS = 24 * 60 * 60 * 1000
PAGES_MOST = 50


def hits(db: Db, who: Viewer, q: str, **more: str | None) -> list[SearchHit]:
    """Return the hits of all pages."""
    all_hits: list[SearchHit] = []
    before: str | None = None
    for _ in range(PAGES_MOST):
        page = search(db, who, msgspec.convert({"q": q, **more, "before": before}, SearchQuery))
        all_hits += page.hits
        before = page.next
        if before is None:
            return all_hits
    raise AssertionError("the pages do not end")


def found(db: Db, who: Viewer, q: str, **more: str | None) -> list[str]:
    """Return the texts that are found, the newest first."""
    return [hit.message.text for hit in hits(db, who, q, **more)]


def ids_found(db: Db, who: Viewer, q: str, **more: str | None) -> list[str]:
    """Return the ids of the messages that are found, the newest first."""
    return [hit.message.id for hit in hits(db, who, q, **more)]


def ids_by_reading_everything(
    db: Db,
    who: Viewer,
    terms: list[str],
    *,
    room_id: str | None = None,
    author_id: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[str]:
    """Return what a search must find, by looking at every message there is."""
    ms, msg = membership_table.c, message_table.c
    rows = db.all(
        select(message_table)
        .join(membership_table, ms.room_no == msg.room_no)
        .join(room_table, room_table.c.no == msg.room_no)
        .where(ms.member_id == who.member_id, present, msg.seq >= ms.sees_from, msg.removed_at.is_(None))
        .order_by(msg.at.desc(), msg.room_no.desc(), msg.seq.desc())
    )
    return [
        row.id
        for row in rows
        if (room_id is None or row.room_id == room_id)
        and (author_id is None or row.author_id == author_id)
        and (since is None or row.at >= day_begins_at(since))
        and (until is None or row.at < day_begins_at(until) + DAY_MS)
        and all(fold(term) in _folded(row) for term in terms)
    ]


def _folded(row: object) -> str:
    message = message_of(row)  # type: ignore[arg-type]
    return fold("\n".join([message.text, *(file.name for file in message.files)]))
