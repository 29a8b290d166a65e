"""What a provider says of somebody is taken as if somebody had typed it: folded, bounded, or left out."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from kairan.administration.actions import add_person, change_person
from kairan.administration.model import AccountChange, NewAccount
from kairan.administration.problems import NumberTaken
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.openid.id_tokens import SKEW_S, Expected, require_id_token, said
from kairan.core.kit.openid.problems import NotSignedInAnew, TokenRefused
from kairan.core.kit.problems import Problem
from kairan.core.viewer import MemberId, OrganizationId
from kairan.people import member_table
from kairan.single_sign_on.accounts import member_for
from kairan.single_sign_on.model import ClaimNames, Connection, Terms
from kairan.single_sign_on.problems import ClaimMissing, NoAccount
from kairan.single_sign_on.tokens import arrival_of
from tests.administration.conftest import office_of
from tests.cast import Cast, assemble

CLAIMS = ClaimNames(number="number", kana="kana", department="department", title="title")
TERMS = Terms(issuer="https://idp.aoba.example", client_id="kairan", accounts="created", claims=CLAIMS)
BY_NUMBER = msgspec.structs.replace(TERMS, accounts="matched", match_by="number")
SOMEBODY: dict[str, Any] = {"sub": "9", "preferred_username": "takahashi", "name": "高橋 直子"}
HOSTILE = ["\x00", "a\x00b", "x" * 10_000, "\ud800", "e" + "\u0301" * 500, ["a", "b"], {"a": 1}, 10**5000, True, None]

_m = member_table.c


def come(db: Db, cast: Cast, terms: Terms, claims: dict[str, Any]) -> MemberId:
    connection = Connection(
        organization_id=OrganizationId(cast.city), enabled=True, terms=terms, secret=None, key=None, public_key=None
    )
    return member_for(db, connection, arrival_of(terms, claims, ""))


def account(db: Db, member_id: str) -> Record:
    found = db.first(select(_m.login, _m.name, _m.kana, _m.mail, _m.number, _m.status).where(_m.id == member_id))
    assert found is not None
    return found


def numbered(db: Db, cast: Cast, number: str) -> None:
    db.execute(update(member_table).where(_m.id == cast.sato.member_id).values(number=number))


@pytest.mark.parametrize("field", ["number", "kana", "email", "department", "title"])
@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: type(value).__name__)
def test_what_is_unfit_and_not_needed_is_left_out(db: Db, field: str, value: object) -> None:
    made = account(db, come(db, assemble(db), TERMS, {**SOMEBODY, field: value}))
    assert (made.login, made.name, made.status) == ("takahashi", "高橋 直子", "active")
    assert (made.mail, made.number, made.kana) == (None, None, "")


@pytest.mark.parametrize("field", ["preferred_username", "name"])
@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: type(value).__name__)
def test_without_a_login_and_a_name_as_people_have_them_nobody_comes_in(db: Db, field: str, value: object) -> None:
    with pytest.raises(ClaimMissing):
        come(db, assemble(db), TERMS, {**SOMEBODY, field: value})


@pytest.mark.parametrize("terms", [BY_NUMBER, msgspec.structs.replace(TERMS, accounts="matched")])
@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: type(value).__name__)
def test_who_is_matched_by_what_nobody_has_is_nobody(db: Db, terms: Terms, value: object) -> None:
    with pytest.raises((ClaimMissing, NoAccount)):
        come(db, assemble(db), terms, {**SOMEBODY, "preferred_username": value, "number": value})


def test_a_mail_is_one_address(db: Db) -> None:
    cast = assemble(db)
    for at, mail in enumerate(("no address", "a@b@c", "a b@c.example", "a@" + "c" * 300)):
        claims = {**SOMEBODY, "sub": f"m{at}", "preferred_username": f"takahashi{at}", "email": mail}
        assert account(db, come(db, cast, TERMS, claims)).mail is None
    made = come(db, cast, TERMS, {**SOMEBODY, "email": "takahashi@aoba.example"})
    assert account(db, made).mail == "takahashi@aoba.example"


@pytest.mark.parametrize("said_there", ["０００１６１", " 000161 ", "000161", ["０００１６１"]])
def test_one_person_is_one_however_wide_their_number_is_written(db: Db, said_there: object) -> None:
    cast = assemble(db)
    for stored in ("000161", "０００１６１"):  # the second as an earlier version took it
        numbered(db, cast, stored)
        assert come(db, cast, BY_NUMBER, {"sub": "1", "number": said_there}) == cast.sato.member_id
    made = account(db, come(db, cast, TERMS, {**SOMEBODY, "number": said_there}))
    assert made.number is None  # somebody has it: an administrator settles who


def test_a_number_is_kept_half_width(db: Db) -> None:
    assert account(db, come(db, assemble(db), TERMS, {**SOMEBODY, "number": "０００１６２"})).number == "000162"
    assert said({"number": 162}, "number") == "162"


def test_a_login_is_found_however_it_is_written(db: Db) -> None:
    cast = assemble(db)
    terms = msgspec.structs.replace(TERMS, accounts="matched")
    for login in ("sato", "Sato", "ｓａｔｏ", ["sato"]):
        assert come(db, cast, terms, {"sub": "1", "preferred_username": login}) == cast.sato.member_id


def test_typed_numbers_are_the_same_numbers(db: Db) -> None:
    office = office_of(db)
    numbered(db, office.cast, "０００１６１")
    new = NewAccount(login="takahashi", name="高橋 直子", number="000161", posts=[])
    with pytest.raises(NumberTaken):
        add_person(db, office.yoshida, new, "$argon2id$hash")
    added = add_person(db, office.yoshida, msgspec.structs.replace(new, number="０００１６２"), "$argon2id$hash")
    assert added.number == "000162"
    own = change_person(db, office.yoshida, office.cast.sato.member_id, AccountChange(number="000161"))
    assert own.number == "000161"  # their own, written anew
    with pytest.raises(NumberTaken):
        change_person(db, office.yoshida, office.cast.suzuki.member_id, AccountChange(number="０００１６１"))


@pytest.mark.parametrize("subject", ["", "a\x00b", "x" * 256, "\ud800", "a\nb", 1, None, ["1"]])
def test_a_subject_is_a_word_that_can_be_kept(subject: object) -> None:
    expected = Expected(issuer=TERMS.issuer, client_id="kairan", nonce="n", access_token=None)
    claims = {"iss": TERMS.issuer, "aud": "kairan", "nonce": "n", "exp": 2**40, "iat": 0, "sub": subject}
    with pytest.raises(TokenRefused):
        require_id_token({"alg": "RS256"}, claims, expected)
    require_id_token({"alg": "RS256"}, {**claims, "sub": "a user of there"}, expected)


@pytest.mark.parametrize(
    ("signed_in", "refusal"),
    [
        (0, None),
        (-SKEW_S + 1, None),  # their clock is behind ours
        (-SKEW_S - 2, NotSignedInAnew),
        (-86_400, NotSignedInAnew),
        (None, NotSignedInAnew),  # a provider that does not say
        (SKEW_S + 60, TokenRefused),
        ("now", TokenRefused),
        (True, TokenRefused),
        (float("nan"), NotSignedInAnew),
    ],
)
def test_who_must_sign_in_anew_did_so_after_setting_out(
    signed_in: float | str | None, refusal: type[Problem] | None
) -> None:
    now = now_ms() // 1000
    at = now + signed_in if isinstance(signed_in, int | float) and not isinstance(signed_in, bool) else signed_in
    claims = {"iss": TERMS.issuer, "aud": "kairan", "nonce": "n", "exp": 2**40, "iat": now, "sub": "1"}
    claims |= {} if at is None else {"auth_time": at}
    anew = Expected(issuer=TERMS.issuer, client_id="kairan", nonce="n", access_token=None, signed_in_since=now)
    if refusal is None:
        require_id_token({"alg": "RS256"}, claims, anew)
    else:
        with pytest.raises(refusal):
            require_id_token({"alg": "RS256"}, claims, anew)
    require_id_token({"alg": "RS256"}, claims, msgspec.structs.replace(anew, signed_in_since=None))
