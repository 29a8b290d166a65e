"""What is handed over: letters of templates and files, fetched by whose case it is, confirmed to whoever has them."""

import hashlib

import msgspec
import pytest
from sqlalchemy import func, select, update

from kairan.applications.erasing import erase_answers
from kairan.applications.model import ApplicationId, application_table
from kairan.applications.problems import ApplicationNotFound
from kairan.core.kit.database import Db
from kairan.core.kit.jobs.model import job_table
from kairan.core.kit.mail import letter_table
from kairan.counter.deliverables.confirming import confirmed_deliverable
from kairan.counter.deliverables.fetching import fetch_deliverable
from kairan.counter.deliverables.issuing import (
    MAKE,
    hand_over_file,
    order_letter,
    order_letters,
    withdraw_deliverable,
)
from kairan.counter.deliverables.listing import case_deliverables, own_deliverables
from kairan.counter.deliverables.making import Outcome, keep_letter, ordered_letter
from kairan.counter.deliverables.model import (
    DeliverableId,
    DeliverableView,
    DeliverableWithdrawal,
    FileHandedOver,
    LetterFact,
    LetterTemplate,
    LetterTemplateChange,
    LetterTemplateId,
    ManyLetters,
    deliverable_table,
)
from kairan.counter.deliverables.paper import letter_paper
from kairan.counter.deliverables.problems import (
    DeliverableNotFound,
    DeliverableNotNow,
    DeliverableOver,
    DeliverableUnconfirmed,
    LetterFieldUnknown,
    LetterTemplateChangedMeanwhile,
    LetterTemplateUnknown,
)
from kairan.counter.deliverables.sampling import letter_sample, template_sample
from kairan.counter.deliverables.templates import (
    add_letter_template,
    change_letter_template,
    letter_templates,
    remove_letter_template,
)
from kairan.counter.model import CaseMove, case_table
from kairan.counter.moving import move_case
from kairan.counter.own_case import own_case
from kairan.counter.problems import CaseNotShown, CasesNotAll, CaseWorkNeeded
from kairan.counter.procedure import Approver, Stage
from kairan.files import file_table, file_use_table
from kairan.files.made import MadeFile, keep_made
from kairan.forms.model import RightHeld, RightsChange, form_table
from kairan.forms.problems import FormNotFound
from kairan.forms.rights import RIGHTS
from kairan.forms.sharing import share_form
from tests.counter.conftest import Desk

BASE = "https://shinsei.example.jp"
PDF = b"%PDF a letter"
SLIP = LetterTemplate(
    title="受験票",
    mark="青市人第{{通し番号}}号",
    body="{{ 手続名 }}の申込みを受け付けました。\n住所：{{新しい住所}}",
    facts=[LetterFact("受験番号", "{{通し番号}}"), LetterFact("口座以外", "{{メール}}")],
    sender="あおば市人事課長",
    keep_days=30,
)


def slip(db: Db, desk: Desk, template: LetterTemplate = SLIP) -> LetterTemplateId:
    change = LetterTemplateChange(revision=0, template=template)
    return add_letter_template(db, desk.cast.sato, desk.form_id, change).templates[-1].id


def ordered(db: Db, desk: Desk, case_id: ApplicationId, letter_id: str) -> DeliverableId:
    return order_letter(db, desk.cast.sato, desk.box, BASE, case_id, letter_id)


def made(db: Db, desk: Desk, deliverable_id: str) -> None:
    """Let a letter be made, with bytes that stand for a PDF."""
    keep_letter(db, desk.box, deliverable_id, Outcome(len(PDF), hashlib.sha256(PDF).digest()))


def only(db: Db, desk: Desk, case_id: ApplicationId) -> DeliverableView:
    (found,) = case_deliverables(db, desk.cast.sato, case_id).deliverables
    return found


