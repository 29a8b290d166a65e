"""What is owed: from the arrival, by the answers, or as the section says; waived, recorded, given back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from kairan.applications.erasing import erase_answers
from kairan.applications.filling import today
from kairan.applications.model import ApplicationId, application_table
from kairan.applications.problems import ApplicationNotFound
from kairan.core.kit.database import Db
from kairan.core.kit.mail import letter_table
from kairan.core.viewer import Viewer
from kairan.counter.correcting import ask_correction, correct
from kairan.counter.disclosing.gathering import take_out
from kairan.counter.model import ApprovalAsked, CaseMove, CorrectionAsked, case_table
from kairan.counter.moving import move_case
from kairan.counter.own_case import own_case
from kairan.counter.problems import CaseNotShown, CaseWorkNeeded
from kairan.counter.states import State
from kairan.counter.withdrawing import withdraw
from kairan.forms.conditions import Value
from kairan.forms.model import FormId, RightHeld, RightsChange, form_table
from kairan.forms.rights import RIGHTS
from kairan.forms.sharing import share_form
from kairan.payments.charge_view import charge_view
from kairan.payments.charging import ask_payment, waive
from kairan.payments.connecting import CardAccountChange, Providers, account_view, change_account
from kairan.payments.model import ChargeAsk, PaymentTermsChange, Receiving, RefundAsk, Waiving, payment_table
from kairan.payments.paying import begin_card, own_charge
from kairan.payments.problems import (
    CardProviderUnknown,
    ChargeChangedMeanwhile,
    ChargeNotDue,
    ChargeOutstanding,
    ChargeReasonNeeded,
    PaymentDayWrong,
    PaymentTermsChangedMeanwhile,
    PaymentTermsWrong,
    RefundTooLarge,
    WayNotOffered,
)
from kairan.payments.receiving import record_receipt
from kairan.payments.refunding import ask_refund
from kairan.payments.setting_up import change_terms
from kairan.payments.terms import CalculatedFee, FeeByStaff, FixedFee, PaymentTerms
from kairan.people.roles import RoleNeeded
from tests.payments.conftest import Till

TODAY = today().isoformat()


def received(till: Till, case_id: ApplicationId, amount: int = 1_500) -> None:
    what = Receiving(way="window", amount=amount, received_on=TODAY, revision=till.charge(case_id).revision)
    record_receipt(till.db, till.sato, till.box, case_id, what)


def moved(till: Till, case_id: ApplicationId, to: State) -> None:
    move = CaseMove(to=to, revision=till.desk.case(case_id).case.revision)
    move_case(till.db, till.sato, till.box, case_id, move)


def test_what_arrives_is_owed_at_once_and_nothing_is_examined_before(db: Db, till: Till) -> None:
    till.desk.works_by(uses=["examining"])
    case_id = till.desk.submitted()
    charge = till.charge(case_id)
    due_on = (date.fromisoformat(TODAY) + timedelta(days=14)).isoformat()
    assert (charge.state, charge.amount, charge.due_on) == ("due", 1_500, due_on)
    assert [one.way for one in till.own(case_id).ways] == ["card", "elsewhere", "transfer", "window"]
    number = till.own(case_id).number
    assert till.own(case_id).ways[1].url == f"https://pay.example.lg.jp/?no={number}&yen=1500"
    move = CaseMove(to="examining", revision=till.desk.case(case_id).case.revision)
    with pytest.raises(ChargeOutstanding):
        move_case(db, till.sato, till.box, case_id, move)
    notice = own_case(db, till.desk.applicant(), till.box, case_id).notices[0]
    assert (notice.text, notice.is_urgent) == ("手数料 1,500円 の納付をお願いします。", True)
    received(till, case_id)
    move_case(db, till.sato, till.box, case_id, move)
    notice = own_case(db, till.desk.applicant(), till.box, case_id).notices[0]
    assert (notice.text, notice.is_urgent) == ("手数料は納付済みです。", False)


def test_refusing_and_what_the_applicant_does_waits_for_no_payment(db: Db, till: Till) -> None:
    refused, corrected, taken_back = (till.desk.submitted(name) for name in "abc")
    move_case(db, till.sato, till.box, refused, CaseMove(to="refused", revision=1, reason="市外の方です"))
    asked = CorrectionAsked(marks={"new": "番地まで"}, revision=1)
    ask_correction(db, till.sato, till.box, corrected, asked)
    assert correct(db, till.desk.applicant("b"), till.box, corrected, {"new": ["県外市1-2-3"]}) == {}
    assert till.desk.case(corrected).case.state == "examining"
    withdraw(db, till.desk.applicant("c"), till.box, taken_back)
    assert not till.own(refused).owed
    with pytest.raises(ChargeNotDue):
        begin_card(db, till.desk.applicant("c"), till.providers, taken_back)


def test_after_examination_the_applicant_is_asked_and_only_the_end_waits(db: Db, till: Till) -> None:
    till.desk.works_by(uses=["examining", "delivering"])
    till.costs(FeeByStaff(), when="after")
    case_id = till.desk.submitted()
    assert (till.charge(case_id).state, till.own(case_id).owed) == ("planned", 0)
    moved(till, case_id, "examining")
    moved(till, case_id, "delivering")
    ask_payment(db, till.sato, till.box, case_id, ChargeAsk(amount=800, revision=1))
    assert (till.charge(case_id).state, till.own(case_id).owed) == ("due", 800)
    assert "納付額　800円" in db.all(select(letter_table).order_by(letter_table.c.id))[-1].text
    with pytest.raises(ChargeOutstanding):
        moved(till, case_id, "done")
    with pytest.raises(ChargeChangedMeanwhile):
        ask_payment(db, till.sato, till.box, case_id, ChargeAsk(amount=900, revision=1))
    received(till, case_id, 800)
    moved(till, case_id, "done")


def test_no_approver_is_asked_for_what_then_cannot_follow(db: Db, till: Till) -> None:
    from kairan.counter.approving import ask_approval  # noqa: PLC0415
    from kairan.counter.procedure import Approver, Stage  # noqa: PLC0415

    route = [Stage([Approver(member_id=till.desk.cast.suzuki.member_id)])]
    till.desk.works_by(uses=["deciding"], route=route)
    till.costs(when="after")
    case_id = till.desk.submitted()
    with pytest.raises(ChargeOutstanding):
        ask_approval(db, till.sato, case_id, ApprovalAsked(proposed="done", revision=1))
    ask_approval(db, till.sato, case_id, ApprovalAsked(proposed="refused", revision=1, note="対象外です"))


def test_a_waiver_needs_a_reason_and_is_taken_back_by_asking_again(db: Db, till: Till) -> None:
    case_id = till.desk.submitted()
    with pytest.raises(ChargeReasonNeeded):
        waive(db, till.sato, case_id, Waiving(reason=" ", revision=1))
    waive(db, till.sato, case_id, Waiving(reason="生活保護", revision=1))
    charge = till.charge(case_id)
    assert (charge.state, charge.waiver, charge.waived_by) == ("waived", "生活保護", "佐藤 美咲")
    with pytest.raises(ChargeNotDue):
        waive(db, till.sato, case_id, Waiving(reason="もう一度", revision=charge.revision))
    ask_payment(db, till.sato, till.box, case_id, ChargeAsk(amount=1_500, revision=charge.revision))
    assert (till.charge(case_id).state, till.charge(case_id).waiver) == ("due", "")


def test_what_staff_record_counts_once_and_is_given_back_never_above_it(db: Db, till: Till) -> None:
    case_id = till.desk.submitted()
    what = Receiving(way="transfer", amount=1_500, received_on=TODAY, revision=1)
    record_receipt(db, till.sato, till.box, case_id, what)
    with pytest.raises(ChargeChangedMeanwhile):  # pressed twice
        record_receipt(db, till.sato, till.box, case_id, what)
    for wrong in ("2026-02-30", "2999-01-01", "2001-01-01"):
        with pytest.raises(PaymentDayWrong):
            record_receipt(
                db, till.sato, till.box, case_id, Receiving(way="window", amount=1, received_on=wrong, revision=2)
            )
    payment = till.charge(case_id).payments[0]
    assert (payment.by, payment.refundable) == ("佐藤 美咲", 1_500)
    back = RefundAsk(payment_id=payment.id, amount=1_000, reason="取り違え", revision=2)
    ask_refund(db, till.sato, till.box, case_id, back)
    charge = till.charge(case_id)
    assert (charge.state, charge.net, charge.payments[0].refundable) == ("short", 500, 500)
    with pytest.raises(RefundTooLarge):
        ask_refund(
            db, till.sato, till.box, case_id,
            RefundAsk(payment_id=payment.id, amount=501, reason="残り", revision=charge.revision),
        )  # fmt: skip
    with pytest.raises(ChargeReasonNeeded):
        ask_refund(
            db, till.sato, till.box, case_id,
            RefundAsk(payment_id=payment.id, amount=1, reason="", revision=charge.revision),
        )  # fmt: skip


def test_a_calculated_fee_follows_the_answers_and_what_is_no_yen_is_left_to_people(db: Db, till: Till) -> None:
    from kairan.payments.terms import first_amount  # noqa: PLC0415

    terms = PaymentTerms(fee=CalculatedFee("total"), ways=["window"], window="市民課")
    cases: list[tuple[Value | None, int | None]] = [
        (900, 900), (0, 0), (0.5, None), (-1, None), (10**9, None), (True, None), ("900", None), (None, None)
    ]  # fmt: skip
    for value, amount in cases:
        assert first_amount(terms, {} if value is None else {"total": value}) == amount
    with pytest.raises(PaymentTermsWrong):  # the form has no such question
        till.costs(CalculatedFee("total"))
    for missing in ({"window": " "}, {"transfer": ""}, {"elsewhere": ""}):
        with pytest.raises(PaymentTermsWrong):
            till.costs(**missing)


def test_what_was_owed_stays_when_the_terms_change(db: Db, till: Till) -> None:
    before = till.desk.submitted()
    till.costs(FixedFee(2_000), ways=["window"])
    after = till.desk.submitted("b")
    assert (till.charge(before).amount, till.charge(after).amount) == (1_500, 2_000)
    change = PaymentTermsChange(revision=2, terms=None)
    with pytest.raises(PaymentTermsChangedMeanwhile):
        change_terms(db, till.sato, till.providers, till.desk.form_id, PaymentTermsChange(revision=0, terms=None))
    change_terms(db, till.sato, till.providers, till.desk.form_id, change)
    free = till.desk.submitted("c")
    assert own_charge(db, till.desk.applicant("c"), till.providers, free) is None
    assert till.charge(free).state is None
    with pytest.raises(WayNotOffered):
        begin_card(db, till.desk.applicant(), till.providers, before)


@pytest.mark.parametrize("who", ["tanaka", "stranger", "neighbour"])
def test_who_sees_no_case_sees_no_charge(db: Db, till: Till, who: str) -> None:
    case_id = till.desk.submitted()
    viewer: Viewer = getattr(till.desk.cast, who)
    with pytest.raises(ApplicationNotFound):
        charge_view(db, viewer, till.box, case_id)
    with pytest.raises(ApplicationNotFound):
        waive(db, viewer, case_id, Waiving(reason="なし", revision=1))
    with pytest.raises(CaseNotShown):
        own_charge(db, till.desk.applicant("z"), till.providers, case_id)
    with pytest.raises(CaseNotShown):
        begin_card(db, till.desk.applicant("z"), till.providers, case_id)


def test_who_only_reads_answers_changes_no_charge(db: Db, till: Till) -> None:
    case_id, cast = till.desk.submitted(), till.desk.cast
    reader = RightHeld(cast.tanaka.member_id, is_department=False, rights=["answers"])
    everything = RightHeld(cast.sato.member_id, is_department=False, rights=list(RIGHTS))
    share_form(db, cast.sato, FormId(till.desk.form_id), RightsChange(rights=[reader, everything]))
    assert not charge_view(db, cast.tanaka, till.box, case_id).is_worked_by_viewer
    with pytest.raises(CaseWorkNeeded):
        ask_payment(db, cast.tanaka, till.box, case_id, ChargeAsk(amount=1, revision=1))


def test_secrets_of_the_account_are_never_shown_and_go_to_no_other_provider(db: Db, till: Till) -> None:
    yoshida = till.office.yoshida
    with pytest.raises(RoleNeeded):
        account_view(db, till.sato, till.providers)
    seen = account_view(db, yoshida, till.providers)
    assert (seen.is_on, seen.has_key, seen.has_hook) == (True, True, True)
    two = Providers((*till.providers.addresses, "https://other.example"))
    elsewhere = CardAccountChange(provider="https://evil.example", is_on=True, changed_at=seen.changed_at)
    with pytest.raises(CardProviderUnknown):
        change_account(db, yoshida, till.box, two, elsewhere)
    other = CardAccountChange(provider="https://other.example", is_on=True, changed_at=seen.changed_at)
    moved = change_account(db, yoshida, till.box, two, other)
    assert (moved.is_on, moved.has_key, moved.has_hook) == (False, False, False)


def test_what_was_paid_is_taken_out_with_the_case(db: Db, till: Till) -> None:
    case_id = till.desk.submitted()
    at = till.charge(case_id).revision
    waive(db, till.sato, case_id, Waiving(reason="生活保護", revision=at))
    for extent, is_told in (("everything", True), ("applicant", False)):
        (told,) = take_out(db, till.sato, till.box, case_id, extent, "data").besides  # type: ignore[arg-type]
        assert told.title == "手数料の納付"
        assert ("納付額", "1,500円") in told.lines
        assert any("生活保護" in value for _, value in told.lines) is is_told


def test_with_the_answers_go_the_reasons_and_the_amounts_stay(db: Db, till: Till) -> None:
    case_id = till.desk.submitted()
    received(till, case_id)
    db.execute(update(payment_table).values(note="窓口で本人が"))
    db.execute(update(form_table).values(keep_days=1))
    db.execute(update(application_table).values(submitted_at=0))
    db.execute(update(case_table).values(changed_at=0))
    assert erase_answers(db) == 1
    payment = till.charge(case_id).payments[0]
    assert (payment.note, payment.received, till.charge(case_id).state) == ("", 1_500, "paid")
