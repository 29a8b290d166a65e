"""Members of a repeating group (繰り返しの一件), by name: `family.2.born` is `born` of the second member of `family`.

Promise: what is answered of a member lies flat beside every other answer, under a name that says where; so whatever
knows how to keep, seal, show and export an answer does so for those of members, too.
"""

import re
from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from kairan.forms.conditions import Value, Values

MEMBERS_MOST = 30

_NAME = re.compile(r"([a-z0-9]{1,13})\.([1-9][0-9]?)\.([a-z0-9]{1,13})")


class MemberName(NamedTuple):
    """What the name of a member's question says."""

    group: str
    number: int  # of the member, from 1
    question: str


def member_name(group: str, number: int, question: str) -> str:
    """Return under which name a member's question is asked and answered."""
    return f"{group}.{number}.{question}"


def read_member_name(name: str) -> MemberName | None:
    """Return what a name says; None for that of a question outside of any group."""
    found = _NAME.fullmatch(name)
    return None if found is None else MemberName(found[1], int(found[2]), found[3])


def question_named(name: str) -> str:
    """Return the question an answer is to, of whichever member."""
    return name.rpartition(".")[2]


def members_in(count: object) -> range:
    """Return the numbers of members for the answer to a group; none for what is no such answer."""
    if not isinstance(count, int | float) or isinstance(count, bool) or not 0 <= count <= MEMBERS_MOST:
        return range(0)
    return range(1, int(count) + 1) if float(count).is_integer() else range(0)


class MemberScope(Mapping[str, Value]):
    """Answers as a member's own condition sees them: those of the member first, then everybody's."""

    def __init__(self, values: Values, group: str, number: int) -> None:
        self._values = values
        self._prefix = member_name(group, number, "")

    def __getitem__(self, question: str) -> Value:
        own = self._prefix + question
        return self._values[own] if own in self._values else self._values[question]

    def __iter__(self) -> Iterator[str]:
        own = (name.removeprefix(self._prefix) for name in self._values if name.startswith(self._prefix))
        return iter(dict.fromkeys([*own, *self._values]))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def nested(answers: Values, groups: Container[str]) -> dict[str, object]:
    """Return answers with those of members inside of their group: a list of members, each by question."""
    found: dict[str, object] = {}
    for name, value in answers.items():
        if name in groups:
            found[name] = [_of_member(answers, name, n) for n in members_in(value)]
        elif read_member_name(name) is None:
            found[name] = value
    return found


def _of_member(answers: Values, group: str, number: int) -> dict[str, Value]:
    prefix = member_name(group, number, "")
    return {name.removeprefix(prefix): value for name, value in answers.items() if name.startswith(prefix)}
