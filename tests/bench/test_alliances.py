"""The load of a user group runs, at a small size: everybody gets the message, and each question is asked."""

from bench.alliances import user_group


def test_a_user_group_is_measured() -> None:
    rows = user_group(1, people=30, connected=6, bodies=3)
    assert [row.unit for row in rows] == ["ms"] * 6
    assert all(row.value > 0 for row in rows)
