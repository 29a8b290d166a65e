"""The office, which announces things."""

import pytest

from kairan.core.kit.database import Db
from tests.administration.conftest import Office, office_of


@pytest.fixture
def office(db: Db) -> Office:
    return office_of(db)
