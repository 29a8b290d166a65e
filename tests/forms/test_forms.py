"""Forms: what was published stays as it was, terms, addresses, closing, and what is on record."""

import msgspec
import pytest
from sqlalchemy import update

from kairan.core.journal import entries_after
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.problems import Problem
from kairan.forms.actions import change_draft, change_terms, close_form, publish_form, reopen_form
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.model import (
    DraftChange,
    FormTerms,
    Publication,
    form_table,
)
from kairan.forms.problems import (
    FormAddressForm,
    FormAddressTaken,
    FormChangedMeanwhile,
    FormDepartment,
    FormNotFound,
    FormNotReady,
    FormTimes,
    FormTooLarge,
    FormUnchanged,
)
from kairan.forms.queries import form_stream, form_view, forms, version_view
from kairan.forms.questions import LongText
from kairan.people import create_department, department_table
from tests.administration.conftest import Office
from tests.cast import NO_SUCH_ID, Cast, person
from tests.forms.documents import DOG, EVENT
from tests.forms.forms import kinds, made


def test_a_form_is_made_for_a_department_of_ones_own(db: Db, cast: Cast) -> None:
    for who, department in ((cast.sato, cast.works), (cast.guest, cast.welfare), (cast.neighbour, cast.welfare),
                            (cast.sato, NO_SUCH_ID)):  # fmt: skip
        with pytest.raises((FormDepartment, Problem)):
            made(db, who, department)
    db.execute(update(department_table).where(department_table.c.id == cast.welfare).values(closed_at=now_ms()))
    with pytest.raises(FormDepartment):
        made(db, cast.sato, cast.welfare)


def test_of_two_changes_of_one_state_the_second_is_refused_by_name(db: Db, cast: Cast) -> None:
    form_id = made(db, cast.sato, cast.welfare).form.id
    assert change_draft(db, cast.suzuki, form_id, DraftChange(revision=1, document=EVENT)).revision == 2
    with pytest.raises(FormChangedMeanwhile) as refused:
        change_draft(db, cast.sato, form_id, DraftChange(revision=1, document=FormDocument(title="別")))
    assert "鈴木 健" in refused.value.sentence("ja")
    # What is there already may be sent again, whatever revision it was made of: an answer was lost on its way.
    assert change_draft(db, cast.suzuki, form_id, DraftChange(revision=1, document=EVENT)).revision == 2
    with pytest.raises(FormChangedMeanwhile):
        publish_form(db, cast.sato, form_id, Publication(revision=1))
    assert form_view(db, cast.sato, form_id).draft == EVENT


def test_what_was_published_stays_as_it_was(db: Db, cast: Cast) -> None:
    form_id = made(db, cast.sato, cast.welfare).form.id
    first = publish_form(db, cast.sato, form_id, Publication(revision=1))
    assert (first.form.version, first.form.status, first.form.is_changed) == (1, "open", False)
    with pytest.raises(FormUnchanged):
        publish_form(db, cast.sato, form_id, Publication(revision=1))
    change_draft(db, cast.sato, form_id, DraftChange(revision=1, document=EVENT))
    assert form_view(db, cast.sato, form_id).form.is_changed
    assert form_view(db, cast.sato, form_id).form.title == DOG.title  # people know it by what is published
    publish_form(db, cast.suzuki, form_id, Publication(revision=2))
    change_draft(db, cast.sato, form_id, DraftChange(revision=2, document=DOG))
    third = publish_form(db, cast.sato, form_id, Publication(revision=3))
    assert [(one.number, one.published_by) for one in third.versions] == [
        (3, "佐藤 美咲"), (2, "鈴木 健"), (1, "佐藤 美咲"),
    ]  # fmt: skip
    assert [version_view(db, cast.sato, form_id, n).document for n in (1, 2, 3)] == [DOG, EVENT, DOG]
    assert third.versions[0].digest == third.versions[2].digest != third.versions[1].digest
    for missing in (-1, 0, 4, 2**31, 10**30):
        with pytest.raises(FormNotFound):
            version_view(db, cast.sato, form_id, missing)
    told = ["form.created", "form.published", "form.changed", "form.published", "form.changed", "form.published"]
    assert kinds(db, form_id) == told


def test_a_sitting_is_one_entry_and_what_follows_a_publication_another(db: Db, cast: Cast) -> None:
    form_id = made(db, cast.sato, cast.welfare).form.id
    for revision in range(1, 6):
        titled = msgspec.structs.replace(DOG, title=f"題{revision}")
        change_draft(db, cast.sato, form_id, DraftChange(revision=revision, document=titled))
    assert kinds(db, form_id) == ["form.created"]
    change_draft(db, cast.suzuki, form_id, DraftChange(revision=6, document=DOG))
    assert kinds(db, form_id) == ["form.created", "form.changed"]


def test_a_form_with_a_fault_is_not_published(db: Db, cast: Cast) -> None:
    empty = FormDocument(title="題")
    form_id = made(db, cast.sato, cast.welfare, empty).form.id
    with pytest.raises(FormNotReady):
        publish_form(db, cast.sato, form_id, Publication(revision=1))
    assert form_view(db, cast.sato, form_id).versions == []
    assert kinds(db, form_id) == ["form.created"]


