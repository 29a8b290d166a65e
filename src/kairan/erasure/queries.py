"""Looking before deleting."""

from sqlalchemy import Select, func, select

from kairan.administration.access import require_account
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.erasure.model import Deletion
from kairan.handovers.model import handover_table
from kairan.people import member_stream, people_named, require_role
from kairan.sessions.device_model import device_table
from kairan.sessions.factor_model import passkey_table, recovery_code_table, totp_table
from kairan.talk.model import membership_table, message_table, present, room_table

_msg, _ms, _r, _h = message_table.c, membership_table.c, room_table.c, handover_table.c


def deletion(db: Db, viewer: Viewer, member_id: MemberId) -> Deletion:
    """Return what deleting an account would take and leave. Problems: RoleNeeded, PersonNotFound."""
    require_role(viewer, "administrator")
    require_account(db, viewer, member_id)
    (person,) = people_named(db, [member_id])
    stood = [(post.department, post.post) for post in person.former] + [(person.department, person.post)]
    posts = [" ".join(part for part in post if part) for post in stood]
    return Deletion(
        messages=_count(db, select(func.count()).where(_msg.author_id == member_id, _msg.removed_at.is_(None))),
        files=_count(db, select(func.count()).where(_msg.author_id == member_id, _msg.files.is_not(None))),
        posts=[post for place, post in enumerate(posts) if post and post not in posts[:place]],
        factors=factors_of(db, member_id),
        devices=_count(db, select(func.count()).where(device_table.c.member_id == member_id)),
        entries=_count(
            db,
            select(func.count())
            .select_from(entry_table.join(stream_table, entry_table.c.stream_no == stream_table.c.no))
            .where(stream_table.c.name == member_stream(member_id), entry_table.c.body.is_not(None)),
        ),
        rooms=[
            name or ""
            for name in db.scalars(
                select(_r.name)
                .join(membership_table, _ms.room_no == _r.no)
                .where(_ms.member_id == member_id, present, _r.kind == "group")
                .order_by(_r.name)
            )
        ],
        drafts=_count(db, select(func.count()).where(_h.member_id == member_id, _h.handed_at.is_(None))),
    )


def factors_of(db: Db, member_id: MemberId) -> int:
    """Count what a member shows besides a password; the recovery codes are one."""
    apps = _count(db, select(func.count()).where(totp_table.c.member_id == member_id))
    passkeys = _count(db, select(func.count()).where(passkey_table.c.member_id == member_id))
    codes = _count(db, select(func.count()).where(recovery_code_table.c.member_id == member_id))
    return apps + passkeys + (codes > 0)


def _count(db: Db, statement: Select[int]) -> int:
    return int(db.scalar(statement) or 0)