def test_a_letter_is_ordered_made_fetched_and_confirmed(db: Db, desk: Desk) -> None:
    letter_id, case_id = slip(db, desk), desk.submitted(new=["<b>#県外市*1*</b> {{受付番号}}"])
    deliverable_id = ordered(db, desk, case_id, letter_id)
    ready = ordered_letter(db, desk.box, deliverable_id)
    assert ready is not None
    assert ready.text.addressee == "髙﨑　めぐみ　様"
    assert ready.text.body == "転出届の申込みを受け付けました。\n住所：<b>#県外市*1*</b> {{受付番号}}"  # no field again
    assert [(one.name, one.value) for one in ready.text.facts] == [("受験番号", "1"), ("口座以外", "megumi@example.jp")]
    assert ready.text.url == f"{BASE}/f/-/documents/{ready.text.number}"
    assert letter_paper(ready.text)["qr"] is not None
    before = only(db, desk, case_id)
    assert (before.file_id, before.is_failed) == (None, False)
    assert own_deliverables(db, case_id) == []
    with pytest.raises(DeliverableUnconfirmed):
        confirmed_deliverable(db, before.number)  # what is not made yet is nobody's document
    made(db, desk, deliverable_id)
    made(db, desk, deliverable_id)
    assert db.scalar(select(func.count()).select_from(file_table)) == 1
    assert db.scalar(select(letter_table.c.subject)) == "【あおば市】転出届：「受験票」をお渡しできるようになりました"
    (own,) = own_case(db, desk.applicant(), desk.box, case_id).documents
    assert (own.title, own.is_over, own.is_fetched) == ("受験票", False, False)
    fetched = fetch_deliverable(db, desk.applicant(), case_id, deliverable_id)
    fetch_deliverable(db, desk.applicant(), case_id, deliverable_id)
    assert (fetched.name, fetched.type) == (f"受験票_{before.number.replace('-', '')}.pdf", "application/pdf")
    after = only(db, desk, case_id)
    assert (after.fetches, after.fetched_at is not None, after.by) == (2, True, "佐藤 美咲")
    kinds = ["case.letter_ordered", "case.delivered", "case.deliverable_fetched"]
    assert [one.kind for one in desk.case(case_id).history][1:] == kinds
    assert [one.kind for one in own_case(db, desk.applicant(), desk.box, case_id).history][1:] == kinds[1:]
    told = confirmed_deliverable(db, f" {before.number.lower()} ")
    assert (told.title, told.organization, told.digest) == ("受験票", "あおば市", hashlib.sha256(PDF).hexdigest())
    with pytest.raises(DeliverableUnconfirmed):
        confirmed_deliverable(db, desk.case(case_id).case.number)  # of an application


def test_only_whose_case_it_is_fetches_and_only_in_time(db: Db, desk: Desk) -> None:
    letter_id, case_id, other = slip(db, desk), desk.submitted("a"), desk.submitted("b")
    deliverable_id = ordered(db, desk, case_id, letter_id)
    with pytest.raises(DeliverableNotFound):
        fetch_deliverable(db, desk.applicant("a"), case_id, deliverable_id)
    made(db, desk, deliverable_id)
    with pytest.raises(CaseNotShown):
        fetch_deliverable(db, desk.applicant("b"), case_id, deliverable_id)
    with pytest.raises(DeliverableNotFound):
        fetch_deliverable(db, desk.applicant("b"), other, deliverable_id)
    db.execute(update(deliverable_table).values(until_on="2020-01-01"))
    with pytest.raises(DeliverableOver):
        fetch_deliverable(db, desk.applicant("a"), case_id, deliverable_id)
    assert own_deliverables(db, case_id)[0].is_over
    assert only(db, desk, case_id).fetches == 0


def test_many_get_their_letters_in_the_order_they_came_or_none_does(db: Db, desk: Desk) -> None:
    letter_id = slip(db, desk)
    ids = [desk.submitted(name) for name in "abc"]
    wanted = ManyLetters(case_ids=[*reversed(ids), ids[0]], letter_id=letter_id)
    assert order_letters(db, desk.cast.sato, desk.box, BASE, wanted) == 3
    marks = []
    for case_id in ids:
        found = ordered_letter(db, desk.box, only(db, desk, case_id).id)
        assert found is not None
        marks.append(found.text.mark)
    assert marks == ["青市人第1号", "青市人第2号", "青市人第3号"]
    assert db.scalar(select(func.count()).select_from(job_table).where(job_table.c.kind == MAKE)) == 3
    move_case(db, desk.cast.sato, desk.box, ids[0], CaseMove(to="refused", revision=1, reason="重複"))
    order_letters(db, desk.cast.sato, desk.box, BASE, ManyLetters(case_ids=[ids[0]], letter_id=letter_id))
    wanted = ManyLetters(case_ids=[ids[0], "0" * 13], letter_id=letter_id)
    with pytest.raises(CasesNotAll) as refused:
        order_letters(db, desk.cast.sato, desk.box, BASE, wanted)
    assert refused.value.detail == {"count": 1}


