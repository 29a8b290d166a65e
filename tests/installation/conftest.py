"""The cast with 設楽, who operates the installation."""

import msgspec
import pytest
from sqlalchemy import select

from kairan.core.kit.database import Db
from kairan.core.viewer import INSTALLATION, MemberId, Viewer
from kairan.installation.actions import add_operator
from kairan.people import member_table
from tests.administration.conftest import Office, office_of


class Installation(msgspec.Struct, frozen=True):
    """The bodies with their administrators, and who stands above them."""

    office: Office
    operator: Viewer


def operator_of(db: Db, login: str = "shitara", name: str = "設楽 運") -> Viewer:
    """Add an operator."""
    add_operator(db, name, login, "hash")
    found = select(member_table.c.id).where(
        member_table.c.organization_id == INSTALLATION, member_table.c.login == login
    )
    return Viewer(member_id=MemberId(db.scalar(found)), organization_id=INSTALLATION)


@pytest.fixture
def installation(db: Db) -> Installation:
    return Installation(office=office_of(db), operator=operator_of(db))
