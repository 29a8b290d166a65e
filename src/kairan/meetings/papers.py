"""Papers of a meeting (資料): added, made into pages that can be shown, opened, taken away.

A page is a picture attached to the meeting: whoever may read the meeting may look at it, as policy allows.
"""

import asyncio
import hashlib
from collections.abc import Sequence

import msgspec
from sqlalchemy import func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import Id, new_id
from kairan.core.kit.jobs import Jobs, enqueue
from kairan.core.kit.store import Store
from kairan.core.viewer import Viewer
from kairan.files import FileView, attach, file_table, withdraw
from kairan.files.jobs import DELETE, DeleteBlobs
from kairan.files.made import MadeFile, keep_made
from kairan.files.model import SHOWN_INLINE
from kairan.meetings.acting import touch
from kairan.meetings.entries import (
    MeetingPaperAdded,
    MeetingPaperDropped,
    MeetingPaperOpened,
    MeetingPaperPaged,
)
from kairan.meetings.finding import hold_meeting, may_lead, require_lasting, require_meeting, require_paper
from kairan.meetings.model import (
    PAGES_MOST,
    PAPERS_MOST,
    MeetingId,
    NewPaper,
    PaperId,
    meeting_opened_table,
    meeting_page_table,
    meeting_paper_table,
    meeting_stream,
    meeting_table,
)
from kairan.meetings.paging import PDF, TYPE, PageMaker, folder_of_paper
from kairan.meetings.problems import MeetingNotYours, MeetingPapersTooMany
from kairan.policy import require
from kairan.talk.my_numbers import require_no_my_number_in

MAKE = "meetings.make_pages"
LIMIT_S = 900.0  # of one paper
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_m, _p, _f, _o = meeting_table.c, meeting_paper_table.c, file_table.c, meeting_opened_table.c


class MakePages(msgspec.Struct, frozen=True):
    """The body of the job: one paper."""

    id: Id


class PageMade(msgspec.Struct, frozen=True):
    """A page whose bytes lie at their key."""

    blob_key: str
    width: int
    height: int
    size: int
    digest: bytes


def add_paper(db: Db, viewer: Viewer, meeting_id: MeetingId, what: NewPaper) -> None:
    """Add an uploaded file as a paper; the same file again changes nothing. Whoever writes in the room may.

    Problems: those of `hold_meeting`, MeetingOver, MeetingPapersTooMany, those of `files.attach`, MyNumberRefused.
    """
    row = hold_meeting(db, viewer, meeting_id)
    require_lasting(row)
    require(viewer, "attach", row.room_class)
    here = (_p.meeting_id == meeting_id) & _p.dropped_at.is_(None)
    if db.first(select(_p.id).where(here, _p.file_id == what.file_id)) is not None:
        return
    if int(db.scalar(select(func.count()).select_from(meeting_paper_table).where(here))) >= PAPERS_MOST:
        raise MeetingPapersTooMany(most=PAPERS_MOST)
    stream, paper_id = meeting_stream(meeting_id), PaperId(new_id())
    seq = hold(db, stream).seq + 1
    (file,) = attach(db, viewer, [what.file_id], stream, seq)
    require_no_my_number_in(db, row.room_id, file.name)
    _keep(db, viewer, meeting_id, paper_id, file, seq)
    append(db, stream, MeetingPaperAdded(paper=paper_id, file=file.id, name=file.name), viewer)
    touch(db, row)


def _keep(db: Db, viewer: Viewer, meeting_id: MeetingId, paper_id: PaperId, file: FileView, seq: int) -> None:
    is_picture = file.type in SHOWN_INLINE and bool(file.width and file.height)
    state = "ready" if is_picture else "preparing" if file.type == PDF else "file"
    about = {"name": file.name, "type": file.type, "size": file.size, "state": state, "pages": int(is_picture)}
    place = {"meeting_id": meeting_id, "adder_id": viewer.member_id, "seq": seq, "added_at": now_ms()}
    db.execute(insert(meeting_paper_table).values(id=paper_id, file_id=file.id, **place, **about))
    if is_picture:
        _keep_page(db, paper_id, 1, file.id, file.width or 1, file.height or 1)
    if state == "preparing":
        enqueue(db, MAKE, MakePages(paper_id), key=paper_id)


def _keep_page(db: Db, paper_id: str, page: int, file_id: str, width: int, height: int) -> None:
    values = {"paper_id": paper_id, "page": page, "file_id": file_id, "width": width, "height": height}
    db.execute(insert(meeting_page_table).values(values))


def drop_paper(db: Db, viewer: Viewer, meeting_id: MeetingId, paper_id: PaperId) -> None:
    """Take a paper away: nobody sees it any more, the record keeps it. For who added it, and who leads.

    Problems: those of `hold_meeting`, MeetingPaperNotFound, MeetingNotYours.
    """
    row = hold_meeting(db, viewer, meeting_id)
    paper = require_paper(db, meeting_id, paper_id)
    if paper.adder_id != viewer.member_id and not may_lead(db, viewer, row):
        raise MeetingNotYours
    db.execute(update(meeting_paper_table).where(_p.id == paper_id).values(dropped_at=now_ms()))
    for seq in (paper.seq, paper.pages_seq):
        if seq is not None:
            withdraw(db, meeting_stream(meeting_id), seq)
    touch(db, row, **({"shown_paper_id": None, "shown_page": 1} if row.shown_paper_id == paper_id else {}))
    append(db, meeting_stream(meeting_id), MeetingPaperDropped(paper=paper_id), viewer)


