"""Where a payment and a charge stand (状態): read from what is known of them, in whatever order it became known.

Promise: what is known only grows (`joined`), so what arrives late, twice or in another order ends in the same books.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

PaymentState = Literal["open", "failed", "expired", "succeeded", "refunded"]
"""手続中, 失敗, 期限切れ, 納付済み, 返還済み."""
ChargeState = Literal["planned", "due", "short", "paid", "over", "free", "waived"]
"""準備中, 未納, 不足, 納付済み, 過納, 無料, 減免."""

AFTER: Mapping[PaymentState, frozenset[PaymentState]] = {
    "open": frozenset({"failed", "expired", "succeeded"}),
    "failed": frozenset({"expired", "succeeded"}),  # another card is tried on the same page
    "expired": frozenset({"succeeded"}),  # what was paid in the last second is told late
    "succeeded": frozenset({"refunded"}),
    "refunded": frozenset({"succeeded"}),  # more came in than was told before, and is there still
}
"""What may follow each state of a payment. Nothing that was received is ever taken for unpaid again."""
SETTLED: frozenset[ChargeState] = frozenset({"paid", "over", "free", "waived"})
"""Nothing more is owed."""
PAYABLE: frozenset[ChargeState] = frozenset({"due", "short"})
"""The applicant may pay."""
AMISS: frozenset[ChargeState] = frozenset({"short", "over"})
"""What came in is another amount than what was asked."""
DONE: frozenset[PaymentState] = frozenset({"succeeded", "refunded"})


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one payment. Instants are the earliest that were told, amounts the largest."""

    succeeded_at: int | None = None
    failed_at: int | None = None
    expired_at: int | None = None
    received: int = 0  # yen
    refunded: int = 0  # yen, all refunds together
    intent: str | None = None  # by which the provider's settlement names it


def joined(one: Facts, other: Facts) -> Facts:
    """Return what two tellings say together: in any order, and however often, the same."""
    return Facts(
        succeeded_at=_earlier(one.succeeded_at, other.succeeded_at),
        failed_at=_earlier(one.failed_at, other.failed_at),
        expired_at=_earlier(one.expired_at, other.expired_at),
        received=max(one.received, other.received),
        refunded=max(one.refunded, other.refunded),
        intent=min((name for name in (one.intent, other.intent) if name is not None), default=None),
    )


def _earlier(one: int | None, other: int | None) -> int | None:
    return min((at for at in (one, other) if at is not None), default=None)


def payment_state(known: Facts) -> PaymentState:
    """Return where a payment stands."""
    if known.succeeded_at is not None:
        return "refunded" if 0 < known.received <= known.refunded else "succeeded"
    if known.expired_at is not None:
        return "expired"
    return "open" if known.failed_at is None else "failed"


def net_of(known: Facts) -> int:
    """Return what is left of a payment in yen; a refund that is told before its payment takes nothing from others."""
    return max(0, known.received - known.refunded) if known.succeeded_at is not None else 0


def charge_state(amount: int | None, net: int, *, is_asked: bool, is_waived: bool) -> ChargeState:
    """Return where a charge stands: `net` is what came in, without what was given back."""
    owed = 0 if is_waived or amount is None else amount
    if net > 0:
        return "paid" if net == owed else "over" if net > owed else "short"
    if is_waived:
        return "waived"
    if not is_asked or amount is None:
        return "planned"
    return "due" if amount > 0 else "free"
