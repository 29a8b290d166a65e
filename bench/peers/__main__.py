"""`make bench-peers`: Kairan, ejabberd and Synapse in turn, with an equal setting and the same generator.

    python -m bench.peers [--seconds 5] [--only ejabberd]

Stored, acknowledged, delivered, over loopback, each with PostgreSQL that keeps what it commits. What is not equal is
printed beneath the table.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from rich.console import Console

from bench.__main__ import keep, show
from bench.fanout import Burst, steady
from bench.machine import line, machine, meanwhile, watched
from bench.peers import ejabberd, synapse
from bench.peers.kairan import Kairan
from bench.peers.town import Crowd, Peer
from bench.posting import post_for
from bench.row import Row
from bench.serving import end_in_order, free_port, stay_on_load_core
from bench.town import data_folder
from bench.wire import Loop, Post
from kairan.concerns import install_all
from tests.support.postgres import Postgres
from tools.packages import install

SECONDS, WARM_S, SETTLED_S = 5.0, 1.0, 2.0
POSTS = Crowd(rooms=50, each=20, senders=64)
POSTS_FEW = Crowd(rooms=10, each=20, senders=16)
FAN_OUT = Crowd(rooms=1, each=1_000, senders=8)
FAN_OUT_FEW = Crowd(rooms=1, each=200, senders=8)
NOT_EQUAL = """What is not equal:
- ejabberd's clients are signed in without a password (SASL ANONYMOUS); presence is not told in the rooms; a message
  is acknowledged when the room says it back to its sender, after the archive has it.
- Synapse's readers poll (/sync), one answer for what has come meanwhile; it signs every event and keeps room state
  for federation, which Kairan and ejabberd do not. It is measured with the small crowd only: to let a thousand in
  takes it minutes.
- Kairan also writes a hash chain, a search index and read marks; its sender is answered over HTTP beside the socket.
- The processor time is that of the server alone, without PostgreSQL's.
"""


Starter = Callable[[Path, Postgres, bool], AbstractContextManager[Peer]]
STARTERS: dict[str, Starter] = {
    "Kairan": lambda folder, postgres, one_core: Kairan(folder, postgres, one_core=one_core),
    "ejabberd": lambda folder, postgres, one_core: ejabberd.Ejabberd(folder, postgres, one_core=one_core),
    "Synapse": lambda folder, postgres, one_core: synapse.Synapse(folder, postgres, one_core=one_core),
}


@contextmanager
def _running(name: str, *, one_core: bool) -> Iterator[Peer]:
    postgres = Postgres(durable=True, port=free_port())
    try:
        with data_folder() as folder, STARTERS[name](folder, postgres, one_core) as peer:
            yield peer
    finally:
        postgres.remove()


def measure(name: str, seconds: float) -> list[Row]:
    """Measure one server."""
    crowds = ((POSTS_FEW, FAN_OUT_FEW),) if name == "Synapse" else ((POSTS, FAN_OUT), (POSTS_FEW, FAN_OUT_FEW))
    rows: list[Row] = []
    for of_posts, of_fan_out in crowds:
        with _running(name, one_core=False) as peer:
            rows.append(_posts(peer, of_posts, seconds))
        with _running(name, one_core=True) as peer:
            rows += _fan_out(peer, of_fan_out, seconds)
    return rows


def _posts(peer: Peer, crowd: Crowd, seconds: float) -> Row:
    loop = Loop()
    peer.readers(loop, crowd)
    senders = peer.senders(loop, crowd)
    what = f"posts acknowledged, {crowd.senders} senders, {crowd.rooms} rooms of {crowd.each}, {peer.name}"
    _warm(loop, peer, senders)
    row = post_for(loop, peer, senders, what, seconds)
    loop.close()
    return row


def _fan_out(peer: Peer, crowd: Crowd, seconds: float) -> list[Row]:
    loop = Loop()
    readers = peer.readers(loop, crowd)
    senders = peer.senders(loop, crowd)
    _warm(loop, peer, senders)
    rows = [*Burst(loop, peer, senders, readers).run(seconds), steady(loop, peer, readers, senders[0], seconds)]
    loop.close()
    return [_named(row, peer.name) for row in rows]


def _warm(loop: Loop, peer: Peer, senders: Sequence[Post]) -> None:
    """Let every path run once, and what was said then arrive everywhere."""
    post_for(loop, peer, senders, "", WARM_S)
    loop.run(limit_s=SETTLED_S, is_done=lambda: False)


def _named(row: Row, name: str) -> Row:
    return Row(f"{row.what}, {name}", row.value, row.unit, smaller_is_better=row.smaller_is_better, note=row.note)


def provided() -> dict[str, str]:
    """Install what is missing; returns what can be measured with its version, and says what cannot."""
    found = {"Kairan": ""}
    if ejabberd.version() is None:
        install(list(ejabberd.PACKAGES))
    for name, version in (
        ("ejabberd", ejabberd.version()),
        ("Synapse", synapse.version() if synapse.provide() else None),
    ):
        if version is None:
            print(f"{name} cannot be installed on this machine; the others are measured.", file=sys.stderr)
        else:
            found[name] = version
    return found


def main() -> None:
    """Measure."""
    install_all()
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seconds", type=float, default=SECONDS)
    arguments.add_argument("--only", action="append", help="a server's name; may be repeated")
    chosen = arguments.parse_args()
    found = provided()
    where = machine() | {name: version for name, version in found.items() if version}
    stay_on_load_core()
    end_in_order()
    console, measured = Console(width=220), dict[str, list[Row]]()
    for name in found:
        if not chosen.only or name in chosen.only:
            console.print(f"measuring {name} {found[name]} …")
            part = f"peers-{name.lower()}"
            measured[part], where[meanwhile(part)] = watched(partial(measure, name, chosen.seconds))
            keep(where, {part: measured[part]})  # at once: the next one may fail
    console.print(line(where))
    show(console, [row for rows in measured.values() for row in rows])
    console.print(NOT_EQUAL)


if __name__ == "__main__":
    main()
