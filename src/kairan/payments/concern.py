"""The manifest of payments: what is owed for applications, what came in, and where the two do not meet."""

import kairan.payments.model
import kairan.payments.settlement_model
from kairan.applications.arrivals import ARRIVED, ERASED
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.counter.extending import MOVE_RULES, OWN_NOTICES, TAKEN_OUT
from kairan.forms.links import url_of_residents
from kairan.payments.charging import open_charge
from kairan.payments.connecting import CardAccountChange, Providers
from kairan.payments.desk import PaymentDesk
from kairan.payments.disclosing import told_of_payment
from kairan.payments.erasing import forget_reasons
from kairan.payments.http import console_router, router
from kairan.payments.jobs import register_jobs
from kairan.payments.model import ChargeAsk, PaymentTermsChange, Receiving, RefundAsk, Waiving
from kairan.payments.public_http import hook_router
from kairan.payments.public_http import router as public_router
from kairan.payments.settlement_model import BooksExport, SettlementFile
from kairan.payments.terms import FixedFee, PaymentTerms
from kairan.payments.waiting import own_notice, require_paid


def _desk(parts: Parts) -> PaymentDesk:
    settings = parts.settings
    providers = Providers(tuple(one.rstrip("/") for one in settings.payment_providers))
    return PaymentDesk(parts.store, parts.box, providers, url_of_residents(settings.url, settings.faces))


def provides(parts: Parts) -> dict[str, object]:
    """Give what asking a provider needs."""
    return {"payment_desk": _desk(parts)}


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Ask providers for what they did not tell, and let them give back what is to be given back."""
    register_jobs(jobs, parts, _desk(parts))


_SETTLEMENT = (
    "5Y+W5byV55Wq5Y+3LOWPluW8leaXpSzljLrliIYs6YeR6aGNLOaJi+aVsOaWmSzmsbrmuIjnlarlj7cN"
    "CkEtMSwyMDI2LTExLTMwLOWjsuS4iiwxNTAwLDU0LEItMQ0K"
)
_PAYMENT = "0s3kq1w8d2hxa"

CONCERN = Concern(
    package="kairan.payments",
    tables=tables_in(kairan.payments.model, kairan.payments.settlement_model),
    routers=(router, console_router, hook_router),
    pages=(public_router,),
    provides=provides,
    jobs=jobs,
    extensions=(
        ARRIVED.by(open_charge),
        ERASED.by(forget_reasons),
        MOVE_RULES.by(require_paid),
        OWN_NOTICES.by(own_notice),
        TAKEN_OUT.by(told_of_payment),
    ),
    examples=(
        ChargeAsk(amount=1_500, due_on="2026-12-14", revision=1),
        Waiving(reason="生活保護を受けている方", revision=1),
        Receiving(way="window", amount=1_500, received_on="2026-11-30", revision=1),
        RefundAsk(payment_id=_PAYMENT, amount=1_500, reason="二重に納付されたため", revision=3),
        PaymentTermsChange(revision=0, terms=PaymentTerms(fee=FixedFee(300), ways=["card"], subject="戸籍手数料")),
        SettlementFile(data=_SETTLEMENT),
        BooksExport(table="payments", begins_on="2026-11-01", ends_on="2026-11-30"),
        CardAccountChange(
            provider="https://api.stripe.com", is_on=True, key="sk_test_example", hook="whsec_example", changed_at=0
        ),
    ),
    tags={"Payments": "What is owed for applications, what came in, and where the two do not meet."},
    settings=("payment_providers",),
)
