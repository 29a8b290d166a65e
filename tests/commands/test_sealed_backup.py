"""A backup that leaves the machine is no leak; none is overwritten or thrown away unasked; what was lost is said."""

import os
import stat
from pathlib import Path

import msgspec
import pyrage
import pytest
from sqlalchemy import insert

from kairan.commands import maintenance
from kairan.commands.key_missing import tell_of_missing_key, tie_to_present_key
from kairan.commands.open_folders import tell_of_open_folders
from kairan.commands.server import prepare
from kairan.core.journal import entries_after
from kairan.core.kit.age import is_encrypted
from kairan.core.kit.secrets import SecretBox
from kairan.core.settings import Settings
from kairan.core.viewer import INSTALLATION
from kairan.core.words import Refusal
from kairan.factors.problems import SecretsUnreadable
from kairan.factors.recovery import check_code, issue_codes
from kairan.installation.entries import BackupMade
from kairan.people import organization_stream
from kairan.sessions.factor_model import totp_table
from tests.commands.installations import Installations, contents, writing
from tests.commands.test_backup import member_called


@pytest.fixture
def filled(installations: Installations) -> Settings:
    return installations.filled("sqlite")


def test_an_encrypted_backup_is_opened_by_its_key_only(
    installations: Installations, filled: Settings, tmp_path: Path
) -> None:
    key, others = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(f"# created\n{key}\n")
    (tmp_path / "others").write_text(f"{others}\n")
    sealed = msgspec.structs.replace(filled, backup_to_key=(str(key.to_public()),))
    before = contents(filled)
    assert maintenance.backup(sealed, tmp_path / "b.tar.age") == 0
    written = tmp_path / "b.tar.age"
    assert is_encrypted(written)
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert "高橋さん".encode() not in written.read_bytes()
    after = installations.empty("sqlite")
    for wrong in (None, tmp_path / "others", tmp_path / "missing", written):
        with pytest.raises(Refusal):
            maintenance.restore(after, written, wrong)
    assert maintenance.restore(after, written, tmp_path / "key") == 0
    assert contents(after) == before
    assert [one.name for one in after.data.iterdir() if "part" in one.name or "tmp" in one.name] == []


@pytest.mark.parametrize("wrong", ["age1nothing", "/no/such/file"])
def test_a_public_key_that_is_none_is_refused_before_anything_is_written(
    filled: Settings, tmp_path: Path, wrong: str
) -> None:
    with pytest.raises(Refusal, match="backup_to_key"):
        maintenance.backup(msgspec.structs.replace(filled, backup_to_key=(wrong,)), tmp_path / "b.tar")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_never_overwritten_unasked(filled: Settings, tmp_path: Path) -> None:
    target = tmp_path / "b.tar"
    target.write_bytes(b"yesterday's")
    with pytest.raises(Refusal, match="there already"):
        maintenance.backup(filled, target)
    assert target.read_bytes() == b"yesterday's"
    assert maintenance.backup(filled, target, replace=True) == 0
    assert target.read_bytes() != b"yesterday's"


def test_so_many_backups_are_kept_and_nothing_else_is_touched(filled: Settings, tmp_path: Path) -> None:
    for day in ("20260101", "20260102", "20260103"):
        (tmp_path / f"kairan-{day}-023000.tar").write_bytes(b"old")
        (tmp_path / f"kairan-{day}-023000.tar.manifest.json").write_bytes(b"")
    (tmp_path / "kairan-20260103-023000.tar.manifest.json").unlink()
    (tmp_path / "notes.txt").write_text("mine")
    assert maintenance.backup(filled, tmp_path, keep=2) == 0
    left = sorted(one.name for one in tmp_path.iterdir())
    assert left[0] == "kairan-20260103-023000.tar"
    assert len([name for name in left if name.endswith(".tar")]) == 2
    assert left[-1] == "notes.txt"
    with pytest.raises(Refusal, match="folder"):
        maintenance.backup(filled, tmp_path / "one.tar", keep=2)


def test_a_backup_is_on_record_and_its_manifest_is_held_against_it(
    installations: Installations, filled: Settings, tmp_path: Path
) -> None:
    maintenance.backup(filled, tmp_path / "b.tar")
    with writing(filled) as db:
        told = entries_after(db, organization_stream(INSTALLATION), 0, 10)
        assert [entry.kind for entry in told] == [BackupMade.kind]
    with (tmp_path / "b.tar").open("ab") as file:
        file.write(b"more")
    with pytest.raises(Refusal, match="manifest"):
        maintenance.restore(installations.empty("sqlite"), tmp_path / "b.tar")


def told_and_tied(settings: Settings) -> bool:
    """Do what a server does as it starts."""
    told = tell_of_missing_key(settings)
    tie_to_present_key(settings)
    return told


def test_a_missing_key_is_told_when_restoring_and_starting(
    installations: Installations, filled: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box, after = SecretBox(filled.secret_key_path), installations.empty("sqlite")
    with writing(filled) as db:
        sato = member_called(db, "sato")
        values = {"member_id": sato.member_id, "secret": box.seal("x", "totp"), "created_at": 1, "last_step": 0}
        db.execute(insert(totp_table).values(values))
        codes = issue_codes(db, sato, box)
    assert not told_and_tied(filled)
    maintenance.backup(filled, tmp_path / "b.tar")
    maintenance.restore(after, tmp_path / "b.tar")
    assert "is missing" in capsys.readouterr().err
    assert told_and_tied(after)
    assert not after.secret_key_path.exists()
    foreign = SecretBox(after.secret_key_path)
    with writing(after) as db, pytest.raises(SecretsUnreadable):
        check_code(db, sato.member_id, foreign, codes[0])
    assert told_and_tied(after)
    assert "not the one this database was used with" in capsys.readouterr().err
    after.secret_key_path.write_bytes(filled.secret_key_path.read_bytes())
    assert not told_and_tied(after)
    with writing(after) as db:
        assert check_code(db, sato.member_id, SecretBox(after.secret_key_path), codes[0])


def test_what_others_on_the_machine_can_read_is_named(
    installations: Installations, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = installations.empty("sqlite")
    settings.data.chmod(0o755)
    before = os.umask(0o077)
    try:
        prepare(settings)
    finally:
        os.umask(before)
    database = settings.data / "kairan.db"
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    database.chmod(0o644)
    assert tell_of_open_folders(settings)
    told = capsys.readouterr().err
    assert f"chmod 700 {settings.data}" in told
    assert f"chmod 600 {database}" in told
    settings.data.chmod(0o700)
    assert not tell_of_open_folders(settings)
