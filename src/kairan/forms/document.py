"""The form as a document (フォーム): pages of questions and where each leads. What it means stands in `journey`."""

import hashlib
from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from kairan.forms.conditions import Condition, QuestionId, depth_of
from kairan.forms.questions import AnyQuestion
from kairan.forms.questions.base import Help, Label

PAGES_MOST = 60
QUESTIONS_MOST = 300
RULES_MOST = 20
DOCUMENT_BYTES = 512 * 1024
NESTED_MOST = 50  # levels of a condition in an unfinished form; a published one has fewer

END = "end"
"""Where a rule leads when nothing can be submitted: the text of the rule says why, and where to turn."""


class Branch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a page leads (分岐): to a later page, or to an end with a text."""

    when: Condition | None = None
    to: QuestionId  # of a page, or END
    text: Help = ""


class QuestionPage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page (ページ)."""

    id: QuestionId
    title: Label = ""
    text: Help = ""
    questions: Annotated[list[AnyQuestion], msgspec.Meta(max_length=QUESTIONS_MOST)] = []
    show_if: Condition | None = None
    rules: Annotated[list[Branch], msgspec.Meta(max_length=RULES_MOST)] = []
    """The first whose condition holds decides; without one the next page follows."""


class FormDocument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked, and what is said around it."""

    title: Label
    summary: Help = ""  # one or two sentences: what it is for, and for whom
    needs: Help = ""  # what to have at hand before one begins
    contact: Help = ""  # whom to ask
    privacy: Help = ""  # what the answers are used for, and who sees them
    done: Help = ""  # after submitting: what comes next
    layout: Literal["pages", "single"] = "pages"  # one page at a time, or all on one
    pages: Annotated[list[QuestionPage], msgspec.Meta(max_length=PAGES_MOST)] = []

    def questions(self) -> Iterator[AnyQuestion]:
        """Yield every question, in order."""
        for page in self.pages:
            yield from page.questions

    def question(self, question_id: str) -> AnyQuestion | None:
        """Return a question by its id."""
        return next((one for one in self.questions() if one.id == question_id), None)

    def page(self, page_id: str) -> QuestionPage | None:
        """Return a page by its id."""
        return next((one for one in self.pages if one.id == page_id), None)


def encoded(document: FormDocument) -> bytes:
    """Return a document as it is stored: the same document, the same bytes."""
    return msgspec.json.encode(document, order="deterministic")


def is_too_large(document: FormDocument) -> bool:
    """Whether a document is longer than any form, or a condition in it deeper than anything that can be walked."""
    rules = [rule.when for page in document.pages for rule in page.rules]
    shown = [one.show_if for one in (*document.pages, *document.questions())]
    return any(depth_of(one) > NESTED_MOST for one in (*rules, *shown)) or len(encoded(document)) > DOCUMENT_BYTES


def decoded(text: str | bytes) -> FormDocument:
    """Read a stored document."""
    return msgspec.json.decode(text, type=FormDocument)


def digest_of(document: FormDocument) -> str:
    """Return what a document would be known by as a version."""
    return digest_of_text(encoded(document).decode())


def digest_of_text(stored: str) -> str:
    """Return what a version is known by: its stored text, which stays when kinds of questions get further fields."""
    return hashlib.sha256(stored.encode()).hexdigest()
