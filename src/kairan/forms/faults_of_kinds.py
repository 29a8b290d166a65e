"""What is wrong with single questions (設問の点検): bounds that cross, groups that ask nothing, links without names."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Literal

from kairan.core.kit.text import is_blank, is_storable
from kairan.forms.calculations import Formula, Within, parts_of
from kairan.forms.document import FormDocument
from kairan.forms.questions import (
    AnyQuestion,
    Calculated,
    Day,
    Explanation,
    Group,
    LinkValue,
    LongText,
    MultipleChoice,
    Number,
    ShortText,
)
from kairan.forms.questions.explanations import ALT_LIMIT
from kairan.forms.questions.link_values import RESERVED

FIELDS_MOST = 3_500
"""Of all members that may be added: fewer than a browser may send, and a draft may hold, of one form."""

KindFault = Literal[
    "bounds_crossed",
    "no_such_day",
    "group_empty",
    "group_too_large",
    "no_parameter",
    "same_parameter",
    "no_alt",
    "no_picture",
    "alt_not_good",
]


def faults_of_kinds(document: FormDocument) -> Iterator[tuple[KindFault, str]]:
    """Yield what is wrong with questions by their kind, and with which."""
    for one in document.every_question():
        if _is_crossed(one):
            yield "bounds_crossed", one.id
        if isinstance(one, Day) and not all(map(_is_day, (one.earliest, one.latest))):
            yield "no_such_day", one.id
        if isinstance(one, Group) and not any(inner.ASKS for inner in one.questions):
            yield "group_empty", one.id
        if isinstance(one, Explanation):
            yield from ((code, one.id) for code in _of_picture(one))
    yield from _of_groups(document)
    yield from _of_parameters(document)


def _of_picture(one: Explanation) -> Iterator[KindFault]:
    """Tell a picture without words (JIS X 8341-3, 1.1.1), and words whose picture was not taken along."""
    if one.picture is not None and is_blank(one.alt):
        yield "no_alt"
    if one.picture is None and not is_blank(one.alt):
        yield "no_picture"
    if not is_storable(one.alt, ALT_LIMIT):
        yield "alt_not_good"


def _is_crossed(question: AnyQuestion) -> bool:  # noqa: PLR0911  # one for each kind
    """Whether no answer at all could keep to the bounds."""
    match question:
        case Number(least=least, most=most):
            return least is not None and most is not None and least > most
        case ShortText(least=least, most=most) | LongText(least=least, most=most):
            return least > most or most == 0
        case MultipleChoice(least=least, most=most, options=options, has_other=has_other):
            return (0 < most < least) or least > len(options) + has_other
        case Day(earliest=earliest, latest=latest):
            return _is_date(earliest) and _is_date(latest) and earliest > latest
        case Group(least=least, most=most):
            return least > most or most == 0
        case Calculated(formula=formula):
            return any(_is_never_within(part) for part, _ in parts_of(formula))
        case _:
            return False


def _is_never_within(part: Formula) -> bool:
    match part:
        case Within(least=float() | int() as least, most=float() | int() as most):
            return least > most
        case _:
            return False


def _is_date(bound: str) -> bool:
    return bound not in {"", "today"} and _is_day(bound)


def _is_day(bound: str) -> bool:
    try:
        return bound in {"", "today"} or date.fromisoformat(bound) is not None
    except ValueError:
        return False


def _of_groups(document: FormDocument) -> Iterator[tuple[KindFault, str]]:
    fields = 0
    for one in document.questions():
        fields += len(one.fields())
        if isinstance(one, Group):
            fields += one.most * sum(len(inner.fields()) for inner in one.questions)
            if fields > FIELDS_MOST:
                yield "group_too_large", one.id


def _of_parameters(document: FormDocument) -> Iterator[tuple[KindFault, str]]:
    carried = [one for one in document.questions() if isinstance(one, LinkValue)]
    times = Counter(one.parameter for one in carried)
    for one in carried:
        if not one.parameter:
            yield "no_parameter", one.id
        elif times[one.parameter] > 1 or one.parameter in RESERVED:
            yield "same_parameter", one.id
