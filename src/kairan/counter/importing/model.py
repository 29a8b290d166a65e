"""What was taken in from elsewhere: under which number it is known there, and whether its files have come."""

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, String, Table, UniqueConstraint

from kairan.applications.model import ApplicationId
from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata

DOWNLOAD_BYTES = bounded("importing.download", 64 * 1024 * 1024, "refuse", "422 `import.unreadable`")
UNPACKED_BYTES = bounded("importing.unpacked", 512 * 1024 * 1024, "refuse", "422 `import.unreadable`")
MEMBERS_MOST = bounded("importing.members", 5_000, "refuse", "422 `import.unreadable`")
RECORDS_MOST = bounded("importing.records", 1_000, "refuse", "422 `import.unreadable`")
NUMBER_LIMIT = 80

case_import_table = Table(
    "case_import",
    metadata,
    Column("application_id", String(13), ForeignKey("application.id"), primary_key=True),
    Column("form_id", String(13), ForeignKey("form.id"), nullable=False),
    Column("number", String(NUMBER_LIMIT), nullable=False),  # as it is called there
    Column("imported_at", BigInteger, nullable=False),
    Column("imported_by", String(13), nullable=False),
    Column("files_at", BigInteger),  # since then all files are there that could be taken
    UniqueConstraint("form_id", "number"),
)


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a download."""

    new: int
    known: int  # were taken in before
    noted: list[str]  # what the form does not ask, or could not be read as it asks: it stands in a note of each case
    refused_files: list[str]  # and where they belong


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A case that was made, or was there."""

    case_id: ApplicationId
    is_new: bool
    wants_files: bool
    noted: list[str]
