"""Former guests who come back (以前のゲスト): the same account, and a stay that begins anew.

Promise: whoever comes in, by a link or because an administrator opened the account again, reads nothing of what was
said to the former guest and nothing of what they uploaded. Whoever comes in by a link shows nothing that the former
guest had, either: where no mail is set up the link was seen by whoever invited. Name and body stay as they were.
"""

from sqlalchemy import delete, update

from kairan.core.journal import append
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.factors.actions import clear_factors
from kairan.factors.queries import has_factors
from kairan.files.actions import disown_uploads
from kairan.guests.admitting import inviter_of
from kairan.guests.entries import GuestReopened
from kairan.guests.model import InvitationId
from kairan.people import change_status, directory_stream, member_table, organization_stream
from kairan.people.entries import MemberChanged
from kairan.sessions import end_sessions
from kairan.sessions.device_model import device_table
from kairan.single_sign_on.model import subject_table
from kairan.talk.closed_accounts import begin_anew

REASON = "ゲストとして再び招待されたため"
_m = member_table.c


def reopen_guest(db: Db, row: Record, password_hash: str) -> MemberId:
    """Open the account of somebody who was a guest before; what they wrote then and now is one person's.

    `row` is the invitation with `mailed` of its link; the caller holds the organisation's stream, and has asked that
    the account is closed and not deleted.
    """
    member_id, organization_id = MemberId(row.member_id), OrganizationId(row.organization_id)
    by = inviter_of(row)
    ended = end_sessions(db, member_id, None, "account_closed")
    _forget_proofs(db, by, member_id, ended)
    values = {"password_hash": password_hash, "password_issued_at": None}
    db.execute(update(member_table).where(_m.id == member_id).values(values))
    change_status(db, by, organization_id, member_id, "active")
    append(db, directory_stream(organization_id), MemberChanged(id=member_id), by)
    reopened = GuestReopened(
        invitation_id=InvitationId(row.id),
        member_id=member_id,
        name=row.name,
        body=row.body,
        mailed=None if row.mailed is None else bool(row.mailed),
    )
    append(db, organization_stream(organization_id), reopened, by)
    return member_id


def begin_stay(db: Db, member_id: MemberId) -> None:
    """Let a guest whose account was closed begin anew, whoever opens it again: `people.GUESTS_COMING_BACK`."""
    begin_anew(db, member_id)
    disown_uploads(db, member_id)


def _forget_proofs(db: Db, by: Viewer, member_id: MemberId, ended: int) -> None:
    """Forget by what the former guest was known besides the password: factors, browsers, an account elsewhere."""
    if has_factors(db, member_id):
        clear_factors(db, by, member_id, REASON, ended)
    for table in (device_table, subject_table):
        db.execute(delete(table).where(table.c.member_id == member_id))
