"""How many applications one person may have, and the form that follows."""

from collections.abc import Callable

import pytest

from kairan.core.kit.problems import Problem
from kairan.forms.actions import change_terms
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.model import FormTerms
from kairan.forms.problems import FormNextUnknown
from kairan.forms.questions import ShortText
from tests.applications.conftest import Offered, Town
from tests.applications.resident import Resident
from tests.applications.test_races import at_once, kept_of

WISH = FormDocument(
    title="催しの申込み", pages=[QuestionPage(id="p", questions=[ShortText(id="wish", label="見たいもの")])]
)
AFTER = FormDocument(
    title="催しのアンケート", pages=[QuestionPage(id="p", questions=[ShortText(id="said", label="感想")])]
)


def to_check(town: Town, form: Offered, one: Resident | None = None) -> Resident:
    """Return somebody who looks at the check page."""
    one = one or town.resident()
    one.begin(form.address)
    one.press(wish="議場")
    return one


def test_one_person_has_as_many_as_they_may_and_is_told_so_first(town: Town) -> None:
    form = town.form(WISH, most_each=2)
    one = town.resident()
    for _ in range(2):
        to_check(town, form, one)
        one.press()
        assert "受け付けました" in one.page.text
    assert "もう1件申請する" not in one.page.text
    front = one.open(f"/f/{form.address}")
    assert "お一人2件までです" in front
    assert 'value="go"' not in front
    another = to_check(town, form)
    another.press()
    assert "受け付けました" in another.page.text


def test_what_was_withdrawn_makes_room(town: Town) -> None:
    form = town.form(WISH, most_each=1)
    one = to_check(town, form)
    one.press()
    application = one.path.rpartition("/")[2]
    answer = town.staff().post(f"/api/applications/{application}/withdraw", json={"reason": "", "erases": False})
    assert answer.status_code == 200
    assert "お一人1件まで" not in one.open(f"/f/{form.address}")


def test_of_two_sent_at_the_same_moment_one_is_taken(town: Town) -> None:
    form = town.form(WISH, most_each=1)
    one = town.resident()
    to_check(town, form, one)
    tabs = [Resident(town.server.url) for _ in range(4)]
    for tab in tabs:
        tab.client.cookies = one.client.cookies
        town.clients.append(tab.client)
    for tab in tabs:
        tab.open(f"/f/{form.address}/check")
    sent: list[Callable[[], object]] = [tab.press for tab in tabs]
    at_once(sent)
    assert kept_of(town, form)[0] == 1
    one.open(f"/f/{form.address}")
    assert "お一人1件まで" in one.page.text


def test_staff_enter_for_one_after_the_other(town: Town) -> None:
    form = town.form(WISH, audience="staff", most_each=1)
    sato = Resident(town.server.url)
    town.clients.append(sato.client)
    sato.client.cookies = town.staff().cookies
    to_check(town, form, sato)
    sato.press()
    assert "受け付けました" in sato.page.text
    assert "お一人1件まで" in sato.open(f"/f/{form.address}")


def test_the_page_with_the_number_leads_to_the_form_that_follows(town: Town) -> None:
    after = town.form(AFTER)
    form = town.form(WISH, next_address=after.address)
    one = to_check(town, form)
    one.press()
    assert f'href="/f/{after.address}"' in one.page.text
    assert "続けて「催しのアンケート」に進む" in one.page.text
    with town.database() as db:  # closed meanwhile: nothing is said of it
        terms = FormTerms(address=after.address, audience="listed", ends_at=1)
        change_terms(db, town.cast.sato, after.id, terms)
    assert "続けて「" not in one.open(one.path)


@pytest.mark.parametrize("which", ["itself", "none", "unpublished"])
def test_a_form_leads_on_to_none_but_a_published_form_of_its_body(town: Town, which: str) -> None:
    form = town.form(WISH)
    to = {"itself": form.address, "none": "nowhere-at-all", "unpublished": "mada"}[which]
    with pytest.raises(Problem) as refused, town.database() as db:
        change_terms(db, town.cast.sato, form.id, FormTerms(address=form.address, audience="listed", next_address=to))
    assert isinstance(refused.value, FormNextUnknown)
