"""A hand reaches through accounts: whom somebody made, and whoever those made in turn, are of one hand with them."""

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import update

from kairan.administration.actions import add_person, reset_password
from kairan.administration.delegation import delegate
from kairan.administration.model import NewAccount
from kairan.consents.actions import ask_second, consent_as_second
from kairan.consents.model import DAY_MS, ONE_HAND_MS, SEASONED_MS, Asked
from kairan.consents.problems import NotSecond
from kairan.consents.queries import consent_view
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Delegated, MemberId, Task, Viewer
from kairan.people import acting_now, member_table, note_hand, set_password
from kairan.people.hands import Deed, origins_of
from kairan.records.model import NewRequest
from kairan.records.requests import ask_for_records, consent_to
from kairan.single_sign_on.model import Terms
from kairan.single_sign_on.queries import connection_of, connection_revision
from kairan.single_sign_on.setup import NewTerms, save_connection
from tests.administration.conftest import with_role
from tests.consents.conftest import Pair

REASON = "四月の異動で担当が替わるため"
TERMS = Terms(issuer="https://idp.aoba.example", client_id="kairan")
DEEDS: list[Deed] = [
    "created", "password", "factors", "login", "administrator", "auditor", "task", "reopened",
]  # fmt: skip


def now_as(db: Db, pair: Pair, member_id: MemberId) -> Viewer:
    return acting_now(db, member_id, pair.office.cast.city)


def made(db: Db, pair: Pair, by: Viewer, login: str) -> Viewer:
    return now_as(db, pair, add_person(db, by, NewAccount(login=login, name=f"代理 {login}"), "hash").id)


def with_tasks(db: Db, pair: Pair, by: Viewer, who: Viewer, *tasks: Task) -> Viewer:
    delegate(db, by, who.member_id, [Delegated(task) for task in tasks])
    set_password(db, who, "$argon2id$own")
    return now_as(db, pair, who.member_id)


def asked_provider(db: Db, asker: Viewer, box: SecretBox) -> str:
    """Save a draft, and ask that it be switched on."""
    base = connection_revision(connection_of(db, asker.organization_id))
    save_connection(db, asker, NewTerms(enabled=False, terms=TERMS, secret="a secret"), box, base)
    base = connection_revision(connection_of(db, asker.organization_id))
    wanted = {"terms": msgspec.to_builtins(TERMS), "base": base}
    return ask_second(db, asker, Asked(act="provider", wanted=wanted, reason=REASON))


def asked_records(db: Db, pair: Pair, asker: Viewer) -> str:
    person, today = [str(pair.office.cast.sato.member_id)], day_of(now_ms())
    new = NewRequest(reason="調査のために読みます。", person_ids=person, first_on=today, last_on=today)
    return ask_for_records(db, asker, new).id


@pytest.mark.parametrize("later", [0, SEASONED_MS + 1, ONE_HAND_MS - DAY_MS])
def test_through_an_account_of_theirs_nobody_asks_themselves(db: Db, pair: Pair, tmp_path: Path, later: int) -> None:
    """Yoshida makes an account, which makes another; that one asks for the provider, and Yoshida consents."""
    first = with_tasks(db, pair, pair.yoshida, made(db, pair, pair.yoshida, "d1"), "people", "sign_in")
    second = with_tasks(db, pair, pair.yoshida, made(db, pair, first, "c1"), "sign_in")
    with as_of(now_ms() + later):
        request = asked_provider(db, second, SecretBox(tmp_path / "key"))
        assert consent_view(db, pair.yoshida, request).why_not == "one_hand"
        with pytest.raises(NotSecond):
            consent_as_second(db, pair.yoshida, request)
        consent_as_second(db, pair.mori, request)  # whose hand it is not


def test_whoever_gave_the_task_is_of_one_hand_with_what_is_asked_by_it(db: Db, pair: Pair, tmp_path: Path) -> None:
    suzuki = with_tasks(db, pair, pair.yoshida, pair.office.cast.suzuki, "sign_in")
    request = asked_provider(db, suzuki, SecretBox(tmp_path / "key"))
    with pytest.raises(NotSecond):
        consent_as_second(db, pair.yoshida, request)
    consent_as_second(db, pair.mori, request)


