"""Members of a household, a fee and a value from the link: from the resident's phone without a script to the table."""

import csv
import io
import re
from typing import Any

import httpx
import pytest

from tests.applications.conftest import Offered, Town
from tests.applications.resident import Resident
from tests.forms.documents import HOUSEHOLD


@pytest.fixture(scope="module")
def household(town: Town) -> Offered:
    return town.form(HOUSEHOLD)


def member(n: int, family: str, works: str = "no", **more: str) -> dict[str, str]:
    return {f"family.{n}.name.family": family, f"family.{n}.works": works} | {
        f"family.{n}.{name}": text for name, text in more.items()
    }


def submitted(town: Town, household: Offered) -> Resident:
    """Let somebody come by a poster, add two members, take one out, see what it costs, and submit."""
    one = town.resident()
    one.open(f"/f/{household.address}?from=%E5%BA%83%E5%A0%B1&other=x")
    one.press()
    assert "世帯員1" in one.page.text
    assert "世帯員1を削除する" not in one.page.text, "one must be left"
    one.press("add:family", **member(1, "山田"))
    assert one.path.endswith("#m-family.2") or "世帯員2" in one.page.text
    one.press("add:family", **member(2, "取消", "yes"))
    one.press("next", **member(3, "佐藤", "yes", ill="<b>ぜんそく</b>"))
    assert one.faults == []  # that somebody works asks for more: shown, not yet a fault
    assert "質問が増えました" in one.page.text
    one.press("remove:family:2")
    assert one.sent()["family"] == ["2"]
    assert one.sent()["family.2.name.family"] == ["佐藤"]
    one.press("next")
    assert one.faults == ["「世帯員2：月の給与」を入力してください。"]
    one.press("count:fee", **{"family.2.pay": "1234"})
    assert "423円" in one.page.text
    one.press("next")
    assert one.path.startswith(f"/f/{household.address}/check"), one.faults
    return one


def test_a_household_is_filled_in_counted_shown_and_given_out(town: Town, household: Offered) -> None:
    one = submitted(town, household)
    for shown in (
        "世帯員2：氏名",
        "佐藤",
        "1,234",
        "423円",
        "広報",
        "開いたリンクから引き継いだ内容です",
        "&lt;b&gt;ぜんそく",
    ):
        assert shown in one.page.text, shown
    assert "取消" not in one.page.text
    one.press()
    assert "受け付けました" in one.page.text
    assert "世帯員2：氏名" in one.page.text
    staff = town.staff()
    found = staff.get(f"/api/forms/{household.id}/applications").json()["applications"][0]
    assert found["cells"] == ["2人", "423円", "広報"]
    seen = staff.get(f"/api/applications/{found['id']}").json()["pages"][0]["answers"]
    said = {answer["label"]: (answer["shown"], answer["is_sealed"]) for answer in seen}
    assert said["世帯員2：氏名"] == ("佐藤", False)
    assert said["世帯員2：病気"] == (None, True)
    opened = staff.post(f"/api/applications/{found['id']}/open").json()["pages"][0]["answers"]
    assert {answer["label"]: answer["shown"] for answer in opened}["世帯員2：病気"] == "<b>ぜんそく</b>"
    figures = {
        each["question_id"]: each for each in staff.get(f"/api/forms/{household.id}/figures").json()["questions"]
    }
    assert figures["family"]["mean"] == 2
    assert figures["works"]["answered"] == 2
    assert [each["count"] for each in figures["works"]["counts"]] == [1, 1]
    assert figures["fee"]["mean"] == 423
    assert "ill" not in figures
    _tables(staff, household)


