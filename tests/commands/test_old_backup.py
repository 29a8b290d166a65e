"""A backup of an earlier version is restored by a later one: the rows go through the same migrations as a live town."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from kairan.commands import maintenance
from kairan.core.kit import migrate
from kairan.core.words import Refusal
from tests.commands.installations import Installations, contents, files_of, writing
from tests.support.databases import Kind

NEXT = '''"""A column of tomorrow, filled from what is there."""

import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organization", sa.Column("motto", sa.Text()))
    op.execute("UPDATE organization SET motto = name || 'は一つ'")
'''


@pytest.fixture
def tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program of tomorrow, whose history is longer by one."""
    before = migrate.newest_revision()
    shutil.copytree(migrate.FOLDER, tmp_path / "migrations")
    (tmp_path / "migrations" / "versions" / "9001_motto.py").write_text(NEXT.format(before=before), "utf-8")
    monkeypatch.setattr(migrate, "FOLDER", tmp_path / "migrations")


@pytest.fixture
def old(installations: Installations, tmp_path: Path) -> Path:
    """A backup of today."""
    maintenance.backup(installations.filled("sqlite"), tmp_path / "old.tar")
    return tmp_path / "old.tar"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_old_backup_is_restored_and_brought_to_the_present(
    old: Path, tomorrow: None, installations: Installations, kind: Kind
) -> None:
    after = installations.empty(kind)
    assert maintenance.restore(after, old) == 0
    with writing(after) as db:
        assert db.scalar(text("SELECT version_num FROM alembic_version")) == "9001"
        assert db.scalars(text("SELECT motto FROM organization WHERE name = 'みどり町'")) == ["みどり町は一つ"]
    assert len(files_of(after)) == 2
    assert sum(map(len, contents(after).values())) > 60


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_old_backup_that_does_not_fit_leaves_an_empty_place_at_the_present(
    old: Path, tomorrow: None, installations: Installations, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = installations.empty(kind)
    with monkeypatch.context() as patch:
        patch.setattr("kairan.commands.restore.digest_of_heads", lambda _db: "another")
        with pytest.raises(Refusal):
            maintenance.restore(after, old)
    assert not any(contents(after).values())
    with writing(after) as db:
        assert db.scalar(text("SELECT version_num FROM alembic_version")) == "9001"
    assert maintenance.restore(after, old) == 0
