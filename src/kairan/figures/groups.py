"""Which departments may be shown by themselves: none whose numbers could be laid at a person's door.

Promise: no line, and no difference of a line and those below it, stands for one to four people. What is too small is
shown together with its neighbours, and where those are too few as well, with the smallest of the others.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from kairan.figures.model import LEAST, LineKind


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table: the departments it sums, and how it is called."""

    id: str | None
    kind: LineKind
    named: tuple[str, ...]  # departments; "" stands for those directly in the one above
    depth: int
    members: frozenset[str]
    people: int


class Tree(msgspec.Struct, frozen=True):
    """The departments below each, in their order, and how many people were directly in each."""

    below: Mapping[str, Sequence[str]]
    people: Mapping[str, int]

    def within(self, department_id: str) -> frozenset[str]:
        """Return a department with all below it; "" is who has none."""
        found, waiting = set(), [department_id]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self.below.get(one, ()))
        return frozenset(found)

    def sum(self, members: frozenset[str]) -> int:
        """Count the people in these departments."""
        return sum(self.people.get(one, 0) for one in members)


def groups(tree: Tree, tops: Sequence[str], direct: frozenset[str]) -> list[Group]:
    """Return the lines below the whole: `tops` and what is below them, and who belongs to none of them."""
    return list(_below(tree, tops, direct, 0))


def _below(tree: Tree, children: Sequence[str], direct: frozenset[str], depth: int) -> Iterator[Group]:
    shown, rest = parted([_own(tree, direct, depth), *(_group(tree, one, depth) for one in children)])
    for group in shown:
        yield group
        if group.id is not None:
            yield from _below(tree, tree.below.get(group.id, ()), frozenset({group.id}), depth + 1)
    if rest is not None:
        yield rest


def parted(parts: Sequence[Group]) -> tuple[list[Group], Group | None]:
    """Part those that can be shown from those that are shown together; nothing, where that says no more than the whole.

    Departments without people go with the rest: what was done in them before counts there.
    """
    shown = [one for one in parts if one.people >= LEAST]
    rest = [one for one in parts if one.people < LEAST]
    while shown and 0 < sum(one.people for one in rest) < LEAST:
        smallest = min(shown, key=lambda one: one.people)
        shown.remove(smallest)
        rest.append(smallest)
    if not shown or (len(shown) == 1 and shown[0].kind == "direct" and not any(one.people for one in rest)):
        return [], None
    return shown, _together(rest)


def _together(rest: Sequence[Group]) -> Group | None:
    people = sum(one.people for one in rest)
    if not people:
        return None
    named = tuple(name for one in rest if one.people for name in one.named)
    members = frozenset().union(*(one.members for one in rest))
    return Group(id=None, kind="rest", named=named, depth=rest[0].depth, members=members, people=people)


def _own(tree: Tree, direct: frozenset[str], depth: int) -> Group:
    return Group(id=None, kind="direct", named=("",), depth=depth, members=direct, people=tree.sum(direct))


def _group(tree: Tree, department_id: str, depth: int) -> Group:
    members = tree.within(department_id)
    return Group(
        id=department_id,
        kind="department",
        named=(department_id,),
        depth=depth,
        members=members,
        people=tree.sum(members),
    )
