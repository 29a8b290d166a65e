"""The checker is checked: a history in which all is well has no fault, and each seeded fault is caught."""

from collections.abc import Callable, Iterator

import msgspec
import pytest

from torture.checker import CHECKS, faults, faults_of
from torture.history import Found, Heard, History, Kept, Marked, Reading, Said, Shown, Unread
from torture.shrink import minimal, told

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
    said = [Said("sato", e.key, "r", e.text, "acknowledged", e.seq, e.id, e.seq) for e in kept if e.key]
    said += [Said("sato", "k4", "r", "語4語", "unknown"), Said("sato", "k9", "r", "断られた", "refused")]
    tanaka = [Heard(ROOM, 3, "refetch"), *(Heard(e.stream, e.seq, e.kind, e.id) for e in kept[3:])]
    suzuki = [Heard(e.stream, e.seq, e.kind, e.id) for e in kept[4:7]]
    return History(
        said=said,
        readings=[Reading("t1", "tanaka", tanaka, True), Reading("s1", "suzuki", suzuki, True)],
        marked=[Marked("tanaka", "r", 1)],
        shown=[Shown("tanaka", "m4", "page"), Shown("suzuki", "m2", "link")],
        kept=kept,
        unread=[Unread("tanaka", "r", 3, 1)],
        found=[Found("tanaka", "語2語", ("m2",)), Found("tanaka", "語9語", ())],
        restored=kept[:6],
        backup_at_s=6.5,
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
    history.found[0] = Found("tanaka", "語2語", ())


def find_too_much(history: History) -> None:
    history.found[1] = Found("tanaka", "語9語", ("m1",))


def back_up_a_part(history: History) -> None:
    assert history.restored is not None
    history.restored = [*history.restored[:3], *history.restored[4:]]


def number_anew(history: History) -> None:
    history.kept[-1] = msgspec.structs.replace(history.kept[-1], n=5)


def let_an_outsider_speak(history: History) -> None:
    history.kept.append(Kept(ROOM, 10, "message.posted", "suzuki", "m5", "s1", "割込み", 5))
    history.said.append(Said("suzuki", "s1", "r", "割込み", "acknowledged", 10, "m5"))


def let_speak_in_a_closed_room(history: History) -> None:
    history.kept.insert(8, Kept(ROOM, 9, "room.archived"))
    history.kept[9] = msgspec.structs.replace(history.kept[9], seq=10)


def show_a_stranger(history: History) -> None:
    history.shown.append(Shown("yamada", "m1", "page"))


def show_who_had_left(history: History) -> None:
    history.shown.append(Shown("suzuki", "m3", "link"))


def show_what_is_not_there(history: History) -> None:
    history.shown.append(Shown("tanaka", "m9", "search"))


def forget_a_mark(history: History) -> None:
    history.marked.append(Marked("tanaka", "r", 3))


def find_for_who_may_not(history: History) -> None:
    history.found.append(Found("suzuki", "語2語", ("m2",)))


def find_what_was_removed(history: History) -> None:
    history.kept.append(Kept(ROOM, 10, "message.removed", "sato", "m2"))


def back_up_too_little(history: History) -> None:
    assert history.restored is not None
    history.restored.pop()


SEEDS = [
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
    number_anew,
    let_an_outsider_speak,
    let_speak_in_a_closed_room,
    show_a_stranger,
    show_who_had_left,
    show_what_is_not_there,
    forget_a_mark,
    find_for_who_may_not,
    find_what_was_removed,
    back_up_too_little,
]


@pytest.mark.parametrize("seed", SEEDS)
def test_each_seeded_fault_is_caught(seed: Callable[[History], None]) -> None:
    history = well()
    seed(history)
    assert faults(history)


def test_every_promise_of_the_checker_has_a_seeded_fault() -> None:
    broken = set()
    for seed in SEEDS:
        history = well()
        seed(history)
        broken |= {fault.promise for fault in faults(history)}
    assert broken == set(CHECKS)


@pytest.mark.parametrize("seed", SEEDS)
def test_of_a_long_history_only_the_events_that_show_the_fault_are_printed(seed: Callable[[History], None]) -> None:
    history = well()
    seed(history)
    for fault in faults(history):
        least = minimal(beside_much_else(history), fault)
        lines = told(least)
        assert fault in faults_of(fault.promise, least)
        assert 1 <= len(lines) <= 4, lines
        assert all(fault not in faults_of(fault.promise, one) for one in without_one(least))


def beside_much_else(history: History) -> History:
    """The same in a busy town: another room, in which all is well."""
    other = [Kept("room:other", 1, "member.joined", member_id="ito")]
    other += [
        Kept("room:other", n + 1, "message.posted", "ito", f"o{n}", f"o{n}", f"外{n}外", n) for n in range(1, 200)
    ]
    said = [Said("ito", e.key, "other", e.text, "acknowledged", e.seq, e.id, 99) for e in other[1:]]
    heard = [Heard(e.stream, e.seq, e.kind, e.id) for e in other]
    return msgspec.structs.replace(
        history,
        said=[*said, *history.said],
        kept=[*other, *history.kept],
        readings=[*history.readings, Reading("i1", "ito", heard, True)],
    )


def without_one(history: History) -> Iterator[History]:
    for part in ("said", "marked", "shown", "kept", "unread", "found", "restored"):
        events = getattr(history, part) or []
        for place in range(len(events)):
            yield msgspec.structs.replace(history, **{part: events[:place] + events[place + 1 :]})
    for which, reading in enumerate(history.readings):
        for place in range(len(reading.heard)):
            less = msgspec.structs.replace(reading, heard=reading.heard[:place] + reading.heard[place + 1 :])
            readings = [*history.readings[:which], less, *history.readings[which + 1 :]]
            yield msgspec.structs.replace(history, readings=readings)
