"""The search index, written beside the messages by a process of its own: half the work, on the other core.

It tells the story again (`life.happenings` is the same for the same size) and makes the tokens with the product's
own code. SQLite's index grows in a file of its own, in batches as the product's writer would do, and is then put
into the database whole.
"""

import sqlite3
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import psycopg

from bench.prefecture.life import NOBODY, Plan, Said, Size, call_of, happenings
from kairan.core.kit.text import fold, grams
from kairan.talk.search.index import author_token
from kairan.talk.search.keys import keys_of
from kairan.talk.search.model import TABLES
from kairan.talk.search.rows import row_of
from kairan.talk.search.scope import Place

BATCH = 20_000
PIECES_KEPT = 50_000
SHADOWS = ("data", "idx")  # where FTS5 keeps an index without contents


class Tokens:
    """The tokens of messages; those of a piece are kept for the next message that says it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._known: dict[str, frozenset[str]] = {}
        self._authors = [author_token(member_id) for member_id in plan.ids]

    def of(self, said: Said) -> set[str]:
        """Return what a message is indexed by."""
        tokens = {self._authors[said.author]}
        for piece in said.pieces:
            tokens |= self._known.get(piece) or self._look(piece)
        if said.called != NOBODY:
            call = call_of(self._plan, said)
            tokens |= self._known.get(call) or self._look(call)
        return tokens

    def _look(self, piece: str) -> frozenset[str]:
        tokens = frozenset(grams(fold(piece)))
        if len(self._known) < PIECES_KEPT:
            self._known[piece] = tokens
        return tokens


def _messages(plan: Plan, size: Size) -> Iterator[Said]:
    return (happening for happening in happenings(plan, size) if isinstance(happening, Said))


def place_of(plan: Plan, said: Said) -> Place:
    """Return where a message stands in the index."""
    return Place(said.at, plan.rooms[said.room].no, said.seq)


def write_sqlite_index(path: Path, plan: Plan, size: Size) -> None:
    """Write the index into a file of its own."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000"):
        connection.execute(f"PRAGMA {pragma}")
    for statement in TABLES["sqlite"]:
        connection.execute(statement)
    tokens, messages = Tokens(plan), _messages(plan, size)
    while batch := list(islice(messages, BATCH)):
        rows = sorted((row_of(place_of(plan, said)), " ".join(tokens.of(said))) for said in batch)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO message_gram (rowid, grams) VALUES (?, ?)", rows)
        connection.execute("COMMIT")
    connection.close()


def take_in_sqlite_index(database: Path, path: Path) -> None:
    """Put a written index into the database, in the place of the empty one."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("ATTACH DATABASE ? AS written", [str(path)])
    connection.execute("BEGIN")
    for shadow in SHADOWS:
        connection.execute(f"DELETE FROM main.message_gram_{shadow}")
        connection.execute(f"INSERT INTO main.message_gram_{shadow} SELECT * FROM written.message_gram_{shadow}")
    connection.execute("COMMIT")
    connection.close()
    path.unlink()


def write_postgresql_index(url: str, plan: Plan, size: Size) -> None:
    """Write the index by COPY; its GIN index is made at the end, quicker than by six million small insertions."""
    tokens, messages = Tokens(plan), _messages(plan, size)
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("DROP INDEX IF EXISTS ix_message_gram_keys")
        while batch := list(islice(messages, BATCH)):
            with (
                connection.cursor() as cursor,
                cursor.copy("COPY message_gram (room_no, seq, at, keys) FROM STDIN") as copy,
            ):
                for said in batch:
                    place = place_of(plan, said)
                    copy.write_row(
                        (place.room_no, place.seq, place.at, keys_of(tokens.of(said), place.room_no, place.at))
                    )
            connection.commit()
        connection.execute("SET maintenance_work_mem = '1GB'")
        for statement in TABLES["postgresql"]:
            connection.execute(statement)
