"""Who acts, as of now: for what is done in somebody's name later than it was asked for."""

import msgspec
from sqlalchemy import ColumnElement, or_, select

from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, MemberId, MemberKind, OrganizationId, Viewer
from kairan.people.model import member_table
from kairan.people.roles import Role

_m = member_table.c


def acting_now(db: Db, member_id: MemberId, organization_id: OrganizationId) -> Viewer:
    """Return somebody with the roles and tasks held now; out of use, or of another body, with none.

    Whatever is done in a person's name later asks this viewer what it asked at first: nobody acts by a power lost.
    """
    row = db.first(
        select(_m.kind, _m.roles, _m.tasks).where(
            _m.id == member_id, _m.organization_id == organization_id, _m.status == "active"
        )
    )
    if row is None:
        return Viewer(member_id=member_id, organization_id=organization_id)
    kind: MemberKind = "guest" if row.kind == "guest" else "staff"
    return Viewer(
        member_id=member_id,
        organization_id=organization_id,
        kind=kind,
        roles=frozenset(msgspec.json.decode(row.roles, type=list[str])),
        delegated=frozenset(msgspec.json.decode(row.tasks, type=list[Delegated])),
    )


def holds(*roles: Role) -> ColumnElement[bool]:
    """Restrict members to holders of one of these roles; the column is a JSON list of names without quotes in them."""
    return or_(*(_m.roles.contains(f'"{role}"', autoescape=True) for role in roles))


def holders_in_use(db: Db, organization_id: OrganizationId, *roles: Role) -> list[MemberId]:
    """Return who holds one of these roles in a body and can sign in."""
    active = _m.organization_id == organization_id, _m.status == "active", _m.kind == "staff"
    return [MemberId(one) for one in db.scalars(select(_m.id).where(*active, holds(*roles)).order_by(_m.id))]
