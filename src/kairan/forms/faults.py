"""What is wrong with a form (点検): told while it is built; what is an error keeps it from being published."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Literal

import msgspec

from kairan.core.kit.text import is_blank, is_storable
from kairan.forms.conditions import OTHER, Condition, asked_by, holds, is_too_large
from kairan.forms.document import DOCUMENT_BYTES, END, QUESTIONS_MOST, FormDocument, QuestionPage, encoded
from kairan.forms.faults_of_formulas import faults_of_formulas
from kairan.forms.faults_of_kinds import FIELDS_MOST, faults_of_kinds
from kairan.forms.faults_of_rows import faults_of_rows
from kairan.forms.personal_data import PersonalData, unexplained_data
from kairan.forms.possible import Questions, can_hold
from kairan.forms.questions import Group, MailAddress, MultipleChoice, Places, SingleChoice
from kairan.forms.questions.base import HELP_LIMIT, LABEL_LIMIT
from kairan.forms.translating import missing_in

FaultCode = Literal[
    "no_title",
    "no_questions",
    "too_many_questions",
    "too_large",
    "same_id",
    "no_label",
    "text_not_good",
    "too_few_options",
    "same_option",
    "no_places",
    "no_rows",
    "same_row",
    "sealed_places",
    "condition_too_large",
    "asks_unknown",
    "asks_later",
    "never_holds",
    "leads_nowhere",
    "leads_back",
    "end_without_text",
    "unreachable",
    "no_contact",
    "no_privacy",
    "data_unexplained",
    "no_receipt",
    "translation_not_good",
    "no_translation",
    "bounds_crossed",
    "no_such_day",
    "group_empty",
    "group_too_large",
    "asks_inside",
    "no_formula",
    "formula_too_large",
    "formula_asks_unknown",
    "formula_asks_later",
    "formula_asks_no_number",
    "formula_tells_sealed",
    "no_parameter",
    "same_parameter",
    "no_alt",
    "no_picture",
    "alt_not_good",
]


class FormFault(msgspec.Struct, frozen=True):
    """One finding: an error, or a warning that may be right so; at a page, a question, or the form."""

    code: FaultCode
    is_error: bool
    at: str = ""  # the id of the page or question
    tongue: str = ""  # of a language: which
    count: int = 0  # how many texts of it
    asks: PersonalData | Literal[""] = ""  # which personal data


WARNINGS: frozenset[FaultCode] = frozenset(
    {
        "no_contact",
        "no_privacy",
        "data_unexplained",
        "no_receipt",
        "no_translation",
        "formula_tells_sealed",
        "never_holds",
        "no_picture",
    }
)
"""What may be right so; everything else is an error."""


def _fault(code: FaultCode, at: str = "") -> FormFault:
    return FormFault(code, is_error=code not in WARNINGS, at=at)


def faults_of(document: FormDocument) -> list[FormFault]:
    """Return what is wrong with a form, errors first."""
    found = [*_of_form(document), *_of_ids(document), *_of_questions(document), *_of_conditions(document)]
    further = [_fault(code, at) for code, at in (*faults_of_kinds(document), *faults_of_formulas(document))]
    found += [*further, *_of_paths(document), *_of_personal_data(document), *_of_translations(document)]
    return sorted(found, key=lambda one: not one.is_error)


def _of_form(document: FormDocument) -> Iterator[FormFault]:
    questions = [one for one in document.questions() if one.ASKS and not one.GIVEN]
    if is_blank(document.title):
        yield _fault("no_title")
    if not questions:
        yield _fault("no_questions")
    fields = sum(len(one.fields()) for one in document.questions())
    if len(list(document.every_question())) > QUESTIONS_MOST or fields > FIELDS_MOST:
        yield _fault("too_many_questions")
    if len(encoded(document)) > DOCUMENT_BYTES:
        yield _fault("too_large")
    if any(not is_storable(text, HELP_LIMIT) for text in _texts(document)):
        yield _fault("text_not_good")
    if is_blank(document.contact):
        yield _fault("no_contact")
    if is_blank(document.privacy):
        yield _fault("no_privacy")
    if questions and not any(isinstance(one, MailAddress) and one.gets_receipt for one in questions):
        yield _fault("no_receipt")


def _of_personal_data(document: FormDocument) -> Iterator[FormFault]:
    for kind, at in unexplained_data(document):
        yield FormFault("data_unexplained", is_error=False, at=at, asks=kind)


def _of_translations(document: FormDocument) -> Iterator[FormFault]:
    for tongue, texts in document.translations.items():
        if any(not is_storable(one.text, HELP_LIMIT) for one in texts.values()):
            yield FormFault("translation_not_good", is_error=True, tongue=tongue)
        if missing := len(missing_in(document, tongue)):
            yield FormFault("no_translation", is_error=False, tongue=tongue, count=missing)


def _texts(document: FormDocument) -> Iterator[str]:
    yield from (document.title, document.summary, document.needs, document.contact, document.privacy, document.done)
    for page in document.pages:
        yield from (page.title, page.text, *(one.text for one in page.rules))


def _of_ids(document: FormDocument) -> Iterator[FormFault]:
    pages = Counter(page.id for page in document.pages)
    questions = Counter(one.id for one in document.every_question())
    for name, times in (pages + questions).items():
        if times > 1 or name == END:
            yield _fault("same_id", name)


def _of_questions(document: FormDocument) -> Iterator[FormFault]:
    for one in document.every_question():
        if is_blank(one.label):
            yield _fault("no_label", one.id)
        if not is_storable(one.label, LABEL_LIMIT) or not is_storable(one.help, HELP_LIMIT):
            yield _fault("text_not_good", one.id)
        yield from (_fault(code, one.id) for code in faults_of_rows(one))
        if isinstance(one, SingleChoice | MultipleChoice):
            ids = [option.id for option in one.options]
            labels = [option.label for option in one.options]
            if len(ids) + one.has_other < 2:
                yield _fault("too_few_options", one.id)
            is_doubled = len(set(ids)) < len(ids) or len(set(labels)) < len(labels)
            if is_doubled or any(map(is_blank, labels)) or (one.has_other and OTHER in ids):
                yield _fault("same_option", one.id)
        if isinstance(one, Places):
            labels = [place.label for place in one.places]
            if not labels:
                yield _fault("no_places", one.id)
            is_doubled = len(set(labels)) < len(labels) or len({place.id for place in one.places}) < len(labels)
            if is_doubled or any(map(is_blank, labels)):
                yield _fault("same_option", one.id)


def _of_conditions(document: FormDocument) -> Iterator[FormFault]:
    """Tell conditions that ask what there is not, what is asked only later, or what is asked of each member."""
    known = {one.id for one in document.questions() if one.ASKS}
    inside = {one.id for one in document.every_question() if one.ASKS} - known
    before: set[str] = set()
    every = {one.id: one for one in document.every_question()}
    yield from (_fault("never_holds", at) for at, one in _conditions(document) if _is_vain(one, every))
    for page in document.pages:
        yield from _of_condition(page.show_if, page.id, known, before, inside)
        for one in page.questions:
            yield from _of_condition(one.show_if, one.id, known, before, inside)
            before.add(one.id)
            if isinstance(one, Group):
                yield from _inside_of(one, known, before, inside)
        for rule in page.rules:
            yield from _of_condition(rule.when, page.id, known, before, inside)


def _conditions(document: FormDocument) -> Iterator[tuple[str, Condition | None]]:
    """Yield every condition of a form, with the page or question it stands at."""
    for page in document.pages:
        yield page.id, page.show_if
        yield from ((page.id, rule.when) for rule in page.rules)
    yield from ((one.id, one.show_if) for one in document.every_question())


def _is_vain(condition: Condition | None, questions: Questions) -> bool:
    return condition is not None and not is_too_large(condition) and not can_hold(condition, questions)


def _inside_of(group: Group, known: set[str], before: set[str], inside: set[str]) -> Iterator[FormFault]:
    """Tell what is wrong with the conditions of a member, which see what the member answered before."""
    own = {one.id for one in group.questions if one.ASKS}
    seen = set(before)
    for one in group.questions:
        yield from _of_condition(one.show_if, one.id, known | own, seen, inside - own)
        seen.add(one.id)


def _of_condition(
    condition: Condition | None, at: str, known: set[str], before: set[str], inside: set[str]
) -> Iterator[FormFault]:
    if is_too_large(condition):
        yield _fault("condition_too_large", at)
    asked = set(asked_by(condition))
    if asked - known - inside:
        yield _fault("asks_unknown", at)
    if asked & inside:
        yield _fault("asks_inside", at)
    if (asked & known) - before:
        yield _fault("asks_later", at)


def _of_paths(document: FormDocument) -> Iterator[FormFault]:
    places = {page.id: at for at, page in enumerate(document.pages)}
    reached = {0} if document.pages and _is_shown_first(document.pages[0]) else {1}
    for at, page in enumerate(document.pages):
        for rule in page.rules:
            if rule.to == END:
                if is_blank(rule.text):
                    yield _fault("end_without_text", page.id)
            elif rule.to not in places:
                yield _fault("leads_nowhere", page.id)
            elif places[rule.to] <= at:
                yield _fault("leads_back", page.id)
        if at in reached:
            reached |= _after(page, at, places)
        elif page.questions:
            yield _fault("unreachable", page.id)


def _is_shown_first(page: QuestionPage) -> bool:
    """Whether the first page is shown: nothing is answered before it, so that its condition says it once for all."""
    return holds(page.show_if, {}, date(2026, 4, 1))


def _after(page: QuestionPage, at: int, places: dict[str, int]) -> set[int]:
    """Return which pages may follow a page."""
    following: set[int] = set()
    for rule in page.rules:
        following.add(places.get(rule.to, at))
        if rule.when is None and page.show_if is None:
            return following
    return following | {at + 1}
