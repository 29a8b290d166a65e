"""Nobody can reckon what one to four people did, whichever lines and days shown they take from each other."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from kairan.figures.acts import Acts, blocks, nodes_of
from kairan.figures.groups import Tree, groups
from kairan.figures.model import LEAST, Counted
from tests.figures.test_groups import tree_of

MOST = 14
ABOVE = st.lists(st.integers(min_value=0, max_value=100), min_size=MOST, max_size=MOST)
SIZES = st.lists(st.integers(min_value=0, max_value=12), min_size=1, max_size=MOST)
SHARES = st.lists(st.lists(st.integers(0, 12), min_size=MOST + 1, max_size=MOST + 1), min_size=1, max_size=3)


def atoms(shown: Sequence[frozenset[str]], everything: frozenset[str]) -> list[frozenset[str]]:
    """Return the least sets that can be reckoned by taking the shown ones from each other and together."""
    found = [everything]
    for one in shown:
        found = [part for each in found for part in (each & one, each - one) if part]
    return [one for one in found if any(one <= each for each in shown)]


@given(SIZES, ABOVE, st.integers(0, 6), SHARES)
def test_whatever_is_taken_from_each_other_stands_for_nobody_or_at_least_five_who_acted(
    sizes: list[int], above: list[int], without: int, shares: list[list[int]]
) -> None:
    tree, tops = tree_of(sizes, above)
    tree = Tree(tree.below, {**tree.people, "": without})
    names = sorted(tree.people)
    days = [{name: min(tree.people[name], one[n]) for n, name in enumerate(names)} for one in shares]
    lines = [
        frozenset(names),
        *(tree.within(name) for name in names),
        *(one.members for one in groups(tree, tops, frozenset({""}))),
    ]
    nodes = nodes_of(tree.below, tops)
    shown: list[frozenset[str]] = []
    for n, people in enumerate(days):
        shown += told_sets(Acts(nodes, ("messages",)), [(n, people)], names, lines)
    shown += told_sets(Acts(nodes, ("messages",)), list(enumerate(days)), names, lines)  # the sums of the period
    people_of = {f"{n} {name}": people[name] for n, people in enumerate(days) for name in names}
    for part in atoms(shown, frozenset(people_of)):
        assert by_day(part, people_of, len(days)), part


def told_sets(
    acts: Acts, days: Sequence[tuple[int, Mapping[str, int]]], names: Sequence[str], lines: Sequence[frozenset[str]]
) -> list[frozenset[str]]:
    """Give each department of each day a bit of its own as its number, and read back of which a shown sum consists."""
    bits = {f"{n} {name}": 1 << (n * (MOST + 1) + at) for n, _ in days for at, name in enumerate(names)}
    for n, people in days:
        acts.add(
            {name: Counted(authors=people[name], messages=bits[f"{n} {name}"] if people[name] else 0) for name in names}
        )
    sums = [acts.most_of("messages", line)[0] for line in lines]
    return [frozenset(key for key, bit in bits.items() if one & bit) for one in sums if one]


def by_day(part: frozenset[str], people_of: Mapping[str, int], days: int) -> bool:
    """Whether on each day nobody or at least five people of a part acted."""
    sums = [sum(people_of[key] for key in part if key.startswith(f"{n} ")) for n in range(days)]
    return all(one == 0 or one >= LEAST for one in sums)


@given(SIZES, ABOVE)
def test_a_department_with_five_who_acted_is_never_laid_together_with_others_beyond_it(
    people: list[int], above: list[int]
) -> None:
    tree, tops = tree_of(people, above)
    parted, few = blocks(nodes_of(tree.below, tops), tree.people)
    acted = {name for name, number in tree.people.items() if number}
    assert sum(map(len, parted)) + len(few) == len(acted)
    assert frozenset(acted) == few.union(*parted)
    assert all(tree.sum(one) >= LEAST for one in parted)
    assert tree.sum(few) == 0 or (tree.sum(few) < LEAST and parted == [])
    whole = frozenset(tree.people)
    if tree.sum(whole) >= LEAST:
        assert not few


def test_the_body_is_told_of_wholly_where_a_department_is_not() -> None:
    acts = Acts(nodes_of({}, ["福祉課", "土木課", "議会事務局"]), ("messages",))
    acts.add(
        {
            "福祉課": Counted(authors=8, messages=40),
            "土木課": Counted(authors=6, messages=20),
            "議会事務局": Counted(authors=2, messages=3),
        }
    )
    everybody = frozenset({"", "福祉課", "土木課", "議会事務局"})
    assert acts.all_of("messages", everybody) == (63,)
    assert [acts.all_of("messages", frozenset({one})) for one in ("福祉課", "土木課", "議会事務局")] == [
        (40,),
        (None,),
        (None,),
    ]


def test_sums_leave_out_the_days_of_few_and_a_day_of_nobody_is_a_nought() -> None:
    acts = Acts(nodes_of({}, ["福祉課"]), ("messages", "files"))
    for authors, messages in ((6, 30), (2, 9), (0, 0)):
        acts.add({"福祉課": Counted(authors=authors, messages=messages)})
    there = frozenset({"福祉課"})
    assert (acts.most_of("messages", there), acts.all_of("messages", there)) == ((30,), (None,))
    assert acts.all_of("files", there) == (0, 0)


def test_what_was_counted_before_it_was_kept_who_acted_is_not_told() -> None:
    acts = Acts(nodes_of({}, ["福祉課"]), ("messages",))
    acts.add({"福祉課": Counted(messages=400)})
    assert acts.most_of("messages", frozenset({"福祉課"})) == (None,)


def test_nobodys_reading_is_told_with_what_was_to_be_read() -> None:
    acts = Acts(nodes_of({}, ["福祉課", "土木課"]), ("reading",))
    acts.add({"福祉課": Counted(readers=6, read=12, to_read=20), "土木課": Counted(to_read=7)})
    assert acts.all_of("reading", frozenset({"福祉課", "土木課"})) == (12, 27)