@pytest.mark.parametrize(
    "address",
    ["ab", "a" * 41, "INU", "犬", "-inu", "inu-", "i--nu", "a b", "a/b", "a.b", "inu\n", "ｉｎｕ", "%69nu", "-"],
)
def test_an_address_that_cannot_be_spoken_is_refused(db: Db, cast: Cast, address: str) -> None:
    with pytest.raises(FormAddressForm):
        made(db, cast.sato, cast.welfare, address=address)
    form_id = made(db, cast.sato, cast.welfare).form.id
    for one in (address, ""):
        with pytest.raises(FormAddressForm):
            change_terms(db, cast.sato, form_id, FormTerms(address=one))


def test_an_address_is_taken_once_in_the_whole_installation(db: Db, office: Office) -> None:
    cast = office.cast
    first = made(db, cast.sato, cast.welfare).form
    with pytest.raises(FormAddressTaken):
        made(db, cast.suzuki, cast.welfare)
    hall = create_department(db, None, cast.neighbour.organization_id, "町民課")
    clerk = person(db, cast.neighbour.organization_id, "clerk", "町 花", "まち はな", hall)
    with pytest.raises(FormAddressTaken):
        made(db, clerk, hall)
    free = made(db, clerk, hall, address="").form
    assert len(free.address) == 7
    with pytest.raises(FormAddressTaken):
        change_terms(db, clerk, free.id, FormTerms(address="inu"))
    assert change_terms(db, cast.sato, first.id, FormTerms(address="inu")).terms.address == "inu"


def test_terms_change_as_a_whole_and_what_changed_is_on_record(db: Db, cast: Cast) -> None:
    form_id = made(db, cast.sato, cast.welfare).form.id
    terms = FormTerms(address="inu", audience="listed", opens_at=1_000, ends_at=2_000, most=5, keep_days=36_525)
    assert change_terms(db, cast.sato, form_id, terms).terms == terms
    change_terms(db, cast.sato, form_id, terms)
    entry = entries_after(db, form_stream(form_id), 1, 10)
    assert [one.kind for one in entry] == ["form.terms_changed"]
    told = msgspec.json.decode(entry[0].body)
    assert told["before"] == {"audience": "link", "opens_at": None, "ends_at": None, "most": None, "keep_days": None}
    for opens_at, ends_at in ((2_000, 2_000), (2_001, 2_000)):
        with pytest.raises(FormTimes):
            change_terms(db, cast.sato, form_id, msgspec.structs.replace(terms, opens_at=opens_at, ends_at=ends_at))


@pytest.mark.parametrize(
    ("opens", "ends", "status"), [(-2, -1, "over"), (-1, 1, "open"), (1, 2, "coming"), (None, None, "open")]
)
def test_where_a_form_stands(db: Db, cast: Cast, opens: int | None, ends: int | None, status: str) -> None:
    form_id = made(db, cast.sato, cast.welfare).form.id
    at = [None if one is None else now_ms() + one * 3_600_000 for one in (opens, ends)]
    shown = change_terms(db, cast.sato, form_id, FormTerms(address="inu", opens_at=at[0], ends_at=at[1]))
    assert shown.form.status == "draft"
    assert publish_form(db, cast.sato, form_id, Publication(revision=1)).form.status == status
    assert close_form(db, cast.sato, form_id).form.status == "closed"
    close_form(db, cast.sato, form_id)
    assert reopen_form(db, cast.sato, form_id).form.status == status
    reopen_form(db, cast.sato, form_id)
    assert kinds(db, form_id).count("form.closed") == kinds(db, form_id).count("form.reopened") == 1


def test_a_form_longer_than_any_is_refused(db: Db, cast: Cast) -> None:
    long = FormDocument(
        title="題",
        pages=[
            QuestionPage(
                id=f"p{n}", questions=[LongText(id=f"q{n}x{m}", label="問", help="字" * 2_000) for m in range(5)]
            )
            for n in range(20)
        ],
    )
    with pytest.raises(FormTooLarge):
        made(db, cast.sato, cast.welfare, long)
    form_id = made(db, cast.sato, cast.welfare).form.id
    with pytest.raises(FormTooLarge):
        change_draft(db, cast.sato, form_id, DraftChange(revision=1, document=long))


def test_the_list_goes_on_page_by_page_and_loses_none(db: Db, cast: Cast) -> None:
    ids = [made(db, cast.sato, cast.welfare, address=f"inu-{n}").form.id for n in range(103)]
    db.execute(update(form_table).values(draft_changed_at=5_000))  # all in one moment
    first = forms(db, cast.sato)
    second = forms(db, cast.sato, first.next)
    assert [one.id for one in (*first.forms, *second.forms)] == sorted(ids, reverse=True)
    assert second.next is None
    for nonsense in ("", "x", ".", "1", "9" * 30, "5000.", "²."):
        forms(db, cast.sato, nonsense)
