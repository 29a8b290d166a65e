"""The cast, who meet in a room."""

import pytest

from kairan.core.kit.database import Db
from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)
