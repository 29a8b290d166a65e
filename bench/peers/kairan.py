"""Kairan itself, in the place of a peer: with PostgreSQL, as they are."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bench.peers.town import Crowd
from bench.serving import Server
from bench.town import all_current, build_town
from bench.wire import Listener, Loop, Post
from tests.support.postgres import Postgres


class Kairan:
    """The server as it is delivered."""

    name = "Kairan"
    storage = "PostgreSQL"

    def __init__(self, folder: Path, postgres: Postgres, *, one_core: bool) -> None:
        self._folder, self._one_core = folder, one_core
        self._database = postgres.url(postgres.create())
        self.version = version("kairan")
        self._server: Server | None = None

    def __enter__(self) -> "Kairan":
        """Wait: people must be there before the server starts."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Stop it."""
        if self._server is not None:
            self._server.__exit__(*exception)

    def cpu_s(self) -> float:
        """Return the processor time used so far, without PostgreSQL's."""
        return 0.0 if self._server is None else self._server.cpu_s()

    def readers(self, loop: Loop, crowd: Crowd) -> Sequence[Listener]:
        """Make the people and their rooms, start, and let everybody in."""
        self._town = build_town(self._folder, self._database, crowd.readers, crowd.rooms, crowd.each)
        self._server = Server(self._folder, self._database, one_core=self._one_core).__enter__()
        return all_current(loop, self._server, self._town)

    def senders(self, loop: Loop, crowd: Crowd) -> Sequence[Post]:
        """Let the senders in: people of the rooms, by connections of their own."""
        server = self._server
        if server is None:
            raise RuntimeError("the readers come first")
        made: list[Post] = []
        for number in range(crowd.senders):
            room = number % crowd.rooms
            person = self._town.members[room][number // crowd.rooms % crowd.each]
            made.append(Post(server.port, self._town.tokens[person], self._town.rooms[room]))
        loop.add(*made)
        return made
