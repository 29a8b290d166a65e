"""Fixtures of the commands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.installations import Installations
from tests.support.postgres import Postgres


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences are compared in English."""
    monkeypatch.setenv("KAIRAN_LANG", "en")


@pytest.fixture
def installations(tmp_path: Path, postgres: Postgres) -> Iterator[Installations]:
    """Where installations come from."""
    folder = tmp_path / "installations"
    folder.mkdir()
    installations = Installations(folder, postgres)
    yield installations
    installations.remove()
