"""Withdrawing an application (取下げ): by who applied, or by the office for them; it stays listed, and counts no more.

Promises: it is withdrawn once, whoever comes at the same moment; its places are given back in the same transaction,
and who is next moves up. Where the office goes on with it after all, it counts again; its places do not come back.
"""

from typing import Annotated

import msgspec
from sqlalchemy import select, update

from kairan.applications.arrivals import WITHDRAWN, Withdrawn
from kairan.applications.entries import ApplicationReinstated, ApplicationWithdrawn
from kairan.applications.erasing import erase
from kairan.applications.giving_back import give_back, take_again
from kairan.applications.model import ApplicationId, ApplicationView, application_table
from kairan.applications.queries import require_application
from kairan.applications.remarks import application_with_remarks
from kairan.applications.streams import application_stream
from kairan.applications.sums import count_reinstated, count_withdrawn
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.forms.model import form_version_table
from kairan.forms.rights import require_form

REASON_LIMIT = 200
_a, _v = application_table.c, form_version_table.c


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why an application is withdrawn, and whether its answers are erased at once."""

    reason: Annotated[str, msgspec.Meta(max_length=REASON_LIMIT * 4)] = ""
    erases: bool = False


def withdraw_application(
    db: Db, viewer: Viewer, box: SecretBox, application_id: ApplicationId, what: Withdrawal
) -> ApplicationView:
    """Withdraw an application for whoever applied, and erase it if they want that; a second time changes nothing.

    Problems: RefusedByPolicy, ApplicationNotFound, FormRightNeeded, TextNotStorable, TextTooLong, those of WITHDRAWN.
    """
    row = require_application(db, viewer, application_id)
    require_form(db, viewer, row.form_id, "work")
    withdraw(db, box, application_id, viewer, bounded_text(what.reason, REASON_LIMIT).strip())
    if what.erases and (kept := _locked(db, application_id)) is not None and kept.erased_at is None:
        erase(db, [kept], "asked")
    return application_with_remarks(db, viewer, application_id)


def withdraw(db: Db, box: SecretBox, application_id: ApplicationId, by: Viewer | None, reason: str = "") -> bool:
    """Withdraw an application that was found for who asks, None: who applied; return whether it was not yet.

    Problems: those of WITHDRAWN.
    """
    hold(db, application_stream(application_id))
    row = _locked(db, application_id)
    if row is None or row.withdrawn_at is not None:
        return False
    for follow in WITHDRAWN.given():  # first of all, since it may be refused
        follow(db, box, Withdrawn(application_id=application_id, by=by, reason=reason))
    give_back(db, row.form_id, application_id)
    count_withdrawn(db, row)
    now = now_ms() if row.erased_at is None else max(now_ms(), row.erased_at + 1)
    db.execute(update(application_table).where(_a.id == application_id).values(withdrawn_at=now))
    append(db, application_stream(application_id), ApplicationWithdrawn(reason=reason), by)
    return True


def reinstate(db: Db, application_id: ApplicationId, by: Viewer) -> None:
    """Let an application count again that the office goes on with (職権); the caller holds its stream."""
    row = _locked(db, application_id)
    if row is None or row.withdrawn_at is None:
        return
    take_again(db, row.form_id)
    count_reinstated(db, row)
    db.execute(update(application_table).where(_a.id == application_id).values(withdrawn_at=None))
    append(db, application_stream(application_id), ApplicationReinstated(), by)


def _locked(db: Db, application_id: str) -> Record | None:
    """Return an application with the document it answered, as it stands once nobody else changes it."""
    return db.first(
        select(application_table, _v.document)
        .join(form_version_table, (_v.form_id == _a.form_id) & (_v.number == _a.version))
        .where(_a.id == application_id)
        .with_for_update(of=application_table)
    )
