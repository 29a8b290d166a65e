"""Links that fall away: by a name alone nobody stays linked who got powers, or is known by another name.

Whoever came in through a link that fell away is out at once: they may be somebody else, which is why it fell.
"""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import delete, select

from kairan.core.journal import append_all
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import member_table, organization_stream
from kairan.sessions.actions import end_session_of
from kairan.sessions.model import session_table
from kairan.single_sign_on.entries import SubjectUnlinked
from kairan.single_sign_on.model import oidc_session_table, subject_table

AT_ONCE = 500

_l, _m, _os, _s = subject_table.c, member_table.c, oidc_session_table.c, session_table.c


def drop_links_by_rule(db: Db, by: Viewer, member_ids: Iterable[MemberId], *, also_own: bool = False) -> None:
    """Undo the links of some accounts that are not marked as their own, or all of them, each with an entry."""
    wanted = sorted(set(member_ids))
    for begin in range(0, len(wanted), AT_ONCE):
        _drop(db, by, wanted[begin : begin + AT_ONCE], also_own=also_own)


def _drop(db: Db, by: Viewer, member_ids: Sequence[MemberId], *, also_own: bool) -> None:
    these = _l.member_id.in_(member_ids)
    falling = these if also_own else these & (_l.own.is_(None) | ~_l.own)
    columns = _l.organization_id, _l.member_id, _m.name, _l.issuer, _l.subject
    rows = db.all(
        select(*columns).join(member_table, _m.id == _l.member_id).where(falling).order_by(_l.member_id, _l.issuer)
    )
    if not rows:
        return
    db.execute(delete(subject_table).where(falling))
    end_sessions_through(db, by, {(row.member_id, row.issuer, row.subject) for row in rows})
    undone = [SubjectUnlinked(id=row.member_id, name=row.name, issuer=row.issuer, subject=row.subject) for row in rows]
    append_all(db, organization_stream(rows[0].organization_id), undone, by)


def end_sessions_through(db: Db, by: Viewer, links: Collection[tuple[str, str, str]]) -> None:
    """End the sessions that were opened through some links: member, issuer and subject of each."""
    member_ids = sorted({member_id for member_id, _, _ in links})
    opened = select(_s.id, _s.member_id, _os.issuer, _os.subject).join(session_table, _s.id == _os.session_id)
    for session_id, member_id, issuer, subject in db.all(opened.where(_s.member_id.in_(member_ids)).order_by(_s.id)):
        if (member_id, issuer, subject) in links:
            end_session_of(db, MemberId(member_id), session_id, "by_administrator", by)
