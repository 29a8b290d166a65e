"""Using an invitation: found by its number, and used up by what is submitted with it, exactly once.

Where answers are anonymous, nothing joins the two: neither an id, nor an instant, nor the draft once it is submitted.
"""

from sqlalchemy import select, update

from kairan.applications.invitations.model import InvitationId, form_invitation_table
from kairan.applications.invitations.numbers import digest_of_number, read_invitation_number
from kairan.applications.invitations.problems import InvitationNeeded, InvitationUnknown, InvitationUsed
from kairan.applications.model import ApplicationId, OpenForm
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox

_i = form_invitation_table.c


def invitation_of(db: Db, box: SecretBox, form: OpenForm, typed: str) -> InvitationId | None:
    """Return whose number this is; None where the form needs none.

    Problems: InvitationNeeded, InvitationUnknown, InvitationUsed.
    """
    if form.audience != "invited":
        return None
    if not typed.strip():
        raise InvitationNeeded
    number = read_invitation_number(typed)
    if number is None:
        raise InvitationUnknown
    this = (_i.form_id == form.form_id) & (_i.number_digest == digest_of_number(box, form.form_id, number))
    row = db.first(select(_i.id, _i.is_answered).where(this, _i.withdrawn_at.is_(None)))
    if row is None:
        raise InvitationUnknown
    if row.is_answered:
        raise InvitationUsed
    return InvitationId(row.id)


def use_invitation(db: Db, form: OpenForm, invitation_id: InvitationId | None, application_id: ApplicationId) -> None:
    """Use an invitation up; of two at once, the second waits here and finds it used.

    Problems: InvitationNeeded, InvitationUnknown, InvitationUsed.
    """
    if invitation_id is None:
        if form.audience == "invited":
            raise InvitationNeeded
        return
    used: dict[str, object] = {"is_answered": True}
    if not form.is_anonymous:
        used |= {"is_told": True, "answered_at": now_ms(), "application_id": application_id}
    this = (_i.id == invitation_id) & (_i.form_id == form.form_id)
    unused = this & _i.is_answered.is_(False) & _i.withdrawn_at.is_(None)
    if db.execute(update(form_invitation_table).where(unused).values(used)).rowcount:
        return
    raise InvitationUsed if db.scalar(select(_i.is_answered).where(this)) else InvitationUnknown
