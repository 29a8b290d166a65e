"""All attached files of a form as one ZIP (添付の書き出し): a folder for each application, names right on Windows.

It is written while it is read: neither memory nor disk ever holds the whole. What cannot be given is listed in it.
"""

import time
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable

import msgspec
from sqlalchemy import func, select

from kairan.applications.attachment_model import HandedOut, Opening, application_file_table
from kairan.applications.attachments import files_in
from kairan.applications.export import next_applications, works_on
from kairan.applications.handing_out import handed
from kairan.applications.model import application_table
from kairan.applications.numbers import in_groups
from kairan.applications.queries import READING
from kairan.applications.receipts import all_answers, plain_answers
from kairan.core.journal import append
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import EVERY_CLASS, Viewer
from kairan.files.names import clean_file_name
from kairan.forms.conditions import Values
from kairan.forms.document import FormDocument, decoded
from kairan.forms.entries import AnswersExported
from kairan.forms.model import FormId, form_version_table
from kairan.forms.queries import form_stream
from kairan.forms.rights import require_form
from kairan.policy import require

LEFT_OUT = "含まれていないファイル.txt"
LEFT_OUT_MOST = 10_000  # lines of it
LABEL_MOST = 20  # characters of a question's label in a name: Windows knows paths of 260
JAPAN_S = 9 * 3600
_a, _f, _v = application_table.c, application_file_table.c, form_version_table.c


class FilesExport(msgspec.Struct, frozen=True):
    """An archive that is being given out."""

    form_id: FormId
    upto: str


class Packed(msgspec.Struct, frozen=True):
    """One file with its place in the archive; `file` is None, and `why` says so, for one that is not in it."""

    path: str
    at: int  # ms since 1970
    file: HandedOut | None
    why: str = ""


Pieces = Callable[[str], Awaitable[tuple[list[Packed], str | None]]]
"""Gives the next files behind an application, and behind which the next ones follow."""


def begin_files_export(db: Db, viewer: Viewer, form_id: FormId) -> FilesExport:
    """Say what will be given out, and note it in the form's record.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "export_answers")
    require(viewer, "download", EVERY_CLASS)
    require_form(db, viewer, form_id, *READING)
    counted = db.first(select(func.count(), func.max(_a.id)).where(_a.form_id == form_id))
    total, upto = counted or (0, None)
    append(db, form_stream(form_id), AnswersExported(applications=total, columns=0, format="zip"), viewer)
    return FilesExport(form_id, upto or "")


def packed_files(
    db: Db, viewer: Viewer, box: SecretBox, opening: Opening, export: FilesExport, after: str
) -> tuple[list[Packed], str | None]:
    """Return the next files of an archive, and behind which application the next ones follow; None at the end.

    Asked anew each time. Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "download", EVERY_CLASS)
    rows, last = next_applications(db, viewer, export.form_id, export.upto, after)
    is_careful = works_on(db, viewer, export.form_id)
    documents = _documents(db, export.form_id)
    held: dict[str, dict[str, Record]] = {}
    for file in db.all(select(application_file_table).where(_f.application_id.in_([row.id for row in rows]))):
        held.setdefault(file.application_id, {})[file.id] = file
    found: list[Packed] = []
    for row in rows:
        if row.id in held:
            answers = (all_answers(row, box) if is_careful else plain_answers(row)) or {}
            found += _of_application(row, documents[row.version], answers, held[row.id], opening, viewer)
    return found, last


def _documents(db: Db, form_id: FormId) -> dict[int, FormDocument]:
    rows = db.all(select(_v.number, _v.document).where(_v.form_id == form_id))
    return {row.number: decoded(row.document) for row in rows}


def _of_application(
    row: Record,
    document: FormDocument,
    answers: Values,
    held: dict[str, Record],
    opening: Opening,
    viewer: Viewer,
) -> list[Packed]:
    folder, used, found = in_groups(row.number), set[str](), list[Packed]()
    for question in document.questions():
        for one in files_in([question], answers):
            path = f"{folder}/{unused_name(f'{question.label[:LABEL_MOST]}_{one.name}', used)}"
            file = held.get(one.id)
            if file is None or file.state == "refused":
                found.append(Packed(path, row.submitted_at, None, "ウイルス対策ソフトが危険と判定したため消去済み"))
            elif not opening.allows(viewer, file.state):
                found.append(Packed(path, row.submitted_at, None, "安全の確認が済んでいません"))
            else:
                found.append(Packed(path, row.submitted_at, handed(file, one.name)))
    return found


def unused_name(name: str, used: set[str]) -> str:
    """Return a harmless name that no other file of the folder has, whatever the case, and note it."""
    clean = clean_file_name(name)
    stem, dot, ending = clean.rpartition(".") if "." in clean else (clean, "", "")
    number, made = 1, clean
    while made.casefold() in used:
        number += 1
        made = clean_file_name(f"{stem[:60]}({number}){dot}{ending}")
    used.add(made.casefold())
    return made


class _Pipe:
    """What a ZIP is written into, piece by piece; it cannot be sought in, so that nothing is held back."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Do nothing: it is taken from outside."""

    def take(self) -> bytes:
        """Return what was written since."""
        taken = bytes(self._held)
        self._held.clear()
        return taken


async def archive_of(pieces: Pieces, blobs: Blobs) -> AsyncIterator[bytes]:
    """Yield a ZIP of all files; names are in UTF-8 and marked so (APPNOTE 4.4.4, bit 11)."""
    pipe = _Pipe()
    left_out: list[str] = []
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        after: str | None = ""
        while after is not None:
            found, after = await pieces(after)
            for one in found:
                async for piece in _written(archive, pipe, one, blobs, left_out):
                    yield piece
        if left_out:
            text = "\r\n".join(["次のファイルは含まれていません。", *left_out[:LEFT_OUT_MOST], ""])
            archive.writestr(_info(LEFT_OUT, int(time.time() * 1000)), b"\xef\xbb\xbf" + text.encode())
            yield pipe.take()
    yield pipe.take()


async def _written(
    archive: zipfile.ZipFile, pipe: _Pipe, one: Packed, blobs: Blobs, left_out: list[str]
) -> AsyncIterator[bytes]:
    if one.file is None:
        left_out.append(f"{one.path}（{one.why}）")
        return
    chunks = blobs.get(one.file.blob_key)
    try:
        first = await anext(chunks, b"")
    except FileNotFoundError:  # erased since it was found
        left_out.append(f"{one.path}（消去されました）")
        return
    with archive.open(_info(one.path, one.at), "w") as entry:
        entry.write(first)
        yield pipe.take()
        async for chunk in chunks:
            entry.write(chunk)
            yield pipe.take()


def _info(path: str, at: int) -> zipfile.ZipInfo:
    day = time.gmtime(at // 1000 + JAPAN_S)
    return zipfile.ZipInfo(path, (max(day.tm_year, 1980), *day[1:6]))
