"""What is held against broadcasts is checked itself: all well is no fault, and each seeded fault is caught."""

from collections.abc import Callable

import pytest

from kairan.core.viewer import MemberId
from kairan.people import member_stream
from torture.broadcasts import Answered, broken
from torture.history import Kept

MEMBERS = ("lead", "sato", "tanaka")


def stream_of(who: str) -> str:
    return member_stream(MemberId(who))


def well() -> list[Kept]:
    """Everybody is told of b1; Sato answered b2 before it was told to her."""
    told = [
        Kept(stream_of(who), seq, "broadcasts.changed", None, one)
        for who, broadcasts in (("lead", ("b1", "b2")), ("sato", ("b1",)), ("tanaka", ("b1", "b2")))
        for seq, one in enumerate(broadcasts, 1)
    ]
    return [
        Kept("organization:o", 1, "broadcast.sent", "lead", "b1"),
        Kept("organization:o", 2, "broadcast.sent", "lead", "b2"),
        *told,
        Kept("broadcast:b2", 2, "broadcast.reached", "sato", member_id="sato"),
        Kept(stream_of("sato"), 2, "broadcasts.changed", "sato", "b2"),  # her other screens
    ]


SENT, ANSWERED = ["b1", "b2"], [Answered("b2", "sato")]


def test_all_well_is_no_fault() -> None:
    assert list(broken(well(), SENT, ANSWERED, MEMBERS)) == []


@pytest.mark.parametrize(
    ("change", "how"),
    [
        (lambda kept: kept[1:], "stored 0 times"),
        (lambda kept: [*kept, Kept("organization:o", 3, "broadcast.sent", "lead", "b3")], "b3 was sent 0 times"),
        (lambda kept: [*kept, Kept(stream_of("sato"), 3, "broadcasts.changed", None, "b1")], "told of b1 2 times"),
        (lambda kept: [one for one in kept if one.stream != stream_of("tanaka")], "told of b1 0 times"),
        (lambda kept: [one for one in kept if one.kind != "broadcast.reached"], "kept 0 times"),
    ],
)
def test_each_seeded_fault_is_caught(change: Callable[[list[Kept]], list[Kept]], how: str) -> None:
    assert any(how in said for said in broken(change(well()), SENT, ANSWERED, MEMBERS))
