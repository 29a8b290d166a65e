"""Holds what everybody was told against the record: pure functions over a `History`, each a promise.

A fault names the events it rests on in its own sentence, so that `torture.shrink` can find the smallest history
which still shows this very fault.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from torture.history import Found, Heard, History, Kept, Reading
from torture.record import ROOM, Record


class Fault(NamedTuple):
    """A broken promise: which, and how."""

    promise: str
    how: str


Check = Callable[[History, Record], Iterator[str]]


def faults(history: History) -> list[Fault]:
    """Return every broken promise; an empty list when all were kept."""
    return [fault for promise in CHECKS for fault in faults_of(promise, history)]


def faults_of(promise: str, history: History) -> list[Fault]:
    """Return what one promise alone has to complain of."""
    return [Fault(promise, how) for how in CHECKS[promise](history, Record(history.kept))]


def _without_gaps(_history: History, record: Record) -> Iterator[str]:
    for first, second in record.doubled:
        yield f"two entries at one place: {first} and {second}"
    for stream, entries in record.streams.items():
        before = 0
        for seq in entries:
            if seq != before + 1:
                yield f"{stream} goes from {before} to {seq}"
            before = seq


def _ordinals_are_gapless(_history: History, record: Record) -> Iterator[str]:
    """A room's messages are numbered 1, 2, 3 …: unread counts are made of these numbers."""
    for stream, entries in record.streams.items():
        before = 0
        for entry in entries.values():
            if entry.kind != "message.posted":
                continue
            if entry.n != before + 1:
                yield f"in {stream} message {before} is followed by message {entry.n}"
            before = entry.n


def _acknowledged_once(history: History, record: Record) -> Iterator[str]:
    """What was acknowledged is there once, where and as it was said."""
    kept: dict[tuple[str, str], list[Kept]] = defaultdict(list)
    for entry in (one for entries in record.streams.values() for one in entries.values()):
        if entry.kind == "message.posted":
            kept[entry.by or "", entry.key].append(entry)
    for (author, key), entries in kept.items():
        for again in entries[1:]:
            yield f"{author} said {key} once; it is at {entries[0].seq} and again at {again.seq}"
    for said in history.said:
        if said.told != "acknowledged":
            continue
        there = kept.get((said.author, said.key), [])
        if not there:
            yield f"acknowledged and lost: {said}"
        elif all((one.id, one.seq, one.text) != (said.id, said.seq, said.text) for one in there):
            yield f"acknowledged as {said} and kept as {there[0]}"


def _said_by_somebody(history: History, record: Record) -> Iterator[str]:
    said = {(one.author, one.key): one.text for one in history.said if one.told != "refused"}
    refused = {(one.author, one.key) for one in history.said if one.told == "refused"}
    for entry in record.posted.values():
        who = (entry.by or "", entry.key)
        if said.get(who) != entry.text:
            yield f"{'this was refused' if who in refused and who not in said else 'nobody said this'}: {entry}"


def _said_by_who_might(_history: History, record: Record) -> Iterator[str]:
    """Nobody speaks in a room they are not in, nor in one that is closed."""
    for stream, entries in record.streams.items():
        closed_at = 0
        for entry in entries.values():
            if entry.kind in {"room.archived", "room.unarchived"}:
                closed_at = entry.seq if entry.kind == "room.archived" else 0
            if entry.kind == "message.posted" and closed_at:
                yield f"said at {entry.seq} in {stream}, which was closed at {closed_at}"
            if entry.kind == "message.posted" and (why := record.why_not(stream, entry.seq, entry.by or "")):
                yield f"said at {entry.seq} in {stream} by {entry.by}, {why}"


def _heard_in_order(history: History, record: Record) -> Iterator[str]:
    """A reader hears every entry of a stream in the order of the record, or is told to fetch it anew."""
    for reading in history.readings:
        yield from _of_one_reader(reading, record)


def _of_one_reader(reading: Reading, record: Record) -> Iterator[str]:
    at: dict[str, int] = {}
    for heard in reading.heard:
        if heard.kind == "closed":
            at.pop(heard.stream, None)
            continue
        before = at.get(heard.stream)
        at[heard.stream] = heard.seq
        if heard.kind == "refetch":
            continue
        if before is not None and heard.seq != before + 1:
            yield f"{reading.reader} heard {heard.stream} {heard.seq} after {before}"
        kept = record.streams.get(heard.stream, {}).get(heard.seq)
        if kept is None or not _is_the_same(heard, kept):
            yield f"{reading.reader} heard {heard}, and the record has {kept}"
    if reading.caught_up:
        for stream, seq in at.items():
            end = record.end(stream)
            if seq != end and not record.why_not(stream, end, reading.member_id):
                yield f"{reading.reader} believes {stream} ends at {seq}; it ends at {end}"


