"""Who applies is asked first; what the card certifies fills the form in, and what is changed of it is told."""

import re

from sqlalchemy import update

from kairan.forms.actions import change_terms
from kairan.forms.model import FormTerms
from kairan.identity.model import identity_journey_table
from tests.applications.conftest import Offered
from tests.applications.test_races import number_of
from tests.identity.conftest import OTHER_WAY, CardTown, Holder


def case_of(town: CardTown, form: Offered) -> str:
    cases = town.staff().get("/api/cases", params={"form_id": form.id}).json()
    found: str = cases["cases"][0]["id"]
    return found


def marks(town: CardTown, form: Offered) -> dict[str, str]:
    view = town.staff().get(f"/api/cases/{case_of(town, form)}/identity").json()
    return {one["question_id"]: one["mark"] for one in view["answers"]}


def test_it_is_asked_before_anything_is_filled_in_and_who_has_no_card_is_told_at_once(town: CardTown) -> None:
    form = town.card_form()
    one = Holder(town)
    front = one.open(f"/f/{form.address}")
    assert "はじめに本人確認をします" in front
    assert OTHER_WAY in front
    one.press()
    assert one.path == f"/f/{form.address}/identity"
    assert OTHER_WAY in one.page.text
    for path in ("p/p1", "p/p2", "check"):
        one.open(f"/f/{form.address}/{path}")
        assert one.path == f"/f/{form.address}/identity", path


def test_what_is_certified_fills_the_form_in_and_is_marked(town: CardTown) -> None:
    form = town.card_form()
    one = Holder(town)
    page = one.identify(form.address)
    assert one.path == f"/f/{form.address}/p/p1?identified=1"
    assert "わかる項目を入力しました" in page
    sent = one.sent()
    assert (sent["name.family"], sent["name.given"]) == (["山田"], ["花子"])
    assert (sent["home.prefecture"], sent["home.city"]) == (["青葉県"], ["みどり市"])
    assert (sent["born.year"], sent["born.month"], sent["sex"]) == (["1990"], ["04"], ["f"])
    one.press()
    one.press()
    assert "本人確認の結果のとおりに入力されています：氏名、住所、生年月日、性別" in one.page.text
    one.press()
    assert number_of(one)
    assert marks(town, form) == {"name": "certified", "home": "certified", "born": "certified", "sex": "certified"}
    one.open(f"/f/-/cases/{case_of(town, form)}")
    assert "本人確認済みの申請です" in one.page.text


def test_what_is_changed_afterwards_is_told_to_the_applicant_and_to_the_section(town: CardTown) -> None:
    form = town.card_form()
    one = Holder(town)
    one.identify(form.address)
    one.press(name__family="別", home__building="コーポ川沿 201", home__street="川沿町１丁目２番３号")
    one.press()
    assert "本人確認の結果から変更されています：氏名、住所" in one.page.text
    one.press()
    assert marks(town, form) == {"name": "changed", "home": "changed", "born": "certified", "sex": "certified"}
    view = town.staff().get(f"/api/cases/{case_of(town, form)}/identity").json()
    assert [one["certified"] for one in view["answers"] if one["question_id"] == "name"] == ["山田　花子"]
    page = one.open(f"/f/-/cases/{case_of(town, form)}/identity")
    assert "申請者が変更" in page
    assert "山田　花子" in page


def test_nothing_is_submitted_behind_a_gate_that_is_shut(town: CardTown) -> None:
    form = town.card_form()
    one, other = Holder(town), Holder(town)
    one.identify(form.address)
    one.press()
    one.press()
    sent = one.sent()
    other.begin(form.address)
    answer = other.client.post(
        f"/f/{form.address}/submit", data={"draft": sent["draft"], "checked": sent["checked"]},
        headers={"Origin": town.server.url},
    )  # fmt: skip
    assert "受け付けました" not in answer.text
    kept = other.client.post(
        f"/f/{form.address}/p/p1", data={"-asked": "name", "name.family": "盗", "to": "next"},
        headers={"Origin": town.server.url},
    )  # fmt: skip
    assert str(kept.url).endswith("/identity")


