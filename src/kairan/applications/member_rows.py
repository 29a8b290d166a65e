"""Members of repeating groups in a table (繰り返しの書き出し): in columns side by side, or each in its own row."""

from collections.abc import Iterable, Iterator, Sequence

from kairan.applications.problems import GroupNotFound
from kairan.forms.conditions import Values
from kairan.forms.members import members_in
from kairan.forms.questions import Group, Question


def columns_of(questions: Sequence[Question], rows: str) -> list[tuple[str, Question]]:
    """Return the heads of a table with what stands below: of a row for each application, or each member of `rows`.

    Problems: GroupNotFound.
    """
    if not rows:
        return _heads(_in_columns(questions))
    group = _group(questions, rows)
    around, inner = _heads(_around(questions, group)), _heads(one for one in group.questions if one.ASKS)
    return [*around, (group.noun or group.label, group), *inner]


def _heads(questions: Iterable[Question]) -> list[tuple[str, Question]]:
    return [(column.title, one) for one in questions for column in one.columns()]


def cells_of(questions: Sequence[Question], answers: Values, rows: str) -> list[list[str]]:
    """Return the rows of one application: one, or one for each member of `rows`. Problems: GroupNotFound."""
    if not rows:
        return [_cells(_in_columns(questions), answers)]
    group = _group(questions, rows)
    around = _cells(_around(questions, group), answers)
    members = members_in(answers.get(group.id))
    return [[*around, str(n), *_cells((one for one in group.member(n) if one.ASKS), answers)] for n in members]


def _cells(questions: Iterable[Question], answers: Values) -> list[str]:
    return [cell for one in questions for cell in one.cells(answers.get(one.id))]


def _in_columns(questions: Sequence[Question]) -> Iterator[Question]:
    """Yield what has columns: behind each group the first of its members; how many there are says if there are more."""
    for one in questions:
        yield one
        if isinstance(one, Group):
            for number in range(1, min(one.in_table, one.most) + 1):
                yield from (inner for inner in one.member(number) if inner.ASKS)


def _around(questions: Sequence[Question], group: Group) -> Iterator[Question]:
    """Yield what stands in every row beside a member: everything but members of groups."""
    return (one for one in questions if one.id != group.id)


def _group(questions: Sequence[Question], name: str) -> Group:
    found = next((one for one in questions if one.id == name), None)
    if not isinstance(found, Group):
        raise GroupNotFound
    return found
