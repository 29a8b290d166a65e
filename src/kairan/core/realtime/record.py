"""What the realtime part reads from the database: heads, missed entries, and who may follow what."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from kairan.core.journal import Entry, Span, entries_after, heads, readable_span
from kairan.core.kit.database import Db
from kairan.core.kit.store import Store
from kairan.core.realtime.request_batching import RequestBatch
from kairan.core.viewer import Viewer

Followed = Callable[[Db, Viewer], Sequence[str] | None]
"""Every stream a viewer follows; None when their session is no longer valid. Given by the concern that knows."""

PLANS_AT_ONCE = 50  # hellos planned in one read: a herd must not keep others from the database
STREAMS_AT_ONCE = 2_000


class Ask(msgspec.Struct, frozen=True):
    """A viewer says where they stand and wants to know what they follow."""

    viewer: Viewer
    vector: Mapping[str, int]
    only: str | None = None  # this stream alone, whether they follow it or not: it has just been opened for them


class Plan(msgspec.Struct, frozen=True):
    """What a viewer follows, and what they may read of the streams in which they missed something.

    `heads`: where these streams, and others asked for together, were when this was read; it says nothing of who may
    read what came later.
    """

    streams: Sequence[str]
    spans: Mapping[str, Span | None]
    heads: Mapping[str, int]


class Missed(msgspec.Struct, frozen=True):
    """Which entries are asked for: those after `after`, up to `upto`."""

    stream: str
    after: int
    upto: int


class Record:
    """Batched reads; every method may raise the store's Problems."""

    def __init__(self, store: Store, followed: Followed) -> None:
        self._store = store
        self._followed = followed
        self._plans = RequestBatch(self._read_plans, PLANS_AT_ONCE)

    async def stop(self) -> None:
        """Give up what is waiting."""
        await self._plans.stop()

    async def plan(self, ask: Ask) -> Plan | None:
        """Say what a viewer follows and may read; None when their session is over."""
        return await self._plans.ask(ask)

    async def heads(self, streams: Sequence[str]) -> dict[str, int]:
        """Return the number of the last entry of each stream."""
        return await self._store.read(heads, streams)

    async def entries(self, asked: Sequence[Missed]) -> list[list[Entry]]:
        """Return the missed entries of each stream, in the order asked."""
        return await self._store.read(_entries, asked)

    async def _read_plans(self, asks: list[Ask]) -> list[Plan | None]:
        return await self._store.read(_plans, self._followed, asks)


def _entries(db: Db, asked: Sequence[Missed]) -> list[list[Entry]]:
    return [entries_after(db, one.stream, one.after, one.upto - one.after) for one in asked]


def _plans(db: Db, followed: Followed, asks: Sequence[Ask]) -> list[Plan | None]:
    """Plan for many viewers in one read: the heads of their streams are looked up once for all of them."""
    chosen = [_streams_of(db, followed, ask) for ask in asks]
    known = heads(db, list({name for streams in chosen for name in streams or ()}))
    return [
        None if streams is None else Plan(streams, _spans(db, ask, streams, known), known)
        for ask, streams in zip(asks, chosen, strict=True)
    ]


def _streams_of(db: Db, followed: Followed, ask: Ask) -> Sequence[str] | None:
    if ask.only is None:
        return followed(db, ask.viewer)
    return [ask.only] if readable_span(db, ask.viewer, ask.only) is not None else []


def _spans(db: Db, ask: Ask, streams: Sequence[str], known: Mapping[str, int]) -> dict[str, Span | None]:
    behind = [name for name in streams if ask.vector.get(name, known[name]) < known[name]]
    return {name: readable_span(db, ask.viewer, name) for name in behind}