def test_the_draft_survives_another_browser_by_its_number(town: CardTown) -> None:
    form = town.card_form()
    one, other = Holder(town), Holder(town)
    url = one.leave(form.address)
    number = one.number
    other.come_back(one.prove(url))
    assert other.path == "/f/-/identity/elsewhere"
    other.press(number="2222-3333-4444")
    assert "番号が違うか" in other.page.text
    other.press(number=number)
    assert other.path == f"/f/{form.address}/p/p1?identified=1"
    assert other.sent()["name.family"] == ["山田"]
    one.open(f"/f/{form.address}/p/p1")
    assert "山田" not in one.page.text, "it is there, and no more here"
    one.open(f"/f/{form.address}/resume")
    one.press(code=number)
    assert "見つかりません" in one.page.text, "and the number opens nothing any more"


def test_who_is_lured_to_prove_themselves_for_another_gives_nothing_away(town: CardTown) -> None:
    form = town.card_form()
    thief, lured = Holder(town), Holder(town)
    lured.come_back(thief.prove(thief.leave(form.address)))
    assert lured.path == "/f/-/identity/elsewhere"
    thief.open(f"/f/{form.address}/p/p1")
    assert thief.path == f"/f/{form.address}/identity"


def test_a_way_back_is_good_once(town: CardTown) -> None:
    form = town.card_form()
    one = Holder(town)
    came = one.prove(one.leave(form.address))
    one.come_back(came)
    assert one.path.startswith(f"/f/{form.address}/p/")
    assert "すでに使われています" in one.come_back(came)


def test_who_stops_on_the_way_or_comes_with_something_else_is_told(town: CardTown) -> None:
    form = town.card_form()
    one = Holder(town)
    assert "完了しませんでした" in one.come_back(one.prove(one.leave(form.address), cancel=True))
    for changed in ({"state": "x" * 43}, {"state": ""}):
        came = one.prove(one.leave(form.address))
        assert "期限が切れたか" in one.come_back({**came, **changed})
    for changed in ({"iss": "https://elsewhere.example"}, {"code": "made-up"}):
        came = one.prove(one.leave(form.address))
        assert "確かめられなかった" in one.come_back({**came, **changed})
    used = one.prove(one.leave(form.address))
    other = one.prove(one.leave(form.address))
    one.come_back(used)
    assert "確かめられなかった" in one.come_back({**other, "code": used["code"]})


def test_a_token_that_was_made_for_another_journey_is_refused(town: CardTown) -> None:
    form = town.card_form()
    one = Holder(town)
    came = one.prove(one.leave(form.address))
    with town.database() as db:
        db.execute(update(identity_journey_table).values(nonce="of another journey"))
    assert "確かめられなかった" in one.come_back(came)
    one.open(f"/f/{form.address}/p/p1")
    assert one.path == f"/f/{form.address}/identity"


def test_a_weaker_way_than_the_body_wants_is_turned_back(town: CardTown) -> None:
    form = town.card_form()
    town.set_up(required_acr=["aal3"])
    try:
        assert "完了しませんでした" in Holder(town).identify(form.address, "weak")
        one = Holder(town)
        one.identify(form.address)
        assert one.path.endswith("identified=1")
    finally:
        town.set_up()


def test_another_person_than_before_takes_the_place_of_the_first(town: CardTown) -> None:
    form = town.card_form()
    one = Holder(town)
    one.identify(form.address)
    one.open(f"/f/{form.address}/identity")
    one.press()
    found = re.search(r'rel="noreferrer" href="([^"]+)"', one.page.text)
    assert found is not None
    one.come_back(one.prove(found[1].replace("&amp;", "&"), "jiro"))
    assert one.sent()["name.family"] == ["海野"]


def test_only_a_case_that_one_reads_is_told(town: CardTown) -> None:
    form = town.card_form()
    one = Holder(town)
    one.identify(form.address)
    one.press()
    one.press()
    one.press()
    case = case_of(town, form)
    assert town.staff("guest").get(f"/api/cases/{case}/identity").status_code in {403, 404}
    assert Holder(town).open(f"/f/-/cases/{case}/identity").count("山田") == 0


def test_one_card_is_one_person_on_every_device(town: CardTown) -> None:
    form = town.card_form()
    with town.database() as db:
        change_terms(db, town.cast.sato, form.id, FormTerms(address=form.address, audience="listed", most_each=1))
    for login, is_taken in (("hanako", True), ("hanako", False)):
        one = Holder(town)
        one.identify(form.address, login)
        one.press()
        one.press()
        one.press()
        assert bool(number_of(one)) == is_taken
        assert ("いまの内容は送信していません" in one.page.text) != is_taken
