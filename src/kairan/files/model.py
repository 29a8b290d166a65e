"""Files: what is stored, where it is used, and what a reader sees of it.

A file is received first and shown to nobody but its uploader; only a clean one can be attached to an entry.
From then on who may read the entry may read the file, and nobody else, whoever uploaded it.
"""

from typing import Literal, NewType

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
)

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId, OrganizationId

FileId = NewType("FileId", Id)
FileState = Literal["received", "clean", "refused"]

FILES_AT_MOST = 20  # on one entry
ORPHAN_MS = 24 * 60 * 60 * 1000  # what was uploaded and never attached is cleaned after a day

# Shown in the page itself; everything else is handed over as a download only.
SHOWN_INLINE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"})

file_table = Table(
    "file",
    metadata,
    Column("id", String(13), primary_key=True),
    Column("organization_id", String(13), nullable=False),
    Column("uploader_id", String(13), nullable=False),
    Column("name", String(255), nullable=False),  # at most 255 bytes of UTF-8
    Column("size", BigInteger, nullable=False),  # bytes; as announced until it is received
    Column("type", String(127), nullable=False),  # by its content, not by what the sender says
    Column("digest", LargeBinary(32)),  # SHA-256 of the content; null until it is received
    Column("width", Integer),  # as shown, after the camera's orientation; null unless a picture
    Column("height", Integer),
    Column("state", String(8), nullable=False),
    Column("refusal", String(60)),  # the code of the Problem, for refused ones
    Column("blob_key", String(40), nullable=False),
    Column("thumbnail_key", String(40)),
    Column("created_at", BigInteger, nullable=False),
    Column("attached_at", BigInteger),  # null: nobody needs it yet
    Index("ix_file_organization_id", "organization_id"),
    Index("ix_file_uploader_id_created_at", "uploader_id", "created_at"),
    Index("ix_file_attached_at_created_at", "attached_at", "created_at"),  # finds the orphans
)

file_use_table = Table(
    "file_use",
    metadata,
    Column("file_id", String(13), ForeignKey("file.id"), primary_key=True),
    Column("stream", String(80), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("position", SmallInteger, nullable=False),
    Column("withdrawn_at", BigInteger),  # the entry was removed: kept for the record, shown to nobody
    Index("ix_file_use_stream_seq", "stream", "seq"),
)


class FileView(msgspec.Struct, frozen=True):
    """A file as everybody who may read it sees it; also what an entry says of it."""

    id: FileId
    name: str
    size: int  # bytes
    type: str
    width: int | None = None  # pixels; null unless it can be shown as a picture
    height: int | None = None
    state: FileState = "clean"
    thumbnail: bool = False


class StoredFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file with where its bytes are; never leaves the server."""

    id: FileId
    organization_id: OrganizationId
    uploader_id: MemberId
    name: str
    size: int
    type: str
    digest: bytes | None
    width: int | None
    height: int | None
    state: FileState
    refusal: str | None
    blob_key: str
    thumbnail_key: str | None
    attached_at: int | None = None

    @property
    def view(self) -> FileView:
        """What readers see of it."""
        return FileView(
            self.id,
            self.name,
            self.size,
            self.type,
            self.width,
            self.height,
            self.state,
            self.thumbnail_key is not None,
        )

    @property
    def is_shown_inline(self) -> bool:
        """Whether browsers may draw it in a page: a picture that was decoded here within the limits."""
        return self.type in SHOWN_INLINE and self.width is not None
