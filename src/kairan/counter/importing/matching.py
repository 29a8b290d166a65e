"""Which question a field of a download answers (項目の対応): by its words. What does not fit is handed on."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from kairan.core.kit.national_numbers import holds_my_number
from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument
from kairan.forms.questions import AnyQuestion, Day, MultipleChoice, PersonName, SingleChoice, YesNo
from kairan.forms.questions.files import FILE_QUESTIONS

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
    if isinstance(question, PersonName):
        # Its reading may stand in another field, or nowhere; a name is not lost for it.
        question = msgspec.structs.replace(question, with_reading=False)
    try:
        typed = _typed(question, text)
        return None if typed is None else question.answer(typed, today)
    except (NotAccepted, NotImplementedError, ValueError):
        return None


def _typed(question: AnyQuestion, text: str) -> Mapping[str, Sequence[str]] | None:
    """Return how a text stands in the fields of a question; None where it does not fit. Raises ValueError."""
    if isinstance(question, PersonName):
        family, _, given = " ".join(text.split()).partition(" ")
        return {question.field("family"): [family], question.field("given"): [given]}
    if isinstance(question, Day):
        found = _DATE.fullmatch(text)
        year, month, day = (0, 0, 0) if found is None else (int(one) for one in found.groups())
        return question.typed_again(date(year, month, day).isoformat())
    if isinstance(question, SingleChoice | MultipleChoice):
        called = {_plain(one.label): str(one.id) for one in question.options}
        several = _PARTED.split(text) if isinstance(question, MultipleChoice) else [text]
        chosen = [called[_plain(one)] for one in several if _plain(one) in called]
        return {question.field(): chosen} if len(chosen) == len(several) else None
    if isinstance(question, YesNo):
        said = {_plain(question.yes): "yes", _plain(question.no): "no"}.get(_plain(text))
        return None if said is None else {question.field(): [said]}
    return {question.field(): [text]}
