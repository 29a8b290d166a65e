"""What was begun on one device is gone on with on another, by a number."""

import re

from sqlalchemy import update

from kairan.applications.model import application_table
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import Consent, MultipleChoice, Option, ShortText
from tests.applications.conftest import Town
from tests.forms.documents import DOG, EVENT


def code_of(page: str) -> str:
    found = re.search(r'<p class="number">(.*?)</p>', page)
    assert found is not None
    return found[1]


def test_a_draft_goes_on_on_another_device_and_is_no_longer_on_the_first(town: Town) -> None:
    dog = town.form(DOG)
    one = town.resident()
    one.begin(dog.address)
    one.press("save", name__family="髙橋", phone="12")
    code = code_of(one.page.text)
    assert re.fullmatch(r"([2-9A-Z]{3}-){3}[2-9A-Z]{3}", code)
    one.open(one.path)
    assert code_of(one.page.text) == code
    other = town.resident()
    other.open(f"/f/{dog.address}/resume")
    other.press(code=code.lower().replace("-", " "))
    assert other.sent()["name.family"] == ["髙橋"]
    assert other.sent()["phone"] == ["12"]
    one.open(f"/f/{dog.address}/check")
    assert "記入を始める" in one.page.text


def test_a_number_that_opens_nothing_is_told_alike(town: Town) -> None:
    dog, cat = town.form(DOG), town.form(DOG)
    one = town.resident()
    one.begin(dog.address)
    one.press("save", name__family="髙橋")
    code = code_of(one.page.text)
    for address, typed in (
        (cat.address, code),
        (dog.address, "222-222-222-222"),
        (dog.address, ""),
        (dog.address, "あ"),
    ):
        other = town.resident()
        other.open(f"/f/{address}/resume")
        other.press(code=typed)
        assert "この番号の続きは見つかりません" in other.page.text
        assert "髙橋" not in other.page.text


def test_answers_are_offered_for_another_application_and_taken_only_on_asking(town: Town) -> None:
    name = ShortText(id="name", label="保護者")
    child = ShortText(id="child", label="お子さんの名前", ask_again=True)
    ill = ShortText(id="ill", label="アレルギー", needs_care=True)
    meal = MultipleChoice(id="meal", label="給食", options=[Option("a", "水曜"), Option("b", "金曜")])
    consent = Consent(id="ok", label="規約")
    page = QuestionPage(id="p", questions=[name, child, ill, meal, consent])
    form = town.form(FormDocument(title="入会届", contact="学校", pages=[page]))
    one = town.resident()
    one.begin(form.address)
    one.press(name="髙橋 <b>", child="一郎", ill="そば", meal=["b"], ok="yes")
    one.press()
    again = re.findall(r'href="(/f/[^"]*/again/[^"]*)"', one.page.text)[0]
    offered = one.open(again)
    assert re.findall(r'name="take" value="(\w+)"( checked)?', offered) == [("name", ""), ("meal", "")]
    assert "髙橋 &lt;b&gt;" in offered
    for hidden in ("一郎", "そば"):
        assert hidden not in offered
    page_again = one.client.post(
        again, data={"how": "some", "take": ["meal", "ill", "ok"]}, headers={"Origin": one.url}
    )
    assert re.findall(r'value="(\w)"[^>]* checked', page_again.text) == ["b"]
    assert "髙橋" not in page_again.text
    # A draft that is there is gone on with, and nothing is put into it.
    gone_on = one.client.post(again, data={"how": "all"}, headers={"Origin": one.url})
    assert "髙橋" not in gone_on.text
    other = town.resident()
    assert other.open(again) == other.open(f"/f/{form.address}"), "who did not submit it is offered nothing"
    with town.database() as db:
        mine = application_table.c.form_id == form.id
        db.execute(
            update(application_table).where(mine).values(submitted_at=application_table.c.submitted_at - 3_700_000)
        )
    assert one.open(again) == one.open(f"/f/{form.address}")
    staff = town.staff()
    funnel = staff.get(f"/api/forms/{form.id}/figures/funnel").json()
    assert "steps" in funnel, funnel
    steps = [(step["step"], step["reached"], step["stopped"]) for step in funnel["steps"]]
    assert (funnel["begun"], funnel["submitted"]) == (2, 1)
    assert steps == [("-begun", 2, 1), ("-check", 1, 0), ("-submitted", 1, 0)]


def test_how_far_people_came_is_counted_once_and_tells_nobody(town: Town) -> None:
    form = town.form(EVENT)
    young, back, done = (town.resident() for _ in range(3))
    for one in (young, back, done):
        one.begin(form.address)
    young.press(name__family="子", born__year="2024", born__month="1", born__day="1")
    assert young.path.endswith("/end")
    grown = {"name__family": "親", "born__year": "1990", "born__month": "1", "born__day": "1"}
    back.press(**grown)
    back.press("back")
    back.press()
    done.press(**grown)
    done.press(slot="am")  # the consent is missing
    done.press(ok="yes")
    assert done.path.endswith("/check")
    done.press()
    funnel = town.staff().get(f"/api/forms/{form.id}/figures/funnel").json()
    assert [(step["step"], step["reached"], step["stopped"]) for step in funnel["steps"]] == [
        ("-begun", 3, 0), ("when", 2, 1), ("-end", 1, 0), ("-check", 1, 0), ("-submitted", 1, 0)
    ]  # fmt: skip
    assert town.staff().get(f"/api/forms/{form.id}/figures/funnel?form_version=2").json()["steps"] == []
