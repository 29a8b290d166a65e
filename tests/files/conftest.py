"""Fixtures of files."""

import pytest

from kairan.core.kit.database import Db
from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: Db) -> Cast:
    """Everybody, in a fresh database."""
    return assemble(db)
