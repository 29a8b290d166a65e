"""Links that fall away: by a name alone nobody stays linked who got powers, or is known by another name."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select

from kairan.core.journal import append_all
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import member_table, organization_stream
from kairan.single_sign_on.entries import SubjectUnlinked
from kairan.single_sign_on.model import subject_table

AT_ONCE = 500

_l, _m = subject_table.c, member_table.c


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
    undone = [SubjectUnlinked(id=row.member_id, name=row.name, issuer=row.issuer, subject=row.subject) for row in rows]
    append_all(db, organization_stream(rows[0].organization_id), undone, by)
