"""Withdrawing an application (取下げ) by the office that works on it: it stays listed, its places are given back."""

from typing import Annotated

import msgspec
from sqlalchemy import update

from kairan.applications.entries import ApplicationErased, ApplicationWithdrawn
from kairan.applications.erasing import forget_letters_about
from kairan.applications.giving_back import give_back
from kairan.applications.model import ApplicationId, ApplicationView, application_table
from kairan.applications.queries import application, require_application
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.forms.rights import require_form

REASON_LIMIT = 200
_a = application_table.c


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why an application is withdrawn, and whether its answers are erased at once."""

    reason: Annotated[str, msgspec.Meta(max_length=REASON_LIMIT * 4)] = ""
    erases: bool = False


def withdraw_application(db: Db, viewer: Viewer, application_id: ApplicationId, what: Withdrawal) -> ApplicationView:
    """Withdraw an application for whoever applied, and erase it if they want that; a second time changes nothing.

    Problems: RefusedByPolicy, ApplicationNotFound, FormRightNeeded, TextNotStorable, TextTooLong.
    """
    row = require_application(db, viewer, application_id)
    require_form(db, viewer, row.form_id, "work")
    reason = bounded_text(what.reason, REASON_LIMIT).strip()
    this, now = _a.id == application_id, now_ms()
    # Whoever writes this first withdraws; who comes at the same moment waits here, and finds it done.
    withdrawn = update(application_table).where(this, _a.withdrawn_at.is_(None)).values(withdrawn_at=now)
    if db.execute(withdrawn).rowcount:
        give_back(db, row.form_id, application_id)
        append(db, application_stream(application_id), ApplicationWithdrawn(reason=reason), viewer)
    gone = {"answers": None, "sealed": None, "erased_at": now}
    erased = update(application_table).where(this, _a.erased_at.is_(None)).values(gone)
    if what.erases and db.execute(erased).rowcount:
        forget_letters_about(db, [application_id])
        append(db, application_stream(application_id), ApplicationErased(reason="asked"), viewer)
    return application(db, viewer, application_id)
