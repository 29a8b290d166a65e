"""A body's own stamps, and which stamps it uses in what order: the tables, and the values made of them."""

from typing import Annotated

import msgspec
from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.kit.text import CODE_POINTS_EACH
from kairan.files import FileView
from kairan.talk.model import StampId
from kairan.talk.stamps.catalogue import CATALOGUE

WORDS_LIMIT = 20  # characters as a person counts them
OWN_MOST = bounded("stamps.own", 100, "refuse", "`stamp.too_many`")  # of one body, those withdrawn not counted
SHOWN_MOST = OWN_MOST + len(CATALOGUE)

# A body's own stamp; its id is that of its picture. Messages carry it for good, so it is withdrawn, never deleted.
stamp_table = Table(
    "stamp",
    metadata,
    Column("id", String(13), primary_key=True),
    Column("organization_id", String(13), nullable=False),
    Column("words", String(WORDS_LIMIT * CODE_POINTS_EACH), nullable=False),
    Column("added_at", BigInteger, nullable=False),
    Column("withdrawn_at", BigInteger),
    Index("ix_stamp_organization_id", "organization_id"),
)

# Which stamps a body uses, in its order; without a row all of them, its own after those of the set.
stamp_choice_table = Table(
    "stamp_choice",
    metadata,
    Column("organization_id", String(13), primary_key=True),
    Column("stamp_ids", Text, nullable=False),  # JSON
    Column("changed_at", BigInteger, nullable=False),
)


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """A stamp one may send: what it says, and its picture where it is the body's own."""

    id: str
    words: str
    en: str | None = None
    picture: FileView | None = None


class Stamps(msgspec.Struct, frozen=True):
    """The stamps of the viewer's body that one may send, in its order."""

    stamps: list[Stamp]


class BodyStamps(msgspec.Struct, frozen=True, kw_only=True):
    """All stamps of a body: those in use in their order, then the others; and what a change is based on."""

    used: list[Stamp]
    unused: list[Stamp]
    revision: str


class StampChoice(msgspec.Struct, frozen=True):
    """Which stamps are used, in this order; whoever looks for one not named does not find it."""

    stamp_ids: Annotated[list[StampId], msgspec.Meta(max_length=SHOWN_MOST)]


class NewStamp(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that was uploaded, and what it says."""

    file_id: Id
    words: Annotated[str, msgspec.Meta(max_length=WORDS_LIMIT * CODE_POINTS_EACH)]
