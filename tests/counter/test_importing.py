"""What came in elsewhere becomes cases: once, with nothing lost, and only where somebody may."""

import io
import zipfile

import pytest
from sqlalchemy import select

from kairan.applications.attaching import make_room, take_file
from kairan.applications.attachment_model import Refused
from kairan.applications.attachment_model import Taken as TakenFile
from kairan.applications.filling import today
from kairan.core.kit.database import Db
from kairan.counter.importing.download import Download
from kairan.counter.importing.importing import FILE_FIELD, ToImported, bind_imported, take_in
from kairan.counter.importing.matching import WITHHELD, matched
from kairan.counter.importing.model import case_import_table
from kairan.counter.importing.problems import DownloadUnreadable, ImportNotPossible
from kairan.counter.inbox import inbox
from kairan.forms.problems import FormNotFound
from kairan.selfaudit.applications import application_faults, sum_faults
from kairan.selfaudit.cases import case_faults
from tests.counter.conftest import MOVING, Desk

CSV = (
    "受付番号,申請日時,氏名,生年月日,新しい住所,備考,個人番号\r\n"
    "P-001,2026-11-02 09:30,髙﨑　めぐみ,1990年4月1日,県外市1-2,急ぎです,123456789018\r\n"
    "P-002,2026/11/03,山田 太郎,1985-13-40,県外市3,,\r\n"
)
XML = """<?xml version="1.0" encoding="UTF-8"?>
<申請 xmlns="urn:example"><項目 name="受付番号">P-003</項目>
<項目 name="氏名">佐々木 花</項目><住所><番地>1-2</番地></住所></申請>
"""


def packed(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return data.getvalue()


def test_a_row_of_a_table_and_an_xml_are_an_application_each() -> None:
    for data in (CSV.encode("utf-8-sig"), CSV.encode("cp932", "replace")):
        records = Download("list.csv", data).records
        assert [one.number for one in records] == ["P-001", "P-002"]
        assert records[0].at == "2026-11-02 09:30"
    members = {
        "P-003/shinsei.xml": XML.encode(),
        "P-003/写真.jpg": b"x",
        "P-004/a.csv": "項目名,値\r\n氏名,鈴木 一\r\n".encode(),
        "P-004/図面.pdf": b"y",
    }
    download = Download("all.zip", packed(**members))
    assert [(one.number, [each.name for each in one.files]) for one in download.records] == [
        ("P-003", ["P-003/写真.jpg"]),
        ("P-004", ["P-004/図面.pdf"]),
    ]
    assert dict(download.records[0].fields)["番地"] == "1-2"
    assert download.content(download.records[0].files[0]) == b"x"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", b"PK\x03\x04broken"),
        ("a.csv", b""),
        ("a.csv", b"\xff\xff\xfe"),
        ("a.xml", b"<a><b></a>"),
        ("a.xml", b'<!DOCTYPE a [<!ENTITY x "xx">]><a>&x;</a>'),
        ("a.pdf", b"%PDF-1.7"),
        ("a.zip", packed(**{"a.pdf": b"x"})),
    ],
)
def test_what_is_no_download_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(DownloadUnreadable):
        Download(name, data)


def test_answers_are_found_by_the_words_of_questions_and_the_rest_is_left() -> None:
    first, second = Download("list.csv", CSV.encode()).records
    found = matched(MOVING, first.fields, today())
    assert found.answers["born"] == "1990-04-01"
    assert found.answers["new"] == "県外市1-2"
    assert found.answers["name"] == {"family": "髙﨑", "given": "めぐみ"}
    assert ("備考", "急ぎです") in found.left
    assert ("個人番号", WITHHELD) in found.left
    assert ("生年月日", "1985-13-40") in matched(MOVING, second.fields, today()).left


def test_cases_are_made_once_and_worked_like_any_other(db: Db, desk: Desk) -> None:
    records = Download("list.csv", CSV.encode()).records
    taken = [take_in(db, desk.cast.sato, desk.box, desk.form_id, one) for one in (*records, *records)]
    assert [one.is_new for one in taken] == [True, True, False, False]
    assert [one.who for one in inbox(db, desk.cast.sato).cases] == ["髙﨑　めぐみ", "山田　太郎"]
    case = desk.case(taken[0].case_id)
    assert "急ぎです" in case.notes[-1].text
    assert "123456789018" not in case.notes[-1].text
    assert "P-001" in case.notes[-1].text
    assert [one.kind for one in case.history] == ["application.submitted", "case.imported", "application.noted"]
    assert case.case.received_at < 1_795_000_000_000, "the period runs from when it came in there"
    assert [*application_faults(db), *case_faults(db), *sum_faults(db)] == []


def test_files_come_into_the_conversation_also_after_a_crash(db: Db, desk: Desk) -> None:
    members = {"P-9/a.csv": "項目名,値\r\n氏名,鈴木 一\r\n".encode(), "P-9/図面.pdf": b"y"}
    (record,) = Download("all.zip", packed(**members)).records
    taken = take_in(db, desk.cast.sato, desk.box, desk.form_id, record)
    assert taken.wants_files
    assert take_in(db, desk.cast.sato, desk.box, desk.form_id, record).wants_files, "they did not come yet"
    to = ToImported(viewer=desk.cast.sato, box=desk.box, case_id=taken.case_id)
    room = make_room(db, to, FILE_FIELD, "図面.pdf")
    assert not isinstance(room, Refused)
    file = TakenFile(
        name="図面.pdf",
        size=1,
        type="application/pdf",
        digest=b"\0" * 32,
        blob_key=room.blob_key,
        thumbnail_key=None,
        state="clean",
    )
    assert take_file(db, to, FILE_FIELD, room, file)
    bind_imported(db, to)
    (said,) = desk.case(taken.case_id).messages
    assert [one.name for one in said.files] == ["図面.pdf"]
    assert desk.case(taken.case_id).case.reply_due_on is None
    assert not take_in(db, desk.cast.sato, desk.box, desk.form_id, record).wants_files
    assert db.scalar(select(case_import_table.c.files_at)) is not None


def test_who_works_on_the_form_alone_takes_in_and_for_no_survey(db: Db, desk: Desk) -> None:
    (record, _) = Download("list.csv", CSV.encode()).records
    with pytest.raises(FormNotFound):
        take_in(db, desk.cast.tanaka, desk.box, desk.form_id, record)
    desk.becomes_a_survey()
    with pytest.raises(ImportNotPossible):
        take_in(db, desk.cast.sato, desk.box, desk.form_id, record)
