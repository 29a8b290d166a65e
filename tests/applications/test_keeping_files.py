"""What becomes of attached files in the long run: what a crash left is swept, backup, verify and restore cover them."""

from pathlib import Path

from sqlalchemy import select, update

from kairan.applications.attachment_model import application_file_table
from kairan.applications.attachments import sweep_files
from kairan.commands import maintenance
from kairan.core.kit.database import sqlite_url
from kairan.core.kit.days import DAY_MS
from kairan.core.setting_reading import load_settings
from kairan.selfaudit.application_files import FILE_CHANGED, FILE_MISSING, application_file_faults
from tests.applications.conftest import Town
from tests.applications.test_attaching import ESTIMATE, PAPERS, application_id_of, filed, files_of
from tests.files import samples

_f = application_file_table.c


def test_what_a_crash_left_behind_is_swept_and_what_is_in_use_is_not(town: Town) -> None:
    form = town.form(PAPERS)
    filed(town, form)
    one = town.resident()
    one.begin(form.address)
    one.press("attach.doc", ESTIMATE, ("doc", "二.pdf", samples.PDF), who="髙橋")
    with town.database() as db:
        mine = _f.form_id == form.id
        db.execute(update(application_file_table).where(mine).values(created_at=_f.created_at - 2 * DAY_MS))
        lost = db.scalar(select(_f.id).where(mine, _f.application_id.is_(None)).limit(1))
        db.execute(update(application_file_table).where(_f.id == lost).values(state="receiving"))
        assert sweep_files(db) == 1
        assert sweep_files(db) == 0
    assert len(files_of(town, form)) == 3


def test_backup_verify_and_restore_cover_files(town: Town, tmp_path: Path) -> None:
    form = town.form(PAPERS)
    filed(town, form)
    at = application_id_of(town, form)
    (paper,) = [row for row in files_of(town, form) if row.question_id == "doc"]
    data = town.server.folder / "data"
    before = load_settings(None, {"KAIRAN_DATABASE": town.database_url, "KAIRAN_DATA": str(data)})
    assert maintenance.backup(before, tmp_path / "b.tar") == 0
    place = {"KAIRAN_DATA": str(tmp_path / "new"), "KAIRAN_DATABASE": sqlite_url(tmp_path / "new.db")}
    (tmp_path / "new").mkdir()
    after = load_settings(None, place)
    assert maintenance.restore(after, tmp_path / "b.tar") == 0
    assert (tmp_path / "new" / "files" / paper.blob_key).read_bytes() == samples.PDF
    with town.database() as db:
        assert list(application_file_faults(db)) == []
        db.execute(update(application_file_table).where(_f.id == paper.id).values(digest=bytes(32)))
        assert [(one.stream, one.what) for one in application_file_faults(db)] == [(f"application:{at}", FILE_CHANGED)]
    assert maintenance.backup(before, tmp_path / "altered.tar") != 0
    with town.database() as db:
        db.execute(update(application_file_table).where(_f.id == paper.id).values(application_id=None))
        assert [one.what for one in application_file_faults(db)] == [FILE_MISSING]
        db.execute(
            update(application_file_table).where(_f.id == paper.id).values(digest=paper.digest, application_id=at)
        )
