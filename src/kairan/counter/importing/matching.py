"""Which question a field of a download answers (項目の対応): by its words. What does not fit is handed on, never lost."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument
from kairan.forms.questions import AnyQuestion, Day, MultipleChoice, PersonName, SingleChoice, YesNo
from kairan.forms.questions.files import FILE_QUESTIONS
from kairan.forms.questions.national_numbers import holds_my_number

WITHHELD = "（個人番号と思われるため、取り込みませんでした）"
_DATE = re.compile(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?(?:[ T].*)?")
_PARTED = re.compile(r"[、,;；\n]")


class Matched(NamedTuple):
    """The answers that fit, and what is left: what it is called, and what stands there."""

    answers: dict[str, Value]
    left: list[tuple[str, str]]


def matched(document: FormDocument, fields: Sequence[tuple[str, str]], today: date) -> Matched:
    """Return the answers to a form that stand in a download."""
    asked = {_plain(one.label): one for one in document.questions() if one.ASKS and not one.GIVEN}
    answers: dict[str, Value] = {}
    left: list[tuple[str, str]] = []
    for called, text in fields:
        question = asked.get(_plain(called))
        value = None if question is None or question.id in answers else _answer(question, text, today)
        if question is not None and value is not None:
            answers[question.id] = value
        elif text:
            left.append((called, WITHHELD if holds_my_number(text) else text))
    return Matched(answers, left)


def _plain(label: str) -> str:
    """Return words as they are compared: of one width, without spaces."""
    return "".join(unicodedata.normalize("NFKC", label).split()).lower()


def _answer(question: AnyQuestion, text: str, today: date) -> Value | None:
    """Return an answer; None for what the question would not accept."""
    if not text or isinstance(question, FILE_QUESTIONS):
        return None
    for typed in _typed(question, text):
        try:
            if (found := question.answer(typed, today)) is not None:
                return found
        except (NotAccepted, NotImplementedError, KeyError, ValueError):
            continue
    return None


def _typed(question: AnyQuestion, text: str) -> Iterator[Mapping[str, Sequence[str]]]:
    """Yield how a text may stand in the fields of a question."""
    if isinstance(question, PersonName):
        family, _, given = " ".join(text.split()).partition(" ")
        yield {question.field("family"): [family], question.field("given"): [given]}
        # Without its reading, which another field may hold, or nobody.
        return
    if isinstance(question, Day):
        if (found := _DATE.fullmatch(text)) is not None:
            yield question.typed_again(date(*(int(one) for one in found.groups())).isoformat())
        return
    if isinstance(question, SingleChoice | MultipleChoice):
        called = {_plain(one.label): one.id for one in question.options}
        chosen = [called.get(_plain(one)) for one in _PARTED.split(text)] if isinstance(question, MultipleChoice) else []
        chosen = chosen or [called.get(_plain(text))]
        if all(one is not None for one in chosen):
            yield {question.field(): [str(one) for one in chosen]}
        return
    if isinstance(question, YesNo):
        yield {question.field(): ["yes" if _plain(text) == _plain(question.yes) else "no"]}
        return
    yield {question.field(): [text]}
