"""The end of a run: everybody is brought level with the record, and what is judged ends there, for all alike.

A request whose asker has given up may still be on its way (in a system's retransmission queue, at a lock of the
database) and add an entry when nobody counts on it. So the record is asked again and again, and the end is where the
readers stand when nothing was added meanwhile. What comes later is held against nobody.
"""

import time
from collections.abc import Callable, Mapping, Sequence

from kairan.core.journal import heads
from kairan.core.kit.database import open_engine, transaction
from torture.history import Kept, Reading
from torture.listening import Reader

HeadRequests = Mapping[str, int]
LOOK_S = 0.2


def bring_level(url: str, streams: Sequence[str], readers: Sequence[Reader], within_s: float) -> HeadRequests:
    """Wait until every reader has heard these streams to their end; return it, or tell what each one lacks."""
    return level_with(lambda: heads_of(url, streams), readers, within_s)


def level_with(record: Callable[[], HeadRequests], readers: Sequence[Reader], within_s: float) -> HeadRequests:
    """Wait until nobody lacks anything that stands in the record, asked anew each time."""
    latest = time.monotonic() + within_s
    while True:
        end = record()
        if not any(lacks(reader, end) for reader in readers) and record() == end:
            return end
        if time.monotonic() > latest:
            told = "\n".join(account(reader, record()) for reader in readers)
            raise TimeoutError(f"everybody has heard all: not within {within_s:g} s\n{told}")
        time.sleep(LOOK_S)


def heads_of(url: str, streams: Sequence[str]) -> HeadRequests:
    """Read from the database itself where streams end."""
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        found = heads(db, streams)
    engine.dispose()
    return found


def lacks(reader: Reader, end: HeadRequests) -> dict[str, int]:
    """Return the streams a reader is not level with, and where it stands; all of them while it is not current."""
    at = {stream: reader.vector.get(stream, reader.unheard(head)) for stream, head in end.items()}
    return {stream: seq for stream, seq in at.items() if not reader.is_current or seq != end[stream]}


def account(reader: Reader, end: HeadRequests) -> str:
    """Say what a reader lacks, and how it was connected."""
    missing = ", ".join(f"{stream} at {seq} of {end[stream]}" for stream, seq in lacks(reader, end).items())
    return f"{reader.reading.reader}: {missing or 'level'}; {reader.connected}"


def kept_until(kept: Sequence[Kept], end: HeadRequests) -> list[Kept]:
    """Return the record up to the end that was agreed."""
    return [entry for entry in kept if entry.seq <= end.get(entry.stream, entry.seq)]


def close(reading: Reading, end: HeadRequests) -> None:
    """Let a reading end there, too; it was level with it."""
    reading.heard = [heard for heard in reading.heard if heard.seq <= end.get(heard.stream, heard.seq)]
    reading.caught_up = True
