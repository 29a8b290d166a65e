"""The four basic facts (基本4情報), and those of businesses: read from claims, filled in, compared. Without I/O.

A fact is compared as it is written, but for spaces and for where a form parts it: 氏 and 名, or a town and its streets.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

import msgspec

from kairan.core.kit.openid.id_tokens import said
from kairan.core.kit.text import is_storable
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument
from kairan.forms.questions import (
    Address,
    AnyQuestion,
    CorporateNumber,
    Day,
    LongText,
    MailAddress,
    PersonName,
    ShortText,
    SingleChoice,
)

FactName = Literal["name", "address", "birth_date", "gender", "mail", "company", "company_number", "company_address"]
"""氏名, 住所, 生年月日, 性別; a mail address that was proved; 法人名・屋号, 法人番号, 所在地."""
FACT_LIMIT = 500
Fact = Annotated[str, msgspec.Meta(max_length=FACT_LIMIT)]
Facts = dict[FactName, Fact]
Places = dict[FactName, Annotated[str, msgspec.Meta(pattern="^[a-z0-9]{1,13}$")]]
"""In which question of a form each fact stands."""
Typed = dict[str, list[str]]

KINDS: Mapping[FactName, tuple[type, ...]] = {
    "name": (PersonName, ShortText),
    "address": (Address, ShortText, LongText),
    "birth_date": (Day,),
    "gender": (SingleChoice, ShortText),
    "mail": (MailAddress,),
    "company": (ShortText, LongText),
    "company_number": (CorporateNumber, ShortText),
    "company_address": (Address, ShortText, LongText),
}
"""Which kinds of questions hold which fact."""
_WORDS: Mapping[FactName, tuple[str, ...]] = {
    "name": ("氏名", "お名前", "名前"),
    "address": ("住所",),
    "birth_date": ("生年月日",),
    "gender": ("性別",),
    "mail": ("メール",),
    "company": ("法人名", "会社名", "商号", "屋号", "事業者名", "団体名"),
    "company_number": ("法人番号",),
    "company_address": ("所在地",),
}
_GENDERS = {"1": "男", "male": "男", "m": "男", "男": "男", "男性": "男"} | {
    "2": "女", "female": "女", "f": "女", "女": "女", "女性": "女"
}  # fmt: skip
_PREFECTURE = re.compile(r"(東京都|北海道|京都府|大阪府|.{2,3}県)(.*)")
# Which words look like the end of a town and are not: 市川市, 四日市市, 郡山市, 大町市, 村上市, 町田市, 余市町 …
_CITY = re.compile(
    r"((?:.{1,6}郡)?(?:余市町|大町市|町田市|村山市|村上市|東村山市|武蔵村山市|市川市|市原市|四日市市|廿日市市|野々市市|八日市場市"
    r"|.{1,6}?市.{1,4}?区|.{1,6}?[市区町村]))(.*)"
)


def facts_in(claims: Mapping[str, Any]) -> Facts:
    """Return the facts that claims say; what is not said, or not as one thing, is left out."""
    address = claims.get("address")
    formatted = said(address, "formatted") if isinstance(address, dict) else said(claims, "address")
    found: dict[FactName, str] = {
        "name": said(claims, "name"),
        "address": " ".join(formatted.split("\n")),
        "birth_date": _day(said(claims, "birthdate")),
        "gender": _GENDERS.get(said(claims, "gender").lower(), ""),
    }
    return {name: text for name, text in found.items() if text and is_storable(text, FACT_LIMIT)}


def facts_of_business(claims: Mapping[str, Any]) -> Facts:
    """Return what GビズID says of a business and of who acts for it (接続システム向けガイドライン 2.9, 3.4.1)."""
    found: dict[FactName, str] = {
        "name": _spaced(claims, "user_last_nm", "user_first_nm"),
        "birth_date": _day(said(claims, "user_birthday_ymd")),
        "company": said(claims, "name"),
        "company_number": said(claims, "corporate_number") if said(claims, "corp_type") == CORPORATION else "",
        "company_address": "".join(said(claims, one) for one in ("prefecture_name", "address1", "address2")),
    }
    return {name: text for name, text in found.items() if text and is_storable(text, FACT_LIMIT)}


CORPORATION = "1"  # 法人; who is in business alone has a number of GビズID's own in the same place
EXAMINED = frozenset({"2", "3"})
"""gBizIDプライム, and メンバー, whom one let in; an エントリー is made by anybody, and nobody looked at it."""


def is_examined_business(claims: Mapping[str, Any]) -> bool:
    """Whether GビズID examined the business somebody acts for."""
    return said(claims, "account_type") in EXAMINED


def _spaced(claims: Mapping[str, Any], *names: str) -> str:
    return "　".join(one for name in names if (one := said(claims, name)))


def _day(text: str) -> str:
    digits = text.replace("-", "")
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat() if len(digits) == 8 else ""
    except ValueError:
        return ""


def suggested_places(document: FormDocument) -> Places:
    """Return where the facts probably stand in a form: the first question of a fitting kind that is called so."""
    found: Places = {}
    for name, words in _WORDS.items():
        for one in document.questions():
            if (
                one.id not in found.values()
                and isinstance(one, KINDS[name])
                and (_is_sure(one) or any(word in one.label for word in words))
            ):
                found[name] = one.id
                break
    return found


def _is_sure(question: AnyQuestion) -> bool:
    return isinstance(question, PersonName | MailAddress | CorporateNumber) or (
        isinstance(question, Day) and question.is_birth
    )


def good_places(document: FormDocument, places: Places) -> dict[FactName, AnyQuestion]:
    """Return the questions in which facts stand in this version, in its order: those that are of a fitting kind."""
    named = {place: name for name, place in places.items()}
    found = ((named[one.id], one) for one in document.questions() if one.id in named)
    return {name: one for name, one in found if isinstance(one, KINDS[name])}


def typed_fact(question: AnyQuestion, name: FactName, fact: str) -> Typed:
    """Return what would be typed to say a fact in a question; what a form parts otherwise, the applicant parts."""
    if isinstance(question, PersonName):
        family, _, given = fact.replace(" ", "　", 1).partition("　")
        return {question.field("family"): [family], **({question.field("given"): [given]} if given else {})}
    if isinstance(question, Address):
        return _typed_address(question, fact)
    if isinstance(question, Day):
        year, month, day = fact.split("-")
        return {question.field("year"): [year], question.field("month"): [month], question.field("day"): [day]}
    if isinstance(question, SingleChoice):
        chosen = next((one.id for one in question.options if one.label.startswith(fact)), None)
        return {} if chosen is None else {question.field(): [chosen]}
    if isinstance(question, MailAddress):
        return question.typed_again(fact)
    return {question.field(): [f"{fact}性" if name == "gender" else fact]}


def _typed_address(question: Address, fact: str) -> Typed:
    prefecture = _PREFECTURE.fullmatch(fact)
    rest = prefecture[2] if prefecture else fact
    city = _CITY.fullmatch(rest)
    parts = {
        "prefecture": prefecture[1] if prefecture else "",
        "city": city[1] if city else "",
        "street": city[2] if city else rest,
    }
    return {question.field(part): [text.strip()] for part, text in parts.items() if text.strip()}


def is_as_certified(question: AnyQuestion, name: FactName, value: Value | None, fact: str) -> bool:
    """Whether an answer says what was certified."""
    if isinstance(question, PersonName) and isinstance(value, dict):
        return _joined(value.get("family", "") + value.get("given", "")) == _joined(fact)
    if isinstance(question, Address) and isinstance(value, dict):
        parts = (value.get(part, "") for part in ("prefecture", "city", "street", "building"))
        return _joined("".join(parts)) == _joined(fact)
    if isinstance(question, SingleChoice):
        chosen = next((one.label for one in question.options if one.id == value), "")
        return chosen.startswith(fact)
    if name == "gender" and isinstance(value, str):
        return value.removesuffix("性") == fact
    if name == "mail" and isinstance(value, str):
        return value.lower() == fact.lower()
    return isinstance(value, str) and _joined(value) == _joined(fact)


def _joined(text: str) -> str:
    return "".join(text.split())
