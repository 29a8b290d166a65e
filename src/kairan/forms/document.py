"""The form as a document (フォーム): pages of questions and where each leads. What it means stands in `journey`."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Literal

import msgspec

from kairan.core.kit.bounds import bounded
from kairan.forms.calculations import formula_depth
from kairan.forms.conditions import Condition, QuestionId, depth_of
from kairan.forms.members import read_member_name
from kairan.forms.questions import AnyQuestion, Calculated, Group
from kairan.forms.questions.base import Help, Label

PAGES_MOST = 60
QUESTIONS_MOST = 300
RULES_MOST = 20
TEXTS_MOST = 6_000  # of one language
DOCUMENT_BYTES = 512 * 1024
KEPT = bounded("forms.documents", 32, "evict", "read again from the database")
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


Tongue = Literal["ja", "easy", "en", "zh", "zh-hant", "ko", "vi", "tl", "pt", "es", "ne", "id", "my", "th", "uk"]
"""A language in which a form may be read; "easy" is やさしい日本語."""
TextPlace = Annotated[str, msgspec.Meta(pattern="^[a-z0-9_.]{1,80}$")]


class Translated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in another language, and of which text it was made."""

    of: Help
    text: Help


class FormDocument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked, and what is said around it."""

    title: Label
    summary: Help = ""  # one or two sentences: what it is for, and for whom
    needs: Help = ""  # what to have at hand before one begins
    contact: Help = ""  # whom to ask
    privacy: Help = ""  # what the answers are used for, and who sees them
    done: Help = ""  # after submitting: what comes next
    layout: Literal["pages", "single"] = "pages"  # one page at a time, or all on one
    is_survey: bool = False  # アンケート: what fewer than five said is not told in its counts
    pages: Annotated[list[QuestionPage], msgspec.Meta(max_length=PAGES_MOST)] = []
    translations: Annotated[
        dict[Tongue, Annotated[dict[TextPlace, Translated], msgspec.Meta(max_length=TEXTS_MOST)]],
        msgspec.Meta(max_length=20),
    ] = {}

    def questions(self) -> Iterator[AnyQuestion]:
        """Yield every question, in order."""
        for page in self.pages:
            yield from page.questions

    def every_question(self) -> Iterator[AnyQuestion]:
        """Yield every question, behind each group those of its members, once."""
        for one in self.questions():
            yield one
            if isinstance(one, Group):
                yield from one.questions

    def question(self, question_id: str) -> AnyQuestion | None:
        """Return a question by its id."""
        return next((one for one in self.questions() if one.id == question_id), None)

    def named(self, name: str) -> AnyQuestion | None:
        """Return a question by its id, or that of a member of a group by its name there."""
        place = read_member_name(name)
        if place is None:
            return self.question(name)
        group = self.question(place.group)
        inner = group.inner(place.question) if isinstance(group, Group) and place.number <= group.most else None
        return group.of_member(inner, place.number) if isinstance(group, Group) and inner is not None else None

    def page(self, page_id: str) -> QuestionPage | None:
        """Return a page by its id."""
        return next((one for one in self.pages if one.id == page_id), None)


def encoded(document: FormDocument) -> bytes:
    """Return a document as it is stored: the same document, the same bytes."""
    return msgspec.json.encode(document, order="deterministic")


def is_too_large(document: FormDocument) -> bool:
    """Whether a document is longer than any form, or a condition in it deeper than anything that can be walked."""
    rules = [rule.when for page in document.pages for rule in page.rules]
    shown = [one.show_if for one in (*document.pages, *document.every_question())]
    formulas = [one.formula for one in document.questions() if isinstance(one, Calculated)]
    is_too_deep = any(depth_of(one) > NESTED_MOST for one in (*rules, *shown))
    is_too_deep = is_too_deep or any(formula_depth(one) > NESTED_MOST for one in formulas)
    return is_too_deep or len(encoded(document)) > DOCUMENT_BYTES


def decoded(text: str | bytes) -> FormDocument:
    """Read a stored document."""
    return msgspec.json.decode(text, type=FormDocument)


@lru_cache(maxsize=KEPT)
def decoded_once(text: str) -> FormDocument:
    """Read a published version, or return it as it was read before: it never changes, and every page asks for it."""
    return decoded(text)


def digest_of(text: str) -> str:
    """Return what a version is known by: the digest of what is stored, which a later field of the document leaves."""
    return hashlib.sha256(text.encode()).hexdigest()
