"""What is asked of a provider later, as jobs: enqueued with the change that wants it, done after its commit."""

from typing import Literal

import msgspec

from kairan.payments.model import PaymentId, RefundId

LOOK: Literal["payments.look"] = "payments.look"
CLOSE: Literal["payments.close"] = "payments.close"
REFUND: Literal["payments.refund"] = "payments.refund"


class OnePayment(msgspec.Struct, frozen=True):
    """The payment it is about."""

    payment_id: PaymentId


class OneRefund(msgspec.Struct, frozen=True):
    """The refund it is about."""

    refund_id: RefundId