def test_another_hand_in_between_makes_no_account_somebody_elses(db: Db, pair: Pair, tmp_path: Path) -> None:
    """Mori gives the task, honestly: the account was made through Yoshida's, and is of both hands."""
    first = with_tasks(db, pair, pair.yoshida, made(db, pair, pair.yoshida, "d1"), "people")
    second = with_tasks(db, pair, pair.mori, made(db, pair, first, "c1"), "sign_in")
    request = asked_provider(db, second, SecretBox(tmp_path / "key"))
    for who in (pair.yoshida, pair.mori):
        with pytest.raises(NotSecond):
            consent_as_second(db, who, request)


def test_records_are_not_read_through_an_account_of_ones_own(db: Db, pair: Pair) -> None:
    first = with_tasks(db, pair, pair.yoshida, made(db, pair, pair.yoshida, "d1"), "people")
    second = made(db, pair, first, "c1")
    db.execute(update(member_table).where(member_table.c.id == second.member_id).values(roles='["auditor"]'))
    auditor = now_as(db, pair, second.member_id)
    set_password(db, auditor, "$argon2id$own")
    with as_of(now_ms() + SEASONED_MS + 1):
        request = asked_records(db, pair, auditor)
        with pytest.raises(NotSecond):
            consent_to(db, pair.yoshida, request)
        assert consent_to(db, pair.mori, request).state == "open"


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_reaches_through_any_number_of_accounts_in_both_directions(db: Db, pair: Pair, deed: Deed) -> None:
    cast = pair.office.cast
    chain = [pair.yoshida, cast.sato, cast.suzuki, cast.tanaka, pair.office.auditor]
    for by, who in pairwise(chain):
        note_hand(db, by, who.member_id, deed)
    note_hand(db, pair.office.auditor, cast.sato.member_id, deed)  # a circle ends, too
    with as_of(now_ms() + SEASONED_MS + 1):
        request = asked_records(db, pair, pair.office.auditor)
        with pytest.raises(NotSecond):
            consent_to(db, pair.yoshida, request)
    with as_of(now_ms() + ONE_HAND_MS + 1):
        assert consent_to(db, pair.yoshida, asked_records(db, pair, pair.office.auditor)).state == "open"


def test_who_looks_after_the_same_clerk_is_not_of_one_hand_thereby(db: Db, pair: Pair) -> None:
    """Hands go downwards: two administrators who both reset a clerk check each other still."""
    for by in (pair.yoshida, pair.mori):
        reset_password(db, by, pair.office.cast.sato.member_id, "hash")
    wanted = {"member_id": pair.office.cast.sato.member_id, "role": "auditor"}
    consent_as_second(db, pair.mori, ask_second(db, pair.yoshida, Asked(act="role", wanted=wanted, reason=REASON)))


def test_a_password_is_its_issuers_hand_until_long_after_it_was_replaced(db: Db, pair: Pair) -> None:
    """Kept for a month unused, it would be the asker's account for whoever issued it."""
    member_id, yoshida = pair.office.auditor.member_id, pair.yoshida.member_id
    start = now_ms()
    note_hand(db, pair.yoshida, member_id, "password")
    db.execute(update(member_table).where(member_table.c.id == member_id).values(password_issued_at=start))
    late = start + ONE_HAND_MS + DAY_MS
    assert yoshida in origins_of(db, [member_id], late - ONE_HAND_MS)[MemberId(member_id)]
    with as_of(late):
        set_password(db, pair.office.auditor, "$argon2id$own")
        with pytest.raises(NotSecond):
            consent_to(db, pair.yoshida, asked_records(db, pair, pair.office.auditor))
    with as_of(late + ONE_HAND_MS + 1):
        assert consent_to(db, pair.yoshida, asked_records(db, pair, pair.office.auditor)).state == "open"


def test_a_password_that_another_replaced_is_nobodys_way_in_any_more(db: Db, pair: Pair) -> None:
    third = with_role(db, pair.office.cast.city, "hara", "原 修", "administrator")
    start, member_id = now_ms(), pair.office.auditor.member_id
    note_hand(db, pair.yoshida, member_id, "password")
    with as_of(start + ONE_HAND_MS + DAY_MS):
        note_hand(db, third, member_id, "password")
        note_hand(db, pair.office.auditor, member_id, "chosen")
        origins = origins_of(db, [member_id], start + DAY_MS)[MemberId(member_id)]
    assert origins == {member_id, third.member_id}
