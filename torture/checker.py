"""Holds what everybody was told against the record: pure functions over a `History`, each a promise.

A fault is a sentence with the few events that show it: a history as small as can be.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from torture.history import Heard, History, Kept, Reading, Said

SHOWN = 3  # events before and after the place of a fault


def faults(history: History) -> list[str]:
    """Return every broken promise; an empty list when all were kept."""
    return [
        *_without_gaps(history.kept),
        *_acknowledged_once(history),
        *_said_by_somebody(history),
        *(fault for reading in history.readings for fault in _heard_in_order(reading, history)),
        *(fault for reading in history.readings for fault in _heard_what_they_might(reading, history)),
        *_unread_is_a_recount(history),
        *_search_finds_what_is_there(history),
        *_restored_is_a_beginning(history),
    ]


def by_stream(kept: Sequence[Kept]) -> dict[str, list[Kept]]:
    """Return the record, each stream in order."""
    streams: dict[str, list[Kept]] = defaultdict(list)
    for entry in sorted(kept, key=lambda entry: (entry.stream, entry.seq)):
        streams[entry.stream].append(entry)
    return streams


def _without_gaps(kept: Sequence[Kept]) -> Iterator[str]:
    for stream, entries in by_stream(kept).items():
        for place, entry in enumerate(entries, start=1):
            if entry.seq != place:
                yield f"the record of {stream} jumps to {entry.seq} where {place} should be\n{_around(entries, place)}"
                break


def _acknowledged_once(history: History) -> Iterator[str]:
    """What was acknowledged is there once, where and as it was said."""
    kept: dict[tuple[str | None, str], list[Kept]] = defaultdict(list)
    for entry in history.kept:
        if entry.kind == "message.posted":
            kept[entry.by, entry.key].append(entry)
    for (author, key), entries in kept.items():
        if len(entries) > 1:
            yield f"{author} said {key} once and it is there {len(entries)} times: {entries}"
    for said in history.said:
        if said.told != "acknowledged":
            continue
        there = kept.get((said.author, said.key), [])
        if not there:
            yield f"acknowledged and lost: {said}\n{_of(said, history)}"
        elif (there[0].id, there[0].seq, there[0].text) != (said.id, said.seq, said.text):
            yield f"acknowledged as {said} and kept as {there[0]}"


def _said_by_somebody(history: History) -> Iterator[str]:
    said = {(one.author, one.key): one.text for one in history.said if one.told != "refused"}
    for entry in history.kept:
        if entry.kind == "message.posted" and said.get((entry.by or "", entry.key)) != entry.text:
            yield f"nobody said this, or it was refused: {entry}"


def _heard_in_order(reading: Reading, history: History) -> Iterator[str]:
    """A reader hears every entry of a stream in the order of the record, or is told to fetch it anew."""
    streams = by_stream(history.kept)
    at: dict[str, int] = {}
    for place, heard in enumerate(reading.heard):
        entries = streams.get(heard.stream, [])
        if heard.kind == "closed":
            at.pop(heard.stream, None)
            continue
        if heard.kind == "refetch":
            at[heard.stream] = heard.seq
            continue
        before = at.get(heard.stream)
        if before is not None and heard.seq != before + 1:
            what = "twice" if heard.seq <= before else "with a hole before it"
            yield f"{reading.reader} heard {heard.stream} {heard.seq} {what}\n{_around(reading.heard, place)}"
        if heard.seq > len(entries) or not _is_the_same(heard, entries[heard.seq - 1]):
            yield f"{reading.reader} heard {heard}, and the record says otherwise\n{_around(entries, heard.seq - 1)}"
        at[heard.stream] = heard.seq
    if reading.caught_up:
        for stream, seq in at.items():
            if _may_hear(stream, len(streams.get(stream, [])), reading, history) and seq != len(streams[stream]):
                yield f"{reading.reader} believes {stream} ends at {seq}; it ends at {len(streams[stream])}"


def _is_the_same(heard: Heard, kept: Kept) -> bool:
    return heard.kind == kept.kind and (not heard.id or heard.id == kept.id)


def _heard_what_they_might(reading: Reading, history: History) -> Iterator[str]:
    for heard in reading.heard:
        if heard.kind not in {"refetch", "closed"} and not _may_hear(heard.stream, heard.seq, reading, history):
            entries = [e for e in history.kept if e.stream == heard.stream and e.member_id == reading.member_id]
            yield f"{reading.reader} heard {heard} while not in the room: {entries}"


def _may_hear(stream: str, seq: int, reading: Reading, history: History) -> bool:
    """Whether a place of a room's record lies within the member's time in the room, its first and last entry too."""
    if not stream.startswith("room:"):
        return True
    inside = False
    for entry in sorted((e for e in history.kept if e.stream == stream), key=lambda entry: entry.seq):
        if entry.member_id == reading.member_id and entry.kind in {"member.joined", "member.left"}:
            if entry.seq == seq:
                return True
            if entry.seq > seq:
                return inside
            inside = entry.kind == "member.joined"
    return inside


def _unread_is_a_recount(history: History) -> Iterator[str]:
    posted = Counter(entry.stream for entry in history.kept if entry.kind == "message.posted")
    for told in history.unread:
        recount = posted[f"room:{told.room}"] - told.read_n
        if told.unread != recount:
            yield f"{told.member_id} is told of {told.unread} unread in {told.room}; a recount gives {recount}"


def _search_finds_what_is_there(history: History) -> Iterator[str]:
    removed = {entry.id for entry in history.kept if entry.kind == "message.removed"}
    texts = {entry.id: entry.text for entry in history.kept if entry.kind in {"message.posted", "message.edited"}}
    for found in history.found:
        there = sorted(id_ for id_, text in texts.items() if found.word in text and id_ not in removed)
        if sorted(found.ids) != there:
            yield f"a search for {found.word} gives {found.ids}; the record has {there}"


def _restored_is_a_beginning(history: History) -> Iterator[str]:
    """A backup taken meanwhile holds a beginning of every stream, and nothing else."""
    if history.restored is None:
        return
    now = by_stream(history.kept)
    for stream, entries in by_stream(history.restored).items():
        if entries != now.get(stream, [])[: len(entries)]:
            yield f"the backup's {stream} is no beginning of the record"


def _around(events: Sequence[object], place: int) -> str:
    shown = events[max(0, place - SHOWN) : place + SHOWN + 1]
    return "\n".join(f"    {event}" for event in shown)


def _of(said: Said, history: History) -> str:
    attempts = [one for one in history.said if (one.author, one.key) == (said.author, said.key)]
    return "\n".join(f"    {one}" for one in attempts)
