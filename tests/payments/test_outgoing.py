"""What is asked of a provider: once, however often it is asked; what does not answer is asked again."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select

from kairan.applications.model import ApplicationId
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs.model import job_table
from kairan.core.kit.store import Store
from kairan.payments.desk import PaymentDesk
from kairan.payments.jobs import Outgoing, Taking, sweep
from kairan.payments.model import RefundAsk, payment_refund_table
from kairan.payments.outgoing import CLOSE, LOOK, REFUND, OnePayment, OneRefund
from kairan.payments.problems import CardProviderAway, CardProviderRefused
from kairan.payments.refunding import ask_refund, refund_done
from tests.payments.conftest import Till
from tests.payments.test_charging import received
from tests.support.card_provider import CardDouble


class SameDb:
    """A store that is the test's own transaction."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def read(self, query: Any, *args: Any) -> Any:
        return query(self._db, *args)

    async def write(self, action: Any, *args: Any) -> Any:
        return action(self._db, *args)


def desk_of(till: Till) -> PaymentDesk:
    store: Store = SameDb(till.db)  # type: ignore[assignment]
    return PaymentDesk(store, till.box, till.providers, "https://kairan.example")


def jobs_of(db: Db, kind: str) -> list[str]:
    return list(db.scalars(select(job_table.c.key).where(job_table.c.kind == kind)))


def refunded(till: Till, refund_id: str) -> None:
    """Run the job of a refund."""
    one = OneRefund(refund_id)  # type: ignore[arg-type]
    error = asyncio.run(Outgoing(desk_of(till)).refund(one))
    Taking(till.box).refund(till.db, one, error)


def ask_back(till: Till, case_id: ApplicationId, amount: int) -> str:
    charge = till.charge(case_id)
    wanted = RefundAsk(payment_id=charge.payments[0].id, amount=amount, reason="二重の納付", revision=charge.revision)
    return ask_refund(till.db, till.sato, till.box, case_id, wanted)


@pytest.fixture(autouse=True)
def _no_faults(double: CardDouble) -> Iterator[None]:
    yield
    assert not double.faults


def test_the_page_is_opened_once_also_when_its_answer_was_lost(till: Till, double: CardDouble) -> None:
    case_id = till.desk.submitted()
    desk, before = desk_of(till), len(double.sessions)
    double.faults = ["lost"]
    with pytest.raises(CardProviderAway):
        asyncio.run(desk.begin(till.desk.applicant(), case_id, ""))
    assert till.own(case_id).page == ""
    asyncio.run(desk.begin(till.desk.applicant(), case_id, ""))
    assert len(double.sessions) == before + 1
    page = till.own(case_id).page
    asyncio.run(desk.begin(till.desk.applicant(), case_id, ""))
    assert (till.own(case_id).page, len(till.payments())) == (page, 1)


@pytest.mark.parametrize("fault", ["away", "busy", "lost"])
def test_a_refund_is_given_once_however_often_it_is_asked(till: Till, double: CardDouble, fault: Any) -> None:
    case_id = till.desk.submitted()
    for event in double.pay(till.begins(case_id)):
        till.hears(event)
    before = len(double.refunds)
    refund_id = ask_back(till, case_id, 1_500)
    assert till.charge(case_id).payments[0].refundable == 0  # on its way, it is not given twice
    double.faults = [fault]
    with pytest.raises(CardProviderAway):
        refunded(till, refund_id)
    refunded(till, refund_id)
    refund_done(till.db, till.box, refund_id)  # type: ignore[arg-type]
    charge = till.charge(case_id)
    assert (charge.state, charge.net, charge.payments[0].state) == ("due", 0, "refunded")
    assert len(double.refunds) == before + 1
    intent = till.payments()[0].intent
    till.hears(double.event("charge.refunded", double.charges[intent]))
    assert till.charge(case_id).payments[0].refunded == 1_500


