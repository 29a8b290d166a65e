"""Files: received, checked, attached to entries, and shown to whoever may read those entries."""

from kairan.files.actions import attach, withdraw
from kairan.files.model import FILES_AT_MOST, FileId, FileView, file_table, file_use_table

__all__ = [
    "FILES_AT_MOST",
    "FileId",
    "FileView",
    "attach",
    "file_table",
    "file_use_table",
    "withdraw",
]
