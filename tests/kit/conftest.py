"""A database of one kind alone."""

from pathlib import Path

import pytest

from kairan.kit.database import sqlite_url
from tests.support.databases import build_schema


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """A fresh SQLite database, for what is particular to it."""
    url = sqlite_url(tmp_path / "kairan.db")
    build_schema(url)
    return url