def _is_the_same(heard: Heard, kept: Kept) -> bool:
    return heard.kind == kept.kind and (not heard.id or heard.id == kept.id)


def _heard_by_who_might(history: History, record: Record) -> Iterator[str]:
    for reading in history.readings:
        for heard in reading.heard:
            if heard.kind in {"refetch", "closed"}:
                continue
            if why := record.why_not(heard.stream, heard.seq, reading.member_id):
                yield f"{heard} was heard by {reading.reader} ({reading.member_id}), {why}"


def _shown_to_who_might(history: History, record: Record) -> Iterator[str]:
    """Whoever asks is shown only what was said while they were in the room."""
    for shown in history.shown:
        message = record.posted.get(shown.id)
        if message is None:
            yield f"{shown}, which the record does not have"
        elif why := record.why_not(message.stream, message.seq, shown.member_id):
            yield f"{shown}, said at {message.seq} in {message.stream}, to somebody {why}"


def _unread_is_a_recount(history: History, record: Record) -> Iterator[str]:
    last: dict[str, int] = defaultdict(int)
    for entry in record.posted.values():
        last[entry.stream] = max(last[entry.stream], entry.n)
    for told in history.unread:
        recount = last[ROOM + told.room] - told.read_n
        if told.unread != recount:
            yield f"{told}; a recount gives {recount}"


def _marks_are_kept(history: History, _record: Record) -> Iterator[str]:
    """A read mark that was acknowledged is there, or a later one."""
    told = {(one.member_id, one.room): one.read_n for one in history.unread}
    for mark in history.marked:
        read_n = told.get((mark.member_id, mark.room))
        if read_n is not None and read_n < mark.n:
            yield f"{mark} was acknowledged; the server now says {read_n}"


def _search_finds_what_is_there(history: History, record: Record) -> Iterator[str]:
    entries = [one for stream in record.streams.values() for one in stream.values()]
    removed = {entry.id for entry in entries if entry.kind == "message.removed"}
    texts = {entry.id: entry.text for entry in entries if entry.kind in {"message.posted", "message.edited"}}
    for found in history.found:
        yield from _of_one_search(found, texts, removed, record)


def _of_one_search(found: Found, texts: dict[str, str], removed: set[str], record: Record) -> Iterator[str]:
    for id_ in found.ids:
        message = record.posted.get(id_)
        why = "does not hold the word" if found.word not in texts.get(id_, "") else ""
        why = "was removed" if id_ in removed else why
        if message is not None and not why and not record.sees_now(message, found.member_id):
            why = "is not theirs to see"
        if why:
            yield f"a search for {found.word} gives {found.member_id} message {id_}, which {why}"
    for id_, text in texts.items():
        if found.word in text and id_ not in removed and id_ not in found.ids:
            message = record.posted.get(id_)
            if message is not None and record.sees_now(message, found.member_id):
                yield f"a search for {found.word} does not give {found.member_id} message {id_}, which holds it"


def _restored_is_a_beginning(history: History, record: Record) -> Iterator[str]:
    """A backup taken meanwhile holds a beginning of every stream, and all that was acknowledged before it began."""
    if history.restored is None:
        return
    restored = Record(history.restored)
    for stream, entries in restored.streams.items():
        before = 0
        for seq, entry in entries.items():
            if seq != before + 1:
                yield f"the backup's {stream} goes from {before} to {seq}"
            if entry != record.streams.get(stream, {}).get(seq):
                yield f"the backup's {entry} is not in the record"
            before = seq
    for said in history.said:
        if said.told == "acknowledged" and said.at_s < history.backup_at_s and said.id not in restored.posted:
            yield f"acknowledged before the backup of {history.backup_at_s:.1f}, and not in it: {said}"


CHECKS: dict[str, Check] = {
    "the record has no gap": _without_gaps,
    "messages are numbered without a gap": _ordinals_are_gapless,
    "what is acknowledged is there once": _acknowledged_once,
    "what is there was said": _said_by_somebody,
    "nobody speaks where they may not": _said_by_who_might,
    "everybody hears the same order": _heard_in_order,
    "nobody hears what they may not": _heard_by_who_might,
    "nobody is shown what they may not see": _shown_to_who_might,
    "unread is a recount": _unread_is_a_recount,
    "acknowledged marks stay": _marks_are_kept,
    "search finds exactly what is there": _search_finds_what_is_there,
    "a backup is a beginning": _restored_is_a_beginning,
}
