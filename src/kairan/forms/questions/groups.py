"""Repeating groups (繰り返し): the same questions for each member of a household, each thing, each vehicle."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, ClassVar, TypeVar

import msgspec

from kairan.forms.conditions import Value, Values
from kairan.forms.members import MEMBERS_MOST, member_name, members_in
from kairan.forms.questions.base import Label, Question, Typed, narrow, said_plainly
from kairan.forms.questions.choices import Consent, MultipleChoice, Scale, SingleChoice, YesNo
from kairan.forms.questions.dates import Day, TimeOfDay
from kairan.forms.questions.explanations import Explanation
from kairan.forms.questions.numbers import CorporateNumber, Number
from kairan.forms.questions.people import Address, MailAddress, PersonName, Phone
from kairan.forms.questions.texts import LongText, ShortText

MEMBER_QUESTIONS_MOST = 30
IN_TABLE = 5  # members that have columns of their own, unless a form says otherwise

MemberQuestion = (
    ShortText
    | LongText
    | PersonName
    | Address
    | Phone
    | MailAddress
    | Day
    | TimeOfDay
    | Number
    | CorporateNumber
    | YesNo
    | SingleChoice
    | MultipleChoice
    | Scale
    | Consent
    | Explanation
)
"""What may be asked of each member. Not places, which are taken once; no files, which a member that is taken out would
leave behind; nothing with rows; no group within a group."""
Members = Annotated[int, msgspec.Meta(ge=0, le=MEMBERS_MOST)]
_Asked = TypeVar("_Asked", bound=Question)
_Counter = Annotated[str, msgspec.Meta(max_length=20)]


class Group(Question, frozen=True, kw_only=True, tag="group"):
    """Questions that are asked of each member; its own answer is how many there are.

    The questions of the second member of `family` are named `family.2.…`: see `members`. How many there may be is no
    matter of complaint: no more than `most` can be added, no fewer than `least` be left.
    """

    noun: Label = ""  # what a member is called: 世帯員
    counter: _Counter = "件"  # how members are counted: 人, 点
    least: Members = 1
    most: Members = 10
    in_table: Members = IN_TABLE  # how many have columns in a table of one row for each application
    questions: Annotated[list[MemberQuestion], msgspec.Meta(max_length=MEMBER_QUESTIONS_MOST)] = []

    PARTS: ClassVar[tuple[str, ...]] = ("",)

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return how many members there are."""
        return self.count_in(typed)

    def count_in(self, typed: Typed) -> int:
        """Return how many members there are; without a good number, as few as there must be."""
        given = typed.get(self.field(), ())
        text = narrow(given[0][:8]).strip() if given else ""
        count = int(text) if text.isascii() and text.isdigit() else self.least
        return max(self.least, min(count, self.most, MEMBERS_MOST))

    def member(self, number: int) -> list[MemberQuestion]:
        """Return the questions of a member, under their names there and with labels that say whose they are."""
        return [self.of_member(one, number) for one in self.questions]

    def of_member(self, question: MemberQuestion, number: int) -> MemberQuestion:
        """Return one question of a member; it needs care where the whole group does."""
        return msgspec.structs.replace(
            question,
            id=member_name(self.id, number, question.id),
            label=f"{self.title_of(number)}：{question.label}",
            needs_care=question.needs_care or self.needs_care,
        )

    def title_of(self, number: int) -> str:
        """Return what a member is called: 世帯員2."""
        return f"{self.noun or self.label}{number}"

    def inner(self, question_id: str) -> MemberQuestion | None:
        """Return a question by its id."""
        return next((one for one in self.questions if one.id == question_id), None)

    def shown(self, value: Value) -> str:
        """Return how many there are: 3人."""
        is_count = isinstance(value, int | float) and not isinstance(value, bool)
        return f"{said_plainly(value)}{self.counter}" if is_count else said_plainly(value)

    def cells(self, value: Value | None) -> list[str]:
        """Return how many there are, as spreadsheets add it up."""
        return ["" if value is None else said_plainly(value)]


def with_members(questions: Iterable[_Asked], answers: Values) -> Iterator[_Asked | MemberQuestion]:
    """Yield questions, behind each group those of its members, as many as were answered for."""
    for one in questions:
        yield one
        if isinstance(one, Group):
            for number in members_in(answers.get(one.id)):
                yield from one.member(number)
