"""The checker is checked: a history in which all is well has no fault, and each seeded fault is caught."""

from collections.abc import Callable

import msgspec
import pytest

from torture.checker import faults
from torture.history import Found, Heard, History, Kept, Reading, Said, Unread

ROOM = "room:r"


def posted(seq: int, n: int) -> Kept:
    return Kept(ROOM, seq, "message.posted", "sato", f"m{n}", f"k{n}", f"語{n}語", n)


def well() -> History:
    """Sato says four things; Tanaka is in the room from the start, Suzuki comes for a while."""
    kept = [
        Kept(ROOM, 1, "room.created"),
        Kept(ROOM, 2, "member.joined", member_id="sato"),
        Kept(ROOM, 3, "member.joined", member_id="tanaka"),
        posted(4, 1),
        Kept(ROOM, 5, "member.joined", member_id="suzuki"),
        posted(6, 2),
        Kept(ROOM, 7, "member.left", member_id="suzuki"),
        posted(8, 3),
        posted(9, 4),
    ]
    said = [Said("sato", e.key, "r", e.text, "acknowledged", e.seq, e.id) for e in kept if e.key]
    said += [Said("sato", "k4", "r", "語4語", "unknown"), Said("sato", "k9", "r", "断られた", "refused")]
    tanaka = [Heard(ROOM, 3, "refetch"), *(Heard(e.stream, e.seq, e.kind, e.id) for e in kept[3:])]
    suzuki = [Heard(e.stream, e.seq, e.kind, e.id) for e in kept[4:7]]
    return History(
        said=said,
        readings=[Reading("t1", "tanaka", tanaka, True), Reading("s1", "suzuki", suzuki, True)],
        kept=kept,
        unread=[Unread("tanaka", "r", 3, 1)],
        found=[Found("語2語", ["m2"]), Found("語9語", [])],
        restored=kept[:6],
    )


def test_a_history_in_which_all_is_well_has_no_fault() -> None:
    assert faults(well()) == []


def lose_an_acknowledged_one(history: History) -> None:
    history.kept[-1] = Kept(ROOM, 9, "room.changed")
    history.readings[0].heard[-1] = Heard(ROOM, 9, "room.changed")


def skip_a_row(history: History) -> None:
    del history.kept[5]


def keep_one_twice(history: History) -> None:
    history.kept.append(msgspec.structs.replace(posted(10, 4), id="m4b"))


def keep_what_nobody_said(history: History) -> None:
    history.kept.append(Kept(ROOM, 10, "message.posted", "sato", "m5", "k9", "断られた", 5))


def change_a_text(history: History) -> None:
    history.kept[3] = msgspec.structs.replace(history.kept[3], text="別の言葉")


def reorder(history: History) -> None:
    heard = history.readings[0].heard
    heard[3], heard[4] = heard[4], heard[3]


def deliver_twice(history: History) -> None:
    history.readings[0].heard.insert(3, history.readings[0].heard[2])


def leave_a_hole(history: History) -> None:
    del history.readings[0].heard[3]


def leave_out_the_end(history: History) -> None:
    history.readings[0].heard.pop()


def tell_who_had_left(history: History) -> None:
    history.readings[1].heard.append(Heard(ROOM, 8, "message.posted", "m3"))


def tell_who_had_not_come(history: History) -> None:
    history.readings[1].heard.insert(0, Heard(ROOM, 4, "message.posted", "m1"))


def deliver_another(history: History) -> None:
    history.readings[0].heard[1] = Heard(ROOM, 4, "message.posted", "m9")


def miscount(history: History) -> None:
    history.unread[0] = Unread("tanaka", "r", 2, 1)


def find_too_little(history: History) -> None:
    history.found[0] = Found("語2語", [])


def find_too_much(history: History) -> None:
    history.found[1] = Found("語9語", ["m1"])


def back_up_a_part(history: History) -> None:
    assert history.restored is not None
    history.restored = [*history.restored[:3], *history.restored[4:]]


@pytest.mark.parametrize(
    "seed",
    [
        lose_an_acknowledged_one,
        skip_a_row,
        keep_one_twice,
        keep_what_nobody_said,
        change_a_text,
        reorder,
        deliver_twice,
        leave_a_hole,
        leave_out_the_end,
        tell_who_had_left,
        tell_who_had_not_come,
        deliver_another,
        miscount,
        find_too_little,
        find_too_much,
        back_up_a_part,
    ],
)
def test_each_seeded_fault_is_caught(seed: Callable[[History], None]) -> None:
    history = well()
    seed(history)
    assert faults(history)
