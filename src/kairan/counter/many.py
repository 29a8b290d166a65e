"""Acts on many cases at once (一括): all of them, or none."""

from collections.abc import Callable

from sqlalchemy import update

from kairan.applications.model import ApplicationId
from kairan.core.kit.database import Db
from kairan.core.kit.problems import Problem
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.counter.assigning import assign_case
from kairan.counter.conversation import write_to_applicant
from kairan.counter.correcting import ask_correction
from kairan.counter.finding import require_work
from kairan.counter.model import Assignment, CaseMove, CorrectionAsked, ManyCases, Writing, case_table
from kairan.counter.moving import move_case
from kairan.counter.problems import CasesNotAll

Act = Callable[[Db, Viewer, SecretBox, ApplicationId, ManyCases], None]


def act_on_many(db: Db, viewer: Viewer, box: SecretBox, what: ManyCases) -> int:
    """Do the same with many cases; return how many.

    The transaction is given up as a whole when one cannot. Problems: RefusedByPolicy, CasesNotAll.
    """
    refused, act = 0, _act_of(what)
    ids = sorted({ApplicationId(one) for one in what.case_ids})
    for case_id in ids:  # in one order for everybody, so that two who act at once do not wait for each other
        try:
            act(db, viewer, box, case_id, what)
        except Problem:
            refused += 1
    if refused:
        raise CasesNotAll(count=refused)
    return len(ids)


def _act_of(what: ManyCases) -> Act:
    if what.marks:
        return _ask_correction
    if what.text:
        return _write
    if what.is_opened is not None:
        return _put_opened
    return _assign if what.to is None else _move


def _ask_correction(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId, what: ManyCases) -> None:
    row, _ = require_work(db, viewer, case_id)
    asked = CorrectionAsked(marks=what.marks, text=what.text, answer_by=what.answer_by, revision=row.revision)
    ask_correction(db, viewer, box, case_id, asked)


def _write(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId, what: ManyCases) -> None:
    write_to_applicant(db, viewer, box, case_id, Writing(what.text))


def _put_opened(db: Db, viewer: Viewer, _box: SecretBox, case_id: ApplicationId, what: ManyCases) -> None:
    """Let a case count as read or unread; what the applicant wrote is not read by it."""
    require_work(db, viewer, case_id)
    db.execute(update(case_table).where(case_table.c.id == case_id).values(is_opened=what.is_opened))


def _move(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId, what: ManyCases) -> None:
    row, _ = require_work(db, viewer, case_id)
    if what.to is not None:
        move_case(db, viewer, box, case_id, CaseMove(to=what.to, revision=row.revision, reason=what.reason))


def _assign(db: Db, viewer: Viewer, _box: SecretBox, case_id: ApplicationId, what: ManyCases) -> None:
    assign_case(db, viewer, case_id, Assignment(owner_id=what.owner_id))
