"""The whole way over HTTP: a fee is paid on the provider's page, told twice, and read on the day's page."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from kairan.applications.streams import application_stream
from kairan.core.journal import entries_after
from kairan.payments.connecting import Providers
from kairan.payments.model import PaymentTermsChange
from kairan.payments.setting_up import change_terms
from kairan.payments.terms import FixedFee, PaymentTerms
from kairan.people import set_password
from kairan.selfaudit.payments import charge_faults
from tests.administration.conftest import with_role
from tests.applications.conftest import PASSWORD, Offered, Town
from tests.counter.conftest import MOVING
from tests.counter.test_own_pages import submitted
from tests.support.card_provider import HOOK, KEY, CardDouble
from tests.support.databases import Databases
from tests.support.passwords import quickly_hashed
from tests.support.server import Server


@pytest.fixture(scope="module")
def town(databases: Databases, tmp_path_factory: pytest.TempPathFactory, double: CardDouble) -> Iterator[Town]:
    url = databases.fresh()
    folder: Path = tmp_path_factory.mktemp("town")
    one = Town(url, folder)
    one.server = Server(folder, database=url, payment_providers=f'["{double.url}"]')
    with one.database() as db:
        set_password(db, with_role(db, one.cast.city, "yoshida", "吉田 恵", "administrator"), quickly_hashed(PASSWORD))
    one.server.start()
    with closing(one.server.sign_in("yoshida", PASSWORD, one.cast.city)) as yoshida:
        account = {"provider": double.url, "is_on": True, "key": KEY, "hook": HOOK, "changed_at": 0}
        answer = yoshida.put("/api/administration/payments/account", json=account)
        assert answer.status_code == 200, answer.text
        assert KEY not in answer.text
    yield one
    one.close()
    databases.drop(url)


@pytest.fixture(scope="module")
def form(town: Town) -> Offered:
    form = town.form(MOVING)
    with town.database() as db:
        terms = PaymentTerms(fee=FixedFee(300), ways=["card", "window"], window="市民課<b>3番</b>窓口")
        change_terms(db, town.cast.sato, Providers(()), form.id, PaymentTermsChange(revision=0, terms=terms))
    return form


def test_a_resident_pays_by_card_without_scripts_and_the_message_comes_twice(
    town: Town, form: Offered, double: CardDouble
) -> None:
    resident, case, number, _ = submitted(town, form)
    assert "手数料 300円 の納付をお願いします。" in resident.open(case)
    page = resident.open(f"{case}/payment")
    assert "市民課&lt;b&gt;3番&lt;/b&gt;窓口" in page
    resident.press()
    found = re.search(rf'href="({double.url}/pay/(\w+))"', resident.page.text)
    assert found is not None, resident.page.text
    session = found[2]
    events = double.pay(session)
    assert "お支払いを確認しています" in resident.open(f"{case}/payment?why=back")
    hook = f"{town.server.url}/api/payments/hook/{town.cast.city}"
    assert double.deliver(hook, events[0], "whsec_other").status_code == 400
    assert double.deliver(hook, events[0], at=1).status_code == 400
    assert double.deliver(hook.replace(town.cast.city, "0" * 13), events[0]).status_code == 400
    for event in (*reversed(events), *events):
        assert double.deliver(hook, event).status_code == 200
    page = resident.open(f"{case}/payment?why=back")
    assert "手数料は納付済みです。" in page
    assert "お支払いを確認しています" not in page
    receipt = resident.client.get(f"{case}/payment/receipt")
    assert (receipt.headers["content-type"], receipt.content[:5]) == ("application/pdf", b"%PDF-")
    staff = town.staff()
    charge = staff.get(f"/api/cases/{case.rpartition('/')[2]}/charge").json()
    assert (charge["state"], charge["net"], len(charge["payments"])) == ("paid", 300, 1)
    day = staff.get("/api/payments/day", params={"day": charge["payments"][0]["received_on"]}).json()
    assert number in {one["number"] for one in day["payments"]}
    assert day["mismatches"] == []
    other = town.resident()
    other.open(f"{case}/payment")
    assert other.path == "/f/-/cases"
    assert other.client.get(f"{case}/payment/receipt").headers["content-type"].startswith("text/html")


def test_messages_at_the_same_moment_and_a_killed_server_end_in_the_same_books(
    town: Town, form: Offered, double: CardDouble
) -> None:
    resident, case, _, _ = submitted(town, form)
    resident.open(f"{case}/payment")
    resident.press()
    found = re.search(rf'href="({double.url}/pay/(\w+))"', resident.page.text)
    assert found is not None, resident.page.text
    paid = double.pay(found[2])
    events = [*paid, *double.give_back(double.sessions[found[2]]["payment_intent"], 100)]
    hook = f"{town.server.url}/api/payments/hook/{town.cast.city}"

    def told(event: dict[str, Any]) -> bool:
        """Tell as a provider does: once more for whatever was not acknowledged."""
        with suppress(httpx.TransportError):
            return double.deliver(hook, event).status_code == 200
        return False

    with ThreadPoolExecutor(8) as pool:
        first = pool.map(told, events * 4)
        town.server.kill()
        assert len(list(first)) == len(events) * 4
    town.server.start()
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(told, [*reversed(events), *events] * 2))
    charge = town.staff().get(f"/api/cases/{case.rpartition('/')[2]}/charge").json()
    assert (charge["state"], charge["net"], len(charge["payments"])) == ("short", 200, 1)
    with town.database() as db:
        entries = entries_after(db, application_stream(case.rpartition("/")[2]), 0, 100)
        assert list(charge_faults(db)) == []
    assert sorted(one.kind for one in entries if one.kind.startswith("payment.re")) == [
        "payment.received",
        "payment.refunded",
    ]


def test_when_the_provider_is_away_nothing_is_lost(town: Town, form: Offered, double: CardDouble) -> None:
    resident, case, _, _ = submitted(town, form)
    resident.open(f"{case}/payment")
    double.faults = ["away"]
    resident.press()
    assert "お金は動いていません" in resident.page.text
    resident.press()
    assert "支払いの画面へ進む" in resident.page.text
