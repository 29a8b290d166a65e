"""Deleting an account for good, in one transaction. It cannot be taken back.

Goes: login, staff number, mail, extension, password, factors, devices, sessions, settings, what was set for rooms,
drafts of hand-overs, and the bodies of the person's own stream (settings, sessions, marks; nothing the body keeps as
a record). Stays: the name and the posts of each time, every message with its files, who had read what, and the
body's own record of what was administered (公文書と監査の記録), which no deletion touches.
"""

import msgspec
from sqlalchemy import delete, select, update

from kairan.administration.access import hold_changeable
from kairan.administration.delegation import change_tasks
from kairan.administration.model import Account
from kairan.core.journal import append, erase_bodies
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.erasure.entries import PersonDeleted
from kairan.erasure.problems import AccountStillInUse
from kairan.erasure.queries import factors_of
from kairan.guests.model import invitation_table
from kairan.handovers.model import handover_mark_table, handover_table
from kairan.people import (
    DepartmentId,
    change_status,
    directory_stream,
    hold_posts,
    member_stream,
    member_table,
    organization_stream,
    require_role,
)
from kairan.people.entries import MemberChanged
from kairan.sessions import end_sessions
from kairan.sessions.device_model import device_table
from kairan.sessions.factor_model import passkey_table, recovery_code_table, totp_table
from kairan.sessions.model import session_table, try_table
from kairan.single_sign_on.model import subject_table
from kairan.talk.access import lock_room
from kairan.talk.memberships import let_go
from kairan.talk.model import RoomId, kept_table, membership_table, present, room_stream, room_table, thread_mark_table

_m, _ms, _r, _h = member_table.c, membership_table.c, room_table.c, handover_table.c
OWN_TABLES = (
    session_table, totp_table, recovery_code_table, passkey_table, device_table, subject_table, try_table, kept_table,
    thread_mark_table,
)  # fmt: skip
"""What belongs to a member alone, by `member_id`."""


class InRoom(msgspec.Struct, frozen=True):
    """A room to go out of."""

    no: int
    id: RoomId
    stream: str
    department_id: DepartmentId | None


def delete_account(db: Db, viewer: Viewer, member_id: MemberId) -> None:
    """Delete the account of somebody who is out of use.

    Problems: RoleNeeded, PersonNotFound, AccountDeleted, AccountStillInUse.
    """
    require_role(viewer, "administrator")
    account = hold_changeable(db, viewer, member_id)
    if account.status == "active":
        raise AccountStillInUse
    if account.status == "suspended":
        change_status(db, viewer, viewer.organization_id, member_id, "left")
    change_tasks(db, viewer, account, set())
    rooms = _leave_rooms(db, viewer, member_id)
    hold_posts(db, viewer, member_id, [])  # the last post becomes a former one
    end_sessions(db, member_id, viewer)
    told = PersonDeleted(
        id=member_id,
        name=account.name,
        factors=factors_of(db, member_id),
        devices=db.execute(delete(device_table).where(device_table.c.member_id == member_id)).rowcount,
        rooms=rooms,
        erased=erase_bodies(db, member_stream(member_id), viewer),
    )
    for table in OWN_TABLES:
        db.execute(delete(table).where(table.c.member_id == member_id))
    _drop_drafts(db, member_id)
    _forget(db, account)
    append(db, organization_stream(viewer.organization_id), told, viewer)
    append(db, directory_stream(viewer.organization_id), MemberChanged(id=member_id), viewer)


def _leave_rooms(db: Db, viewer: Viewer, member_id: MemberId) -> int:
    """Go out of every group room; a direct talk keeps who was in it, or nobody would know with whom it was."""
    rows = db.all(
        select(_r.no, _r.id, _r.department_id)
        .join(membership_table, _ms.room_no == _r.no)
        .where(_ms.member_id == member_id, present, _r.kind == "group")
        .order_by(_r.id)
    )
    for no, room_id, department_id in rows:
        lock_room(db, room_id)
        let_go(db, viewer, InRoom(no, room_id, room_stream(room_id), department_id), member_id, removed=True)
    return len(rows)


def _drop_drafts(db: Db, member_id: MemberId) -> None:
    drafts = select(_h.id).where(_h.member_id == member_id, _h.handed_at.is_(None))
    db.execute(delete(handover_mark_table).where(handover_mark_table.c.handover_id.in_(drafts)))
    db.execute(delete(handover_table).where(_h.id.in_(drafts)))


def _forget(db: Db, account: Account) -> None:
    """Take from the account all but name, reading, kind and where a guest came from."""
    nothing: dict[str, str | None] = {
        "number": None,
        "mail": None,
        "extension": None,
        "password_hash": None,
        "password_issued_at": None,
    }
    nothing |= {"settings": "{}", "roles": "[]", "tasks": "[]"}
    db.execute(update(invitation_table).where(invitation_table.c.member_id == account.id).values(mail=""))
    values = nothing | {"login": f"deleted-{account.id}", "deleted_at": now_ms()}
    db.execute(update(member_table).where(_m.id == account.id).values(values))
