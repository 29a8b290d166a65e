"""A disk that is full while somebody fills in a form: it is said, nothing typed is lost, and then it goes on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kairan.applications.model import application_table
from kairan.core.kit.database import sqlite_url
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import FileUpload, LongText, ShortText
from tests.applications.conftest import Offered, Town
from tests.applications.resident import Resident
from tests.support.databases import build_schema
from tests.support.processes import wait_until
from tests.support.small_disk import SmallDisk

LONG = "川があふれています。" * 250
FORM = FormDocument(
    title="被害の届出",
    pages=[
        QuestionPage(id="who", title="届け出る人", questions=[ShortText(id="name", label="名前")]),
        QuestionPage(id="what", title="被害", questions=[LongText(id="text", label="ようす", most=3_000)]),
        QuestionPage(id="more", title="写真", questions=[FileUpload(id="file", label="写真", required=False)]),
    ],
)


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    disk = SmallDisk()
    yield disk
    disk.remove()


@pytest.fixture
def town(disk: SmallDisk, tmp_path: Path) -> Iterator[Town]:
    url = sqlite_url(disk.folder / "town.db")
    build_schema(url)
    town = Town(url, tmp_path)
    town.server.environment["KAIRAN_DATA"] = str(disk.folder)
    town.server.start()
    yield town
    town.close()


def received(town: Town) -> int:
    with town.database() as db:
        return int(db.scalar(select(func.count()).select_from(application_table)) or 0)


def fill_up(town: Town, disk: SmallDisk) -> None:
    """Leave no room; what the log of writes keeps for itself is given back before, else a little would still fit."""
    assert town.server.program is not None
    with closing(sqlite3.connect(disk.folder / "town.db")) as beside:
        wait_until(lambda: beside.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0, "nobody reads")
    disk.fill(town.server.program.process.pid)


def begun(town: Town, form: Offered) -> Resident:
    one = town.resident()
    one.begin(form.address)
    one.press(name="海野 澄")
    return one


@pytest.mark.parametrize("page", ["without files", "with files"])
def test_what_was_typed_stands_in_the_page_that_says_it_was_not_saved(town: Town, disk: SmallDisk, page: str) -> None:
    form = town.form(FORM)
    one = begun(town, form)
    field = "text"
    if page == "with files":
        document = FormDocument(title="届", pages=[QuestionPage(id="what", questions=[*FORM.questions()])])
        one, form = town.resident(), town.form(document)
        one.begin(form.address)
    typed = {field: LONG, **({"name": "海野 澄"} if page == "with files" else {})}
    fill_up(town, disk)
    text = one.press(**typed)
    assert one.page.status_code == 507
    assert "このページを保存できませんでした" in text
    assert "情報担当" not in text
    assert one.sent()[field] == [LONG]
    assert one.faults == []
    assert received(town) == 0
    disk.free()
    text = one.press()
    assert one.page.status_code == 200
    assert "保存できませんでした" not in text
    one.open(f"/f/{form.address}/p/what")
    assert one.sent()[field] == [LONG]


def test_what_could_not_be_submitted_is_said_and_submitted_once_when_there_is_room(town: Town, disk: SmallDisk) -> None:
    one = begun(town, town.form(FORM))
    one.press(text=LONG)
    one.press()
    assert one.path.endswith("/check")
    fill_up(town, disk)
    text = one.press()
    assert "まだ受け付けていません" in text
    assert LONG[:100] in text
    assert received(town) == 0
    disk.free()
    assert "/done/" in (one.press(), one.path)[1]
    assert received(town) == 1