def open_paper(db: Db, viewer: Viewer, meeting_id: MeetingId, paper_id: PaperId) -> None:
    """Note that the viewer has opened a paper; the first time counts.

    Problems: MeetingNotFound, MeetingPaperNotFound.
    """
    row = require_meeting(db, viewer, meeting_id)
    require_paper(db, meeting_id, paper_id)
    hold(db, meeting_stream(row.id))
    mine = (_o.paper_id == paper_id) & (_o.member_id == viewer.member_id)
    if db.first(select(_o.at).where(mine)) is not None:
        return
    values = {"paper_id": paper_id, "member_id": viewer.member_id, "at": now_ms()}
    db.execute(insert(meeting_opened_table).values(values))
    append(db, meeting_stream(row.id), MeetingPaperOpened(paper=paper_id), viewer)
    db.execute(update(meeting_table).where(_m.id == row.id).values(revision=_m.revision + 1))


# --- pages -----------------------------------------------------------------------------------------------


def register_paging(jobs: Jobs, store: Store, blobs: Blobs) -> None:
    """Add the job that makes pages, one paper at a time."""
    maker = PageMaker()

    async def make(what: MakePages) -> list[PageMade]:
        key = await store.read(paper_to_page, what.id)
        return [] if key is None else await _pages_of(blobs, maker, key)

    jobs.add_outside(MAKE, MakePages, make, keep_pages, at_once=1, limit_s=LIMIT_S)


def paper_to_page(db: Db, paper_id: str) -> str | None:
    """Return where the bytes of a paper lie whose pages are to be made; None: not any more."""
    wanted = (_p.id == paper_id) & (_p.state == "preparing") & _p.dropped_at.is_(None)
    key: str | None = db.scalar(select(_f.blob_key).join(meeting_paper_table, _p.file_id == _f.id).where(wanted))
    return key


async def _pages_of(blobs: Blobs, maker: PageMaker, key: str) -> list[PageMade]:
    made: list[PageMade] = []
    with folder_of_paper() as folder:
        with (folder / "paper.pdf").open("wb") as file:
            async for chunk in blobs.get(key):
                await asyncio.to_thread(file.write, chunk)
        while len(made) < PAGES_MOST:
            page = await asyncio.to_thread(maker.page, folder, len(made) + 1)
            if page is None:
                break
            page_key = _key_of(key, len(made) + 1)
            await blobs.put(page_key, page.content)
            digest = hashlib.sha256(page.content).digest()
            made.append(PageMade(page_key, page.width, page.height, len(page.content), digest))
    return made


def _key_of(paper_key: str, page: int) -> str:
    """Return where a page lies: the same however often it is made, and to be guessed no more than its paper's key."""
    digest = hashlib.sha256(f"{paper_key}/{page}".encode()).digest()
    letters = "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest)
    return f"{letters[:2]}/{letters[2:]}"


def keep_pages(db: Db, what: MakePages, pages: Sequence[PageMade]) -> None:
    """Attach the pages of a paper to its meeting; of a paper that was taken away meanwhile their bytes go."""
    paper = _still_preparing(db, what.id)
    if paper is None:
        if pages:
            enqueue(db, DELETE, DeleteBlobs([one.blob_key for one in pages]))
        return
    stream = meeting_stream(paper.meeting_id)
    held = hold(db, stream)
    entry = append(db, stream, MeetingPaperPaged(paper=paper.id, pages=len(pages)), None, held=held)
    for number, one in enumerate(pages, 1):
        file_id = keep_made(db, _file_of(paper, number, one), stream, entry.seq)
        _keep_page(db, paper.id, number, file_id, one.width, one.height)
    state = {"state": "ready" if pages else "file", "pages": len(pages), "pages_seq": entry.seq}
    db.execute(update(meeting_paper_table).where(_p.id == paper.id).values(state))
    db.execute(update(meeting_table).where(_m.id == paper.meeting_id).values(revision=_m.revision + 1))


def _still_preparing(db: Db, paper_id: str) -> Record | None:
    found = (_p.id == paper_id) & (_p.state == "preparing") & _p.dropped_at.is_(None)
    columns = (_p.id, _p.meeting_id, _p.adder_id, _p.name, _f.organization_id)
    return db.first(select(*columns).join(file_table, _f.id == _p.file_id).where(found))


def _file_of(paper: Record, number: int, page: PageMade) -> MadeFile:
    return MadeFile(
        organization_id=paper.organization_id,
        member_id=paper.adder_id,
        name=f"{number}.webp",
        type=TYPE,
        size=page.size,
        digest=page.digest,
        blob_key=page.blob_key,
        width=page.width,
        height=page.height,
    )
