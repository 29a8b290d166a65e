"""Charges (調定), payments (収納) and refunds (返還) of applications. All amounts are whole yen."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from kairan.applications.model import ApplicationId
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.forms.model import FormId
from kairan.payments.states import ChargeState, Facts, PaymentState
from kairan.payments.terms import AMOUNT_MOST, PaymentTerms, Way, Yen

PaymentId = NewType("PaymentId", Id)
RefundId = NewType("RefundId", Id)

REASON_LIMIT = 400
PAYMENTS_MOST = 100  # of one application that are shown
SESSION_MS = 24 * 3_600_000  # so long a page for paying by card stays open
NAME_LIMIT = 255  # of what providers call things
ADDRESS_LIMIT = 2_000  # of a page for paying, in characters

_Id = String(13)
_Day = String(10)

payment_terms_table = Table(
    "payment_terms",
    metadata,
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("document", Text, nullable=False),  # JSON `PaymentTerms`, or null
    Column("revision", Integer, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
)

payment_account_table = Table(
    "payment_account",
    metadata,
    Column("organization_id", _Id, ForeignKey("organization.id"), primary_key=True),
    Column("provider", String(200), nullable=False),  # its address, one of the setting `payment_providers`
    Column("key", Text, nullable=False),  # sealed
    Column("hook", Text, nullable=False),  # sealed: what signs its messages
    Column("is_on", Boolean, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)

charge_table = Table(
    "charge",
    metadata,
    Column("id", _Id, ForeignKey("application.id"), primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("form_id", _Id, ForeignKey("form.id"), nullable=False),
    Column("is_after", Boolean, nullable=False),  # paid after examination
    Column("amount", Integer),  # null: the section has not said it
    Column("subject", String(240), nullable=False),
    Column("asked_at", BigInteger),  # null: nobody has been asked to pay
    Column("asked_on", _Day),
    Column("due_on", _Day),
    Column("waived_at", BigInteger),
    Column("waived_by", _Id),
    Column("waiver", Text, nullable=False),  # why
    Column("net", BigInteger, nullable=False),  # received, without what was given back
    Column("state", String(8), nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    Index("ix_charge_form_id", "form_id", "state", "id"),
    Index("ix_charge_asked_on", "organization_id", "asked_on", "id"),
)

payment_table = Table(
    "payment",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("application_id", _Id, ForeignKey("charge.id"), nullable=False),
    Column("organization_id", _Id, nullable=False),
    Column("form_id", _Id, nullable=False),
    Column("way", String(10), nullable=False),
    Column("amount", Integer, nullable=False),  # what was asked
    Column("state", String(10), nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("refunded", BigInteger, nullable=False),
    Column("succeeded_at", BigInteger),
    Column("failed_at", BigInteger),
    Column("expired_at", BigInteger),
    Column("intent", String(NAME_LIMIT)),
    Column("session", String(NAME_LIMIT)),  # the provider's name for the page
    Column("url", Text),  # the page on which the applicant pays
    Column("ends_at", BigInteger),  # until when
    Column("received_on", _Day),  # the day in whose books it stands
    Column("recorded_by", _Id),  # of staff, where it did not come from a provider
    Column("note", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("looked_at", BigInteger, nullable=False),  # when the provider was last asked about it
    Index("ix_payment_application_id", "application_id", "id"),
    Index("ix_payment_received_on", "organization_id", "received_on", "id"),
    Index("ix_payment_intent", "organization_id", "intent"),
    Index("ix_payment_looked_at", "state", "looked_at"),
)

payment_refund_table = Table(
    "payment_refund",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("payment_id", _Id, ForeignKey("payment.id"), nullable=False),
    Column("amount", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("asked_by", _Id, nullable=False),
    Column("done_at", BigInteger),
    Column("failed_at", BigInteger),
    Column("error", String(200), nullable=False),
    Index("ix_payment_refund_payment_id", "payment_id"),
)

payment_event_table = Table(
    "payment_event",
    metadata,
    Column("organization_id", _Id, primary_key=True),
    Column("name", String(NAME_LIMIT), primary_key=True),  # the provider's
    Column("kind", String(60), nullable=False),
    Column("at", BigInteger, nullable=False),  # when it happened there
    Column("heard_at", BigInteger, nullable=False),
    Column("payment_id", _Id),  # null: of nothing that is known here
)

Reason = Annotated[str, msgspec.Meta(max_length=REASON_LIMIT * 4)]
DayText = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Revision = Annotated[int, msgspec.Meta(ge=0)]
_Positive = Annotated[int, msgspec.Meta(ge=1, le=AMOUNT_MOST)]


class ChargeAsk(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the applicant is to pay, and the state of the charge that was seen; 0: there was none."""

    amount: Yen
    due_on: DayText | None = None  # null: after the days the terms say
    revision: Revision


class Waiving(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why nothing is to be paid (減免の理由)."""

    reason: Reason
    revision: Revision


class Receiving(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Money that came in at a window, on an account or elsewhere, as staff record it."""

    way: Literal["elsewhere", "transfer", "window"]
    amount: _Positive
    received_on: DayText
    note: Reason = ""
    revision: Revision


class RefundAsk(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be given back of a payment, and why."""

    payment_id: Id
    amount: _Positive
    reason: Reason
    revision: Revision


class PaymentTermsChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The terms as they should be from now on, null for none, and the revision they were made of."""

    revision: Revision
    terms: PaymentTerms | None


class PaymentTermsView(msgspec.Struct, frozen=True, kw_only=True):
    """A form's terms, and what can be chosen for them."""

    revision: int
    terms: PaymentTerms | None
    calculated: dict[str, str]  # the calculated questions of the published form, by id
    has_card: bool  # whether the body takes cards


class RefundView(msgspec.Struct, frozen=True, kw_only=True):
    """A refund that was asked for."""

    id: Id
    amount: int
    reason: str
    by: str
    asked_at: int
    done_at: int | None
    failed_at: int | None


class PaymentView(msgspec.Struct, frozen=True, kw_only=True):
    """A payment of an application."""

    id: Id
    way: Way
    state: PaymentState
    amount: int
    received: int
    refunded: int
    created_at: int
    received_on: str | None
    by: str  # of staff who recorded it; empty: the provider
    note: str
    refundable: int
    refunds: list[RefundView]


class ChargeView(msgspec.Struct, frozen=True, kw_only=True):
    """What is owed for an application, and what came in, as the section sees it."""

    case_id: ApplicationId
    has_terms: bool  # whether the form has something paid at all
    revision: int  # 0: nothing was ever asked
    state: ChargeState | None
    amount: int | None
    calculated: int | None  # what the answers come to now
    is_after: bool
    asked_at: int | None
    due_on: str | None
    waived_by: str
    waiver: str
    net: int
    payments: list[PaymentView]
    ways: list[Way]
    is_worked_by_viewer: bool


class Charged(msgspec.Struct, frozen=True, kw_only=True):
    """A charge with what is around it, for pages of the applicant."""

    case_id: ApplicationId
    form_id: FormId
    state: ChargeState
    amount: int | None
    net: int
    due_on: str | None


def facts_in(row: object) -> Facts:
    """Return what a row of `payment` knows."""
    names = Facts.__struct_fields__
    return Facts(**{name: getattr(row, name) for name in names})
