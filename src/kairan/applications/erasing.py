"""Erasing answers whose time is over (保存期間): what was said goes; number, time and digest stay, and the counts."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, and_, cast, func, select, update

from kairan.applications.arrivals import ERASED, LAST_ACTS, STILL_WORKED
from kairan.applications.attachments import forget_files_of_applications
from kairan.applications.entries import ApplicationErased
from kairan.applications.giving_back import leave_queues
from kairan.applications.letters import PLACE, PROOF, RECEIPT, RESUME
from kairan.applications.model import application_table
from kairan.applications.remarks import forget_notes
from kairan.applications.searching import forget_words
from kairan.applications.streams import application_stream
from kairan.applications.sums import count_erased
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.mail import forget_letters
from kairan.forms.model import form_table, form_version_table

AT_ONCE = 500

_a, _f, _v = application_table.c, form_table.c, form_version_table.c


def erase_answers(db: Db) -> int:
    """Erase what is kept for longer than its form says, five hundred at once; return how many.

    The time runs from the last act, and does not end while an application is still worked.
    """
    kept_ms = cast(_f.keep_days, BigInteger) * DAY_MS  # 25 days of ms are 32 bits
    last_act = func.coalesce(*(act() for act in LAST_ACTS.given()), _a.submitted_at, 0)
    over = and_(_a.submitted_at + kept_ms <= now_ms(), last_act + kept_ms <= now_ms())
    is_worked = [~work() for work in STILL_WORKED.given()]
    due = (
        select(application_table, _v.document)
        .join(form_table, _f.id == _a.form_id)
        .join(form_version_table, (_v.form_id == _a.form_id) & (_v.number == _a.version))
        .where(_f.keep_days.is_not(None), _a.erased_at.is_(None), over, *is_worked)
        .order_by(_a.id)
        .limit(AT_ONCE)
        .with_for_update(of=application_table)  # what two erase at once would be taken from the counts twice
    )
    rows = db.all(due)
    if rows:
        erase(db, rows, "time")
    return len(rows)


def erase(db: Db, rows: Sequence[Record], reason: str) -> None:
    """Erase the answers of these applications with everything that was made of them; what they counted stays.

    Rows are of applications that are not erased, with the document they answered; nobody else changes them meanwhile.
    """
    erased = [row.id for row in rows]
    count_erased(db, rows)
    gone = {"answers": None, "sealed": None, "erased_at": now_ms()}
    db.execute(update(application_table).where(_a.id.in_(erased)).values(gone))
    forget_words(db, erased)
    forget_notes(db, erased)
    _forget_letters(db, erased)
    leave_queues(db, erased)
    forget_files_of_applications(db, erased)
    for follow in ERASED.given():
        follow(db, erased)
    for application_id in erased:
        append(db, application_stream(application_id), ApplicationErased(reason=reason), None)


def _forget_letters(db: Db, application_ids: Sequence[str]) -> None:
    """Forget to whom letters about applications went: the address is an answer, too."""
    for about in (RECEIPT, PLACE):
        forget_letters(db, about, application_ids)
    drafts = db.scalars(select(_a.draft_id).where(_a.id.in_(application_ids)))
    for about in (RESUME, PROOF):
        forget_letters(db, about, drafts)
