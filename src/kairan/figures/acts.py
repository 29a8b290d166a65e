"""Which counts of acts may be told: none that fewer than five people made, nor one from which theirs can be reckoned.

Promise: the departments of a day (for who was active in a month: of the month) are parted into blocks, in each of which
nobody acted, or at least five people did, and every number told is a sum of whole blocks. So whoever adds and subtracts
what is shown, of whichever lines, periods and viewers, is left with blocks. The blocks are of the whole body's tree and
of nothing that is asked: no choice of a period or a department moves them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from kairan.figures.model import LEAST, Counted

Act = Literal["active", "phones", "pcs", "messages", "files", "reading", "soon"]
Node = tuple[str, str | None]  # a department and the one above; "" is the body itself, above all

ACTING: Mapping[Act, tuple[str, tuple[str, ...]]] = {
    "active": ("active", ("active",)),
    "phones": ("phones", ("phones",)),
    "pcs": ("pcs", ("pcs",)),
    "messages": ("authors", ("messages",)),
    "files": ("uploaders", ("files", "bytes")),
    "reading": ("readers", ("read", "to_read")),
    "soon": ("soon_readers", ("soon_read", "soon_to_read")),
}
"""For each act who acted, and what is told of it: first what stands for the act itself."""


class Told(NamedTuple):
    """The sum of the blocks within a line."""

    numbers: tuple[int, ...]
    is_whole: bool
    """No block lies partly outside: nothing was left out."""


def nodes_of(below: Mapping[str, Sequence[str]], tops: Iterable[str]) -> list[Node]:
    """Return the departments, each before the one above it; the body itself is the last."""
    found: list[Node] = [("", None)]
    waiting: list[Node] = [(one, "") for one in tops]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend((one, node[0]) for one in below.get(node[0], ()))
    return found[::-1]


def blocks(nodes: Sequence[Node], people: Mapping[str, int]) -> tuple[list[frozenset[str]], frozenset[str]]:
    """Part the departments in which somebody acted into blocks of at least five; what stays too few is last.

    One that is too small is laid together with its neighbours, those with the smallest block beside them, and only
    where there is none with what is too small elsewhere: so five who acted in a department lie in blocks of its own.
    """
    waiting: dict[str | None, list[str]] = {}
    parted: dict[str | None, list[list[str]]] = {}
    for department, above in nodes:
        few = waiting.pop(department, [])
        mine = parted.pop(department, [])
        if people.get(department, 0):
            few.append(department)
        if few and _sum(people, few) >= LEAST:
            mine.append(few)
        elif few and mine:
            min(mine, key=lambda one: (_sum(people, one), min(one))).extend(few)
        elif few:
            waiting.setdefault(above, []).extend(few)
        if mine:
            parted.setdefault(above, []).extend(mine)
    return [frozenset(one) for one in parted.get(None, ())], frozenset(waiting.get(None, ()))


def _sum(people: Mapping[str, int], departments: Iterable[str]) -> int:
    return sum(people[one] for one in departments)


class Acts:
    """What may be told of days, summed: a day is added with the counts of its departments."""

    def __init__(self, nodes: Sequence[Node], acts: Iterable[Act] = tuple(ACTING)) -> None:
        self._nodes = nodes
        self._sums: dict[Act, dict[frozenset[str], list[int]]] = {act: {} for act in acts}
        self._few: dict[Act, set[str]] = {act: set() for act in acts}

    def add(self, day: Mapping[str, Counted]) -> None:
        """Add a day (or a month of who was active)."""
        for act in self._sums:
            people = {department: _people(act, one) for department, one in day.items()}
            told, few = blocks(self._nodes, people)
            self._few[act] |= few
            for block in [*told, *_nobodys(self._nodes, day, people)]:
                for one in block:
                    self._count(act, block, [getattr(day[one], name) for name in ACTING[act][1]])

    def include(self, days: "Acts") -> None:
        """Add days that were added to another."""
        for act in self._sums:
            self._few[act] |= days._few[act]
            for block, numbers in days._sums[act].items():
                self._count(act, block, numbers)

    def _count(self, act: Act, block: frozenset[str], numbers: Sequence[int]) -> None:
        sums = self._sums[act].setdefault(block, [0] * len(numbers))
        for n, number in enumerate(numbers):
            sums[n] += number

    def told(self, act: Act, members: frozenset[str]) -> Told:
        """Sum the blocks that lie within these departments."""
        numbers = [0] * len(ACTING[act][1])
        is_whole = self._few[act].isdisjoint(members)
        for block, sums in self._sums[act].items():
            if block <= members:
                numbers = [one + more for one, more in zip(numbers, sums, strict=True)]
            elif not block.isdisjoint(members):
                is_whole = False
        return Told(tuple(numbers), is_whole)

    def all_of(self, act: Act, members: frozenset[str]) -> tuple[int | None, ...]:
        """Return the numbers of these departments, or nothing where a part of them cannot be told."""
        numbers, is_whole = self.told(act, members)
        return numbers if is_whole else (None,) * len(numbers)

    def most_of(self, act: Act, members: frozenset[str]) -> tuple[int | None, ...]:
        """Return the numbers of the days that can be told, or nothing where none can that tells of an act."""
        numbers, is_whole = self.told(act, members)
        return numbers if is_whole or numbers[0] else (None,) * len(numbers)


def _people(act: Act, one: Counted) -> int:
    """Count who acted; what was counted before that was kept is taken for one person's."""
    who, (what, *_) = ACTING[act]
    people: int = getattr(one, who)
    return max(people, int(getattr(one, what) > 0))


def _nobodys(nodes: Sequence[Node], day: Mapping[str, Counted], people: Mapping[str, int]) -> Iterator[frozenset[str]]:
    """Yield the departments in which nobody acted, each by itself: only what they were to read is told of them."""
    for department, _ in nodes:
        if department in day and not people[department]:
            yield frozenset({department})