def test_where_an_approval_is_needed_nothing_is_handed_over_before_it(db: Db, desk: Desk) -> None:
    desk.works_by(uses=["deciding"], route=[Stage([Approver(member_id=desk.cast.suzuki.member_id)])])
    letter_id, case_id = slip(db, desk), desk.submitted()
    with pytest.raises(DeliverableNotNow):
        ordered(db, desk, case_id, letter_id)
    assert not case_deliverables(db, desk.cast.sato, case_id).may_deliver


@pytest.mark.parametrize("who", ["tanaka", "stranger", "neighbour"])
def test_who_may_not_read_the_case_hands_nothing_over(db: Db, desk: Desk, who: str) -> None:
    letter_id, case_id = slip(db, desk), desk.submitted()
    viewer = getattr(desk.cast, who)
    with pytest.raises(ApplicationNotFound):
        order_letter(db, viewer, desk.box, BASE, case_id, letter_id)
    with pytest.raises(ApplicationNotFound):
        case_deliverables(db, viewer, case_id)
    with pytest.raises(ApplicationNotFound):
        letter_sample(db, viewer, case_id, letter_id)
    with pytest.raises(LetterTemplateUnknown):
        order_letters(db, viewer, desk.box, BASE, ManyLetters(case_ids=[case_id], letter_id=letter_id))
    with pytest.raises(FormNotFound):
        letter_templates(db, viewer, desk.form_id)


def test_who_only_reads_sees_what_was_handed_over_and_hands_nothing_over(db: Db, desk: Desk) -> None:
    letter_id, case_id = slip(db, desk), desk.submitted()
    reader = RightHeld(desk.cast.tanaka.member_id, is_department=False, rights=["answers"])
    everything = RightHeld(desk.cast.sato.member_id, is_department=False, rights=list(RIGHTS))
    share_form(db, desk.cast.sato, desk.form_id, RightsChange(rights=[reader, everything]))
    assert case_deliverables(db, desk.cast.tanaka, case_id).letters == []
    with pytest.raises(CaseWorkNeeded):
        order_letter(db, desk.cast.tanaka, desk.box, BASE, case_id, letter_id)
    with pytest.raises(LetterTemplateUnknown):
        order_letters(db, desk.cast.tanaka, desk.box, BASE, ManyLetters(case_ids=[case_id], letter_id=letter_id))


def test_what_needs_care_or_is_not_asked_is_no_field_and_a_title_has_none(db: Db, desk: Desk) -> None:
    for changed in (
        {"body": "{{口座}}"},
        {"body": "{{知らない項目}}"},
        {"sender": "{{口座}}"},
        {"title": "{{氏名}}の証明書"},
        {"facts": [LetterFact("口座", "{{口座}}")]},
    ):
        with pytest.raises(LetterFieldUnknown):
            slip(db, desk, msgspec.structs.replace(SLIP, **changed))
    fields = letter_templates(db, desk.cast.sato, desk.form_id).fields
    assert "新しい住所" in fields
    assert "口座" not in fields
    assert template_sample(db, desk.cast.sato, desk.form_id, SLIP).mark == "青市人第（通し番号）号"


