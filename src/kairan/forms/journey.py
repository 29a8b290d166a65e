"""The journey (記入の流れ): which pages and questions somebody is led through by what they answered.

Promises: it depends on the document, what was typed and the day alone; it ends, since rules lead forward only; a
condition sees only what was answered on the path before it; an answer off the path is never among the answers.
"""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from kairan.forms.complaints import Complaint, NotAccepted
from kairan.forms.conditions import Value, holds
from kairan.forms.document import END, FormDocument, QuestionPage
from kairan.forms.members import MemberScope, members_in
from kairan.forms.questions import AnyQuestion, Calculated, Group, Typed


class PageOnPath(msgspec.Struct, frozen=True):
    """A page that is shown, with the questions of it that are."""

    page: QuestionPage
    questions: list[AnyQuestion]


class Journey(msgspec.Struct, frozen=True):
    """The path, what was answered on it, and what is still to be mended."""

    pages: list[PageOnPath]
    values: Mapping[str, Value]
    complaints: Mapping[str, Complaint]  # by question
    ended: str | None = None  # nothing can be submitted: this is said instead

    @property
    def is_complete(self) -> bool:
        """Whether it may be submitted."""
        return self.ended is None and not self.complaints

    def place_of(self, page_id: str) -> int | None:
        """Return where a page lies on the path, from 0; None when it does not."""
        return next((at for at, one in enumerate(self.pages) if one.page.id == page_id), None)

    def complaints_at(self, page: PageOnPath) -> dict[str, Complaint]:
        """Return what is to be mended on a page."""
        return {one.id: self.complaints[one.id] for one in page.questions if one.id in self.complaints}

    def first_to_mend(self) -> PageOnPath | None:
        """Return the first page on which something is to be mended."""
        return next((one for one in self.pages if self.complaints_at(one)), None)

    def questions(self) -> list[AnyQuestion]:
        """Return the questions on the path."""
        return [question for page in self.pages for question in page.questions]


def journey(document: FormDocument, typed: Typed, today: date) -> Journey:
    """Walk through a form with what was typed so far; `today` is the day of filling in, of Japan."""
    pages: list[PageOnPath] = []
    values: dict[str, Value] = {}
    complaints: dict[str, Complaint] = {}
    at = 0
    while at < len(document.pages):
        page = document.pages[at]
        if holds(page.show_if, values, today):
            pages.append(PageOnPath(page, _asked(page, typed, today, values, complaints)))
            to, ended = _leads_to(page, values, today)
            if ended is not None:
                return Journey(pages, values, complaints, ended)
            at = max(at + 1, _index(document, to)) if to else at + 1
        else:
            at += 1
    return Journey(pages, values, complaints)


def _asked(
    page: QuestionPage, typed: Typed, today: date, values: dict[str, Value], complaints: dict[str, Complaint]
) -> list[AnyQuestion]:
    """Return the questions of a page that are shown, behind each group those of its members, and read their answers."""
    shown: list[AnyQuestion] = []
    for question in page.questions:
        if not holds(question.show_if, values, today):
            continue
        shown.append(question)
        _read(question, typed, today, values, complaints)
        if isinstance(question, Group):
            shown.extend(_asked_of_members(question, typed, today, values, complaints))
    return shown


def _asked_of_members(
    group: Group, typed: Typed, today: date, values: dict[str, Value], complaints: dict[str, Complaint]
) -> Iterator[AnyQuestion]:
    """Yield the questions of members that are shown; a condition among them sees the member's own answers first."""
    for number in members_in(values.get(group.id)):
        scope = MemberScope(values, group.id, number)
        for inner in group.questions:
            if holds(inner.show_if, scope, today):
                question = group.of_member(inner, number)
                _read(question, typed, today, values, complaints)
                yield question


def _read(
    question: AnyQuestion, typed: Typed, today: date, values: dict[str, Value], complaints: dict[str, Complaint]
) -> None:
    """Read the answer to a question, or what is to be mended of it."""
    if not question.ASKS:
        return
    try:
        if isinstance(question, Calculated):
            value: Value | None = question.computed(values, today)
        else:
            value = question.answer(typed, today)
    except NotAccepted as refused:
        complaints[question.id] = refused.complaint
        return
    if value is not None:
        values[question.id] = value
    elif question.required and not question.GIVEN:
        complaints[question.id] = Complaint(question.missing())


def _leads_to(page: QuestionPage, values: Mapping[str, Value], today: date) -> tuple[str, str | None]:
    rule = next((one for one in page.rules if holds(one.when, values, today)), None)
    if rule is None:
        return "", None
    return ("", rule.text) if rule.to == END else (rule.to, None)


def _index(document: FormDocument, page_id: str) -> int:
    return next((at for at, page in enumerate(document.pages) if page.id == page_id), 0)
