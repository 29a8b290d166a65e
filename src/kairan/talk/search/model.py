"""The index tables, what is asked, what is answered, and when a message matches.

A message matches when each term's folded form occurs in the folded text of the message and its file names. The
index only proposes candidates; this rule decides, so both databases answer alike.
"""

import re
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, event, text

from kairan.core.kit.database import metadata
from kairan.core.kit.text import fold
from kairan.core.viewer import MemberId
from kairan.people import Person
from kairan.talk.model import Message, MessageId, RoomId, RoomKind

HITS = 20  # on one page
TERMS_MOST = 10  # more words narrow nothing and cost each candidate a look
_TERM = re.compile(r'"([^"]+)"|([^ "]+)')

# SQLite: see `rows.py` for what a row is. Contentless, no positions: the grams of a text are made again when they
# must be taken out.
# PostgreSQL: see `keys.py` for what a key is. A small pending list: every search reads it from end to end.
TABLES = {
    "sqlite": (
        "CREATE VIRTUAL TABLE IF NOT EXISTS message_gram USING fts5"
        "(grams, content='', columnsize=0, detail=none, tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE IF NOT EXISTS message_gram (room_no BIGINT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL,"
        " keys BIGINT[] NOT NULL, CONSTRAINT pk_message_gram PRIMARY KEY (room_no, seq))",
        "CREATE INDEX IF NOT EXISTS ix_message_gram_keys ON message_gram USING gin (keys)"
        " WITH (gin_pending_list_limit = 512)",
    ),
}


def create_index_tables(connection: Connection) -> None:
    """Create the index tables; they are not SQLAlchemy tables, since each database has its own."""
    for statement in TABLES[connection.dialect.name]:
        connection.execute(text(statement))


@event.listens_for(metadata, "after_create")
def _create_with_the_others(_target: object, connection: Connection, **_: object) -> None:
    create_index_tables(connection)


class SearchQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What is sought: words (a phrase in quotation marks), and where, by whom, and on which days in Japan."""

    q: str = ""
    room_id: RoomId | None = None
    author_id: MemberId | None = None
    since: str | None = None
    until: str | None = None
    before: MessageId | None = None


class SnippetPart(msgspec.Struct, frozen=True):
    """A piece of the text around what was found; `hit` for what was found itself."""

    text: str
    hit: bool


class SearchRoom(msgspec.Struct, frozen=True):
    """The room of a hit."""

    id: RoomId
    kind: RoomKind
    name: str | None


class SearchHit(msgspec.Struct, frozen=True):
    """A message that matches."""

    message: Message
    room: SearchRoom
    snippet: list[SnippetPart]


class SearchPage(msgspec.Struct, frozen=True):
    """Hits, the newest first; `next` goes into `before` for the next page."""

    hits: list[SearchHit]
    people: list[Person]
    next: MessageId | None = None


def terms_of(q: str) -> list[str]:
    """Return the folded terms of a query; what stands in quotation marks is one term."""
    found = (phrase.strip() or word for phrase, word in _TERM.findall(fold(q)))
    return list(dict.fromkeys(term for term in found if term))[:TERMS_MOST]


def searchable(message: Message) -> Iterator[str]:
    """Yield what a message is found by: its words and the names of its files."""
    yield message.text
    yield from (file.name for file in message.files)


def searchable_text(message: Message) -> str:
    """Return what a message is found by, as one text."""
    return "\n".join(searchable(message))


def matches(message: Message, terms: list[str]) -> bool:
    """Whether every term occurs."""
    folded = fold(searchable_text(message))
    return all(term in folded for term in terms)
