"""What becomes of attached files together with drafts and applications: bound, counted, given up, erased.

Promise: a row goes in the transaction in which what named it goes, and its bytes after the commit.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, func, or_, select, update

from kairan.applications.attachment_model import application_file_table
from kairan.applications.model import application_draft_table
from kairan.core.extension import ExtensionPoint
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.prepared import Prepared
from kairan.files.jobs import DELETE, DeleteBlobs
from kairan.forms.complaints import Complaint
from kairan.forms.conditions import Values
from kairan.forms.questions import AnyQuestion
from kairan.forms.questions.files import FILE_QUESTIONS, AttachedFile, attached_files

SWEPT_MOST = 500
WAITING: ExtensionPoint[Callable[[], ColumnElement[bool]]] = ExtensionPoint("applications.files_waiting")
"""Which files wait for something that stands in for a draft; a condition on their rows."""

_f, _d = application_file_table.c, application_draft_table.c
_HAS_FILES = Prepared(select(_f.id).where(_f.draft_id == bindparam("of_draft")).limit(1))


def files_in(questions: Iterable[AnyQuestion], values: Values) -> list[AttachedFile]:
    """Return the files that answers to these questions name."""
    asked = (one for one in questions if isinstance(one, FILE_QUESTIONS))
    return [file for one in asked for file in attached_files(values.get(one.id))]


def states_of(db: Db, draft_id: str) -> dict[str, str]:
    """Return in which state each file of a draft is."""
    return _states(db, _f.draft_id == draft_id)


def states_of_application(db: Db, application_id: str) -> dict[str, str]:
    """Return in which state each file of an application is, with those that a correction took the place of."""
    return _states(db, _f.application_id == application_id)


def _states(db: Db, which: ColumnElement[bool]) -> dict[str, str]:
    return {row.id: row.state for row in db.all(select(_f.id, _f.state).where(which))}


def unfit_files(
    questions: Iterable[AnyQuestion], values: Values, states: Mapping[str, str]
) -> Iterator[tuple[str, Complaint]]:
    """Tell files that a virus checker refused after they had come, or that are not there any more; by question."""
    for question in questions:
        for file in files_in([question], values):
            state = states.get(file.id)
            if state not in {"clean", "unchecked"}:
                code = "file_infected" if state == "refused" else "file_gone"
                yield question.id, Complaint(code, {"name": file.name})


def refused_of(db: Db, application_id: str) -> set[str]:
    """Return the files of an application that a virus checker refused."""
    return set(db.scalars(select(_f.id).where(_f.application_id == application_id, _f.state == "refused")))


def bytes_of_draft(db: Db, draft_id: str) -> tuple[int, int]:
    """Return how many bytes and how many files a draft has, with those on their way."""
    row = db.first(select(func.coalesce(func.sum(_f.size), 0), func.count()).where(_f.draft_id == draft_id))
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def bytes_of_drafts(db: Db, form_id: str) -> int:
    """Return how many bytes lie with all drafts of a form."""
    mine = (_f.form_id == form_id) & _f.application_id.is_(None)
    return int(db.scalar(select(func.coalesce(func.sum(_f.size), 0)).where(mine)))


def bind_files(db: Db, draft_id: str, application_id: str, submitted: Collection[str]) -> bool:
    """Give the files of a draft to what it became; those off the path go. False where one of them is not usable."""
    mine = (_f.draft_id == draft_id) & _f.state.in_(("clean", "unchecked"))
    if submitted:
        bound = update(application_file_table).where(mine, _f.id.in_(submitted)).values(application_id=application_id)
        if db.execute(bound).rowcount != len(submitted):
            return False
    if submitted or _HAS_FILES.first(db, {"of_draft": draft_id}) is not None:
        forget_files(db, and_(_f.draft_id == draft_id, _f.application_id.is_(None)))
    return True


def forget_files_of_drafts(db: Db, draft_ids: Sequence[str]) -> None:
    """Forget what was attached to drafts that are given up."""
    if draft_ids:
        forget_files(db, and_(_f.draft_id.in_(draft_ids), _f.application_id.is_(None)))


def forget_files_of_applications(db: Db, application_ids: Sequence[str]) -> None:
    """Erase what was attached to applications."""
    if application_ids:
        forget_files(db, _f.application_id.in_(application_ids))


def forget_files(db: Db, which: ColumnElement[bool]) -> int:
    """Delete rows now and their bytes after the commit; return how many files."""
    rows = db.all(delete(application_file_table).where(which).returning(_f.blob_key, _f.spare_key, _f.thumbnail_key))
    keys = [key for row in rows for key in row if key]
    if keys:
        enqueue(db, DELETE, DeleteBlobs(keys))
    return len(rows)


def sweep_files(db: Db) -> int:
    """Forget what a crash or a lost race left behind: files of no draft any more, and those that never arrived."""
    alive = exists().where(_d.id == _f.draft_id, _d.application_id.is_(None))
    elsewhere = [~wait() for wait in WAITING.given()]
    lost = or_(and_(~alive, *elsewhere), _f.state == "receiving")
    old = and_(_f.application_id.is_(None), _f.created_at < now_ms() - DAY_MS, lost)
    ids = list(db.scalars(select(_f.id).where(old).order_by(_f.created_at).limit(SWEPT_MOST)))
    return forget_files(db, and_(_f.id.in_(ids), _f.application_id.is_(None))) if ids else 0
