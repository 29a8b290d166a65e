"""The load of the desk runs, at a small size: the announcement arrives, and each question of a circular is asked."""

from bench.desk import announcement_room, circular


def test_an_announcement_room_is_measured() -> None:
    (row,) = announcement_room(1, people=20, connected=5)
    assert (row.unit, row.value > 0) == ("ms", True)


def test_a_circular_is_measured() -> None:
    rows = circular("", "SQLite", people=20)
    assert [row.unit for row in rows] == ["ms"] * 5
    assert all(row.value > 0 for row in rows)
