"""Whom the provider vouches for is not one person's to change where somebody else administers the body."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from kairan.consents.actions import ask_second, consent_as_second
from kairan.consents.model import Asked, consent_table
from kairan.consents.problems import ConsentNeedless, SecondPersonNeeded
from kairan.consents.queries import consent_view, consents
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.openid.problems import IssuerMalformed
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Delegated, OrganizationId, Viewer
from kairan.people import ChangedMeanwhile, member_table, organization_stream
from kairan.people.roles import RoleNeeded
from kairan.single_sign_on.consenting import FREE, TRUSTED
from kairan.single_sign_on.model import ClaimNames, Terms
from kairan.single_sign_on.problems import NewIssuerNeedsDraft, TermsIncomplete
from kairan.single_sign_on.queries import connection_of, connection_revision
from kairan.single_sign_on.setup import NewTerms, keep_key, save_connection
from tests.administration.conftest import office_of, with_role

TERMS = Terms(issuer="https://idp.aoba.example", client_id="kairan")
SECRET = "a secret that stands in no request"
REASON = "認証サーバーを新しくするため"


class House(msgspec.Struct, frozen=True):
    """An office of two administrators, somebody who was given the task, and a key file."""

    city: OrganizationId
    yoshida: Viewer
    mori: Viewer
    delegate: Viewer
    box: SecretBox


@pytest.fixture
def house(db: Db, tmp_path: Path) -> House:
    office = office_of(db)
    city = office.cast.city
    mori = with_role(db, city, "mori", "森 陽子", "administrator")
    delegate = msgspec.structs.replace(office.cast.suzuki, delegated=frozenset({Delegated("sign_in")}))
    return House(city, office.yoshida, mori, delegate, SecretBox(tmp_path / "key"))


def save(db: Db, house: House, by: Viewer, terms: Terms, *, enabled: bool = True, secret: str | None = None) -> None:
    given: Any = {} if secret is None else {"secret": secret}
    base = connection_revision(connection_of(db, house.city))
    save_connection(db, by, NewTerms(enabled=enabled, terms=terms, **given), house.box, base)


def asked(db: Db, house: House, by: Viewer, terms: Terms, base: str | None = None) -> str:
    base = base or connection_revision(connection_of(db, house.city))
    wanted = {"terms": msgspec.to_builtins(terms), "base": base}
    return ask_second(db, by, Asked(act="provider", wanted=wanted, reason=REASON))


def switched_on(db: Db, house: House) -> None:
    save(db, house, house.yoshida, TERMS, enabled=False, secret=SECRET)
    consent_as_second(db, house.mori, asked(db, house, house.yoshida, TERMS))


def terms_now(db: Db, house: House) -> tuple[bool, Terms]:
    found = connection_of(db, house.city)
    assert found is not None
    return found.enabled, found.terms


def changes_told(db: Db, house: House) -> list[dict[str, Any]]:
    entries = entries_after(db, organization_stream(house.city), 0, 1000)
    return [msgspec.json.decode(one.body) for one in entries if one.kind == "oidc.connection_changed"]


def test_every_term_is_either_of_trust_or_free() -> None:
    assert set(Terms.__struct_fields__) == TRUSTED | FREE
    assert not TRUSTED & FREE


def test_a_draft_is_one_persons_and_switching_it_on_is_not(db: Db, house: House) -> None:
    save(db, house, house.yoshida, TERMS, enabled=False, secret=SECRET)
    save(db, house, house.yoshida, msgspec.structs.replace(TERMS, accounts="created"), enabled=False)
    with pytest.raises(SecondPersonNeeded):
        save(db, house, house.yoshida, msgspec.structs.replace(TERMS, accounts="created"))
    assert terms_now(db, house)[0] is False


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://elsewhere.example"},
        {"client_id": "other"},
        {"claims": ClaimNames(login="nickname")},
        {"claims": ClaimNames(department="department")},
        {"accounts": "created"},
        {"match_by": "number"},
        {"cut_domain": True},
        {"domains": ["elsewhere.example"]},
        {"passwords": "administrators_and_guests"},
        {"strong_acr": ["1"]},
        {"strong_amr": ["pwd"]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_decides_who_comes_in_as_whom_is_not_changed_by_one(db: Db, house: House, change: dict[str, Any]) -> None:
    switched_on(db, house)
    wanted = msgspec.structs.replace(TERMS, **change)
    for one in (house.yoshida, house.delegate):
        with pytest.raises(NewIssuerNeedsDraft if "issuer" in change else SecondPersonNeeded):
            save(db, house, one, wanted)
        with pytest.raises(SecondPersonNeeded):
            save(db, house, one, wanted, secret="another one")
    assert terms_now(db, house) == (True, TERMS)
    if "issuer" in change:
        with pytest.raises(NewIssuerNeedsDraft):
            asked(db, house, house.yoshida, wanted)
        save(db, house, house.yoshida, wanted, enabled=False, secret="another one")
    consent_as_second(db, house.mori, asked(db, house, house.yoshida, wanted))
    assert terms_now(db, house) == (True, wanted)
    assert changes_told(db, house)[-1]["second"] == house.mori.member_id


def test_a_secret_is_never_shown_to_another_issuer(db: Db, house: House) -> None:
    """Whoever only has the task could else test a draft whose issuer is a server of theirs, and be told the secret."""
    switched_on(db, house)
    elsewhere = msgspec.structs.replace(TERMS, issuer="https://mine.example/")
    save(db, house, house.delegate, elsewhere, enabled=False)
    found = connection_of(db, house.city)
    assert found is not None
    assert found.secret is None
    save(db, house, house.delegate, TERMS, enabled=False)
    back = connection_of(db, house.city)
    assert back is not None
    assert back.secret is None


def test_what_changes_nobody_and_what_protects_stays_quick(db: Db, house: House) -> None:
    switched_on(db, house)
    free = msgspec.structs.replace(
        TERMS, label="職員認証", scopes="openid", acr_values="mfa", sign_out_there=False, proof="client_secret_post"
    )
    save(db, house, house.delegate, free, secret="another one")
    keep_key(db, house.delegate, "private", "public", house.box)
    with pytest.raises(ConsentNeedless):
        asked(db, house, house.yoshida, free)
    save(db, house, house.delegate, free, enabled=False)
    assert terms_now(db, house) == (False, free)
    assert changes_told(db, house)[-1]["second"] is None


def test_a_request_says_which_provider_and_what_changes_and_holds_no_secret(db: Db, house: House) -> None:
    save(db, house, house.yoshida, TERMS, enabled=False, secret=SECRET)
    view = consent_view(db, house.mori, asked(db, house, house.yoshida, TERMS))
    assert (view.told.issuer, view.why_not) == (TERMS.issuer, None)
    told = {one.field: one.after for one in view.told.changes}
    assert told["enabled"] == "on"  # of a draft everything is told: what one person put there was seen by nobody else
    assert (told["client_id"], told["accounts"], told["claim_login"]) == ("kairan", "matched", "preferred_username")
    stored = db.first(select(consent_table.c.wanted, consent_table.c.told))
    assert stored is not None
    assert SECRET not in str(tuple(stored))
    consent_as_second(db, house.mori, view.id)
    changed = msgspec.structs.replace(TERMS, client_id="another")
    later = consent_view(db, house.mori, asked(db, house, house.yoshida, changed))
    assert [(one.field, one.before, one.after) for one in later.told.changes] == [
        ("client_id", TERMS.client_id, changed.client_id)
    ]


def test_all_of_what_changes_is_shown_however_long_it_is(db: Db, house: House) -> None:
    switched_on(db, house)
    domains = [f"section-{number}.city.example.lg.jp" for number in range(12)] + ["evil.example"]
    view = consent_view(
        db, house.mori, asked(db, house, house.yoshida, msgspec.structs.replace(TERMS, domains=domains))
    )
    (change,) = view.told.changes
    assert (change.after or "").split(", ") == domains


def test_a_consent_counts_for_what_was_shown_only(db: Db, house: House) -> None:
    save(db, house, house.yoshida, TERMS, enabled=False, secret=SECRET)
    request = asked(db, house, house.yoshida, TERMS)
    base = connection_revision(connection_of(db, house.city))
    save(db, house, house.yoshida, msgspec.structs.replace(TERMS, issuer="https://elsewhere.example"), enabled=False)
    consent_as_second(db, house.mori, request)
    assert consent_view(db, house.mori, request).state == "failed"
    assert terms_now(db, house)[0] is False
    with pytest.raises(ChangedMeanwhile):
        asked(db, house, house.yoshida, TERMS, base)


def test_who_was_given_the_task_asks_and_sees_their_own_request(db: Db, house: House) -> None:
    save(db, house, house.delegate, TERMS, enabled=False, secret=SECRET)
    request = asked(db, house, house.delegate, TERMS)
    assert consent_view(db, house.delegate, request).is_own
    with pytest.raises(RoleNeeded):
        consents(db, house.delegate)
    with pytest.raises(RoleNeeded):
        consent_view(db, house.delegate, asked(db, house, house.yoshida, TERMS))


def test_a_request_of_who_was_given_the_task_runs_only_while_they_have_it(db: Db, house: House) -> None:
    save(db, house, house.yoshida, TERMS, enabled=False, secret=SECRET)
    first, mine = asked(db, house, house.delegate, TERMS), member_table.c.id == house.delegate.member_id
    consent_as_second(db, house.mori, first)
    assert consent_view(db, house.mori, first).state == "failed"  # no task is theirs as of now
    db.execute(update(member_table).where(mine).values(tasks='[{"task":"sign_in"}]'))
    second = asked(db, house, house.delegate, TERMS)
    consent_as_second(db, house.mori, second)
    assert (consent_view(db, house.mori, second).state, terms_now(db, house)[0]) == ("done", True)


def test_what_could_not_be_saved_is_not_asked_for(db: Db, house: House) -> None:
    with pytest.raises(TermsIncomplete):
        asked(db, house, house.yoshida, TERMS)  # there is no secret yet
    with pytest.raises(IssuerMalformed):
        asked(db, house, house.yoshida, msgspec.structs.replace(TERMS, issuer="ftp://x"))


def test_a_lone_administrator_does_it_alone_and_everybody_with_powers_is_told(db: Db, tmp_path: Path) -> None:
    office = office_of(db)
    alone = House(office.cast.city, office.yoshida, office.yoshida, office.yoshida, SecretBox(tmp_path / "key"))
    save(db, alone, office.yoshida, TERMS, secret=SECRET)
    assert terms_now(db, alone) == (True, TERMS)
    seen = consents(db, office.auditor)
    assert [(one.act, one.state, one.told.issuer) for one in seen.consents] == [("provider", "alone", TERMS.issuer)]
    assert seen.unseen == 1
