"""A clerk builds a repeating group and a fee that follows from it, tries it out, and a resident's phone is shown it."""

from playwright.sync_api import expect

from kairan.forms.calculations import Plus, PriceOf, SumOfMembers
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import Calculated, Group, Option, SingleChoice
from tests.browser.conftest import Meet
from tests.browser.test_console import complaints
from tests.browser.test_forms import draft_of, form, outline, saved
from tests.browser.town import Town

WHAT = SingleChoice(id="what", label="品目", options=[Option("bed", "ベッド"), Option("chair", "椅子")])
WASTE = FormDocument(title="粗大ごみ", contact="環境課", pages=[QuestionPage(id="p", title="品", questions=[WHAT])])


def test_a_clerk_asks_the_same_of_each_thing_and_lets_the_fee_be_calculated(town: Town, meet: Meet) -> None:
    form_id = form(town, WASTE, is_published=False)
    clerk = meet(town.cast.sato)
    page = clerk.page
    clerk.go(f"/forms/{form_id}")
    shown = page.frame_locator("iframe")
    page.get_by_role("button", name="質問を加える", exact=True).click()
    page.get_by_role("menuitem", name="繰り返し（世帯員・品目など）").click()
    page.get_by_label("1件の呼び方").fill("出すもの")
    page.get_by_role("button", name="1件ごとの質問を加える").click()
    page.get_by_role("menuitem", name="選択（1つ）").click()
    expect(outline(page).get_by_role("row")).to_have_count(4)
    page.get_by_label("選択肢（2個）").fill("たんす\n自転車")
    expect(shown.locator("fieldset.member")).to_contain_text("自転車")
    outline(page).get_by_role("row", name="繰り返す項目").click()
    page.get_by_role("button", name="質問を加える", exact=True).click()
    page.get_by_role("menuitem", name="計算（手数料・合計など）").click()
    page.get_by_role("button", name="行を加える").click()
    page.get_by_role("menuitem", name="選択肢ごとの金額").click()
    page.get_by_label("たんす").fill("1500")
    page.get_by_label("自転車").fill("５００")
    saved(page)
    assert complaints(clerk) == []
    kept = draft_of(town, form_id)
    group, fee = kept.pages[0].questions[1:]
    assert isinstance(group, Group)
    assert isinstance(fee, Calculated)
    (inner,) = group.questions
    assert isinstance(inner, SingleChoice)
    prices: dict[str, float] = dict(zip([one.id for one in inner.options], [1500, 500], strict=True))
    assert kept.pages[0].questions[0] == WHAT
    assert fee.formula == Plus(of=[SumOfMembers(group=group.id, of=PriceOf(question=inner.id, prices=prices))])
    page.get_by_role("button", name="試す").first.click()
    trial = page.frame_locator("iframe")
    trial.get_by_label("たんす").check()
    trial.get_by_role("button", name="出すものを追加する").click()
    trial.locator("fieldset.member").nth(1).get_by_label("自転車").check()
    expect(trial.locator(".sum")).to_have_text("2,000円")
    trial.get_by_role("button", name="出すもの1を削除する").click()
    expect(trial.locator(".sum")).to_have_text("500円")
    expect(trial.locator("fieldset.member")).to_have_count(1)
