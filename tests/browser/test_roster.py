"""The roster in a browser: a file is looked at, corrected, imported, and its people get their sheets."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from kairan.core.viewer import Viewer
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_console import PHONE, complaints, heading
from tests.browser.town import Town
from tests.roster.conftest import csv_of

FAULTY = csv_of("9,mori,森 里奈,モリ リナ,総務部/情報政策課,主査,,,,", "8,,,,,,,,,")
GOOD = csv_of("9,mori,森 里奈 𠮷,モリ リナ,総務部/情報政策課,主査,,,,", encoding="utf-8-sig")


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


def choose(person: Person, folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    with person.page.expect_file_chooser() as chooser:
        person.page.get_by_role("button", name="CSVファイルを選ぶ", exact=True).click()
    chooser.value.set_files(folder / name)


@pytest.mark.parametrize("size", ["pc", "phone"])
def test_a_roster_is_looked_at_imported_and_printed(
    town: Town, meet: Meet, yoshida: Viewer, tmp_path: Path, size: str
) -> None:
    person = meet(yoshida, color_scheme="dark" if size == "phone" else "light", **(PHONE if size == "phone" else {}))
    page = person.page
    person.go("/console/roster")
    heading(person, "名簿")
    assert complaints(person) == []
    choose(person, tmp_path, "誤り.csv", FAULTY)
    expect(page.get_by_text("名前を入力してください。")).to_be_visible()
    expect(page.get_by_role("button", name="取り込む", exact=True)).to_have_count(0)
    assert complaints(person) == []
    page.get_by_role("button", name="別のファイルを選ぶ").click()
    choose(person, tmp_path, "名簿.csv", GOOD)
    heading(person, "取り込むとこうなります")
    assert complaints(person) == []
    if size == "pc":
        page.get_by_role("button", name="取り込む", exact=True).click()
        page.get_by_role("dialog").get_by_role("button", name="取り込む", exact=True).click()
        expect(page.get_by_text("取り込みました")).to_be_visible()
        page.get_by_role("button", name="サインインの案内を印刷する").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="PDFを作る").click()
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    page.get_by_role("tab", name="サインインの案内").click()
    page.get_by_text("を作ります。").or_(page.get_by_text("対象の職員はいません。")).last.wait_for()
    assert complaints(person) == []
    page.get_by_role("tab", name="書き出し").click()
    page.get_by_text("Shift_JIS（CP932）").click()
    page.get_by_role("button", name="書き出す", exact=True).click()
    expect(page.get_by_text("〓", exact=False).first).to_be_visible()
    assert complaints(person) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="置き換えて書き出す").click()
    assert "森 里奈 〓".encode("cp932") in Path(download.value.path()).read_bytes()
    assert person.faults() == []


def test_the_code_on_a_sheet_fills_in_body_and_login(town: Town, meet: Meet) -> None:
    somebody = meet()
    somebody.go(f"/?organization={town.cast.city}&login=mori")
    expect(somebody.page.get_by_label("ログインID")).to_have_value("mori")
    expect(somebody.page.get_by_role("button", name="あおば市")).to_be_visible()