def test_a_template_is_changed_by_one_at_a_time_and_makes_nothing_once_removed(db: Db, desk: Desk) -> None:
    letter_id, case_id = slip(db, desk), desk.submitted()
    deliverable_id = ordered(db, desk, case_id, letter_id)
    other = LetterTemplateChange(revision=1, template=msgspec.structs.replace(SLIP, body="別の文"))
    change_letter_template(db, desk.cast.sato, desk.form_id, letter_id, other)
    with pytest.raises(LetterTemplateChangedMeanwhile):
        change_letter_template(db, desk.cast.sato, desk.form_id, letter_id, other)
    before = ordered_letter(db, desk.box, deliverable_id)
    assert before is not None
    assert "申込み" in before.text.body  # as it was when it was ordered
    assert letter_sample(db, desk.cast.sato, case_id, letter_id).body == "別の文"
    assert remove_letter_template(db, desk.cast.sato, desk.form_id, letter_id).templates == []
    with pytest.raises(LetterTemplateUnknown):
        ordered(db, desk, case_id, letter_id)


def test_what_is_withdrawn_is_not_fetched_and_says_so_to_whoever_has_it(db: Db, desk: Desk) -> None:
    letter_id, case_id = slip(db, desk), desk.submitted()
    first, second = ordered(db, desk, case_id, letter_id), ordered(db, desk, case_id, letter_id)
    made(db, desk, first)
    why = DeliverableWithdrawal(reason="会場が変わりました")
    for one in (first, second, second):
        withdraw_deliverable(db, desk.cast.sato, case_id, one, why)
    with pytest.raises(DeliverableNotFound):
        fetch_deliverable(db, desk.applicant(), case_id, first)
    made(db, desk, second)  # it was on its way meanwhile: its bytes are deleted, and it is nobody's
    number = next(one for one in case_deliverables(db, desk.cast.sato, case_id).deliverables if one.id == first).number
    assert confirmed_deliverable(db, number).withdrawn_at is not None
    assert [one.reason for one in own_deliverables(db, case_id)] == ["会場が変わりました"]
    assert db.scalar(select(func.count()).select_from(job_table).where(job_table.c.kind == "files.delete_blobs")) == 1


def test_a_letter_that_cannot_be_made_is_said_to_be_so(db: Db, desk: Desk) -> None:
    letter_id, case_id = slip(db, desk), desk.submitted()
    keep_letter(db, desk.box, ordered(db, desk, case_id, letter_id), Outcome(refusal="pdf.too_much"))
    assert only(db, desk, case_id).is_failed
    assert own_deliverables(db, case_id) == []


def test_a_file_is_handed_over_and_goes_with_the_answers_while_its_number_stays(db: Db, desk: Desk) -> None:
    letter_id, case_id = slip(db, desk), desk.submitted()
    file = MadeFile(
        organization_id=desk.cast.sato.organization_id,
        member_id=desk.cast.sato.member_id,
        name="許可証.pdf",
        type="application/pdf",
        size=3,
        digest=hashlib.sha256(b"abc").digest(),
        blob_key="aa/" + "0" * 30,
    )
    file_id = keep_made(db, file, "room:none", 1)
    db.execute(update(file_table).values(attached_at=None))  # as one that was just sent
    db.execute(file_use_table.delete())
    hand_over_file(db, desk.cast.sato, desk.box, case_id, FileHandedOver(file_id=file_id, title="高﨑さんの許可証"))
    made(db, desk, ordered(db, desk, case_id, letter_id))
    numbers = [one.number for one in case_deliverables(db, desk.cast.sato, case_id).deliverables]
    assert [confirmed_deliverable(db, one).title for one in numbers] == ["受験票", ""]  # it may name somebody
    db.execute(update(form_table).values(keep_days=1))
    db.execute(update(application_table).values(submitted_at=0))
    db.execute(update(case_table).values(changed_at=0))
    assert erase_answers(db) == 1
    assert [one.title for one in case_deliverables(db, desk.cast.sato, case_id).deliverables] == ["受験票", ""]
    assert set(db.scalars(select(file_table.c.attached_at))) == {None}
    assert db.scalar(select(func.count()).select_from(file_use_table)) == 0
    assert confirmed_deliverable(db, numbers[0]).digest == hashlib.sha256(PDF).hexdigest()
    with pytest.raises(DeliverableNotNow):
        ordered(db, desk, case_id, letter_id)
