"""The desk of a section whose form costs something, and a card provider's double."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from kairan.applications.model import ApplicationId
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.payments.charge_view import charge_view
from kairan.payments.connecting import CardAccountChange, Providers, account_view, change_account, provider_of
from kairan.payments.hearing import hear
from kairan.payments.model import ChargeView, PaymentId, PaymentTermsChange, payment_table
from kairan.payments.paying import OwnCharge, begin_card, note_page, own_charge
from kairan.payments.provider import CardPayment, CardProvider
from kairan.payments.setting_up import change_terms
from kairan.payments.terms import FixedFee, PaymentTerms
from tests.administration.conftest import Office, office_of
from tests.applications.conftest import town
from tests.cast import Cast
from tests.counter.conftest import Desk
from tests.support.card_provider import HOOK, KEY, CardDouble, card_provider, signed

__all__ = ["town"]


class Till:
    """The section's desk, with what its form costs, and everybody's acts about it."""

    def __init__(self, db: Db, office: Office, box: SecretBox, provider: str = "https://api.stripe.com") -> None:
        self.db, self.box, self.office = db, box, office
        self.desk = Desk(db, office.cast, box)
        self.providers = Providers((provider,))

    @property
    def sato(self) -> Viewer:
        return self.desk.cast.sato

    def costs(self, fee: Any = None, **terms: Any) -> None:
        """Say what an application costs from now on: 1,500 yen, by every way."""
        given = {
            "ways": ["card", "elsewhere", "transfer", "window"],
            "elsewhere": "https://pay.example.lg.jp/?no={reference}&yen={amount}",
            "transfer": "あおば銀行 本店 普通 1234567",
            "window": "市民課 3番窓口",
            "subject": "戸籍手数料",
        }
        made = PaymentTerms(fee=fee or FixedFee(1_500), **(given | terms))
        change = PaymentTermsChange(revision=self._revision(), terms=made)
        change_terms(self.db, self.sato, self.providers, self.desk.form_id, change)

    def _revision(self) -> int:
        from kairan.payments.setting_up import terms_view  # noqa: PLC0415

        return terms_view(self.db, self.sato, self.providers, self.desk.form_id).revision

    def takes_cards(self) -> None:
        """Give the body an account."""
        yoshida = self.office.yoshida
        at = account_view(self.db, yoshida, self.providers).changed_at
        change = CardAccountChange(provider=self.providers.addresses[0], is_on=True, key=KEY, hook=HOOK, changed_at=at)
        change_account(self.db, yoshida, self.box, self.providers, change)

    def charge(self, case_id: ApplicationId) -> ChargeView:
        """Return what is owed for a case, as the section sees it."""
        return charge_view(self.db, self.sato, self.box, case_id)

    def own(self, case_id: ApplicationId, who: str = "a") -> OwnCharge:
        """Return the same as its applicant sees it."""
        found = own_charge(self.db, self.desk.applicant(who), self.providers, case_id)
        assert found is not None
        return found

    def provider(self) -> CardProvider:
        """Return the body's provider."""
        found = provider_of(self.db, self.box, self.providers, self.desk.cast.city)
        assert found is not None
        return found

    def begins(self, case_id: ApplicationId, who: str = "a") -> str:
        """Let the applicant come to the provider's page; return its session."""
        begun = begin_card(self.db, self.desk.applicant(who), self.providers, case_id)
        wanted = CardPayment(
            payment_id=begun.payment_id,
            amount=begun.amount,
            what=begun.what,
            language="ja",
            back="https://kairan.example/f/-/cases/x/payment",
            ends_at=begun.ends_at,
        )
        page = asyncio.run(self.provider().begin(wanted))
        note_page(self.db, begun.payment_id, page)
        return page.session

    def hears(self, event: dict[str, Any]) -> bool:
        """Let an event be told, signed."""
        heard = self.provider().heard(*signed(event), now_ms())
        return hear(self.db, self.box, self.desk.cast.city, heard)

    def payments(self) -> list[Record]:
        """Return every payment."""
        return list(self.db.all(select(payment_table).order_by(payment_table.c.id)))

    def payment_of(self, session: str) -> PaymentId:
        """Return the payment of a session."""
        return PaymentId(self.db.scalar(select(payment_table.c.id).where(payment_table.c.session == session)))


@pytest.fixture
def office(db: Db) -> Office:
    return office_of(db)


@pytest.fixture
def cast(office: Office) -> Cast:
    return office.cast


@pytest.fixture
def box(tmp_path: Path) -> SecretBox:
    return SecretBox(tmp_path / "key")


@pytest.fixture(scope="session")
def double() -> Iterator[CardDouble]:
    with card_provider() as one:
        yield one


@pytest.fixture
def till(db: Db, office: Office, box: SecretBox, double: CardDouble) -> Till:
    till = Till(db, office, box, double.url)
    till.costs()
    till.takes_cards()
    return till
