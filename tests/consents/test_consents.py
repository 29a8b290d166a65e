"""Powers that check each other are not given by one hand: what two persons do is on record with both names."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from sqlalchemy import update

from kairan.administration.access import require_account
from kairan.administration.actions import (
    add_person,
    give_role,
    mark_left,
    reopen_person,
    reset_password,
    suspend_person,
    take_role,
)
from kairan.administration.bulk import BulkWanted, do_bulk, plan_bulk
from kairan.administration.model import NewAccount
from kairan.administration.powers import FactorsWanted, PasswordWanted, RoleWanted
from kairan.administration.problems import BulkNumber
from kairan.administration.sign_in import reset_factors
from kairan.consents.actions import (
    ask_second,
    consent_as_second,
    note_seen_alone,
    refuse_as_second,
    withdraw_request,
)
from kairan.consents.model import ASKED_MS, CONSENTED_MS, DAY_MS, ONE_HAND_MS, SEASONED_MS, ActName, Asked
from kairan.consents.problems import (
    ConsentNeedless,
    ConsentNotFound,
    ConsentReason,
    ConsentSettled,
    NotSecond,
    SecondPersonNeeded,
)
from kairan.consents.queries import consent_view, consents
from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.core.viewer import MemberId, Viewer
from kairan.people import acting_now, hands_on, member_table, organization_stream, set_password
from kairan.people.person_labels import told_of
from kairan.people.roles import RoleNeeded
from kairan.records.access import require_open
from kairan.records.model import NewRequest
from kairan.records.problems import NotOpen
from kairan.records.requests import ask_for_records, consent_to
from kairan.talk.rooms import open_direct
from tests.administration.conftest import with_role
from tests.cast import say
from tests.consents.conftest import Pair

REASON = "四月の異動で担当が替わるため"


def ask(db: Db, viewer: Viewer, act: ActName, wanted: object, reason: str = REASON) -> str:
    return ask_second(db, viewer, Asked(act=act, wanted=msgspec.to_builtins(wanted), reason=reason))


def roles_of(db: Db, viewer: Viewer, member_id: MemberId) -> list[str]:
    return require_account(db, viewer, member_id).roles


def told(db: Db, pair: Pair, kind: str) -> list[tuple[str | None, dict[str, Any]]]:
    entries = entries_after(db, organization_stream(pair.office.cast.city), 0, 1000)
    return [(one.by, msgspec.json.decode(one.body)) for one in entries if one.kind == kind]


def chosen(db: Db, who: Viewer) -> None:
    """Choose a password of one's own at the first sign-in."""
    set_password(db, who, "$argon2id$own")


def test_one_administrator_gives_no_role_alone_where_there_is_another(db: Db, pair: Pair) -> None:
    sato = pair.office.cast.sato.member_id
    for role in ("administrator", "auditor"):
        with pytest.raises(SecondPersonNeeded):
            give_role(db, pair.yoshida, sato, role)
        with pytest.raises(SecondPersonNeeded):
            give_role(db, pair.yoshida, pair.yoshida.member_id, "auditor")
    assert roles_of(db, pair.yoshida, sato) == []


def test_at_the_consent_the_role_is_given_with_both_names_on_record(db: Db, pair: Pair) -> None:
    sato = pair.office.cast.sato.member_id
    asked = ask(db, pair.yoshida, "role", RoleWanted(sato, "auditor"))
    consent_as_second(db, pair.mori, asked)
    assert roles_of(db, pair.yoshida, sato) == ["auditor"]
    assert consent_view(db, pair.yoshida, asked).state == "done"
    ((actor, used),) = told(db, pair, "consent.used")
    assert (actor, used["asked_by"], used["consented_by"]) == (
        pair.yoshida.member_id,
        pair.yoshida.member_id,
        pair.mori.member_id,
    )
    assert told(db, pair, "consent.asked")[0][1]["reason"] == REASON
    assert told(db, pair, "role.given") == [
        (
            pair.yoshida.member_id,
            {"id": sato, "name": "佐藤 美咲", "role": "auditor", "second": pair.mori.member_id},
        )
    ]
    with pytest.raises(ConsentSettled):
        consent_as_second(db, pair.mori, asked)


