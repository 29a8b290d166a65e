"""The counter in a browser: a clerk finds what came in, asks for a correction, has it approved; axe-core is content."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from kairan.counter.model import ProcedureChange
from kairan.counter.procedure import Approver, Procedure, Stage
from kairan.counter.procedures import change_procedure
from kairan.forms.actions import change_terms, create_form, publish_form
from kairan.forms.model import FormId, FormTerms, NewForm, Publication
from tests.applications.resident import Resident
from tests.browser.conftest import Meet
from tests.browser.test_console import PHONE, complaints
from tests.browser.town import Town
from tests.counter.conftest import MOVING, TYPED


@pytest.fixture
def resident(town: Town) -> Iterator[Resident]:
    one = Resident(town.server.url)
    yield one
    one.client.close()


def decided_by(town: Town, address: str) -> FormId:
    """Publish a form whose applications 田中 approves."""
    with town.transaction() as db:
        sato = town.cast.sato
        new = NewForm(department_id=town.cast.welfare, document=MOVING, address=address)
        form_id = create_form(db, sato, new).form.id
        publish_form(db, sato, form_id, Publication(revision=1))
        change_terms(db, sato, form_id, FormTerms(address=address, audience="listed"))
        route = [Stage([Approver(member_id=town.cast.tanaka.member_id)])]
        procedure = Procedure(uses=["examining", "deciding"], standard_days=5, route=route)
        change_procedure(db, sato, form_id, ProcedureChange(revision=0, procedure=procedure))
    return form_id


def test_what_came_in_is_corrected_approved_and_done(town: Town, meet: Meet, resident: Resident) -> None:
    form_id = decided_by(town, "tenshutsu")
    resident.begin("tenshutsu")
    resident.press("next", **{name.replace(".", "__"): values for name, values in TYPED.items()})
    resident.press()
    case = resident.path.replace("/f/tenshutsu/done/", "/f/-/cases/")

    clerk = meet(town.cast.sato)
    page = clerk.page
    clerk.go("/")
    page.get_by_role("link", name="窓口", exact=True).click()
    page.get_by_role("link", name="新着").click()
    page.get_by_role("cell", name="髙﨑　めぐみ").wait_for()
    assert complaints(clerk) == []
    page.get_by_role("table").get_by_role("link").click()
    page.get_by_role("button", name="自分が担当する").click()
    expect(page.get_by_role("button", name="担当を外れる")).to_be_visible()
    page.get_by_label("庁内メモを書く").fill("窓口で本人確認ずみ")
    page.get_by_role("button", name="メモを残す").click()
    expect(page.get_by_role("complementary").get_by_text("窓口で本人確認ずみ")).to_be_visible()

    page.get_by_role("button", name="補正を依頼する").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("checkbox", name="新しい住所").check()
    dialog.get_by_label("「新しい住所」を直してもらう理由").fill("番地まで入力してください。")
    assert complaints(clerk) == []
    dialog.get_by_role("button", name="補正を依頼する").click()
    expect(page.get_by_role("button", name="補正の依頼を取り下げる")).to_be_visible()
    resident.open(f"{case}/correct")
    resident.press(new="県外市1-2-3")
    assert "補正を受け付けました" in resident.page.text

    page.reload()
    expect(page.get_by_text("補正前：県外市1-2", exact=True)).to_be_visible()
    page.get_by_role("button", name="決裁に回す").click()
    page.get_by_role("dialog").get_by_role("button", name="決裁に回す").click()
    expect(page.get_by_text("承認待ち")).to_be_visible()

    head = meet(town.cast.tanaka, **PHONE)
    head.go("/cases?view=approval")
    head.page.get_by_role("list", name="申請の一覧").get_by_role("link").click()
    assert complaints(head) == []
    head.page.get_by_role("button", name="承認する").click()
    expect(head.page.get_by_text("「完了」になりました")).to_be_visible()
    assert "完了" in resident.open(case)

    clerk.go(f"/forms/{form_id}/procedure")
    expect(page.get_by_role("button", name="田中 一郎さんを経路から外す")).to_be_visible()
    assert complaints(clerk) == []


def submitted_by(town: Town, family: str) -> None:
    """Let a resident submit what was set up."""
    one = Resident(town.server.url)
    one.begin("tenshutsu-2")
    typed = {name.replace(".", "__"): values for name, values in TYPED.items()} | {"name__family": [family]}
    one.press("next", **typed)
    one.press()
    one.client.close()


def test_a_stack_is_worked_in_one_act_and_another_clerk_sees_it_at_once(town: Town, meet: Meet) -> None:
    decided_by(town, "tenshutsu-2")
    for family in ("髙﨑", "佐々木"):
        submitted_by(town, family)
    clerk, other = meet(town.cast.sato), meet(town.cast.suzuki)
    for one in (clerk, other):
        one.go("/cases")
        expect(one.page.get_by_role("row", name="転出届")).to_have_count(2)

    page = clerk.page
    page.get_by_role("checkbox", name="この一覧をすべて選ぶ").check()
    page.get_by_role("button", name="申請者に書く").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("申請者へのメッセージ").fill("窓口の場所が変わりました。")
    assert complaints(clerk) == []
    dialog.get_by_role("button", name="送信する").click()
    expect(other.page.get_by_role("row", name="佐藤 美咲")).to_have_count(2)  # who speaks with them works on it

    page.get_by_role("checkbox", name="この一覧をすべて選ぶ").check()
    page.get_by_role("button", name="補正を依頼する").click()
    dialog.get_by_role("checkbox", name="新しい住所").check()
    dialog.get_by_label("「新しい住所」を直してもらう理由").fill("番地まで入力してください。")
    assert complaints(clerk) == []
    dialog.get_by_role("button", name="補正を依頼する").click()
    expect(other.page.get_by_role("row", name="補正依頼中")).to_have_count(2)

    other.page.get_by_role("checkbox", name="この一覧をすべて選ぶ").check()
    page.get_by_role("row", name="髙﨑").get_by_role("link").click()
    page.get_by_role("button", name="補正の依頼を取り下げる").click()
    expect(other.page.get_by_text("一覧に新しい動きがあります。")).to_be_visible()  # nothing jumps under who has chosen
    other.page.get_by_role("button", name="新しい一覧にする").click()
    expect(other.page.get_by_role("row", name="補正依頼中")).to_have_count(1)
