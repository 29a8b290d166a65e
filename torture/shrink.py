"""The smallest history that still shows a fault: events are taken away, by halves, then by ever smaller parts.

Delta debugging (Zeller and Hildebrandt, 2002): what is left is 1-minimal, no single event of it can be spared.
"""

from collections.abc import Iterator

import msgspec

from torture.checker import Fault, faults_of
from torture.history import History

Event = tuple[str, int, object]  # the part of the history, the reading where it is one, what happened
PARTS = ("said", "marked", "shown", "kept", "unread", "found", "restored")


def minimal(history: History, fault: Fault) -> History:
    """Return a history with the fewest events that shows the same fault in the same words."""
    events = list(_events(history))
    step = max(1, len(events) // 2)
    while True:
        events = _without_parts_of(step, events, history, fault)
        if step == 1:
            return _with(events, history)
        step = max(1, min(step // 2, len(events) // 2))


def told(history: History) -> list[str]:
    """Return the events of a (small) history, a line each."""
    return [
        f"{part if reading < 0 else history.readings[reading].reader}: {event}"
        for part, reading, event in _events(history)
    ]


def _without_parts_of(step: int, events: list[Event], history: History, fault: Fault) -> list[Event]:
    """Leave out stretches of this length for as long as any of them can be spared."""
    is_smaller = True
    while is_smaller:
        is_smaller, place = False, 0
        while place < len(events):
            rest = events[:place] + events[place + step :]
            if fault in faults_of(fault.promise, _with(rest, history)):
                events, is_smaller = rest, True
            else:
                place += step
        if step > 1:
            break  # smaller steps come back to it
    return events


def _events(history: History) -> Iterator[Event]:
    for part in PARTS:
        for event in getattr(history, part) or ():
            yield part, -1, event
    for place, reading in enumerate(history.readings):
        for heard in reading.heard:
            yield "heard", place, heard


def _with(events: list[Event], history: History) -> History:
    parts: dict[str, list[object]] = {part: [] for part in PARTS}
    readings = [msgspec.structs.replace(reading, heard=[]) for reading in history.readings]
    heards: dict[int, list[object]] = {place: [] for place in range(len(readings))}
    for part, reading, event in events:
        (parts[part] if reading < 0 else heards[reading]).append(event)
    for place, heard in heards.items():
        readings[place] = msgspec.structs.replace(readings[place], heard=heard)
    if history.restored is None:
        del parts["restored"]
    return msgspec.structs.replace(history, readings=readings, **parts)
