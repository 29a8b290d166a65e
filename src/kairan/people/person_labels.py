"""Labels (だれか): how a person is called wherever two people may share a name: 佐藤 美咲（000123・福祉部/福祉課）.

For the console, its records and its exports. Whoever only talks sees names with departments, as ever: a staff number
is nobody else's business.
"""

from collections.abc import Iterable

import msgspec
from sqlalchemy import select

from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId
from kairan.people.model import department_table, member_table, post_table

AT_ONCE = 500
_m, _d, _p = member_table.c, department_table.c, post_table.c


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """Who somebody is: name, what no other of the body has (staff number, else login), where they work."""

    id: MemberId
    name: str
    number: str | None
    login: str
    department: str  # the path of the main post's; empty without one

    @property
    def key(self) -> str:
        """The staff number, or the login where the body gives none."""
        return self.number or self.login

    @property
    def told(self) -> str:
        """The whole label in one line."""
        return f"{self.name}（{'・'.join(one for one in (self.key, self.department) if one)}）"


def labels(db: Db, ids: Iterable[str | None]) -> dict[str, Label]:
    """Return who people are, by id, whoever asks: only for names beside what the viewer was allowed to read."""
    wanted = sorted({one for one in ids if one})
    found: dict[str, Label] = {}
    statement = (
        select(_m.id, _m.name, _m.number, _m.login, _d.path)
        .select_from(member_table)
        .outerjoin(post_table, (_p.member_id == _m.id) & _p.is_main)
        .outerjoin(department_table, _d.id == _p.department_id)
    )
    for start in range(0, len(wanted), AT_ONCE):
        for row in db.all(statement.where(_m.id.in_(wanted[start : start + AT_ONCE]))):
            found[row[0]] = Label(id=row[0], name=row[1], number=row[2], login=row[3], department=row[4] or "")
    return found


def told_of(db: Db, ids: Iterable[str | None]) -> dict[str, str]:
    """Return whole labels by id."""
    return {one: label.told for one, label in labels(db, ids).items()}
