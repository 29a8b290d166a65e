"""Between nodes: what one node committed is told to the others that follow the stream.

The bus may lose, repeat and reorder; the hub holds, drops and mends, because the database has everything. So
publishing never waits and never fails the request that committed.
"""

from collections.abc import Collection, Sequence
from typing import Protocol

from kairan.core.journal import Entry
from kairan.core.realtime.frames import Live


class Heard(Protocol):
    """What a node does with what it hears."""

    def __call__(self, entries: Sequence[Entry], lives: Sequence[Live] = ()) -> None: ...


class Doubt(Protocol):
    """What a node does when it may have missed something."""

    def __call__(self) -> None: ...


class GoesFirst(Protocol):
    """Whether what a stream says must not be overtaken by others: it takes people out of them."""

    def __call__(self, stream: str) -> bool: ...


class Bus(Protocol):
    """The way to the other nodes. The hub sets `heard`, `doubt` and `goes_first`.

    Of what is published at one time, the streams that go first are heard first.
    """

    heard: Heard
    doubt: Doubt
    goes_first: GoesFirst
    is_shared: bool  # whether there may be other nodes at all

    async def start(self) -> None: ...
    async def stop(self) -> None: ...

    def publish(self, entries: Sequence[Entry], lives: Sequence[Live]) -> None:
        """Tell the other nodes; never waits, never raises."""

    async def subscribe(self, streams: Collection[str]) -> None:
        """Return once publications of these streams are heard, or once the bus is known to be away.

        When it is away, `doubt` is called after it came back.
        """

    async def unsubscribe(self, streams: Collection[str]) -> None:
        """Hear no more of these streams."""


def deaf(entries: Sequence[Entry], lives: Sequence[Live] = ()) -> None:
    """Hear nothing; until the hub is connected."""


def trusting() -> None:
    """Doubt nothing; until the hub is connected."""


def never_first(stream: str) -> bool:  # noqa: ARG001
    """Put no stream before others; until the hub is connected."""
    return False


class InProcessBus:
    """For one node, the embedded default; and for several hubs inside one process, joined by a list of peers."""

    def __init__(self, peers: "list[InProcessBus] | None" = None) -> None:
        self.heard: Heard = deaf
        self.doubt: Doubt = trusting
        self.goes_first: GoesFirst = never_first
        self.is_shared = peers is not None
        self._peers = [] if peers is None else peers
        self._streams: set[str] = set()
        self._peers.append(self)

    async def start(self) -> None:
        """Nothing to connect."""

    async def stop(self) -> None:
        """Leave the others."""
        if self in self._peers:
            self._peers.remove(self)

    def publish(self, entries: Sequence[Entry], lives: Sequence[Live]) -> None:
        """Tell the other hubs of this process."""
        for peer in self._peers:
            if peer is not self:
                peer.hear_from_peer(entries, lives)

    def hear_from_peer(self, entries: Sequence[Entry], lives: Sequence[Live]) -> None:
        """Hear what this hub subscribed to."""
        self.heard(
            [entry for entry in entries if entry.stream in self._streams],
            [live for live in lives if live.stream in self._streams],
        )

    async def subscribe(self, streams: Collection[str]) -> None:
        """Hear these streams from now on."""
        self._streams.update(streams)

    async def unsubscribe(self, streams: Collection[str]) -> None:
        """Hear no more of these streams."""
        self._streams.difference_update(streams)
