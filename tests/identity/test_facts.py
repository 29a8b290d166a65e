"""Facts are read as providers write them, parted as a form asks, and compared without regard to that."""

from typing import Any

import pytest

from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import Address, CorporateNumber, Day, Option, PersonName, ShortText, SingleChoice
from kairan.identity.facts import (
    FactName,
    facts_in,
    facts_of_business,
    is_as_certified,
    is_examined_business,
    suggested_places,
    typed_fact,
)
from tests.identity.conftest import MOVING

NAME = PersonName(id="n", label="氏名")
HOME = Address(id="a", label="住所")
BORN = Day(id="d", label="生年月日")
SEX = SingleChoice(id="s", label="性別", options=[Option(id="m", label="男性"), Option(id="f", label="女性")])


@pytest.mark.parametrize(
    ("claims", "name", "fact"),
    [
        ({"name": " 山田　花子 "}, "name", "山田　花子"),
        ({"address": "青葉県みどり市川沿町１"}, "address", "青葉県みどり市川沿町１"),
        ({"address": {"formatted": "青葉県\nみどり市"}}, "address", "青葉県 みどり市"),
        ({"birthdate": "1990-04-01"}, "birth_date", "1990-04-01"),
        ({"birthdate": "19900401"}, "birth_date", "1990-04-01"),
        ({"birthdate": "1990-02-30"}, "birth_date", None),
        ({"birthdate": "0000"}, "birth_date", None),
        ({"gender": "1"}, "gender", "男"),
        ({"gender": 2}, "gender", "女"),
        ({"gender": "female"}, "gender", "女"),
        ({"gender": "3"}, "gender", None),
        ({"name": "山\x00田"}, "name", None),
        ({"name": "山" * 10_000}, "name", None),
        ({"name": ["山田", "海野"]}, "name", None),
    ],
)
def test_a_fact_is_read_or_left_out(claims: dict[str, Any], name: FactName, fact: str | None) -> None:
    assert facts_in(claims).get(name) == fact


@pytest.mark.parametrize(
    ("address", "prefecture", "city", "street"),
    [
        ("青葉県みどり市川沿町１丁目", "青葉県", "みどり市", "川沿町１丁目"),
        ("神奈川県横浜市中区本町６", "神奈川県", "横浜市中区", "本町６"),
        ("千葉県市川市八幡１", "千葉県", "市川市", "八幡１"),
        ("三重県四日市市諏訪町１", "三重県", "四日市市", "諏訪町１"),
        ("東京都千代田区霞が関２", "東京都", "千代田区", "霞が関２"),
        ("北海道余市郡余市町朝日町", "北海道", "余市郡余市町", "朝日町"),
        ("京都府京都市上京区", "京都府", "京都市上京区", ""),
    ],
)
def test_an_address_is_parted_as_a_form_asks(address: str, prefecture: str, city: str, street: str) -> None:
    typed = typed_fact(HOME, "address", address)
    assert typed.get("a.prefecture") == [prefecture]
    assert typed.get("a.city") == [city]
    assert typed.get("a.street", [""]) == [street]


def test_how_a_form_parts_it_makes_no_difference() -> None:
    assert is_as_certified(NAME, "name", {"family": "山田", "given": "花子"}, "山田　花子")
    assert is_as_certified(NAME, "name", {"family": "山田花子"}, "山田　花子")
    assert not is_as_certified(NAME, "name", {"family": "山田", "given": "華子"}, "山田　花子")
    assert not is_as_certified(NAME, "name", {"family": "邉見", "given": "花子"}, "邊見　花子")
    home = {"postcode": "100-0001", "prefecture": "青葉県", "city": "みどり市", "street": "川沿町 １"}
    assert is_as_certified(HOME, "address", home, "青葉県みどり市川沿町１")
    assert not is_as_certified(HOME, "address", {**home, "building": "２０１"}, "青葉県みどり市川沿町１")
    assert is_as_certified(BORN, "birth_date", "1990-04-01", "1990-04-01")
    assert is_as_certified(SEX, "gender", "f", "女")
    assert not is_as_certified(SEX, "gender", "m", "女")
    assert is_as_certified(ShortText(id="t", label="性別"), "gender", "女性", "女")
    assert not is_as_certified(NAME, "name", None, "山田　花子")


def test_places_are_suggested_by_kind_and_label() -> None:
    assert suggested_places(MOVING) == {"name": "name", "address": "home", "birth_date": "born", "gender": "sex"}


BUSINESS = {
    "account_type": "2",
    "corp_type": "1",
    "corporate_number": "1180301018771",
    "name": "みどり建設株式会社",
    "prefecture_name": "青葉県",
    "address1": "みどり市川沿町",
    "address2": "１丁目２番３号",
    "user_last_nm": "山田",
    "user_first_nm": "花子",
    "user_birthday_ymd": "19900401",
}


def test_a_business_is_read_with_who_acts_for_it() -> None:
    assert facts_of_business(BUSINESS) == {
        "name": "山田　花子",
        "birth_date": "1990-04-01",
        "company": "みどり建設株式会社",
        "company_number": "1180301018771",
        "company_address": "青葉県みどり市川沿町１丁目２番３号",
    }


def test_who_is_in_business_alone_has_no_corporate_number() -> None:
    assert "company_number" not in facts_of_business({**BUSINESS, "corp_type": 2})
    assert facts_of_business({}) == {}


@pytest.mark.parametrize(
    ("account", "is_examined"), [("1", False), ("2", True), ("3", True), (2, True), ("", False), (None, False)]
)
def test_an_account_that_anybody_makes_is_no_proof(account: object, is_examined: bool) -> None:
    assert is_examined_business({"account_type": account}) is is_examined


def test_a_corporate_number_goes_where_it_is_asked_and_no_question_holds_two_facts() -> None:
    number = CorporateNumber(id="c", label="番号")
    form = FormDocument(
        title="届出",
        pages=[QuestionPage(id="p", questions=[number, ShortText(id="o", label="事業者名・所在地"), NAME])],
    )
    assert suggested_places(form) == {"name": "n", "company": "o", "company_number": "c"}
    assert typed_fact(number, "company_number", "1180301018771") == {"c": ["1180301018771"]}
    assert is_as_certified(number, "company_number", "1180301018771", "1180301018771")
