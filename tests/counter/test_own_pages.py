"""An applicant's way without scripts: from the receipt to the end, on another device, too."""

import re

import httpx
import pytest

from tests.applications.conftest import Offered, Town
from tests.applications.resident import Resident
from tests.counter.conftest import MOVING, TYPED

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


def test_without_the_session_of_staff_nothing_of_the_section_opens(town: Town, form: Offered) -> None:
    resident, case, _, _ = submitted(town, form)
    answer = resident.client.get(f"/api/cases/{case.rpartition('/')[2]}")
    assert answer.status_code == 401
