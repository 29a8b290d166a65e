"""Erasing answers whose time is over (保存期間): what was said goes; number, time and digest stay, and the counts."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, cast, select, update

from kairan.applications.entries import ApplicationErased
from kairan.applications.giving_back import leave_queues
from kairan.applications.letters import PLACE, PROOF, RECEIPT, RESUME
from kairan.applications.model import application_table
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.mail import forget_letters
from kairan.forms.model import form_table

AT_ONCE = 500

_a, _f = application_table.c, form_table.c


def erase_answers(db: Db) -> int:
    """Erase what is kept for longer than its form says, five hundred at once; return how many."""
    now = now_ms()
    over = _a.submitted_at + cast(_f.keep_days, BigInteger) * DAY_MS <= now  # 25 days of milliseconds are 32 bits
    due = (
        select(_a.id)
        .join(form_table, _f.id == _a.form_id)
        .where(_f.keep_days.is_not(None), _a.erased_at.is_(None), over)
        .order_by(_a.id)
        .limit(AT_ONCE)
    )
    erased = list(db.scalars(due))
    gone = update(application_table).where(_a.id.in_(erased)).values(answers=None, sealed=None, erased_at=now)
    if erased:
        db.execute(gone)
        forget_letters_about(db, erased)
        leave_queues(db, erased)
    for application_id in erased:
        append(db, application_stream(application_id), ApplicationErased(reason="time"), None)
    return len(erased)


def forget_letters_about(db: Db, application_ids: Sequence[str]) -> None:
    """Forget to whom letters about applications went: the address is an answer, too."""
    for about in (RECEIPT, PLACE):
        forget_letters(db, about, application_ids)
    drafts = db.scalars(select(_a.draft_id).where(_a.id.in_(application_ids)))
    for about in (RESUME, PROOF):
        forget_letters(db, about, drafts)
