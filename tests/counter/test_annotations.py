"""Annotations: fields of the procedure, written by the section, found and given out again; the applicant sees none."""

import pytest
from sqlalchemy import select, update

from kairan.applications.erasing import erase_answers
from kairan.applications.model import application_table
from kairan.applications.problems import ApplicationNotFound
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.counter.annotations.annotating import annotate_case, case_annotations
from kairan.counter.annotations.exporting import begin_cases_export, chosen_cases, exported_cases
from kairan.counter.annotations.fields import annotation_fields, change_annotation_fields
from kairan.counter.annotations.model import (
    AnnotationChange,
    AnnotationField,
    AnnotationFieldsChange,
    ChosenCases,
    annotation_table,
)
from kairan.counter.annotations.problems import (
    AnnotationFieldsChangedMeanwhile,
    AnnotationFieldsWrong,
    AnnotationFieldUnknown,
    AnnotationNotAccepted,
    CaseErased,
)
from kairan.counter.annotations.values import YES
from kairan.counter.inbox import inbox
from kairan.counter.model import case_table
from kairan.counter.own_case import own_case
from kairan.counter.problems import CasesNotAll, CaseWorkNeeded
from kairan.forms.model import RightHeld, RightsChange, form_table
from kairan.forms.problems import FormNotFound
from kairan.forms.rights import RIGHTS
from kairan.forms.sharing import share_form
from tests.counter.conftest import Desk

FIELDS = [
    AnnotationField(id="income", label="収入区分", kind="choice", options=["第1段階", "第2段階"]),
    AnnotationField(id="sum", label="算定額", kind="number"),
    AnnotationField(id="visit", label="現地調査の日", kind="day"),
    AnnotationField(id="seen", label="原本確認", kind="yes"),
    AnnotationField(id="memo", label="所見", kind="text"),
]


def set_up(db: Db, desk: Desk, fields: list[AnnotationField] = FIELDS, revision: int = 0) -> None:
    change = AnnotationFieldsChange(revision=revision, fields=fields)
    change_annotation_fields(db, desk.cast.sato, desk.form_id, change)


def found(db: Db, desk: Desk, field: str, value: str) -> list[str]:
    page = inbox(db, desk.cast.sato, "open", desk.form_id, field=field, value=value)
    return [one.id for one in page.cases]


def test_what_was_found_out_is_kept_by_kind_and_found_again(db: Db, desk: Desk) -> None:
    set_up(db, desk)
    first, second = desk.submitted("a"), desk.submitted("b")
    values = {"income": "第2段階", "sum": "１，２００.５", "visit": "2026-04-10", "seen": YES, "memo": "髙さ3ｍ"}
    kept = annotate_case(db, desk.cast.sato, first, AnnotationChange(values=values))
    assert kept.values == {**values, "sum": "1200.5"}
    annotate_case(db, desk.cast.suzuki, second, AnnotationChange(values={"sum": "-3", "visit": "2026-05-01"}))
    assert found(db, desk, "income", "第2段階") == [first]
    assert found(db, desk, "income", "段階") == []
    assert found(db, desk, "seen", YES) == [first]
    assert found(db, desk, "memo", "高さ３m") == [first]
    assert found(db, desk, "sum", "1,200.50") == [first]
    assert found(db, desk, "sum", "..0") == [second]
    assert found(db, desk, "sum", "-5..") == [first, second]
    assert found(db, desk, "visit", "2026-04-01..2026-04-30") == [first]
    assert found(db, desk, "unknown", "1") == []
    assert inbox(db, desk.cast.sato, "open", None, field="sum", value="-3").cases == []  # fields are of one form
    annotate_case(db, desk.cast.sato, first, AnnotationChange(values={"memo": " ", "sum": "1200.5"}))
    assert "memo" not in case_annotations(db, desk.cast.sato, first).values
    kinds = [one.kind for one in desk.case(first).history]
    assert kinds == ["application.submitted", "case.annotated", "case.annotated"]
    assert len(own_case(db, desk.applicant("a"), desk.box, first).history) == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [("income", "第3段階"), ("sum", "約100"), ("sum", "1e9"), ("visit", "2026-02-31"), ("seen", "いいえ")],
)
def test_what_is_not_of_the_fields_kind_is_refused(db: Db, desk: Desk, field: str, typed: str) -> None:
    set_up(db, desk)
    case_id = desk.submitted()
    with pytest.raises(AnnotationNotAccepted):
        annotate_case(db, desk.cast.sato, case_id, AnnotationChange(values={field: typed}))
    with pytest.raises(AnnotationFieldUnknown):
        annotate_case(db, desk.cast.sato, case_id, AnnotationChange(values={"other": "1"}))


