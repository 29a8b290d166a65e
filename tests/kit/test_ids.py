"""Ids: rising, never twice, made alone or many at once."""

from kairan.core.kit.ids import is_id, new_id, new_ids, time_of
from kairan.core.kit.randomness import PAGE


def test_many_at_once_rise_and_are_like_those_made_alone() -> None:
    before, many, after = new_id(), new_ids(2 * PAGE + 1), new_id()
    every = [before, *many, after]
    assert every == sorted(set(every))
    assert all(map(is_id, every))
    assert len(many) == 2 * PAGE + 1
    assert 0 <= time_of(many[-1]) - time_of(before) < 60_000
    assert new_ids(0) == []