def test_who_asked_an_auditor_a_clerk_and_another_body_cannot_consent(db: Db, pair: Pair) -> None:
    asked = ask(db, pair.yoshida, "role", RoleWanted(pair.office.cast.sato.member_id, "auditor"))
    for act in (consent_as_second, refuse_as_second):
        with pytest.raises(NotSecond):
            act(db, pair.yoshida, asked)
        for who in (pair.office.auditor, pair.office.cast.sato, pair.office.cast.guest):
            with pytest.raises(RoleNeeded):
                act(db, who, asked)
        with pytest.raises(ConsentNotFound):
            act(db, pair.office.townsman, asked)
    refuse_as_second(db, pair.mori, asked)
    assert consent_view(db, pair.yoshida, asked).state == "refused"


@pytest.mark.parametrize("why", ["demoted", "closed"])
def test_the_askers_power_is_asked_again_when_the_act_runs(db: Db, pair: Pair, why: str) -> None:
    sato = pair.office.cast.sato.member_id
    asked = ask(db, pair.yoshida, "role", RoleWanted(sato, "auditor"))
    if why == "demoted":
        take_role(db, pair.mori, pair.yoshida.member_id, "administrator")
    else:
        mark_left(db, pair.mori, pair.yoshida.member_id)
    consent_as_second(db, pair.mori, asked)
    assert roles_of(db, pair.mori, sato) == []
    assert consent_view(db, pair.mori, asked).state == "failed"
    assert told(db, pair, "consent.failed")[0][1]["why"] == "role.needed"


def test_a_password_is_drawn_by_who_asked_once_and_only_while_the_consent_stands(db: Db, pair: Pair) -> None:
    auditor = pair.office.auditor.member_id
    with pytest.raises(SecondPersonNeeded):
        reset_password(db, pair.yoshida, auditor, "hash")
    asked = ask(db, pair.yoshida, "password", PasswordWanted(auditor))
    with pytest.raises(SecondPersonNeeded):
        reset_password(db, pair.yoshida, auditor, "hash")
    consent_as_second(db, pair.mori, asked)
    with pytest.raises(SecondPersonNeeded):  # the consent is to who asked, and to this account
        reset_password(db, pair.mori, auditor, "hash")
    with as_of(now_ms() + CONSENTED_MS + 1), pytest.raises(SecondPersonNeeded):
        reset_password(db, pair.yoshida, auditor, "hash")
    reset_password(db, pair.yoshida, auditor, "hash")
    with pytest.raises(SecondPersonNeeded):
        reset_password(db, pair.yoshida, auditor, "hash")


def test_a_consent_is_good_for_nothing_once_its_giver_lost_the_role(db: Db, pair: Pair) -> None:
    auditor = pair.office.auditor.member_id
    third = with_role(db, pair.office.cast.city, "hara", "原 修", "administrator")
    consent_as_second(db, pair.mori, ask(db, pair.yoshida, "password", PasswordWanted(auditor)))
    take_role(db, third, pair.mori.member_id, "administrator")
    with pytest.raises(SecondPersonNeeded):
        reset_password(db, pair.yoshida, auditor, "hash")


def test_factors_and_passwords_of_those_with_powers_need_two_and_of_others_one(db: Db, pair: Pair) -> None:
    auditor, sato = pair.office.auditor.member_id, pair.office.cast.sato.member_id
    reset_password(db, pair.yoshida, sato, "hash")
    reset_factors(db, pair.yoshida, sato, "携帯電話の紛失")
    with pytest.raises(SecondPersonNeeded):
        reset_factors(db, pair.yoshida, auditor, "携帯電話の紛失")
    consent_as_second(db, pair.mori, ask(db, pair.yoshida, "factors", FactorsWanted(auditor, "携帯電話の紛失")))
    assert [body["member_id"] for _, body in told(db, pair, "factor.reset")] == [sato, auditor]
    with pytest.raises(ConsentNeedless):
        ask(db, pair.yoshida, "password", PasswordWanted(sato))


