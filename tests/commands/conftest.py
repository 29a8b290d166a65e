"""Fixtures of the commands."""

import pytest

from tests.commands.installations import Installations
from tests.support.postgres import Postgres


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences are compared in English."""
    monkeypatch.setenv("KAIRAN_LANG", "en")


@pytest.fixture(scope="session")
def installations(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres) -> Installations:
    """Where installations come from; each test asks for its own."""
    return Installations(tmp_path_factory.mktemp("installations"), postgres)
