"""What a backup says of itself."""

import hashlib
from importlib.metadata import version
from typing import Self

import msgspec
from sqlalchemy import Table

from kairan.core.kit.archive import MANIFEST, Part, damaged
from kairan.core.kit.migrate import revisions
from kairan.core.words import Refusal
from kairan.schema import metadata

FORMAT = 1
# Not in a backup: after a restore everybody signs in again, nobody has mistyped yet, and nothing was kept up here.
LEFT_OUT = frozenset(
    {"session", "sign_in_try", "spent_challenge", "oidc_journey", "oidc_session", "oidc_refusal", "upkeep"}
)
# What a server writes by itself before there is anybody; a restore replaces it.
OWN_ROWS = LEFT_OUT | {"job"}

_encode = msgspec.json.Encoder().encode


class TablePart(Part, frozen=True):
    """A table's member, and how many rows it has."""

    rows: int


class BlobLine(msgspec.Struct, frozen=True):
    """A line of the list of blobs; `part` is null for one that was missing when the backup was made."""

    key: str
    part: Part | None


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The last member. `seal` is the digest of the manifest itself, written with an empty seal."""

    format: int = FORMAT
    kairan: str = version("kairan")
    revision: str
    at: int  # when the snapshot was taken, ms since 1970
    database: str
    tables: dict[str, TablePart]
    heads: str  # digest of the heads of all streams
    blobs: int
    missing: int
    blob_list: Part
    seal: str = ""

    def sealed(self) -> Self:
        """Return the manifest with its seal."""
        unsealed = msgspec.structs.replace(self, seal="")
        return msgspec.structs.replace(unsealed, seal=hashlib.sha256(_encode(unsealed)).hexdigest())

    def encoded(self) -> bytes:
        """Return what is written."""
        return _encode(self.sealed())


class _Version(msgspec.Struct, frozen=True):
    """What every format of the manifest has."""

    format: int
    kairan: str


def read_manifest(data: bytes) -> Manifest:
    """Read and check a manifest; refuses a damaged one, and one of a newer version."""
    try:
        written_by = msgspec.json.decode(data, type=_Version)
        if written_by.format > FORMAT:
            raise _too_new(written_by.kairan)
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise damaged(MANIFEST) from error
    if manifest.encoded() != data:
        raise damaged(MANIFEST)
    if manifest.revision not in revisions():
        raise _too_new(manifest.kairan)
    return manifest


def _too_new(made_by: str) -> Refusal:
    return Refusal(
        f"この控えは、より新しい版（{made_by}）で取られています。その版以降の Kairan で復元してください。",
        f"The backup was made by a newer version ({made_by}). Please restore it with that version or a later one.",
    )


def tables_kept() -> list[Table]:
    """Return the tables a backup holds, each after those it refers to. The search index is made anew."""
    return [table for table in metadata.sorted_tables if table.name not in LEFT_OUT]


def member_of(table: str) -> str:
    """Return the name of a table's member."""
    return f"tables/{table}.ndjson"