def test_fields_are_changed_by_one_at_a_time_and_keep_their_kind(db: Db, desk: Desk) -> None:
    set_up(db, desk)
    case_id = desk.submitted()
    annotate_case(db, desk.cast.sato, case_id, AnnotationChange(values={"sum": "5"}))
    with pytest.raises(AnnotationFieldsChangedMeanwhile):
        set_up(db, desk)
    for wrong in (
        [AnnotationField(id="sum", label="算定額", kind="text")],
        [FIELDS[1], AnnotationField(id="other", label="算定額", kind="number")],
        [AnnotationField(id="new", label="区分", kind="choice")],
    ):
        with pytest.raises(AnnotationFieldsWrong):
            set_up(db, desk, wrong, 1)
    set_up(db, desk, FIELDS[:1], 1)
    assert case_annotations(db, desk.cast.sato, case_id).values == {}
    set_up(db, desk, FIELDS, 2)
    assert case_annotations(db, desk.cast.sato, case_id).values == {"sum": "5"}


@pytest.mark.parametrize("who", ["tanaka", "stranger", "neighbour"])
def test_who_may_not_read_the_case_learns_nothing(db: Db, desk: Desk, who: str) -> None:
    set_up(db, desk)
    case_id = desk.submitted()
    viewer: Viewer = getattr(desk.cast, who)
    with pytest.raises(ApplicationNotFound):
        case_annotations(db, viewer, case_id)
    with pytest.raises(ApplicationNotFound):
        annotate_case(db, viewer, case_id, AnnotationChange(values={"sum": "1"}))
    with pytest.raises(FormNotFound):
        annotation_fields(db, viewer, desk.form_id)
    with pytest.raises(FormNotFound):
        begin_cases_export(db, viewer, desk.form_id, "csv")
    assert inbox(db, viewer, "open", desk.form_id, field="sum", value="1").cases == []


def test_who_only_reads_writes_nothing(db: Db, desk: Desk) -> None:
    set_up(db, desk)
    case_id = desk.submitted()
    reader = RightHeld(desk.cast.tanaka.member_id, is_department=False, rights=["answers"])
    everything = RightHeld(desk.cast.sato.member_id, is_department=False, rights=list(RIGHTS))
    share_form(db, desk.cast.sato, desk.form_id, RightsChange(rights=[reader, everything]))
    assert not case_annotations(db, desk.cast.tanaka, case_id).may_change
    with pytest.raises(CaseWorkNeeded):
        annotate_case(db, desk.cast.tanaka, case_id, AnnotationChange(values={"sum": "1"}))


def test_cases_are_given_out_with_what_was_found_out(db: Db, desk: Desk) -> None:
    set_up(db, desk)
    case_id = desk.submitted()
    annotate_case(db, desk.cast.sato, case_id, AnnotationChange(values={"sum": "1200", "memo": "=1+1"}))
    export = begin_cases_export(db, desk.cast.sato, desk.form_id, "csv")
    desk.submitted("b")  # after it was begun
    rows, after = exported_cases(db, desk.cast.sato, export, "")
    assert export.head[-5:] == ["収入区分", "算定額", "現地調査の日", "原本確認", "所見"]
    assert after is None
    assert [row[2:4] + row[-4:-3] + row[-1:] for row in rows] == [["髙﨑　めぐみ", "受付", 1200, "=1+1"]]


def test_chosen_cases_are_given_out_all_or_none(db: Db, desk: Desk) -> None:
    set_up(db, desk)
    ids = [desk.submitted(name) for name in "abc"]
    annotate_case(db, desk.cast.sato, ids[0], AnnotationChange(values={"sum": "1200"}))
    head, rows = chosen_cases(db, desk.cast.sato, ChosenCases(case_ids=[ids[2], ids[0]]))
    assert (head[0], head[-5:]) == ("手続", ["収入区分", "算定額", "現地調査の日", "原本確認", "所見"])
    assert [(row[0], row[4], row[-4]) for row in rows] == [("転出届", "受付", 1200), ("転出届", "受付", "")]
    with pytest.raises(CasesNotAll):
        chosen_cases(db, desk.cast.sato, ChosenCases(case_ids=[ids[0], "0" * 13]))
    with pytest.raises(CasesNotAll):
        chosen_cases(db, desk.cast.tanaka, ChosenCases(case_ids=[ids[0]]))


def test_with_the_answers_goes_what_was_found_out(db: Db, desk: Desk) -> None:
    set_up(db, desk)
    case_id = desk.submitted()
    annotate_case(db, desk.cast.sato, case_id, AnnotationChange(values={"sum": "1"}))
    db.execute(update(form_table).values(keep_days=1))
    db.execute(update(application_table).values(submitted_at=0))
    db.execute(update(case_table).values(changed_at=0))
    assert erase_answers(db) == 1
    assert db.all(select(annotation_table)) == []
    with pytest.raises(CaseErased):
        annotate_case(db, desk.cast.sato, case_id, AnnotationChange(values={"sum": "1"}))
