"""Guessing a password is slow, whoever is guessed at; and the body's record tells of it in few words."""

from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import func, select

from kairan.core.edge.authentication import SessionRules
from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Entrance, OrganizationId
from kairan.people import organization_stream, set_password
from kairan.sessions.model import SignIn, try_table
from kairan.sessions.sign_in_throttle import (
    KEPT_MS,
    OF_ACCOUNT,
    OF_ADDRESS,
    TOLD_EVERY_MS,
    attempt_sign_in,
    let_in,
    note_refused,
    tell_leftovers,
)
from tests.cast import Cast, assemble

HERE, ELSEWHERE = "192.0.2.7", "192.0.2.8"
BROWSER = Entrance(face="single", device="pc", agent="test")


@pytest.fixture
def cast(db: Db) -> Cast:
    cast = assemble(db)
    set_password(db, cast.sato, "hash")
    return cast


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with as_of(1_800_000_000_000):
        yield


def asked(cast: Cast, login: str = "sato") -> SignIn:
    return SignIn(login=login, password="?", organization=cast.city)


def told(db: Db, organization_id: OrganizationId) -> list[dict[str, object]]:
    entries = entries_after(db, organization_stream(organization_id), 0, 1000)
    return [msgspec.json.decode(entry.body) for entry in entries if entry.kind == "sign_in.refused"]


def test_a_few_mistakes_cost_nothing_and_more_cost_a_pause_that_grows(db: Db, cast: Cast) -> None:
    waits: list[int] = []
    at = now_ms()
    for _ in range(OF_ACCOUNT.free + 4):
        with as_of(at):
            attempt = attempt_sign_in(db, asked(cast), HERE)
            note_refused(db, attempt)
            waits.append(attempt_sign_in(db, asked(cast), HERE).wait_s if len(waits) >= OF_ACCOUNT.free else 0)
        at += waits[-1] * 1000
    assert waits == [0] * OF_ACCOUNT.free + [1, 2, 4, 8]


def test_a_pause_never_grows_beyond_a_quarter_of_an_hour() -> None:
    assert OF_ACCOUNT.pause_ms(10_000) == OF_ACCOUNT.most_ms == 15 * 60_000


def test_an_account_that_does_not_exist_is_paused_exactly_as_one_that_does(db: Db, cast: Cast) -> None:
    def waits(login: str) -> list[int]:
        found = []
        for _ in range(OF_ACCOUNT.free + 3):
            attempt = attempt_sign_in(db, asked(cast, login), login)
            found.append(attempt.wait_s)
            if not attempt.wait_s:
                note_refused(db, attempt)
        return found

    assert waits("sato") == waits("nobody") == waits("tanaka")


def test_many_tries_at_once_are_all_counted_before_any_password_is_looked_at(db: Db, cast: Cast) -> None:
    admitted = [attempt_sign_in(db, asked(cast), HERE) for _ in range(50)]
    assert sum(not attempt.wait_s for attempt in admitted) == OF_ACCOUNT.free + 1


def test_naming_the_body_by_its_code_or_id_does_not_start_a_new_count(db: Db, cast: Cast) -> None:
    from_id = attempt_sign_in(db, asked(cast), HERE)
    unknown = attempt_sign_in(db, SignIn(login="sato", password="?", organization="nowhere"), HERE)
    assert from_id.key != unknown.key
    assert unknown.credential is None


def test_the_same_login_in_another_body_is_not_paused(db: Db, cast: Cast) -> None:
    for _ in range(OF_ACCOUNT.free + 1):
        attempt_sign_in(db, asked(cast), HERE)
    assert attempt_sign_in(db, asked(cast), HERE).wait_s
    other = SignIn(login="sato", password="?", organization=cast.neighbour.organization_id)
    assert attempt_sign_in(db, other, ELSEWHERE).wait_s == 0


