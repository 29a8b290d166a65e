"""What every card provider must do (決済サービス): one small interface, behind which its own words end."""

from typing import Protocol

import msgspec

from kairan.payments.model import PaymentId, RefundId
from kairan.payments.states import Facts


class CardPayment(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be paid on the provider's page. The same payment, the same words: it may be asked for twice."""

    payment_id: PaymentId
    amount: int  # yen
    what: str  # what stands on the page: the procedure and its reference number, never who applied
    language: str  # "ja" or "en"
    back: str  # where the applicant comes back to
    ends_at: int  # ms; from then on nobody pays on it


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """The page on which the applicant pays."""

    session: str
    url: str


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider told of itself: an event that was really signed by it."""

    name: str  # of the event, the same however often it is told
    kind: str
    at: int  # ms; when it happened there
    payment_id: PaymentId | None = None  # None: of nothing that began here
    intent: str | None = None  # by which the payment may be known otherwise
    facts: Facts = Facts()


class CardProvider(Protocol):
    """A provider with a body's account."""

    async def begin(self, wanted: CardPayment) -> Begun:
        """Open a page for paying; asked twice, the same one. Problems: CardProviderAway, CardProviderRefused."""

    async def look(self, session: str) -> Facts:
        """Return what is known of a payment there. Problems: CardProviderAway, CardProviderRefused."""

    async def close(self, session: str) -> Facts:
        """Let nobody pay on a page any more; return what is known. Problems: CardProviderAway, CardProviderRefused."""

    async def refund(self, refund_id: RefundId, intent: str, amount: int) -> None:
        """Give money back; asked twice, once. Problems: CardProviderAway, CardProviderRefused."""

    def heard(self, body: bytes, signature: str, at: int) -> Heard:
        """Read what came as if from the provider, at an instant (ms). Problems: HookRefused."""
