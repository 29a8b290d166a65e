"""What differs between two versions: told by the ids of questions, whatever their kind."""

import msgspec
import pytest

from kairan.core.kit.database import Db
from kairan.forms.actions import change_draft, publish_form
from kairan.forms.comparing import FieldDifference, differences
from kairan.forms.conditions import Answered
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.model import DraftChange, Publication
from kairan.forms.problems import FormEarlierOver, FormNotFound
from kairan.forms.questions import Option, ShortText, SingleChoice, YesNo
from kairan.forms.versions import compared_versions
from tests.cast import Cast
from tests.forms.documents import DOG
from tests.forms.forms import made

A, B, C, D = (ShortText(id=one, label=one.upper()) for one in "abcd")


def form(*pages: list[ShortText | SingleChoice | YesNo]) -> FormDocument:
    return FormDocument(
        title="届", pages=[QuestionPage(id=f"p{at}", questions=list(page)) for at, page in enumerate(pages)]
    )


def told(before: FormDocument, after: FormDocument) -> list[tuple[str, str, str, bool]]:
    return [(one.part, one.change, one.id, one.is_moved) for one in differences(before, after)]


def test_the_same_form_differs_in_nothing() -> None:
    assert differences(DOG, DOG) == []
    assert differences(FormDocument(title=""), FormDocument(title="")) == []


def test_questions_are_added_removed_and_moved_by_their_ids() -> None:
    assert told(form([A, B]), form([A, C])) == [("question", "added", "c", False), ("question", "removed", "b", False)]
    # The fewest that explain it: one moved to the front, the others stayed where they were.
    assert told(form([A, B, C, D]), form([D, A, B, C])) == [("question", "changed", "d", True)]
    assert told(form([A], [B]), form([], [A, B])) == [("question", "changed", "a", True)]
    assert told(form([A], [B]), form([A])) == [("page", "removed", "p1", False), ("question", "removed", "b", False)]


def test_words_choices_kinds_and_conditions_are_told_field_by_field() -> None:
    before = SingleChoice(id="q", label="性別", options=[Option("m", "おす"), Option("f", "めす")])
    after = SingleChoice(id="q", label="犬の性別", options=[Option("m", "おす"), Option("x", "不明")], required=False)
    (only,) = differences(form([A, before]), form([A, after]))
    assert {one.field: (one.before, one.after) for one in only.fields} == {
        "label": (["性別"], ["犬の性別"]),
        "options": (["おす", "めす"], ["おす", "不明"]),
        "required": (["true"], ["false"]),
    }
    assert only.label == "犬の性別"
    (kind,) = differences(form([ShortText(id="q", label="札")]), form([YesNo(id="q", label="札")]))
    assert kind.fields == [FieldDifference("kind", ["text"], ["yes_no"])]
    shown = msgspec.structs.replace(after, show_if=Answered(question="a"))
    (logic,) = differences(form([A, after]), form([A, shown]))
    assert logic.fields == [FieldDifference("show_if", is_logic=True)]
    # Another id under the same word: figures part there, although nobody sees it.
    remade = msgspec.structs.replace(after, options=[Option("m", "おす"), Option("y", "不明")])
    (options,) = differences(form([after]), form([remade]))
    assert options.fields == [FieldDifference("options", is_logic=True)]


def test_two_versions_and_the_draft_are_compared_by_whoever_has_to_do_with_the_form(db: Db, cast: Cast) -> None:
    form_id = made(db, cast.sato, cast.welfare, form([A])).form.id
    publish_form(db, cast.sato, form_id, Publication(revision=1))
    change_draft(db, cast.sato, form_id, DraftChange(revision=1, document=form([A, B])))
    found = compared_versions(db, cast.suzuki, form_id, 1, 0)
    assert [one.id for one in found.differences] == ["b"]
    assert found.documents == [form([A]), form([A, B])]
    for who, before in ((cast.tanaka, 1), (cast.guest, 1), (cast.neighbour, 1), (cast.sato, 2), (cast.sato, -1)):
        with pytest.raises(FormNotFound):
            compared_versions(db, who, form_id, before, 0)
    with pytest.raises(FormEarlierOver):
        publish_form(db, cast.sato, form_id, Publication(revision=2, earlier_until=1))
    assert publish_form(db, cast.sato, form_id, Publication(revision=2)).versions[0].earlier_until is None