def test_acts_on_many_reach_nobody_with_powers_without_a_second_person(db: Db, pair: Pair) -> None:
    cast = pair.office.cast
    many = BulkWanted(act="suspend", member_ids=[cast.sato.member_id, pair.office.auditor.member_id])
    assert plan_bulk(db, pair.yoshida, many).powers == 1
    with pytest.raises(SecondPersonNeeded):
        do_bulk(db, pair.yoshida, many)
    assert require_account(db, pair.yoshida, cast.sato.member_id).status == "active"
    consent_as_second(db, pair.mori, ask(db, pair.yoshida, "bulk", many))
    for one in many.member_ids:
        assert require_account(db, pair.yoshida, one).status == "suspended"
    do_bulk(db, pair.yoshida, BulkWanted(act="suspend", member_ids=[cast.tanaka.member_id]))


def test_whoever_consents_to_an_act_on_many_reads_where_they_go(db: Db, pair: Pair) -> None:
    cast = pair.office.cast
    both = [cast.sato.member_id, pair.office.auditor.member_id]
    moved = BulkWanted(act="move", member_ids=both, department_id=cast.works, title="係長")
    ask(db, pair.yoshida, "bulk", moved)
    (request,) = consents(db, pair.mori).consents
    label = told_of(db, [pair.office.auditor.member_id])[pair.office.auditor.member_id]
    assert (request.told.target, request.told.people) == ("土木課 係長", 2)
    assert [label.startswith(name.rstrip("）")) for name in request.told.names] == [True]


def test_whoever_stops_a_large_part_of_the_body_types_how_many(db: Db, pair: Pair) -> None:
    new = [NewAccount(login=f"s{n:05}", name=f"職員 {n}") for n in range(30)]
    ids = [add_person(db, pair.yoshida, one, "hash").id for one in new]
    for typed in (None, 29, 31):
        with pytest.raises(BulkNumber):
            do_bulk(db, pair.yoshida, BulkWanted(act="suspend", member_ids=ids, confirmed=typed))
    assert plan_bulk(db, pair.yoshida, BulkWanted(act="suspend", member_ids=ids)).is_large
    assert do_bulk(db, pair.yoshida, BulkWanted(act="suspend", member_ids=ids, confirmed=30)).people == 30


# --- from another hand -------------------------------------------------------------------------------------------


def test_the_only_administrator_acts_alone_on_record_and_everybody_with_powers_is_told(db: Db, pair: Pair) -> None:
    office = pair.office
    town, choba = office.cast.neighbour, office.townsman
    give_role(db, choba, town.member_id, "auditor")
    entries = entries_after(db, organization_stream(choba.organization_id), 0, 1000)
    assert [one.kind for one in entries][-1] == "role.given"
    auditor = acting_now(db, town.member_id, town.organization_id)
    (seen,) = consents(db, auditor).consents
    assert (seen.state, seen.is_unseen, consents(db, auditor).unseen) == ("alone", True, 1)
    note_seen_alone(db, auditor)
    assert consents(db, auditor).unseen == 0
    assert consents(db, choba).unseen == 0  # their own
    with pytest.raises(RoleNeeded):
        consents(db, office.cast.sato)


def test_on_the_first_day_the_only_administrator_may_name_several(db: Db, pair: Pair) -> None:
    choba, town = pair.office.townsman, pair.office.cast.neighbour
    give_role(db, choba, town.member_id, "administrator")
    other = add_person(db, choba, NewAccount(login="n2", name="二 番"), "hash")
    give_role(db, choba, other.id, "auditor")
    assert roles_of(db, choba, other.id) == ["auditor"]


def test_nobody_makes_themselves_the_only_one(db: Db, pair: Pair) -> None:
    suspend_person(db, pair.yoshida, pair.mori.member_id)
    with pytest.raises(SecondPersonNeeded):
        give_role(db, pair.yoshida, pair.yoshida.member_id, "auditor")
    with as_of(now_ms() + ONE_HAND_MS + 1):
        give_role(db, pair.yoshida, pair.yoshida.member_id, "auditor")


