"""No line of the table, and no difference of lines, tells of one to four people."""

from hypothesis import given
from hypothesis import strategies as st

from kairan.figures.groups import Group, Tree, groups
from kairan.figures.model import LEAST

SIZES = st.lists(st.integers(min_value=0, max_value=9), min_size=1, max_size=14)


def tree_of(sizes: list[int], above: list[int]) -> tuple[Tree, list[str]]:
    """Department n lies below an earlier one, or at the top."""
    below: dict[str, list[str]] = {}
    tops = []
    for n in range(len(sizes)):
        parent = above[n] % (n + 1) - 1
        if parent < 0:
            tops.append(str(n))
        else:
            below.setdefault(str(parent), []).append(str(n))
    return Tree(below, {str(n): size for n, size in enumerate(sizes)}), tops


def remainders(tree: Tree, lines: list[Group], whole: frozenset[str]) -> list[int]:
    """Return how many people every difference that can be taken stands for: a line less all lines right below it."""
    found = []
    stack: list[tuple[frozenset[str], int, set[str]]] = [(whole, -1, set())]
    for line in lines:
        while stack[-1][1] >= line.depth:
            members, _, taken = stack.pop()
            found.append(tree.sum(members - taken) if taken else 0)
        assert line.members <= stack[-1][0]
        assert not (line.members & stack[-1][2]), "two lines count the same people"
        stack[-1][2].update(line.members)
        stack.append((line.members, line.depth, set()))
    for members, _, taken in stack:
        found.append(tree.sum(members - taken) if taken else 0)
    return found


@given(SIZES, st.lists(st.integers(min_value=0, max_value=100), min_size=14, max_size=14), st.integers(0, 6))
def test_every_line_and_every_difference_is_nobody_or_at_least_five(
    sizes: list[int], above: list[int], without: int
) -> None:
    tree, tops = tree_of(sizes, above)
    tree = Tree(tree.below, {**tree.people, "": without})
    whole = frozenset(tree.people)
    lines = groups(tree, tops, frozenset({""}))
    if tree.sum(whole) < LEAST:
        assert lines == []
    for line in lines:
        assert line.people == tree.sum(line.members) >= LEAST
    assert all(left == 0 or left >= LEAST for left in remainders(tree, lines, whole))


def test_the_head_of_a_department_is_shown_with_its_smallest_section() -> None:
    tree = Tree({"部": ["一課", "二課", "三課"]}, {"部": 1, "一課": 8, "二課": 6, "三課": 2})
    lines = groups(tree, ["部"], frozenset({""}))
    assert [(one.kind, one.named, one.people) for one in lines] == [
        ("department", ("部",), 17),
        ("department", ("一課",), 8),
        ("rest", ("", "三課", "二課"), 9),
    ]
