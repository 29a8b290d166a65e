"""Inviting people, withdrawing a number, writing to who has not answered."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, insert, select, update

from kairan.applications.invitations.entries import InvitationWithdrawn, LettersSent, PeopleInvited
from kairan.applications.invitations.letters import INVITATION, invitation_letter
from kairan.applications.invitations.model import (
    INVITED_MOST,
    LETTERS_AT_ONCE,
    InvitationId,
    InvitationPage,
    InvitationsAdded,
    Invited,
    LettersPosted,
    form_invitation_table,
)
from kairan.applications.invitations.numbers import (
    digest_of_number,
    new_invitation_number,
    opened_number,
    sealed_number,
)
from kairan.applications.invitations.problems import (
    InvitationNoMail,
    InvitationNotFound,
    InvitationsEmpty,
    InvitationsTooMany,
)
from kairan.applications.invitations.queries import invited_people, waiting_for
from kairan.applications.offering import form_of
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.mail import forget_letters, post_letter
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.forms.model import FormId
from kairan.forms.queries import form_stream
from kairan.forms.rights import require_form
from kairan.policy import require

AGAIN_MS = 20 * 3_600_000
"""Nobody gets two letters within so long, however often the button is pressed."""

_i = form_invitation_table.c


def invite(db: Db, viewer: Viewer, box: SecretBox, form_id: FormId, people: Sequence[Invited]) -> InvitationsAdded:
    """Give each of these people a number of their own.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, InvitationsEmpty, InvitationsTooMany.
    """
    require(viewer, "publish_forms")
    require_form(db, viewer, form_id, "publish")
    if not people:
        raise InvitationsEmpty
    held = hold(db, form_stream(form_id))
    require_form(db, viewer, form_id, "publish")
    there = db.scalar(select(func.count()).select_from(form_invitation_table).where(_i.form_id == form_id)) or 0
    if there + len(people) > INVITED_MOST:
        raise InvitationsTooMany(most=INVITED_MOST)
    db.execute(insert(form_invitation_table), [_row(box, form_id, one) for one in people])
    append(db, form_stream(form_id), PeopleInvited(people=len(people)), viewer, held=held)
    return InvitationsAdded(added=len(people))


def _row(box: SecretBox, form_id: FormId, one: Invited) -> dict[str, object]:
    invitation_id, number = new_id(), new_invitation_number()
    return {
        "id": invitation_id,
        "form_id": form_id,
        "number": sealed_number(box, invitation_id, number),
        "number_digest": digest_of_number(box, form_id, number),
        "name": one.name,
        "mail": one.mail,
        "is_answered": False,
        "is_told": False,
    }


def withdraw_invitation(db: Db, viewer: Viewer, form_id: FormId, invitation_id: InvitationId) -> InvitationPage:
    """Let a number be used no more; a second time changes nothing.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, InvitationNotFound.
    """
    require(viewer, "publish_forms")
    require_form(db, viewer, form_id, "publish")
    held = hold(db, form_stream(form_id))
    require_form(db, viewer, form_id, "publish")
    this = (_i.form_id == form_id) & (_i.id == invitation_id)
    if db.scalar(select(_i.id).where(this)) is None:
        raise InvitationNotFound
    withdrawn = update(form_invitation_table).where(this, _i.withdrawn_at.is_(None)).values(withdrawn_at=now_ms())
    if db.execute(withdrawn).rowcount:
        forget_letters(db, INVITATION, [invitation_id])
        append(db, form_stream(form_id), InvitationWithdrawn(invitation=invitation_id), viewer, held=held)
    return invited_people(db, viewer, form_id)


def write_to_invited(
    db: Db, viewer: Viewer, box: SecretBox, form_id: FormId, url: str, is_mailed: bool
) -> LettersPosted:
    """Write to those with an address who have not answered, five hundred at once, each once in twenty hours.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, InvitationNoMail.
    """
    require(viewer, "publish_forms")
    require_form(db, viewer, form_id, "publish")
    held = hold(db, form_stream(form_id))
    require_form(db, viewer, form_id, "publish")
    form = form_of(db, form_id)
    if form is None or not form.is_open or form.audience != "invited" or not is_mailed:
        raise InvitationNoMail
    now = now_ms()
    due = waiting_for(form_id) & _may_be_written_to(now)
    rows = db.all(select(form_invitation_table).where(due).order_by(_i.id).limit(LETTERS_AT_ONCE))
    for row in rows:
        number = opened_number(box, row.id, row.number)
        post_letter(db, form.organization_id, invitation_letter(form, row, number, f"{url}/f/{form.address}"))
    if rows:
        these = [row.id for row in rows]
        db.execute(update(form_invitation_table).where(_i.id.in_(these)).values(mailed_at=now))
        append(db, form_stream(form_id), LettersSent(people=len(rows)), viewer, held=held)
    left = db.scalar(select(func.count()).select_from(form_invitation_table).where(due)) or 0
    return LettersPosted(posted=len(rows), left=left)


def _may_be_written_to(now: int) -> ColumnElement[bool]:
    return (_i.mail != "") & (_i.mailed_at.is_(None) | (_i.mailed_at <= now - AGAIN_MS))
