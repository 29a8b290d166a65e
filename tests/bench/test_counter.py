"""The load of the counter runs, at a small size: every page is answered, every letter is made."""

from bench.counter import inbox, letters


def test_the_inbox_and_its_figures_are_answered() -> None:
    assert [row.unit for row in inbox("", "SQLite", count=40, procedures=3, times=2)] == ["ms"] * 5


def test_every_letter_is_made() -> None:
    (row,) = letters("", "SQLite", count=3)
    assert row.value > 0
