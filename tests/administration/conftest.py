"""The cast with 吉田, who administers the city, and the town's own administrator."""

import msgspec
import pytest

from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import NewMember, create_member
from kairan.people.roles import Role
from tests.cast import Cast, assemble


class Office(msgspec.Struct, frozen=True):
    """Everybody, and who administers them."""

    cast: Cast
    yoshida: Viewer
    auditor: Viewer
    townsman: Viewer


def with_role(db: Db, organization_id: OrganizationId, login: str, name: str, role: Role) -> Viewer:
    """Create an account that has a role."""
    member_id = create_member(db, None, organization_id, NewMember(login=login, name=name, roles=(role,)))
    return Viewer(member_id=member_id, organization_id=organization_id, roles=frozenset({role}))


def office_of(db: Db) -> Office:
    """Add the administrators to the cast."""
    cast = assemble(db)
    return Office(
        cast=cast,
        yoshida=with_role(db, cast.city, "yoshida", "吉田 恵", "administrator"),
        auditor=with_role(db, cast.city, "kansa", "監査 正", "auditor"),
        townsman=with_role(db, cast.neighbour.organization_id, "choba", "町場 守", "administrator"),
    )


@pytest.fixture
def office(db: Db) -> Office:
    return office_of(db)
