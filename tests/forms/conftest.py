"""The cast with its administrators."""

import pytest

from kairan.core.kit.database import Db
from tests.administration.conftest import Office, office_of
from tests.cast import Cast


@pytest.fixture
def office(db: Db) -> Office:
    return office_of(db)


@pytest.fixture
def cast(office: Office) -> Cast:
    return office.cast
