"""What differs between two states of a form (版の比較): by the ids of pages and questions, which stay.

Knows no kind of question by name: whatever field a kind has, it is compared and told.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import AnyQuestion

Part = Literal["form", "page", "question"]
Changing = Literal["added", "removed", "changed"]


class FieldDifference(msgspec.Struct, frozen=True):
    """A field that is not the same: by its name in the document, with its lines before and after."""

    field: str
    before: list[str] = []
    after: list[str] = []
    is_logic: bool = False  # a condition, a rule, an id: its lines say nothing, the documents do


class FormDifference(msgspec.Struct, frozen=True, kw_only=True):
    """The form, a page, or a question that is not the same."""

    part: Part
    change: Changing
    id: str = ""
    label: str = ""  # as it is called afterwards; of what is gone, before
    is_moved: bool = False
    fields: list[FieldDifference] = []


def differences(before: FormDocument, after: FormDocument) -> list[FormDifference]:
    """Return what differs: of the form, then page by page as it is afterwards, then what is gone."""
    found = [*_of_form(before, after), *_of_there(before, after), *_of_gone(before, after)]
    return [one for one in found if one.change != "changed" or one.is_moved or one.fields]


def _of_form(before: FormDocument, after: FormDocument) -> Iterator[FormDifference]:
    fields = _fields(before, after, {"pages"})
    yield FormDifference(part="form", change="changed", label=after.title, fields=fields)


def _of_there(before: FormDocument, after: FormDocument) -> Iterator[FormDifference]:
    pages = {page.id: page for page in before.pages}
    questions = _placed(before)
    moved = _moved([page.id for page in before.pages], [page.id for page in after.pages])
    moved |= _moved(list(questions), [one.id for one in after.questions()])
    for page in after.pages:
        yield _difference("page", pages.get(page.id), page, is_moved=page.id in moved)
        for question in page.questions:
            was_on, was = questions.get(question.id, (None, None))
            is_elsewhere = was_on is not None and was_on.id != page.id
            yield _difference("question", was, question, is_moved=is_elsewhere or question.id in moved)


def _of_gone(before: FormDocument, after: FormDocument) -> Iterator[FormDifference]:
    pages, questions = {page.id for page in after.pages}, set(_placed(after))
    for page in before.pages:
        if page.id not in pages:
            yield FormDifference(part="page", change="removed", id=page.id, label=page.title)
        for one in page.questions:
            if one.id not in questions:
                yield FormDifference(part="question", change="removed", id=one.id, label=one.label)


def _placed(document: FormDocument) -> Mapping[str, tuple[QuestionPage, AnyQuestion]]:
    return {one.id: (page, one) for page in document.pages for one in page.questions}


def _difference(
    part: Part, before: msgspec.Struct | None, after: QuestionPage | AnyQuestion, *, is_moved: bool
) -> FormDifference:
    label = after.title if isinstance(after, QuestionPage) else after.label
    if before is None:
        return FormDifference(part=part, change="added", id=after.id, label=label)
    fields = _fields(before, after, {"id", "questions"})
    return FormDifference(part=part, change="changed", id=after.id, label=label, is_moved=is_moved, fields=fields)


def _fields(before: msgspec.Struct, after: msgspec.Struct, without: set[str]) -> list[FieldDifference]:
    """Return the fields that differ; of another kind: the kind, and those that both have."""
    kinds = [str(one.__struct_config__.tag or "") for one in (before, after)]
    found = [FieldDifference("kind", [kinds[0]], [kinds[1]])] if kinds[0] != kinds[1] else []
    for name in after.__struct_fields__:
        if name in without or not hasattr(before, name):
            continue
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            found.append(_field(name, old, new))
    return found


def _field(name: str, before: object, after: object) -> FieldDifference:
    old, new = _lines(before), _lines(after)
    if old is None or new is None or old == new:
        return FieldDifference(name, is_logic=True)
    return FieldDifference(name, old, new)


def _lines(value: object) -> list[str] | None:
    """Return a value as lines; None for what has no words of its own."""
    if value is None:
        return []
    if isinstance(value, str):
        return value.split("\n") if value else []
    if isinstance(value, bool | int | float):
        return [str(value).lower() if isinstance(value, bool) else str(value)]
    if isinstance(value, list):
        lines = [_line(one) for one in value]
        return None if None in lines else [one for one in lines if one is not None]
    return None


def _line(one: object) -> str | None:
    """Return an option, a place, whatever has a label, as a line: 午前（10）."""
    if isinstance(one, str):
        return one
    label = getattr(one, "label", None)
    if not isinstance(one, msgspec.Struct) or not isinstance(label, str):
        return None
    others = [getattr(one, name) for name in one.__struct_fields__ if name not in {"id", "label"}]
    said = "・".join(str(value) for value in others if isinstance(value, str | int) and value != "")
    return f"{label}（{said}）" if said else label


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return which of those that stayed are in another order: the fewest whose moving explains it."""
    places = {name: at for at, name in enumerate(before)}
    stayed = list(dict.fromkeys(name for name in after if name in places))
    tails: list[int] = []  # the lowest place with which a run of each length may end
    lengths: list[int] = []
    for name in stayed:
        at = bisect_left(tails, places[name])
        tails[at : at + 1] = [places[name]]
        lengths.append(at + 1)
    kept, wanted = set[str](), len(tails)
    for name, length in zip(reversed(stayed), reversed(lengths), strict=True):
        if length == wanted:
            kept.add(name)
            wanted -= 1
    return set(stayed) - kept