def reader(db: Db, pair: Pair) -> tuple[Viewer, NewRequest]:
    """An auditor of long standing who asks for a direct talk."""
    cast = pair.office.cast
    direct = open_direct(db, cast.sato, [cast.suzuki.member_id])
    say(db, cast.sato, direct, "内密の話です。")
    today = day_of(now_ms())
    new = NewRequest(reason="調査のために読みます。", person_ids=[cast.sato.member_id], first_on=today, last_on=today)
    return pair.office.auditor, new


def test_one_person_with_a_second_account_reads_nothing(db: Db, pair: Pair) -> None:
    """The only administrator makes themselves auditor, and an account of theirs the second one."""
    choba, town = pair.office.townsman, pair.office.cast.neighbour
    today = day_of(now_ms())
    new = NewRequest(reason="調査のために読みます。", person_ids=[town.member_id], first_on=today, last_on=today)
    give_role(db, choba, choba.member_id, "auditor")
    alt = add_person(db, choba, NewAccount(login="alt", name="別 人"), "hash")
    give_role(db, choba, alt.id, "auditor")
    other = add_person(db, choba, NewAccount(login="alt2", name="別 人二"), "hash")
    give_role(db, choba, other.id, "auditor")
    asked_for_own, second, third = (
        acting_now(db, one, choba.organization_id) for one in (choba.member_id, alt.id, other.id)
    )
    chosen(db, second)
    chosen(db, third)
    for later in (0, SEASONED_MS, SEASONED_MS + 20 * DAY_MS):
        with as_of(now_ms() + later):
            for asker, consenter in ((asked_for_own, second), (second, asked_for_own), (second, third)):
                asked = ask_for_records(db, asker, new)
                with pytest.raises(NotSecond):
                    consent_to(db, consenter, asked.id)


def test_whoever_got_role_or_password_lately_is_no_second_person(db: Db, pair: Pair) -> None:
    auditor, new = reader(db, pair)
    third = with_role(db, pair.office.cast.city, "hara", "原 修", "administrator")
    consent_as_second(db, pair.mori, ask(db, pair.yoshida, "password", PasswordWanted(third.member_id)))
    reset_password(db, pair.yoshida, third.member_id, "hash")
    asked = ask_for_records(db, auditor, new)
    with pytest.raises(NotSecond):  # still the issued one
        consent_to(db, third, asked.id)
    chosen(db, third)
    with as_of(now_ms() + SEASONED_MS - DAY_MS), pytest.raises(NotSecond):
        consent_to(db, third, ask_for_records(db, auditor, new).id)
    with as_of(now_ms() + SEASONED_MS + 1):
        with pytest.raises(NotSecond):  # what counts is when it was asked
            consent_to(db, third, asked.id)
        assert consent_to(db, third, ask_for_records(db, auditor, new).id).state == "open"


def test_a_consent_to_records_is_asked_of_again_at_each_reading(db: Db, pair: Pair) -> None:
    auditor, new = reader(db, pair)
    asked = ask_for_records(db, auditor, new)
    consent_to(db, pair.mori, asked.id)
    require_open(db, auditor, asked.id)
    mark_left(db, pair.yoshida, pair.mori.member_id)
    with pytest.raises(NotOpen):
        require_open(db, auditor, asked.id)


def test_a_consenter_who_lost_the_role_supports_nothing(db: Db, pair: Pair) -> None:
    auditor, new = reader(db, pair)
    asked = ask_for_records(db, auditor, new)
    consent_to(db, pair.mori, asked.id)
    take_role(db, pair.yoshida, pair.mori.member_id, "administrator")
    with pytest.raises(NotOpen):
        require_open(db, auditor, asked.id)


def test_a_consenter_whose_password_the_asker_issued_is_their_own_hand(db: Db, pair: Pair) -> None:
    db.execute(update(member_table).where(member_table.c.id == pair.mori.member_id).values(roles='["auditor"]'))
    auditor = acting_now(db, pair.mori.member_id, pair.office.cast.city)
    reset_password(db, pair.yoshida, auditor.member_id, "hash")  # the only administrator now
    chosen(db, auditor)
    _, new = reader(db, pair)
    with as_of(now_ms() + SEASONED_MS + DAY_MS):
        asked = ask_for_records(db, auditor, new)
        with pytest.raises(NotSecond):
            consent_to(db, pair.yoshida, asked.id)


