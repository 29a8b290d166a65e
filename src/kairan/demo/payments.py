"""The demo's payments: what applications cost, and what comes in for them, through the actions."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

import msgspec

from kairan.applications.model import ApplicationId
from kairan.core.kit.clock import day_of
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.demo.play import Event, Player
from kairan.forms.model import FormId
from kairan.payments.charge_view import charge_view
from kairan.payments.charging import waive
from kairan.payments.connecting import Providers
from kairan.payments.model import PaymentTermsChange, Receiving, Waiving
from kairan.payments.receiving import record_receipt
from kairan.payments.setting_up import change_terms
from kairan.payments.terms import PaymentTerms

Paid = Literal["window", "transfer", "waived", "twice", "less", "not"]
HOUR = 3_600_000
LATER: dict[Paid, int] = {"window": 26, "transfer": 50, "waived": 30, "twice": 27, "less": 49, "not": 0}


class PaymentScript(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an application costs, who records what comes in, and how each is paid, in a circle."""

    by: str
    terms: PaymentTerms
    ends: Sequence[Paid]
    waiver: str = ""


class PaymentPlayer:
    """Plays what is paid for the applications of one form."""

    def __init__(self, player: Player, payment: PaymentScript, box: SecretBox) -> None:
        self._player, self._payment, self._box = player, payment, box
        self._cases: dict[int, ApplicationId] = {}

    def came_in(self, number: int, case_id: ApplicationId) -> None:
        """Remember the case of an application."""
        self._cases[number] = case_id

    def set_up(self, form_id: FormId, by: Viewer) -> None:
        """Say what an application costs."""
        change = PaymentTermsChange(revision=0, terms=self._payment.terms)
        change_terms(self._player.db, by, Providers(()), form_id, change)

    def events(self, number: int, at: int) -> Iterator[Event]:
        """Return what is paid for an application that comes in at this instant, as far as it lies before now."""
        how = self._payment.ends[number % len(self._payment.ends)]
        moment = at + LATER[how] * HOUR
        if how != "not" and moment < self._player.days.now:
            yield moment, partial(self._pay, number, how, day_of(moment).isoformat())

    def _pay(self, number: int, how: Paid, day: str) -> None:
        case_id = self._cases.get(number)
        if case_id is None:
            return
        db, clerk = self._player.db, self._player.played.viewers[self._payment.by]
        if how == "waived":
            waive(db, clerk, case_id, Waiving(reason=self._payment.waiver, revision=self._revision(case_id)))
            return
        owed = charge_view(db, clerk, self._box, case_id).amount or 0
        for amount in {"twice": (owed, owed), "less": (owed // 2,)}.get(how, (owed,)):
            what = Receiving(
                way="transfer" if how in {"transfer", "less"} else "window",
                amount=max(1, amount),
                received_on=day,
                revision=self._revision(case_id),
            )
            record_receipt(db, clerk, self._box, case_id, what)

    def _revision(self, case_id: ApplicationId) -> int:
        clerk = self._player.played.viewers[self._payment.by]
        return charge_view(self._player.db, clerk, self._box, case_id).revision
