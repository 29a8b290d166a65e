"""What was filled in is signed with the card before it is sent: exactly that, by who was identified."""

import hashlib
import json

import pytest

from tests.applications.conftest import Offered
from tests.applications.test_races import number_of
from tests.identity.conftest import CardTown, Holder
from tests.identity.test_card import case_of


class Signer(Holder):
    """Somebody with a card who signs with it."""

    def fill_in(self, form: Offered, login: str = "hanako") -> None:
        """Come to where everything is checked."""
        self.identify(form.address, login)
        self.press()
        self.press(why="引っ越し")

    def go_to_sign(self) -> str:
        """Press the button; return the provider's address."""
        self.press()
        return self.page.text.partition('rel="noreferrer" href="')[2].partition('"')[0].replace("&amp;", "&")

    def sign(self, login: str = "hanako", *, cancel: bool = False) -> str:
        """All of it."""
        return self.come_back(self.prove(self.go_to_sign(), login, cancel=cancel))


def test_what_was_checked_is_signed_and_then_sent(town: CardTown) -> None:
    form = town.card_form(level="signed")
    one = Signer(town)
    assert "最後に署名をします" in one.open(f"/f/{form.address}")
    one.fill_in(form)
    assert "署名に進む" in one.page.text
    checked = one.sent()
    refused = one.client.post(f"/f/{form.address}/submit", data=checked, headers={"Origin": town.server.url})
    assert "受け付けました" not in refused.text
    assert "この内容に署名しました" in one.sign()
    assert one.path == f"/f/{form.address}/check"
    one.press()
    assert number_of(one)
    case = case_of(town, form)
    told = town.staff().get(f"/api/cases/{case}/identity").json()["signature"]
    assert (told["is_current"], told["is_kept"], told["revocation"]) == (True, False, "good")
    given = town.staff().post(f"/api/cases/{case}/signed", headers={"Origin": town.server.url}).json()
    assert hashlib.sha256(given["document"].encode()).hexdigest() == told["digest"] == given["digest"]
    assert given["signature"] is None
    assert [answer["said"] for answer in json.loads(given["document"])["answers"]][-1] == "引っ越し"
    assert told["digest"] in one.open(f"/f/-/cases/{case}/identity")
    kinds = [entry["kind"] for entry in town.staff().get(f"/api/cases/{case}").json()["history"]]
    assert "application.signed" in kinds


def test_what_is_changed_after_it_was_signed_is_signed_again(town: CardTown) -> None:
    form = town.card_form(level="signed")
    one = Signer(town)
    one.fill_in(form)
    one.sign()
    before = one.sent()
    one.open(f"/f/{form.address}/p/p2?check=1")
    one.press(why="別の理由")
    assert "署名に進む" in one.page.text
    late = one.client.post(f"/f/{form.address}/submit", data=before, headers={"Origin": town.server.url})
    assert "受け付けました" not in late.text


@pytest.mark.parametrize(
    ("login", "told"),
    [
        ("jiro", "署名した人が違います"),
        ("moved", "失効しています"),
        ("forger", "署名を確かめられなかった"),
    ],
)
def test_what_is_no_good_signature_is_told_and_nothing_is_sent(town: CardTown, login: str, told: str) -> None:
    form = town.card_form(level="signed")
    one = Signer(town)
    one.fill_in(form, login if login != "jiro" else "hanako")
    assert told in one.sign(login)
    one.open(f"/f/{form.address}/check")
    assert "署名に進む" in one.page.text


def test_who_stops_in_the_app_signs_later(town: CardTown) -> None:
    form = town.card_form(level="signed")
    one = Signer(town)
    one.fill_in(form)
    assert "完了しませんでした" in one.sign(cancel=True)
    one.open(f"/f/{form.address}/check")
    assert "この内容に署名しました" in one.sign()


def test_the_draft_survives_another_browser_also_when_it_is_signed(town: CardTown) -> None:
    form = town.card_form(level="signed")
    one, other = Signer(town), Signer(town)
    one.fill_in(form)
    url = one.go_to_sign()
    number = one.number
    other.come_back(one.prove(url))
    assert other.path == "/f/-/identity/elsewhere"
    other.press(number=number)
    assert other.path == f"/f/{form.address}/check"
    assert "この内容に署名しました" in other.page.text
    other.press()
    assert number_of(other)


def test_while_the_app_is_away_one_is_told_and_nothing_is_lost(town: CardTown) -> None:
    form = town.card_form(level="signed")
    one = Signer(town)
    one.fill_in(form)
    town.provider.stop()
    try:
        assert "つながりません" in one.press()
    finally:
        town.provider.start()
    one.open(f"/f/{form.address}/check")
    assert "この内容に署名しました" in one.sign()


def test_a_body_that_may_keeps_the_signature_with_its_certificate(town: CardTown) -> None:
    form = town.card_form(level="signed")
    town.set_up(keeps_signatures=True)
    try:
        one = Signer(town)
        one.fill_in(form)
        one.sign()
        one.press()
    finally:
        town.set_up()
    own = {"Origin": town.server.url}
    given = town.staff().post(f"/api/cases/{case_of(town, form)}/signed", headers=own).json()
    assert given["certificate"] == town.provider.people["hanako"]["signs"]["certificate"]
    assert given["signature"]


def test_only_who_works_on_a_case_gets_what_was_signed(town: CardTown) -> None:
    form = town.card_form(level="signed")
    one = Signer(town)
    one.fill_in(form)
    one.sign()
    one.press()
    path, own = f"/api/cases/{case_of(town, form)}/signed", {"Origin": town.server.url}
    assert town.staff("guest").post(path, headers=own).status_code in {403, 404}
