"""Files that residents attach (添付): where their bytes are, and what was found out about them.

How a file is called stands in the answers alone, which are sealed while a form is filled in.
"""

from typing import Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import Viewer
from kairan.files.kinds import OCTETS

AttachmentId = NewType("AttachmentId", Id)
AttachmentState = Literal["receiving", "unchecked", "clean", "refused"]
"""`unchecked`: no virus checker has seen it yet. `refused`: one found something; its bytes are gone."""

UNKNOWN_TYPE = OCTETS
PICTURES = frozenset({"image/jpeg", "image/png"})
"""What was decoded and encoded anew here, so that a browser may draw it."""
DRAFT_FILES_BYTES = 200 * 1024 * 1024  # of all files of one draft
DRAFT_FILES_MOST = 100
FORM_DRAFTS_BYTES = 20 * 1024 * 1024 * 1024  # of all files of one form's drafts

_Id = String(13)

application_file_table = Table(
    "application_file",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("form_id", _Id, ForeignKey("form.id"), nullable=False),
    Column("question_id", String(13), nullable=False),
    Column("draft_id", _Id, nullable=False),
    Column("application_id", _Id),  # null until it is submitted
    Column("size", BigInteger, nullable=False),  # bytes; the most there may be until it is received
    Column("type", String(127), nullable=False),  # by its content
    Column("digest", LargeBinary(32)),  # SHA-256 of the content; null until it is received
    Column("state", String(9), nullable=False),
    Column("blob_key", String(40), nullable=False),
    Column("spare_key", String(40)),  # while it is received: where what is made of a picture comes to lie
    Column("thumbnail_key", String(40)),
    Column("tries", Integer, nullable=False),  # of the virus checker
    Column("created_at", BigInteger, nullable=False),
    Column("checked_at", BigInteger),
    Index("ix_application_file_draft_id", "draft_id"),
    Index("ix_application_file_application_id", "application_id"),
    Index("ix_application_file_form_id", "form_id", "application_id"),
    Index("ix_application_file_state", "state", "tries", "created_at"),
)


class Opening(msgspec.Struct, frozen=True):
    """Where staff may open what no virus checker has seen (`unchecked_faces`)."""

    unchecked_faces: tuple[str, ...]

    def allows(self, viewer: Viewer, state: str) -> bool:
        """Whether a file in this state may be opened where the viewer is."""
        return state == "clean" or (state == "unchecked" and viewer.face in self.unchecked_faces)


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was received and looked through."""

    name: str
    size: int
    type: str
    digest: bytes
    blob_key: str
    thumbnail_key: str | None
    state: AttachmentState


class Refused(msgspec.Struct, frozen=True):
    """Why a file of a question was not taken: a word of `forms.complaints`, and what it names."""

    question_id: str
    code: str
    name: str
    most: int = 0

    @property
    def line(self) -> list[str]:
        """Return it as it is kept in the draft until the page is sent again."""
        return [self.code, self.name, str(self.most)]


class HandedOut(msgspec.Struct, frozen=True, kw_only=True):
    """A file that may be given to whoever asked; never leaves the server as it is."""

    id: str
    name: str
    size: int
    type: str
    digest: str
    blob_key: str
    thumbnail_key: str | None
    careful_question: str = ""  # it needs care: opening it goes on record
