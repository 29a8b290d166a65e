"""What a room sees of its meetings: agenda, papers with their pages, who has opened them, and what is shown."""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import func, select

from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.files import FileId
from kairan.meetings.finding import may_lead, require_meeting, visible
from kairan.meetings.model import (
    PAGE,
    PEOPLE_MOST,
    MeetingId,
    MeetingPage,
    MeetingPaper,
    MeetingRow,
    MeetingView,
    PaperId,
    PaperOpened,
    PaperPage,
    ShownPage,
    meeting_opened_table,
    meeting_page_table,
    meeting_paper_table,
    meeting_table,
)
from kairan.notes.finding import note_is_there
from kairan.people import Label, labels
from kairan.policy import may
from kairan.talk.access import require_room
from kairan.talk.model import RoomId, membership_table, present, room_table

_m, _p, _g, _o = meeting_table.c, meeting_paper_table.c, meeting_page_table.c, meeting_opened_table.c
_ms, _r = membership_table.c, room_table.c


def meetings_of(db: Db, viewer: Viewer, room_id: RoomId, after: str | None = None) -> MeetingPage:
    """Return the meetings of a room, fifty a page, the latest first. Problems: RoomNotFound."""
    require_room(db, viewer, room_id)
    statement = select(meeting_table).where(_m.room_id == room_id, visible(viewer))
    if after is not None and (last := db.first(select(_m.begins_at, _m.id).where(_m.id == after))) is not None:
        earlier = (_m.begins_at < last.begins_at) | ((_m.begins_at == last.begins_at) & (_m.id < last.id))
        statement = statement.where(earlier)
    rows = db.all(statement.order_by(_m.begins_at.desc(), _m.id.desc()).limit(PAGE + 1))
    shown = rows[:PAGE]
    counts = _papers_in(db, [row.id for row in shown])
    more = shown[-1].id if len(rows) > PAGE else None
    return MeetingPage(meetings=[_row(row, counts.get(row.id, 0)) for row in shown], next=more)


def _papers_in(db: Db, ids: Sequence[str]) -> dict[str, int]:
    held = _p.meeting_id.in_(ids) & _p.dropped_at.is_(None)
    rows = db.all(select(_p.meeting_id, func.count().label("papers")).where(held).group_by(_p.meeting_id))
    return {row.meeting_id: row.papers for row in rows}


def _row(row: Record, papers: int) -> MeetingRow:
    return MeetingRow(
        id=MeetingId(row.id),
        room_id=RoomId(row.room_id),
        title=row.title,
        begins_at=row.begins_at,
        place=row.place,
        papers=papers,
        is_over=row.ended_at is not None,
    )


def shown_page(db: Db, viewer: Viewer, meeting_id: MeetingId) -> ShownPage:
    """Return what is shown just now. Problems: MeetingNotFound."""
    return _shown(require_meeting(db, viewer, meeting_id))


def _shown(row: Record) -> ShownPage:
    paper_id = None if row.shown_paper_id is None else PaperId(row.shown_paper_id)
    return ShownPage(paper_id=paper_id, page=row.shown_page, revision=row.revision, is_over=row.ended_at is not None)


def meeting_view(db: Db, viewer: Viewer, meeting_id: MeetingId) -> MeetingView:
    """Return a meeting with its papers. Problems: MeetingNotFound."""
    row = require_meeting(db, viewer, meeting_id)
    room = require_room(db, viewer, RoomId(row.room_id))
    is_leading = may_lead(db, viewer, row)
    papers = _papers(db, viewer, row, is_leading=is_leading)
    chair = labels(db, [row.chair_id]).get(row.chair_id)
    return MeetingView(
        meeting=_row(row, len(papers)),
        chair="" if chair is None else chair.name,
        agenda=msgspec.json.decode(row.agenda, type=list[str]),
        wording=row.wording,
        note_id=row.note_id if note_is_there(db, row.note_id) else None,
        papers=papers,
        members=int(db.scalar(select(func.count()).where(_ms.room_no == room.no, present))),
        shown=_shown(row),
        may_write=room.archived_at is None and may(viewer, "write", row.room_class),
        may_lead=is_leading,
    )


def _papers(db: Db, viewer: Viewer, row: Record, *, is_leading: bool) -> list[MeetingPaper]:
    held = (_p.meeting_id == row.id) & _p.dropped_at.is_(None)
    rows = db.all(select(meeting_paper_table).where(held).order_by(_p.seq))
    pages = _pages_of(db, [one.id for one in rows])
    opened = _opened(db, [one.id for one in rows])
    known = labels(db, {one.adder_id for one in rows} | {who for some in opened.values() for who, _ in some})
    return [
        MeetingPaper(
            id=PaperId(one.id),
            file_id=FileId(one.file_id),
            name=one.name,
            type=one.type,
            size=one.size,
            state=one.state,
            pages=pages.get(one.id, []),
            by=_name(known, one.adder_id),
            opened=[PaperOpened(_name(known, who), at) for who, at in opened.get(one.id, [])],
            may_drop=is_leading or one.adder_id == viewer.member_id,
        )
        for one in rows
    ]


def _name(known: Mapping[str, Label], member_id: str) -> str:
    return known[member_id].name if member_id in known else ""


def _pages_of(db: Db, ids: Sequence[str]) -> dict[str, list[PaperPage]]:
    found: dict[str, list[PaperPage]] = {}
    for one in db.all(select(meeting_page_table).where(_g.paper_id.in_(ids)).order_by(_g.paper_id, _g.page)):
        found.setdefault(one.paper_id, []).append(PaperPage(FileId(one.file_id), one.width, one.height))
    return found


def _opened(db: Db, ids: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for paper_id in ids:
        rows = db.all(
            select(_o.member_id, _o.at).where(_o.paper_id == paper_id).order_by(_o.at, _o.member_id).limit(PEOPLE_MOST)
        )
        found[paper_id] = [(one.member_id, one.at) for one in rows]
    return found
