"""What is wrong with calculated values (計算の点検): what they ask must be there, before them, and be counted."""

from collections.abc import Iterator, Mapping
from typing import Literal

from kairan.forms.calculations import (
    CountIn,
    Formula,
    NumberIn,
    PriceOf,
    SumOfMembers,
    asked_by_part,
    is_formula_too_large,
    parts_of,
)
from kairan.forms.document import FormDocument
from kairan.forms.questions import (
    AnyQuestion,
    Calculated,
    Explanation,
    Group,
    MultipleChoice,
    Number,
    Places,
    Scale,
    SingleChoice,
    YesNo,
)

FormulaFault = Literal[
    "no_formula",
    "formula_too_large",
    "formula_asks_unknown",
    "formula_asks_later",
    "formula_asks_no_number",
    "formula_tells_sealed",
]


def faults_of_formulas(document: FormDocument) -> Iterator[tuple[FormulaFault, str]]:
    """Yield what is wrong with calculated values, and with which."""
    known = {one.id: one for one in document.questions() if one.ASKS}
    before: set[str] = set()
    for one in document.questions():
        if isinstance(one, Calculated):
            for code in sorted(_of(one.formula, known, before)):
                yield code, one.id
            if not one.needs_care and _tells_sealed(one.formula, known):
                yield "formula_tells_sealed", one.id
        before.add(one.id)


def _of(formula: Formula | None, known: Mapping[str, AnyQuestion], before: set[str]) -> set[FormulaFault]:
    found: set[FormulaFault] = set()
    if is_formula_too_large(formula):
        found.add("formula_too_large")
    parts = list(parts_of(formula))
    asked = {(name, inside) for part, inside in parts for name in asked_by_part(part)}
    if not asked:
        found.add("no_formula")
    for name, inside in asked:
        if _asked(name, inside, known) is None:
            found.add("formula_asks_unknown")
        elif name in known and name not in before:
            found.add("formula_asks_later")
    if any(not _is_counted(part, inside, known) for part, inside in parts):
        found.add("formula_asks_no_number")
    return found


def _tells_sealed(formula: Formula | None, known: Mapping[str, AnyQuestion]) -> bool:
    """Whether a value that lies open follows from answers that are sealed."""
    asked = ((name, inside) for part, inside in parts_of(formula) for name in asked_by_part(part))
    for name, inside in asked:
        question, group = _asked(name, inside, known), known.get(inside)
        if (question is not None and question.needs_care) or (group is not None and group.needs_care):
            return True
    return False


def _asked(name: str, inside: str, known: Mapping[str, AnyQuestion]) -> AnyQuestion | None:
    """Return what a part asks: a question of the group it is in, or one outside of any."""
    group = known.get(inside)
    inner = group.inner(name) if isinstance(group, Group) else None
    return inner if inner is not None and not isinstance(inner, Explanation) else known.get(name)


def _is_counted(part: Formula, inside: str, known: Mapping[str, AnyQuestion]) -> bool:
    """Whether a part asks something that can be reckoned with; what is not there is told as such."""
    match part:
        case NumberIn(question=name):
            kinds: tuple[type, ...] = (Number, Scale, Calculated, Group)
        case CountIn(question=name):
            kinds = (MultipleChoice, Group)
        case PriceOf(question=name):
            kinds = (SingleChoice, MultipleChoice, YesNo, Places)
        case SumOfMembers(group=name):
            kinds = (Group,)
        case _:
            return True
    found = _asked(name, inside, known)
    return found is None or isinstance(found, kinds)