def _tables(staff: httpx.Client, household: Offered) -> None:
    head, row = _table(staff, household)
    assert head[3:] == [
        "世帯員",
        *(
            f"世帯員{n}：{one}"
            for n in (1, 2)
            for one in ("氏名（姓）", "氏名（名）", "働いている", "月の給与", "病気")
        ),
        "手数料",
        "案内の経路",
        "取下げ",
    ]
    told = ["2", "山田", "", "いいえ", "", "", "佐藤", "", "はい", "1234", "<b>ぜんそく</b>", "423", "広報", ""]
    assert row[3:] == told
    head, *rows = _table(staff, household, rows="family")
    asked = ["世帯員", "氏名（姓）", "氏名（名）", "働いている", "月の給与", "病気"]
    assert head[3:] == ["手数料", "案内の経路", *asked, "取下げ"]
    assert [one[3:] for one in rows] == [
        ["423", "広報", "1", "山田", "", "いいえ", "", "", ""],
        ["423", "広報", "2", "佐藤", "", "はい", "1234", "<b>ぜんそく</b>", ""],
    ]
    path = f"/api/forms/{household.id}/applications/export"
    assert staff.post(path, params={"rows": "fee"}).json()["code"] == "application.no_group"
    answers = staff.post(path, params={"form_as": "json"}).json()["applications"][0]["answers"]
    assert answers["family"][1] == {"name": {"family": "佐藤"}, "works": True, "pay": 1234, "ill": "<b>ぜんそく</b>"}


def _table(staff: httpx.Client, household: Offered, **query: str) -> list[list[str]]:
    text = staff.post(f"/api/forms/{household.id}/applications/export", params=query).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_pressing_twice_adds_and_takes_out_one(town: Town, household: Offered) -> None:
    one = town.resident()
    one.begin(household.address)
    sent: dict[str, Any] = {**one.sent(**member(1, "山田")), "to": "add:family"}
    for _ in range(3):
        one.page = one.client.post(one.action, data=sent)
    assert one.sent()["family"] == ["2"]
    sent = {**one.sent(**member(2, "佐藤")), "to": "remove:family:1"}
    for _ in range(3):
        one.page = one.client.post(one.action, data=sent)
    assert one.sent()["family"] == ["1"]
    assert one.sent()["family.1.name.family"] == ["佐藤"]


@pytest.mark.parametrize(
    "typed",
    [
        {"-asked": ["family", "family.9.name", "family.1.name.family", "gone.1.x", "fee"], "family": ["999999999"]},
        {"-asked": ["family"], "family": ["\x00"], "to": "remove:family:" + "9" * 5_000},
        {"-asked": ["family"], "family": ["2", "3"], "to": "add:" + "x" * 5_000},
        {"-asked": ["fee"], "fee": ["1"], "to": "count:fee\r\nX: y"},
        {"-asked": ["from"], "from": ["x" * 1_000]},
    ],
    ids=range(5),
)
def test_what_no_page_of_ours_sends_breaks_nothing(town: Town, household: Offered, typed: dict[str, Any]) -> None:
    one = town.resident()
    one.begin(household.address)
    one.sent()
    one.page = one.client.post(one.action, data={"to": "next", **typed})
    assert one.page.status_code == 200
    one.open(f"/f/{household.address}/p/who")
    assert len(re.findall(r'class="member"', one.page.text)) <= 4
    assert "150円" in one.page.text or "600円" in one.page.text or "300円" in one.page.text


def test_what_comes_along_is_what_the_form_names_and_no_more(town: Town, household: Offered) -> None:
    one = town.resident()
    for query in ("from=" + "x" * 21, "from=%00", "from=", "fee=5", "from=1234-5678-9018"):
        assert "-link." not in one.open(f"/f/{household.address}?{query}")
    assert one.open(f'/f/{household.address}?from="><script>').count("<script>") == 0
    one.client.post(f"/f/{household.address}/begin", data={"-link.family": "4", "-link.from": "y" * 21})
    one.open(f"/f/{household.address}/p/who")
    assert one.sent()["family"] == ["1"]
    one.press(**member(1, "山田"))
    assert "案内の経路" not in one.page.text
