"""Charges recounted: what the records of applications say was asked, received and given back, against the books."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import select

from kairan.applications.streams import application_stream
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.journal.verify import Fault
from kairan.core.kit.database import Db, Record
from kairan.payments.entries import ChargeAsked, ChargeOpened, ChargeWaived, PaymentReceived, PaymentRefunded
from kairan.payments.model import charge_table
from kairan.selfaudit.bodies import UNREADABLE
from kairan.selfaudit.reading import body_of

CHARGE_CHANGED = "charge differs from the record / 調定・収納が記録と違います"
CHARGE_MISSING = "charge of the record is missing / 記録にある調定がありません"
CHARGE_PLANTED = "charge is in no record / 記録にない調定があります"
_KINDS = (ChargeOpened, ChargeAsked, ChargeWaived, PaymentReceived, PaymentRefunded)

_c, _e, _s = charge_table.c, entry_table.c, stream_table.c


class Told(msgspec.Struct):
    """What the record of an application says of its charge."""

    amount: int | None = None
    is_waived: bool = False
    received: dict[str, int] = {}
    refunded: dict[str, int] = {}

    def take(self, body: Any) -> None:  # noqa: ANN401  (the kind says which)
        """Take in an entry."""
        if isinstance(body, ChargeOpened | ChargeAsked):
            self.amount, self.is_waived = body.amount, False
        elif isinstance(body, ChargeWaived):
            self.is_waived = True
        elif isinstance(body, PaymentReceived):
            self.received[body.payment] = body.amount
        elif isinstance(body, PaymentRefunded):
            self.refunded[body.payment] = body.refunded

    @property
    def net(self) -> int:
        """What is left of what came in, in yen."""
        return sum(max(0, got - self.refunded.get(one, 0)) for one, got in self.received.items())


def charge_faults(db: Db) -> Iterator[Fault]:
    """Compare every charge with the entries of its application."""
    told: dict[str, Told] = {}
    wanted = select(_s.name, _e.seq, _e.kind, _e.body).join(entry_table, _e.stream_no == _s.no)
    kinds = [one.kind for one in _KINDS]
    for row in db.execute(wanted.where(_e.kind.in_(kinds)).order_by(_e.stream_no, _e.seq)):
        try:
            told.setdefault(row.name.partition(":")[2], Told()).take(body_of(row))
        except msgspec.MsgspecError:
            yield Fault(row.name, row.seq, UNREADABLE)
    for row in db.execute(select(charge_table)):
        yield from _compared(row, told.pop(row.id, None))
    for case_id in told:
        yield Fault(application_stream(case_id), 0, CHARGE_MISSING)


def _compared(row: Record, told: Told | None) -> Iterator[Fault]:
    stream = application_stream(row.id)
    if told is None:
        yield Fault(stream, 0, CHARGE_PLANTED)
    elif (told.amount, told.is_waived, told.net) != (row.amount, row.waived_at is not None, row.net):
        yield Fault(stream, 0, CHARGE_CHANGED)