# --- the request itself ------------------------------------------------------------------------------------------


def test_a_request_has_a_reason_an_end_and_can_be_withdrawn(db: Db, pair: Pair) -> None:
    wanted = RoleWanted(pair.office.cast.sato.member_id, "auditor")
    with pytest.raises(ConsentReason):
        ask(db, pair.yoshida, "role", wanted, "異動")
    late, other = ask(db, pair.yoshida, "role", wanted), ask(db, pair.yoshida, "role", wanted)
    with as_of(now_ms() + ASKED_MS + 1), pytest.raises(ConsentSettled):
        consent_as_second(db, pair.mori, late)
    withdraw_request(db, pair.yoshida, other)
    with pytest.raises(ConsentSettled):
        consent_as_second(db, pair.mori, other)


def test_a_clerk_asks_for_nothing(db: Db, pair: Pair) -> None:
    for who in (pair.office.cast.sato, pair.office.auditor, pair.office.cast.guest):
        with pytest.raises(RoleNeeded):
            ask(db, who, "role", RoleWanted(who.member_id, "administrator"))


def test_whom_it_is_about_does_not_consent_to_a_new_password_of_their_own(db: Db, pair: Pair) -> None:
    third = with_role(db, pair.office.cast.city, "hara", "原 修", "administrator")
    asked = ask(db, pair.yoshida, "password", PasswordWanted(pair.mori.member_id))
    view = next(one for one in consents(db, pair.mori).consents if one.id == asked)
    assert view.why_not == "subject"
    with pytest.raises(NotSecond):
        consent_as_second(db, pair.mori, asked)
    consent_as_second(db, third, asked)


# --- reopening ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stop", [suspend_person, mark_left])
def test_one_alone_reopens_nobody_with_powers(db: Db, pair: Pair, stop: Callable[..., object]) -> None:
    third = with_role(db, pair.office.cast.city, "hara", "原 修", "administrator")
    auditor, sato = pair.office.auditor.member_id, pair.office.cast.sato.member_id
    for one in (third.member_id, auditor, sato):
        stop(db, pair.yoshida, one)
    for one in (third.member_id, auditor):
        with pytest.raises(SecondPersonNeeded):
            reopen_person(db, pair.yoshida, one)
        assert require_account(db, pair.yoshida, one).status != "active"
    assert reopen_person(db, pair.yoshida, sato).status == "active"
    wanted = BulkWanted(act="reopen", member_ids=[third.member_id])
    consent_as_second(db, pair.mori, ask(db, pair.yoshida, "bulk", wanted))
    assert require_account(db, pair.yoshida, third.member_id).status == "active"


def test_who_is_reopened_decides_nothing_for_a_week(db: Db, pair: Pair) -> None:
    third = with_role(db, pair.office.cast.city, "hara", "原 修", "administrator")
    suspend_person(db, pair.yoshida, third.member_id)
    wanted = BulkWanted(act="reopen", member_ids=[third.member_id])
    consent_as_second(db, pair.mori, ask(db, pair.yoshida, "bulk", wanted))
    role = RoleWanted(pair.office.cast.sato.member_id, "auditor")
    asked = ask(db, pair.yoshida, "role", role)
    assert consent_view(db, third, asked).why_not == "new"
    with as_of(now_ms() + SEASONED_MS + 1):
        consent_as_second(db, third, ask(db, pair.yoshida, "role", role))


def test_whom_the_only_administrator_reopened_is_of_their_hand(db: Db, pair: Pair) -> None:
    town, choba = pair.office.cast.neighbour, pair.office.townsman
    give_role(db, choba, town.member_id, "auditor")
    suspend_person(db, choba, town.member_id)
    reopen_person(db, choba, town.member_id)
    deeds = {one.deed: one.by_id for one in hands_on(db, [town.member_id])}
    assert deeds["reopened"] == choba.member_id
