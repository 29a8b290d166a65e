"""Whatever is counted, what is told of a survey determines no count from 1 to 4: every line that adds up is solved."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kairan.applications.counting_model import FEW, Sums
from kairan.applications.model import AnswerCount, QuestionFigures, RowFigures
from kairan.applications.rows_told import told_in_rows
from kairan.applications.small_numbers import hidden_among, hidden_in_table, with_margins
from kairan.applications.tallies import Tally, add_answer
from kairan.forms.questions import Option, Ranking

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
    return {unknown[at] for at in _solved(system, len(unknown))}


def _solved(system: list[list[Fraction]], unknowns: int) -> set[int]:
    """Return which unknowns these equations determine."""
    pivots: list[int] = []
    for column in range(unknowns):
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
    return {pivot for at, pivot in enumerate(pivots) if sum(1 for one in system[at] if one) == 1}


@settings(max_examples=300, deadline=None)
@given(st.integers(2, 4), st.lists(st.lists(COUNTS, min_size=4, max_size=4), min_size=1, max_size=4), COUNTS)
def test_a_matrix_of_a_survey_tells_no_small_number(columns: int, cells: list[list[int]], silent: int) -> None:
    answered = max(sum(row[:columns]) for row in cells)
    counts = [[*row[: columns - 1], answered - sum(row[: columns - 1])] for row in cells]
    rows = [RowFigures(label="", answered=answered, counts=[AnswerCount("", one) for one in row]) for row in counts]
    whole = QuestionFigures(question_id="q", label="", kind="matrix", answered=answered, rows=rows)
    if answered + silent < FEW:
        return  # of so few nothing adds up: everything is kept back
    told = told_in_rows(whole, answered + silent)
    hides_silent = told.answered is None
    unknown = [(i, j) for i, row in enumerate(told.rows) for j, one in enumerate(row.counts) if one.count is None]
    # Whoever knows that every row had to be answered knows that as many were silent in each.
    system = [
        [Fraction(int(cell[0] == i)) for cell in unknown] + [Fraction(int(hides_silent))] for i in range(len(counts))
    ]
    determined = _solved(system, len(unknown) + 1)
    assert not 0 < silent < FEW or (hides_silent and len(unknown) not in determined)
    small = {at for at, (i, j) in enumerate(unknown) if 0 < counts[i][j] < FEW}
    assert len(small) == sum(1 for row in counts for one in row if 0 < one < FEW), "every small count is kept back"
    assert not small & determined, (counts, silent)
    assert all(row.answered is None for row in told.rows) if hides_silent else True


@settings(max_examples=200, deadline=None)
@given(st.lists(st.permutations("abc"), min_size=1, max_size=40), COUNTS, st.integers(1, 3))
def test_a_ranking_of_a_survey_tells_no_small_number(given: list[list[str]], silent: int, places: int) -> None:
    options = [Option(one, one) for one in "abc"]
    question = Ranking(id="q", label="順", options=options, most=places)
    sums: Sums = {}
    for one in given:
        add_answer(sums, question, one[:places])
    whole = Tally(question, sums["q"]).figures()
    told = told_in_rows(whole, len(given) + silent)
    cells = [[one.count or 0 for one in row.counts] for row in whole.rows]
    table = [[*row, len(given) - sum(row)] for row in cells]
    shown = [[*(one.count for one in row.counts), row.answered] for row in told.rows]
    unknown = [(i, j) for i, row in enumerate(shown) for j, one in enumerate(row) if one is None]
    small = {at for at, (i, j) in enumerate(unknown) if 0 < table[i][j] < FEW}
    assert len(small) == sum(1 for row in table for one in row if 0 < one < FEW)
    if told.answered is None:
        assert all(one is None for row in shown for one in row)
        return
    assert not 0 < silent < FEW
    lines = [[cell for cell in unknown if cell[0] == i] for i in range(len(table))]
    lines += [[cell for cell in unknown if cell[1] == j] for j in range(len(table[0]))]
    system = [[Fraction(int(cell in line)) for cell in unknown] for line in lines]
    assert not small & _solved(system, len(unknown)), table
