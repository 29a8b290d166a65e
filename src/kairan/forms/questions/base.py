"""What every kind of question knows: how to be asked, read, shown and exported."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, ClassVar, NamedTuple

import msgspec

from kairan.core.kit.text import TextNotStorable, TextTooLong, bounded_text, compatible
from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Condition, QuestionId, Value

LABEL_LIMIT = 120
HELP_LIMIT = 2_000
ANSWER_LIMIT = 4_000  # characters in one field, whatever the kind

Typed = Mapping[str, Sequence[str]]
"""What was typed: the values of each field by its name."""
Label = Annotated[str, msgspec.Meta(max_length=LABEL_LIMIT * 4)]
Help = Annotated[str, msgspec.Meta(max_length=HELP_LIMIT * 4)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class Column(NamedTuple):
    """A column of a table of answers."""

    key: str  # the part, empty for the whole
    title: str


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """One question (設問); its id stays over all versions of a form, so that answers go on."""

    PARTS: ClassVar[tuple[str, ...]] = ("",)  # the fields it is asked with
    ASKS: ClassVar[bool] = True  # whether it is answered at all
    FREE: ClassVar[bool] = False  # whether anything may be typed: there My Number is refused
    ON_PAGE: ClassVar[bool] = True  # whether applicants see it while they fill in
    GIVEN: ClassVar[bool] = False  # whether its answer comes without being asked: calculated, or from the link

    id: QuestionId
    label: Label
    help: Help = ""
    required: bool = True
    show_if: Condition | None = None
    needs_care: bool = False
    """要配慮: the answer is sealed in the database and shown only to who works on it."""
    ask_again: bool = False
    """Asked every time, never offered from an earlier application."""

    def field(self, part: str = "") -> str:
        """Return the name of a field on the page."""
        return f"{self.id}.{part}" if part else self.id

    def fields(self) -> list[str]:
        """Return the names of all its fields."""
        return [self.field(part) for part in self.PARTS]

    def typed_in(self, typed: Typed, part: str = "") -> str:
        """Return what was typed in a field, trimmed and as it may be stored; empty for nothing.

        Raises NotAccepted ("not_storable", "too_long").
        """
        given = typed.get(self.field(part), ())
        return self.good_text(given[0], ANSWER_LIMIT, part) if given else ""

    def good_text(self, text: str, most: int, part: str = "") -> str:
        """Return a text as it is stored. Raises NotAccepted ("not_storable", "too_long")."""
        try:
            return bounded_text(text, most).strip()
        except TextNotStorable:
            raise NotAccepted("not_storable", part) from None
        except TextTooLong:
            raise NotAccepted("too_long", part, most=most) from None

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return the answer, or None for none; `today` is the day of filling in. Raises NotAccepted."""
        raise NotImplementedError

    def missing(self) -> str:
        """Return the reason that is told where it is required and not answered."""
        return "missing"

    def shown(self, value: Value) -> str:
        """Return an answer as people read it: on the check page, in mail, in letters.

        It never fails: a question may have been of another kind when it was answered.
        """
        return said_plainly(value)

    def columns(self) -> list[Column]:
        """Return its columns in a table of answers."""
        return [Column("", self.label)]

    def cells(self, value: Value | None) -> list[str]:
        """Return its cells, as many as columns."""
        return ["" if value is None else self.shown(value)]

    def with_older(self, older: "Question") -> "Question":
        """Return this question able to show what an earlier version of it was answered with, in tables of both."""
        return self

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return what would be typed to give this answer: to fill in fields from an answer."""
        return {self.field(): [str(value)]}


class Unanswered(Question, frozen=True, kw_only=True):
    """What is only read: it has no field."""

    PARTS: ClassVar[tuple[str, ...]] = ()
    ASKS: ClassVar[bool] = False
    required: bool = False

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return nothing."""
        return None

    def columns(self) -> list[Column]:
        """Return no column."""
        return []

    def cells(self, value: Value | None) -> list[str]:
        """Return no cell."""
        return []

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return nothing."""
        return {}


def said_plainly(value: Value) -> str:
    """Return an answer of whatever kind as text."""
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, list):
        return "、".join(value)
    return "　".join(value.values()) if isinstance(value, dict) else str(value)


def narrow(text: str) -> str:
    """Return digits, letters and marks half-width (１２３ → 123), as they are compared; some marks become blanks."""
    return compatible(text).strip()
