"""A new department for a day, in the console: planned, named by what is set for then, seen nowhere else."""

import re

import pytest
from playwright.sync_api import expect

from kairan.administration.departments import open_department
from kairan.core.kit.clock import now_ms
from kairan.core.viewer import Viewer
from kairan.transfers.actions import prepare_list, put_moves
from kairan.transfers.model import Move
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.test_console import PHONE, complaints, heading
from tests.browser.town import Town

LIST = "新設の課への異動"
FAR_MS = 5 * 366 * 24 * 3_600_000


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


@pytest.mark.parametrize("size", ["pc", "phone"])
def test_a_department_is_planned_and_another_is_planned_to_move_below_it(
    town: Town, meet: Meet, yoshida: Viewer, size: str
) -> None:
    name, moving = f"都市整備部{size}", f"水道課{size}"
    with town.transaction() as db:
        open_department(db, yoshida, moving, None)
    person = meet(yoshida, **(PHONE if size == "phone" else {}))
    person.go("/console/departments")
    heading(person, "部署")
    person.page.get_by_role("button", name="部署を追加する").click()
    dialog = person.page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="名称").fill(name)
    dialog.locator("label", has_text="日時を決めて新設する").click()
    expect(dialog.get_by_text("ほかの職員には見えません")).to_be_visible()
    assert complaints(person) == []
    dialog.get_by_role("button", name="予約する", exact=True).click()
    expect(dialog).to_have_count(0)
    planned = person.page.get_by_role("region", name="予約した変更")
    expect(planned).to_contain_text(f"{name} を新設する")
    expect(person.page.locator("li[data-depth]").filter(has_text=name)).to_have_count(0)
    person.page.get_by_role("button", name=f"{moving}の操作").click()
    person.page.get_by_role("menuitem", name="日時を決めて変更する").click()
    dialog.get_by_role("button", name="変更の内容").click()
    person.page.get_by_role("option", name="移す").click()
    dialog.get_by_role("button", name="移動先").click()
    person.page.get_by_role("option", name=f"{name}（新設の予約）").click()
    dialog.get_by_role("button", name="予約する", exact=True).click()
    expect(planned).to_contain_text(f"{moving} を {name} の下へ移す")
    expect(planned.get_by_role("status")).to_have_count(0)
    assert complaints(person) == []


def test_a_list_of_moves_for_then_names_it_and_nobody_else_sees_it(town: Town, meet: Meet, yoshida: Viewer) -> None:
    person = meet(yoshida)
    person.go("/console/departments")
    person.page.get_by_role("button", name="部署を追加する").click()
    dialog = person.page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="名称").fill("計画課")
    dialog.get_by_role("button", name="上の部署").click()
    person.page.get_by_role("option", name="土木課").click()
    dialog.locator("label", has_text="日時を決めて新設する").click()
    dialog.get_by_role("button", name="予約する", exact=True).click()
    expect(person.page.get_by_role("region", name="予約した変更")).to_contain_text("土木課 › 計画課 を新設する")
    with town.transaction() as db:
        list_id = prepare_list(db, yoshida, LIST, now_ms() + FAR_MS)
        put_moves(db, yoshida, list_id, {town.cast.sato.member_id: Move()})
    person.go("/console/transfers")
    person.page.get_by_role("button", name=LIST).click()
    person.page.get_by_role("button", name=re.compile("^佐藤 美咲")).click()
    dialog.get_by_role("button", name="新しい主たる所属").click()
    person.page.get_by_role("option", name="土木課 › 計画課（新設の予約）").click()
    assert complaints(person) == []
    dialog.get_by_role("button", name="決める", exact=True).click()
    expect(person.page.get_by_text("土木課 › 計画課").first).to_be_visible()
    with town.client(town.cast.sato) as client:
        answer = client.get("/api/departments").json()
    assert "計画課" not in [one["name"] for one in answer["departments"]]
