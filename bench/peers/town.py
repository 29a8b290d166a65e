"""What is asked of every peer: people, each in one room, connected as readers, and senders beside them."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from bench.serving import Served
from bench.wire import Listener, Loop, Post

JOIN_S = 240.0


class Crowd(msgspec.Struct, frozen=True):
    """Rooms with as many readers each, and senders, spread over the rooms."""

    rooms: int
    each: int
    senders: int

    @property
    def readers(self) -> int:
        """Return how many readers there are in all."""
        return self.rooms * self.each


class Peer(Served, Protocol):
    """A server under measure, while it runs."""

    name: str
    version: str
    storage: str

    def readers(self, loop: Loop, crowd: Crowd) -> Sequence[Listener]:
        """Let everybody in, into the rooms, and wait until all hear what is said there."""

    def senders(self, loop: Loop, crowd: Crowd) -> Sequence[Post]:
        """Let the senders in."""
