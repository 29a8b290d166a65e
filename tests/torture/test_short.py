"""The short form of `make torture`: every trouble once, in both worlds; nothing acknowledged is lost."""

import pytest

from torture.run import torture
from torture.worlds import WORLDS


@pytest.mark.parametrize("name", WORLDS)
def test_nothing_is_lost_whatever_happens(name: str) -> None:
    world = WORLDS[name]()
    world.pace = 0.4
    try:
        outcome = torture(world, seconds=1, seed=20260401)
    finally:
        world.remove()
    assert outcome.faults == []
    assert 0 < outcome.acknowledged < outcome.heard  # how much happens in so short a time is the machine's affair
    world.forget()  # after a fault what the servers wrote stays
