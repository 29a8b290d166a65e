"""An applicant's way without scripts: from the receipt to the end, on another device, too."""

import re

import httpx
import pytest

from tests.applications.conftest import Offered, Town
from tests.applications.resident import Resident
from tests.counter.conftest import MOVING, TYPED
from tests.counter.test_files_of_cases import ASKED
from tests.files import samples

NUMBERS = re.compile(r'<p class="number(?: code)?">(.*?)</p>')


@pytest.fixture(scope="module")
def form(town: Town) -> Offered:
    return town.form(MOVING)


def submitted(town: Town, form: Offered) -> tuple[Resident, str, str, str]:
    """Return somebody who has submitted, with the address of their case, its number and code."""
    one = town.resident()
    one.begin(form.address)
    one.press("next", **{name.replace(".", "__"): values for name, values in TYPED.items()})
    page = one.press()
    number, code = NUMBERS.findall(page)
    case = re.search(r'href="(/f/-/cases/\w+)"', page)
    assert case is not None
    return one, case[1], number, code


def as_section(staff: httpx.Client, case: str, act: str, body: dict[str, object]) -> httpx.Response:
    answer = staff.post(f"/api/cases/{case.rpartition('/')[2]}/{act}", json=body)
    assert answer.is_success, answer.text
    return answer


def test_a_correction_goes_there_and_back(town: Town, form: Offered) -> None:
    resident, case, number, _ = submitted(town, form)
    assert number in resident.open(case)
    assert "受付済み" in resident.page.text
    staff = town.staff()
    seen = staff.get(f"/api/cases/{case.rpartition('/')[2]}").json()
    assert seen["case"]["who"] == "髙﨑　めぐみ"
    revision = seen["case"]["revision"]
    marks = {"new": "番地まで<b>入力</b>してください"}
    as_section(staff, case, "correction", {"marks": marks, "revision": revision})
    assert "補正をお願いしています" in resident.open(case)
    page = resident.open(f"{case}/correct")
    assert "番地まで&lt;b&gt;入力&lt;/b&gt;してください" in page
    assert 'value="県外市1-2"' in page
    assert "氏名" not in page
    resident.press(new="")
    assert len(resident.faults) == 1
    resident.press(new="県外市1-2-3")
    assert "補正を受け付けました" in resident.page.text
    assert "県外市1-2-3" in resident.page.text
    assert "補正の依頼は取り下げられたか" in resident.open(f"{case}/correct")


def test_number_and_code_open_it_on_another_device_and_nothing_else_does(town: Town, form: Offered) -> None:
    _, case, number, code = submitted(town, form)
    other = town.resident()
    other.open(case)
    assert other.path == "/f/-/cases"
    other.press(number=number, code="AAAA-AAAA")
    assert "受付番号または確認番号が違います" in other.page.text
    other.press(number=number, code=code)
    assert other.path == case
    other.open(f"{case}/withdraw")
    other.press()
    assert "取り下げられました" in other.page.text


def test_both_sides_write(town: Town, form: Offered) -> None:
    resident, case, _, _ = submitted(town, form)
    resident.open(case)
    resident.press(text="いつ頃に<script>なりますか")
    assert "いつ頃に&lt;script&gt;なりますか" in resident.page.text
    resident.press(text="　")
    assert "メッセージを送信できませんでした" in resident.page.text
    staff = town.staff()
    assert staff.post(f"/api/cases/{case.rpartition('/')[2]}/look").status_code == 204
    as_section(staff, case, "messages", {"text": "来週の予定です。"})
    page = resident.open(case)
    assert "来週の予定です。" in page
    assert "既読" in page
    assert "佐藤" not in page  # who of the section wrote is not told


def test_the_result_is_asked_for_on_paper_without_a_script(town: Town, form: Offered) -> None:
    resident, case, _, _ = submitted(town, form)
    assert "紙での受け取りを希望する" in resident.open(case)
    asked = resident.client.post(f"{case}/paper", data={"wanted": "yes"}, headers={"Origin": resident.url}).text
    assert "希望を取り消す" in asked
    assert town.staff().get(f"/api/cases/{case.rpartition('/')[2]}").json()["case"]["is_paper_wanted"]


def test_without_the_session_of_staff_nothing_of_the_section_opens(town: Town, form: Offered) -> None:
    resident, case, _, _ = submitted(town, form)
    answer = resident.client.get(f"/api/cases/{case.rpartition('/')[2]}")
    assert answer.status_code == 401


def test_a_file_is_sent_anew_without_a_script(town: Town) -> None:
    form = town.form(ASKED)
    resident = town.resident()
    resident.begin(form.address)
    resident.press("next", ("doc", "古い.pdf", samples.PDF), who="髙橋")
    found = re.search(r'href="(/f/-/cases/\w+)"', resident.press())
    assert found is not None, resident.faults
    case, staff = found[1], town.staff()
    path = f"/api/cases/{case.rpartition('/')[2]}"
    revision = staff.get(path).json()["case"]["revision"]
    marks = {"doc": "印のあるものを", "who": "正しい字で", "pic": "現場が分かるものを"}
    as_section(staff, case, "correction", {"marks": marks, "revision": revision})
    resident.open(f"{case}/correct")
    (held,) = re.findall(r'value="(doc\.[0-9a-z]{13})"', resident.page.text)
    resident.press(f"-remove {held}", who="髙𣘺")
    assert resident.path.startswith(f"{case}/correct")
    assert "古い.pdf" not in resident.page.text
    assert resident.sent()["who"] == ["髙𣘺"]
    resident.press("attach.pic", ("pic", "現場.jpg", samples.photo()))
    (small,) = re.findall(r'<img src="([^"]+)"', resident.page.text)
    assert resident.client.get(small).headers["content-type"] == "image/webp"
    assert town.resident().client.get(small).status_code == 404
    resident.press("next", ("doc", "run.exe", samples.EXE))
    assert "受け付けていない種類" in resident.faults[0]
    resident.press("next", ("doc", "新しい.pdf", samples.PDF))
    assert "補正を受け付けました" in resident.page.text, resident.faults
    pages = staff.get(path).json()["application"]["pages"]
    files = {file["name"]: file for page in pages for answer in page["answers"] for file in answer["files"]}
    assert set(files) == {"新しい.pdf", "現場.jpg"}
    answer = staff.get(f"{path}/files/{files['新しい.pdf']['id']}?download=true")
    assert answer.content == samples.PDF
    assert staff.get(f"{path}/files/{files['現場.jpg']['id']}/thumbnail").headers["content-type"] == "image/webp"
