"""Files and photos (ファイル・写真): what applicants attach. What stands in these fields the server put there.

An answer is a line for each file, with the SHA-256 of its content in it: whoever digests the answers digests the files.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, ClassVar, Literal

import msgspec

from kairan.core.kit.ids import Id
from kairan.forms.complaints import NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.file_complaints import FILE_WORDS
from kairan.forms.questions.base import Question, Typed, said_plainly

FileKind = Literal["picture", "pdf", "word", "sheet", "slides", "text"]
FILES_MOST = 20  # for one question
FILE_MB_MOST = 50
FAULT = "fault"
"""The part under which stands why the last file was not taken: told until the page is sent again."""
MIB = 1024 * 1024

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
TYPES: Mapping[FileKind, Mapping[str, Sequence[str]]] = {
    "picture": {
        "jpg": ["image/jpeg"],
        "jpeg": ["image/jpeg"],
        "png": ["image/png"],
        "gif": ["image/gif"],
        "webp": ["image/webp"],
        "avif": ["image/avif"],
        "bmp": ["image/bmp"],
    },
    "pdf": {"pdf": ["application/pdf"]},
    "word": {
        "docx": [f"{_OPEN_XML}wordprocessingml.document"],
        "doc": ["application/x-cfb"],
        "odt": [f"{_OPEN_DOCUMENT}text"],
        "rtf": ["application/rtf"],
    },
    "sheet": {
        "xlsx": [f"{_OPEN_XML}spreadsheetml.sheet"],
        "xls": ["application/x-cfb"],
        "ods": [f"{_OPEN_DOCUMENT}spreadsheet"],
        "csv": ["text/plain"],
    },
    "slides": {
        "pptx": [f"{_OPEN_XML}presentationml.presentation"],
        "ppt": ["application/x-cfb"],
        "odp": [f"{_OPEN_DOCUMENT}presentation"],
    },
    "text": {"txt": ["text/plain"]},
}
"""By kind the endings of names that are taken, and by ending the types its content may be of, told by the content.

None holds programs: no macros (docm, xlsm), no archives, no HTML.
"""


class AttachedFile(msgspec.Struct, frozen=True):
    """One file of an answer."""

    id: Id
    size: int
    digest: str  # SHA-256 in hexadecimal digits
    type: str
    name: str

    def line(self) -> str:
        """Return it as it stands in an answer."""
        return f"{self.id}:{self.size}:{self.digest}:{self.type}:{self.name}"

    @property
    def shown(self) -> str:
        """Return it as people read it."""
        return f"{self.name}（{size_shown(self.size)}）"


def size_shown(size: int) -> str:
    """Return a size in bytes as people read it."""
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.0f} KB" if size < MIB else f"{size / MIB:.1f} MB"


def attached_file(line: str) -> AttachedFile | None:
    """Read a line of an answer; None for what is none."""
    parts = line.split(":", 4)
    if len(parts) != 5 or not (parts[1].isascii() and parts[1].isdigit()) or len(parts[1]) > 15:
        return None
    return AttachedFile(Id(parts[0]), int(parts[1]), parts[2], parts[3], parts[4])


def attached_files(value: Value | Sequence[str] | None) -> list[AttachedFile]:
    """Return the files of an answer; none where it is of another kind."""
    lines = value if isinstance(value, list) else []
    return [found for line in lines if (found := attached_file(line)) is not None]


class _Files(Question, frozen=True, kw_only=True):
    PIXELS: ClassVar[int] = 6_000  # of a picture's longer side: a scanned sheet stays legible

    ask_again: bool = True  # a file belongs to one application
    most: Annotated[int, msgspec.Meta(ge=1, le=FILES_MOST)] = 1
    most_mb: Annotated[int, msgspec.Meta(ge=1, le=FILE_MB_MOST)] = 10

    @property
    def taken_kinds(self) -> Sequence[FileKind]:
        """Return the kinds that are taken."""
        return ["picture"]

    @property
    def most_bytes(self) -> int:
        """Return the size of the largest file."""
        return self.most_mb * MIB

    def types_of(self, extension: str) -> Sequence[str]:
        """Return the types the content of a file of this name may have; none for one that is not taken."""
        return next((TYPES[kind][extension] for kind in self.taken_kinds if extension in TYPES[kind]), [])

    @property
    def extensions(self) -> list[str]:
        """Return the endings of names that are taken."""
        return [extension for kind in self.taken_kinds for extension in TYPES[kind]]

    def fields(self) -> list[str]:
        """Return what a page replaces: the last complaint goes when it is sent. Files come and go one by one."""
        return [self.field(FAULT)]

    def answer(self, typed: Typed, today: date) -> Value | None:
        """Return a line for each file. Raises NotAccepted."""
        fault = [*typed.get(self.field(FAULT), ())]
        if fault and fault[0] in FILE_WORDS:
            raise NotAccepted(fault[0], name="".join(fault[1:2]), most="".join(fault[2:3]))
        lines = [line for line in typed.get(self.field(), ()) if line]
        if len(lines) > self.most:
            raise NotAccepted("file_too_many", most=self.most)
        for line in lines:
            if attached_file(self.good_text(line, 600)) is None:
                raise NotAccepted("file_gone", name="")
        return [self.good_text(line, 600) for line in lines] or None

    def missing(self) -> str:
        """Return that no file was chosen."""
        return "no_file"

    def shown(self, value: Value) -> str:
        """Return names and sizes, a line each."""
        files = attached_files(value)
        return "\n".join(one.shown for one in files) if files else said_plainly(value)

    def cells(self, value: Value | None) -> list[str]:
        """Return the names in one cell."""
        files = attached_files(value)
        return ["、".join(one.name for one in files)] if files else super().cells(value)

    def typed_again(self, value: Value) -> dict[str, list[str]]:
        """Return the same lines."""
        return {self.field(): [str(line) for line in value] if isinstance(value, list) else []}


class FileUpload(_Files, frozen=True, kw_only=True, tag="file"):
    """Files of certain kinds (ファイル)."""

    kinds: Annotated[list[FileKind], msgspec.Meta(min_length=1, max_length=6)] = msgspec.field(
        default_factory=lambda: ["picture", "pdf"]
    )

    @property
    def taken_kinds(self) -> Sequence[FileKind]:
        """Return the kinds that were chosen."""
        return self.kinds


class Photo(_Files, frozen=True, kw_only=True, tag="photo"):
    """Photos (写真): made smaller before they are sent, where the browser can, and here in any case."""

    PIXELS: ClassVar[int] = 2_560


FileQuestion = FileUpload | Photo
FILE_QUESTIONS = (FileUpload, Photo)
