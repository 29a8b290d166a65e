"""What the streams of applications, forms and bodies keep of payments."""

from kairan.core.journal import Body


class ChargeOpened(Body, frozen=True):
    """Something is paid for this application; the amount in yen, where it is known."""

    kind = "charge.opened"
    amount: int | None
    is_after: bool


class ChargeAsked(Body, frozen=True):
    """The applicant is asked to pay this amount, in yen, by a day (調定)."""

    kind = "charge.asked"
    amount: int
    due_on: str


class ChargeWaived(Body, frozen=True):
    """Nothing is to be paid (減免); the reason is in the table, here its digest."""

    kind = "charge.waived"
    digest: str


class PaymentBegun(Body, frozen=True):
    """The applicant set out to pay by card."""

    kind = "payment.begun"
    payment: str
    amount: int


class PaymentReceived(Body, frozen=True):
    """Money came in (収納), in yen."""

    kind = "payment.received"
    payment: str
    way: str
    amount: int


class PaymentFailed(Body, frozen=True):
    """A card was refused, or the time to pay was over."""

    kind = "payment.failed"
    payment: str
    way: str


class RefundAsked(Body, frozen=True):
    """Money is to be given back (返還), in yen."""

    kind = "payment.refund_asked"
    payment: str
    refund: str
    amount: int


class RefundFailed(Body, frozen=True):
    """The provider refused to give it back."""

    kind = "payment.refund_failed"
    payment: str
    refund: str


class PaymentRefunded(Body, frozen=True):
    """What was given back of a payment by now, in yen."""

    kind = "payment.refunded"
    payment: str
    refunded: int


class PaymentTermsChanged(Body, frozen=True):
    """How a form's applications are paid for was changed; in the form's stream."""

    kind = "form.payment_terms_changed"
    revision: int
    fee: str | None
    ways: list[str]


class PaymentAccountChanged(Body, frozen=True):
    """The body's account with a card provider was changed; never its secrets."""

    kind = "organization.payment_account_changed"
    provider: str
    is_on: bool
    is_key_new: bool
    is_hook_new: bool


class SettlementImported(Body, frozen=True):
    """A provider's settlement was read in: how many lines, and how many were new."""

    kind = "organization.settlement_imported"
    lines: int
    new: int
    digest: str


class BooksExported(Body, frozen=True):
    """Charges or payments of some days were given out as a table."""

    kind = "organization.books_exported"
    table: str
    begins_on: str
    ends_on: str
    rows: int
