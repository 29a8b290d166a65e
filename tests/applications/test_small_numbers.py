"""Whatever is counted, what is told of a survey determines no count from 1 to 4: every line that adds up is solved."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kairan.applications.counting_model import FEW
from kairan.applications.small_numbers import hidden_among, hidden_in_table, with_margins

COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 60))
TABLES = st.integers(1, 5).flatmap(
    lambda columns: st.lists(st.lists(COUNTS, min_size=columns, max_size=columns), min_size=1, max_size=5)
).filter(lambda cells: sum(map(sum, cells)) >= FEW)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(COUNTS, min_size=1, max_size=9).filter(lambda counts: sum(counts) >= FEW))
def test_a_line_tells_no_small_count_and_no_small_rest(counts: list[int]) -> None:
    hidden = hidden_among(counts)
    assert all(at in hidden for at, count in enumerate(counts) if 0 < count < FEW)
    assert not hidden or (len(hidden) >= 2 and sum(counts[at] for at in hidden) >= FEW)


@settings(max_examples=300, deadline=None)
@given(TABLES)
def test_no_small_cell_can_be_calculated_from_what_is_told(cells: list[list[int]]) -> None:
    whole = with_margins(cells)
    hidden = hidden_in_table(cells)
    unknown = sorted(hidden)
    small = {(i, j) for i, row in enumerate(whole) for j, count in enumerate(row) if 0 < count < FEW}
    assert small <= hidden
    assert (len(whole) - 1, len(whole[0]) - 1) not in hidden
    determined = _determined(whole, unknown)
    assert not small & determined, (cells, hidden)


def _determined(whole: list[list[int]], unknown: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the cells that the sums of rows and columns determine, by solving them all."""
    place = {cell: at for at, cell in enumerate(unknown)}
    rows, columns = len(whole), len(whole[0])
    lines = [[(i, j) for j in range(columns)] for i in range(rows)]
    lines += [[(i, j) for i in range(rows)] for j in range(columns)]
    system: list[list[Fraction]] = []
    for line in lines:
        equation = [Fraction(0)] * len(unknown)
        for cell in line:
            if cell in place:
                equation[place[cell]] = Fraction(-1 if cell == line[-1] else 1)
        system.append(equation)
    pivots: list[int] = []
    for column in range(len(unknown)):
        found = next((r for r in range(len(pivots), len(system)) if system[r][column]), None)
        if found is None:
            continue
        at = len(pivots)
        system[at], system[found] = system[found], system[at]
        system[at] = [one / system[at][column] for one in system[at]]
        for other in range(len(system)):
            if other != at and system[other][column]:
                factor = system[other][column]
                system[other] = [a - factor * b for a, b in zip(system[other], system[at], strict=True)]
        pivots.append(column)
    return {unknown[pivot] for at, pivot in enumerate(pivots) if sum(1 for one in system[at] if one) == 1}
