"""Small numbers (少数の秘匿): of a survey nobody is told what fewer than five said, nor what would tell it.

Promises: a count from 1 to 4 is not given; what is given does not determine it, neither a sum minus the others, nor
several sums together; and what is kept back on a line adds up to five or more. Nought is told: it points at nobody.

Method: primary and secondary suppression as statistics offices use it (Willenborg & de Waal, Elements of Statistical
Disclosure Control, 2001). In a table a hidden cell can be calculated exactly where the graph of hidden cells (rows and
columns as its points, the margins among them) has a bridge.
"""

from collections.abc import Iterable, Iterator, Sequence, Set

from kairan.applications.counting_model import FEW

Cell = tuple[int, int]
Table = Sequence[Sequence[int]]


def hidden_among(counts: Sequence[int], also: Set[int] = frozenset()) -> set[int]:
    """Return which of some counts are kept back, that add up to a number which is told; `also` are in any case."""
    hidden = {at for at, count in enumerate(counts) if 0 < count < FEW or at in also}
    while hidden and (len(hidden) < 2 or sum(counts[at] for at in hidden) < FEW):
        others = [at for at in range(len(counts)) if at not in hidden]
        if not others:
            break
        hidden.add(min(others, key=lambda at: (counts[at] == 0, counts[at], at)))
    return hidden


def with_margins(cells: Table) -> list[list[int]]:
    """Return a table with its totals as the last column and the last row."""
    rows = [[*row, sum(row)] for row in cells]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def hidden_in_table(cells: Table) -> set[Cell]:
    """Return which cells are kept back, the totals of rows and columns among them; the total of all is told."""
    whole = with_margins(cells)
    last_row, last_column = len(whole) - 1, len(whole[0]) - 1
    hidden = {(i, j) for i, row in enumerate(whole) for j, count in enumerate(row) if 0 < count < FEW}
    hidden |= {(i, last_column) for i in hidden_among([row[-1] for row in whole[:-1]])}
    hidden |= {(last_row, j) for j in hidden_among(whole[-1][:-1])}
    hidden.discard((last_row, last_column))
    while (more := _more(whole, hidden)) is not None:
        hidden.add(more)
    return hidden


def _more(whole: Table, hidden: set[Cell]) -> Cell | None:
    """Return what is to be kept back besides; None where nothing can be calculated any more."""
    for line in _lines(whole):
        inner = [cell for cell in line[:-1] if cell in hidden]
        is_margin_told = line[-1] not in hidden
        if inner and is_margin_told and (len(inner) < 2 or sum(_at(whole, inner)) < FEW):
            found = _smallest(whole, hidden, line[:-1]) or _smallest(whole, hidden, line[-1:])
            if found is not None:
                return found
    for row, column in _bridges(hidden):
        lines = [[(row, j) for j in range(len(whole[0]))], [(i, column) for i in range(len(whole))]]
        found = next((one for line in lines if (one := _smallest(whole, hidden, line)) is not None), None)
        if found is not None:
            return found
    return None


def _lines(whole: Table) -> Iterator[list[Cell]]:
    """Yield every line that adds up, its sum at the end."""
    rows, columns = range(len(whole)), range(len(whole[0]))
    yield from ([(i, j) for j in columns] for i in rows)
    yield from ([(i, j) for i in rows] for j in columns)


def _at(whole: Table, cells: Iterable[Cell]) -> Iterator[int]:
    return (whole[i][j] for i, j in cells)


def _smallest(whole: Table, hidden: set[Cell], line: Iterable[Cell]) -> Cell | None:
    """Return the smallest cell of a line that is told still: totals and noughts last, never the total of all."""
    grand = (len(whole) - 1, len(whole[0]) - 1)
    left = [cell for cell in line if cell not in hidden and cell != grand]

    def rank(cell: Cell) -> tuple[bool, bool, int, Cell]:
        count = whole[cell[0]][cell[1]]
        return (cell[0] == grand[0] or cell[1] == grand[1], count == 0, count, cell)

    return min(left, key=rank, default=None)


def _bridges(hidden: set[Cell]) -> list[Cell]:
    """Return the hidden cells that the others determine: without them their row and their column are not connected."""
    edges: dict[tuple[str, int], list[tuple[Cell, tuple[str, int]]]] = {}
    for cell in sorted(hidden):
        row, column = ("row", cell[0]), ("column", cell[1])
        edges.setdefault(row, []).append((cell, column))
        edges.setdefault(column, []).append((cell, row))
    order: dict[tuple[str, int], int] = {}
    low: dict[tuple[str, int], int] = {}
    found: list[Cell] = []

    def visit(point: tuple[str, int], came_by: Cell | None) -> None:
        """Go on from a point: as deep as there are rows and columns (Tarjan's search for bridges)."""
        order[point] = low[point] = len(order)
        for cell, other in edges[point]:
            if cell == came_by:
                continue
            if other in order:
                low[point] = min(low[point], order[other])
                continue
            visit(other, cell)
            low[point] = min(low[point], low[other])
            if low[other] > order[point]:
                found.append(cell)

    for point in edges:
        if point not in order:
            visit(point, None)
    return found
