"""Erasing answers whose time is over (保存期間): what was said goes; number, time and digest stay, and the counts."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, cast, select, update

from kairan.applications.arrivals import ERASED
from kairan.applications.attachments import forget_files_of_applications
from kairan.applications.entries import ApplicationErased
from kairan.applications.letters import RECEIPT
from kairan.applications.model import application_table
from kairan.applications.remarks import forget_notes
from kairan.applications.searching import forget_words
from kairan.applications.submitting import application_stream
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
    """Erase what is kept for longer than its form says, five hundred at once; return how many."""
    over = _a.submitted_at + cast(_f.keep_days, BigInteger) * DAY_MS <= now_ms()  # 25 days of ms are 32 bits
    due = (
        select(_a.id, _a.form_id, _a.version, _a.submitted_at, _a.answers, _v.document)
        .join(form_table, _f.id == _a.form_id)
        .join(form_version_table, (_v.form_id == _a.form_id) & (_v.number == _a.version))
        .where(_f.keep_days.is_not(None), _a.erased_at.is_(None), over)
        .order_by(_a.id)
        .limit(AT_ONCE)
        .with_for_update(of=application_table)  # what two erase at once would be taken from the counts twice
    )
    rows = db.all(due)
    if rows:
        _erase(db, rows, "time")
    return len(rows)


def _erase(db: Db, rows: Sequence[Record], reason: str) -> None:
    """Erase the answers of these applications with everything that was made of them; what they counted stays."""
    erased = [row.id for row in rows]
    count_erased(db, rows)
    gone = {"answers": None, "sealed": None, "erased_at": now_ms()}
    db.execute(update(application_table).where(_a.id.in_(erased)).values(gone))
    forget_words(db, erased)
    forget_notes(db, erased)
    forget_letters(db, RECEIPT, erased)
    forget_files_of_applications(db, erased)
    for follow in ERASED.given():
        follow(db, erased)
    for application_id in erased:
        append(db, application_stream(application_id), ApplicationErased(reason=reason), None)
