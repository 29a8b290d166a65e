"""Files of applications recounted: each is there, and is the one whose digest was submitted with the answers.

That the bytes are those of the digest is checked whenever a backup is made, which reads them all.
"""

from collections.abc import Iterator, Mapping

import msgspec
from sqlalchemy import select

from kairan.applications.attachment_model import application_file_table
from kairan.applications.attachments import files_in
from kairan.applications.model import application_table
from kairan.applications.receipts import plain_answers
from kairan.applications.streams import application_stream
from kairan.core.journal.verify import Fault
from kairan.core.kit.database import Db, Record
from kairan.forms.document import FormDocument, decoded
from kairan.forms.model import form_version_table

PAGE = 500
FILE_CHANGED = "attached file differs from what was submitted / 添付ファイルが送信されたものと違います"
FILE_MISSING = "attached file is missing / 添付ファイルがありません"

_a, _f, _v = application_table.c, application_file_table.c, form_version_table.c


def application_file_faults(db: Db) -> Iterator[Fault]:
    """Compare the files of every application with what its answers say of them, where these lie open."""
    documents: dict[tuple[str, int], FormDocument] = {}
    after = ""
    wanted = select(application_table).where(_a.answers.is_not(None)).order_by(_a.id).limit(PAGE)
    while rows := db.all(wanted.where(_a.id > after)):
        held = _held(db, [row.id for row in rows])
        for row in rows:
            yield from _of_application(row, _document(db, documents, row), held)
        after = rows[-1].id


def _document(db: Db, known: dict[tuple[str, int], FormDocument], row: Record) -> FormDocument:
    key = (row.form_id, row.version)
    if key not in known:
        text = db.scalar(select(_v.document).where(_v.form_id == row.form_id, _v.number == row.version))
        try:
            known[key] = FormDocument(title="") if text is None else decoded(text)
        except msgspec.MsgspecError:  # told where versions are recounted
            known[key] = FormDocument(title="")
    return known[key]


def _held(db: Db, ids: list[str]) -> Mapping[str, Record]:
    rows = db.all(select(_f.id, _f.application_id, _f.digest).where(_f.application_id.in_(ids)))
    return {row.id: row for row in rows}


def _of_application(row: Record, document: FormDocument, held: Mapping[str, Record]) -> Iterator[Fault]:
    try:
        answers = plain_answers(row) or {}
    except msgspec.MsgspecError:  # told where answers are recounted
        return
    for file in files_in(document.questions(), answers):
        found = held.get(file.id)
        if found is None or found.application_id != row.id:
            yield Fault(application_stream(row.id), 0, FILE_MISSING)
        elif bytes(found.digest or b"").hex() != file.digest:
            yield Fault(application_stream(row.id), 0, FILE_CHANGED)
