"""The office with a second administrator, and a colleague of theirs."""

import msgspec
import pytest

import kairan.administration.consenting  # noqa: F401  (adds the acts)
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from tests.administration.conftest import Office, office_of, with_role


class Pair(msgspec.Struct, frozen=True):
    """Two administrators who check each other."""

    office: Office
    yoshida: Viewer
    mori: Viewer


@pytest.fixture
def pair(db: Db) -> Pair:
    office = office_of(db)
    return Pair(office, office.yoshida, with_role(db, office.cast.city, "mori", "森 陽子", "administrator"))