def test_a_refund_that_is_refused_stays_to_be_seen(db: Db, till: Till, double: CardDouble) -> None:
    case_id = till.desk.submitted()
    for event in double.pay(till.begins(case_id)):
        till.hears(event)
    double.give_back(till.payments()[0].intent, 1_500)  # there, and nobody has told us
    refunded(till, ask_back(till, case_id, 1_000))
    refund = till.charge(case_id).payments[0].refunds[0]
    assert refund.failed_at is not None
    assert db.scalar(select(payment_refund_table.c.error)) == "charge_already_refunded"
    assert till.charge(case_id).net == 1_500


def test_paid_at_the_window_closes_the_page_that_is_open_in_a_tab(db: Db, till: Till, double: CardDouble) -> None:
    case_id = till.desk.submitted()
    session = till.begins(case_id)
    payment_id = till.payment_of(session)
    received(till, case_id)
    assert jobs_of(db, CLOSE) == [payment_id]
    assert till.own(case_id).page == ""
    one = OnePayment(payment_id)
    told = asyncio.run(Outgoing(desk_of(till)).close(one))
    Taking(till.box).facts(db, one, told)
    assert double.sessions[session]["status"] == "expired"
    assert [row.state for row in till.payments()] == ["expired", "succeeded"]
    assert till.charge(case_id).state == "paid"


def test_paid_by_card_and_at_the_window_is_too_much_and_can_be_given_back(till: Till, double: CardDouble) -> None:
    case_id = till.desk.submitted()
    session = till.begins(case_id)
    events = double.pay(session)
    received(till, case_id)
    one = OnePayment(till.payment_of(session))
    told = asyncio.run(Outgoing(desk_of(till)).close(one))  # too late: it is complete
    Taking(till.box).facts(till.db, one, told)
    assert (till.charge(case_id).state, till.charge(case_id).net) == ("over", 3_000)
    for event in events:
        till.hears(event)
    assert till.charge(case_id).net == 3_000
    refunded(till, ask_back(till, case_id, 1_500))
    assert (till.charge(case_id).state, till.charge(case_id).net) == ("paid", 1_500)


@contextmanager
def later(hours: float) -> Iterator[None]:
    with as_of(now_ms() + int(hours * 3_600_000)):
        yield


def test_what_was_not_told_is_looked_for_and_what_was_never_shown_is_over(
    db: Db, till: Till, double: CardDouble
) -> None:
    shown, lost = till.desk.submitted(), till.desk.submitted("b")
    session = till.begins(shown)
    double.faults = ["away"]
    with pytest.raises(CardProviderAway):
        asyncio.run(desk_of(till).begin(till.desk.applicant("b"), lost, ""))
    db.execute(job_table.delete().where(job_table.c.kind == LOOK))
    sweep(db)
    assert jobs_of(db, LOOK) == []
    with later(25):
        sweep(db)
        assert len(jobs_of(db, LOOK)) == 2
        double.expire(session)
        for row in till.payments():
            one = OnePayment(row.id)
            Taking(till.box).facts(db, one, asyncio.run(Outgoing(desk_of(till)).look(one)))
    assert [row.state for row in till.payments()] == ["expired", "expired"]
    assert till.charge(shown).state == "due"


def test_a_refund_whose_job_was_given_up_is_asked_for_again(db: Db, till: Till, double: CardDouble) -> None:
    case_id = till.desk.submitted()
    for event in double.pay(till.begins(case_id)):
        till.hears(event)
    refund_id = ask_back(till, case_id, 1)
    db.execute(job_table.delete().where(job_table.c.kind == REFUND))
    sweep(db)
    assert jobs_of(db, REFUND) == []
    with later(4):
        sweep(db)
    assert jobs_of(db, REFUND) == [refund_id]


def test_what_the_provider_refuses_is_told_as_it_is(till: Till) -> None:
    provider = till.provider()
    with pytest.raises(CardProviderRefused) as refused:
        asyncio.run(provider.refund("r" * 13, "pi_none", 1))  # type: ignore[arg-type]
    assert refused.value.detail == {"error": "charge_already_refunded"}
    with pytest.raises(CardProviderRefused):
        asyncio.run(provider.look("cs_none/../../refunds"))