def test_the_right_password_forgives_the_account(db: Db, cast: Cast) -> None:
    for _ in range(OF_ACCOUNT.free):
        note_refused(db, attempt_sign_in(db, asked(cast), HERE))
    attempt = attempt_sign_in(db, asked(cast), HERE)
    let_in(db, attempt, cast.sato.member_id, BROWSER, SessionRules())
    assert all(not attempt_sign_in(db, asked(cast), HERE).wait_s for _ in range(OF_ACCOUNT.free))


def test_time_forgives_one_failure_after_another(db: Db, cast: Cast) -> None:
    for _ in range(OF_ACCOUNT.free):
        attempt_sign_in(db, asked(cast), HERE)
    with as_of(now_ms() + 2 * OF_ACCOUNT.forgiven_ms):
        admitted = [attempt_sign_in(db, asked(cast), HERE) for _ in range(10)]
    assert sum(not attempt.wait_s for attempt in admitted) == 3


def test_one_address_that_tries_many_accounts_is_paused_for_all_and_others_are_not(db: Db, cast: Cast) -> None:
    for n in range(OF_ADDRESS.free + 1):
        note_refused(db, attempt_sign_in(db, asked(cast, f"guess{n}"), HERE))
    assert attempt_sign_in(db, asked(cast), HERE).wait_s
    assert attempt_sign_in(db, asked(cast), ELSEWHERE).wait_s == 0


def test_a_thousand_tries_at_one_account_are_told_in_two_entries(db: Db, cast: Cast) -> None:
    for _ in range(1000):
        attempt = attempt_sign_in(db, asked(cast), HERE)
        if not attempt.wait_s:
            note_refused(db, attempt)
    assert [one["tries"] for one in told(db, cast.city)] == [1]
    with as_of(now_ms() + TOLD_EVERY_MS):
        tell_leftovers(db)
        tell_leftovers(db)
    first, second = told(db, cast.city)
    assert (first["tries"], second["tries"]) == (1, 999)
    assert (second["member_id"], second["address"]) == (cast.sato.member_id, HERE)


def test_tries_at_accounts_that_do_not_exist_are_told_together_and_without_what_was_typed(db: Db, cast: Cast) -> None:
    for n in range(50):
        note_refused(db, attempt_sign_in(db, asked(cast, f"my-password-{n}"), HERE))
    with as_of(now_ms() + TOLD_EVERY_MS):
        tell_leftovers(db)
    assert [(one["member_id"], one["tries"]) for one in told(db, cast.city)] == [(None, 1), (None, 49)]
    assert "my-password" not in str(told(db, cast.city))


def test_the_entry_tells_until_when_the_account_is_paused(db: Db, cast: Cast) -> None:
    for _ in range(OF_ACCOUNT.free + 1):
        attempt_sign_in(db, asked(cast), HERE)
    attempt_sign_in(db, asked(cast), HERE)
    (one,) = told(db, cast.city)
    assert one["paused_until"] == now_ms() + 1_000


def test_another_bodys_record_hears_nothing(db: Db, cast: Cast) -> None:
    note_refused(db, attempt_sign_in(db, asked(cast), HERE))
    assert told(db, cast.neighbour.organization_id) == []


def test_counts_are_forgotten_after_a_day(db: Db, cast: Cast) -> None:
    for n in range(20):
        note_refused(db, attempt_sign_in(db, asked(cast, f"guess{n}"), HERE))
    with as_of(now_ms() + KEPT_MS + TOLD_EVERY_MS):
        tell_leftovers(db)
        tell_leftovers(db)
        assert db.scalar(select(func.count()).select_from(try_table)) == 0


def test_signing_in_is_told_to_the_member_and_to_the_body(db: Db, cast: Cast) -> None:
    attempt = attempt_sign_in(db, asked(cast), HERE)
    let_in(db, attempt, cast.sato.member_id, BROWSER, SessionRules())
    last = entries_after(db, organization_stream(cast.city), 0, 1000)[-1]
    body = msgspec.json.decode(last.body)
    assert (last.kind, body["member_id"], body["address"]) == ("sign_in.accepted", cast.sato.member_id, HERE)
