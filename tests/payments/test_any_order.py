"""Whatever a provider tells, late, twice, in any order or not at all: the same books, and nobody's case done twice."""

import asyncio
import random
from typing import Any

import pytest
from sqlalchemy import select, update

from kairan.applications.streams import application_stream
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.mail import letter_table
from kairan.payments.model import charge_table, payment_event_table
from kairan.payments.problems import HookRefused
from kairan.payments.receiving import take_facts
from kairan.selfaudit.payments import CHARGE_CHANGED, charge_faults
from tests.payments.conftest import Till
from tests.support.card_provider import CardDouble, signed

SEEDS = range(6)
Books = tuple[object, ...]


def books(till: Till, case_id: Any) -> Books:
    """Return what stands in the books of a case, without our own ids."""
    charge = till.charge(case_id)
    payments = [(one.state, one.received, one.refunded, one.received_on) for one in charge.payments]
    return charge.state, charge.net, sorted(map(str, payments))


def story(till: Till, double: CardDouble, case_id: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """Let a card be refused, another one pay, a page of another tab pay too, and some be given back there."""
    first = till.begins(case_id)
    refused = double.decline(first)
    paid = double.pay(first)
    given = double.give_back(double.sessions[first]["payment_intent"], 500)
    return [*refused, *paid, *given], [first]


@pytest.mark.parametrize("seed", SEEDS)
def test_any_order_of_messages_ends_in_the_same_books(db: Db, till: Till, double: CardDouble, seed: int) -> None:
    chance = random.Random(seed)
    case_id = till.desk.submitted()
    events, sessions = story(till, double, case_id)
    told = events * 2 if seed % 2 else list(events)
    chance.shuffle(told)
    for event in told:
        assert till.hears(event)
    if seed >= 4:  # and asked for besides
        take_facts(db, till.box, till.payment_of(sessions[0]), asyncio.run(till.provider().look(sessions[0])))
    day = till.charge(case_id).payments[0].received_on
    assert books(till, case_id) == ("short", 1_000, [str(("succeeded", 1_500, 500, day))])
    assert len(db.all(select(payment_event_table))) == len(events)
    assert list(charge_faults(db)) == []
    kinds = [one.kind for one in entries_after(db, application_stream(case_id), 0, 100)]
    assert kinds.count("payment.received") == 1
    assert kinds.count("payment.refunded") == 1


@pytest.mark.parametrize("lost", range(4))
def test_what_was_never_told_is_asked_for(db: Db, till: Till, double: CardDouble, lost: int) -> None:
    case_id = till.desk.submitted()
    session = till.begins(case_id)
    for event in double.pay(session)[:lost]:
        till.hears(event)
    take_facts(db, till.box, till.payment_of(session), asyncio.run(till.provider().look(session)))
    charge = till.charge(case_id)
    assert (charge.state, charge.net) == ("paid", 1_500)
    assert [one.subject for one in db.all(select(letter_table)) if "納付を確認" in one.subject] == [
        "【あおば市】転出届：手数料の納付を確認しました"
    ]


def test_failed_then_paid_and_expired_then_paid_are_paid(till: Till, double: CardDouble) -> None:
    case_id = till.desk.submitted()
    session = till.begins(case_id)
    failed = double.decline(session)
    assert till.hears(failed[0])
    assert till.own(case_id).has_failed
    assert till.own(case_id).page  # the same page takes another card
    paid = double.pay(session)
    late = double.event("checkout.session.expired", {**double.sessions[session], "status": "expired"})
    for event in (late, paid[0]):
        till.hears(event)
    assert till.charge(case_id).state == "paid"
    assert not till.own(case_id).owed


def test_a_second_press_leads_to_the_same_payment(till: Till, double: CardDouble) -> None:
    case_id = till.desk.submitted()
    first = till.begins(case_id)
    events = double.pay(first)
    # Nobody has told yet: the page is still open as far as we know, and leads to the same payment.
    assert till.begins(case_id) == first
    till.hears(events[0])
    second = till.desk.submitted("b")
    assert till.charge(second).state == "due"
    assert len(till.payments()) == 1


def test_what_is_not_signed_by_the_provider_is_not_believed(till: Till, double: CardDouble) -> None:
    case_id = till.desk.submitted()
    event = double.pay(till.begins(case_id))[0]
    provider = till.provider()
    body, good = signed(event)
    now = int(good.partition(",")[0][2:])
    for wrong in (
        "",
        "t=,v1=",
        f"t={now}",
        "v1=" + good.partition("v1=")[2],
        good.replace(f"t={now}", f"t={now - 1}"),
        signed(event, "whsec_other")[1],
        f"t={now},t={now},{good.partition(',')[2]}",
        "t=²,v1=00",
    ):
        with pytest.raises(HookRefused):
            provider.heard(body, wrong, now * 1000)
    with pytest.raises(HookRefused):
        provider.heard(body + b" ", good, now * 1000)
    with pytest.raises(HookRefused):
        provider.heard(body, good, (now + 301) * 1000)
    with pytest.raises(HookRefused):
        provider.heard(*signed({"id": "evt"}), now * 1000)
    two = f"{good},v1={signed(event, 'whsec_next', now)[1].rpartition('v1=')[2].partition(',')[0]}"
    assert provider.heard(body, two, now * 1000).payment_id is not None


def test_events_of_another_system_on_the_same_account_change_nothing(till: Till, double: CardDouble) -> None:
    case_id = till.desk.submitted()
    session = till.begins(case_id)
    event = double.pay(session)[0]
    event["data"]["object"]["metadata"] = {}
    event["data"]["object"]["payment_intent"] = "pi_of_another_shop"
    assert not till.hears(event)
    assert not till.hears({**event, "id": "evt_x", "type": "invoice.paid"})
    assert till.charge(case_id).state == "due"


def test_another_currency_is_no_payment(till: Till, double: CardDouble) -> None:
    case_id = till.desk.submitted()
    event = double.pay(till.begins(case_id))[0]
    event["data"]["object"]["currency"] = "usd"
    till.hears(event)
    assert till.charge(case_id).state == "due"


def test_another_amount_than_was_asked_is_shown_as_what_it_is(till: Till, double: CardDouble) -> None:
    less, more = till.desk.submitted(), till.desk.submitted("b")
    for event in double.pay(till.begins(less), 1_000):
        till.hears(event)
    for event in double.pay(till.begins(more, "b"), 2_000):
        till.hears(event)
    assert (till.charge(less).state, till.own(less).owed) == ("short", 500)
    assert (till.charge(more).state, till.own(more, "b").owed) == ("over", 0)


def test_books_that_were_changed_by_hand_are_found(db: Db, till: Till, double: CardDouble) -> None:
    case_id = till.desk.submitted()
    for event in double.pay(till.begins(case_id)):
        till.hears(event)
    assert list(charge_faults(db)) == []
    db.execute(update(charge_table).values(net=0, state="due"))
    assert [one.what for one in charge_faults(db)] == [CHARGE_CHANGED]
