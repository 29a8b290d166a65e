"""What an applicant is writing to the section, while files come for it."""

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from kairan.core.kit.database import metadata
from kairan.forms.questions import FileUpload
from kairan.forms.questions.files import AttachedFile, attached_files

WRITING_DAYS = 7  # what nobody sends for so long is gone
TEXT, FILES = "text", "files"

writing_table = Table(
    "case_writing",
    metadata,
    Column("id", String(13), primary_key=True),
    Column("application_id", String(13), ForeignKey("application.id"), nullable=False, unique=True),
    Column("typed", Text, nullable=False),  # sealed JSON: what stands in the fields
    Column("changed_at", BigInteger, nullable=False),
    Index("ix_case_writing_changed_at", "changed_at"),
)

FILE_FIELD = FileUpload(
    id=FILES,
    label="添付ファイル",
    required=False,
    most=5,
    most_mb=20,
    kinds=["picture", "pdf", "word", "sheet", "slides", "text"],
)
"""What may be attached to a message; never part of a form."""
_Lines = list[str]


def lines_of(files: list[AttachedFile]) -> str:
    """Return files as a message keeps them."""
    return msgspec.json.encode([one.line() for one in files]).decode()


def files_of(stored: str) -> list[AttachedFile]:
    """Return the files of a message."""
    return attached_files(msgspec.json.decode(stored, type=_Lines))
