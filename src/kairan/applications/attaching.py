"""Files in a draft (添付): room is made, they are taken in or refused, and taken out again.

What files are attached to is locked first each time, so that of two tabs neither loses what the other one added. Each
function passes on the problems of `Attaching.begun`.
"""

from collections.abc import Sequence
from typing import Protocol

import msgspec
from sqlalchemy import delete, insert, select, update

from kairan.applications.attachment_model import (
    DRAFT_FILES_BYTES,
    DRAFT_FILES_MOST,
    FORM_DRAFTS_BYTES,
    UNKNOWN_TYPE,
    AttachmentId,
    HandedOut,
    Refused,
    Taken,
    application_file_table,
)
from kairan.applications.attachments import bytes_of_draft, bytes_of_drafts, forget_files
from kairan.applications.filling import begin, rewrite
from kairan.applications.model import Applicant, TypedIn, application_draft_table
from kairan.applications.offering import offered_form
from kairan.core.kit.blobs import new_key
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import Id, new_id
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.problems import NotFound
from kairan.core.kit.secrets import SecretBox
from kairan.files.jobs import DELETE, DeleteBlobs
from kairan.forms.questions import AnyQuestion
from kairan.forms.questions.files import FAULT, FILE_QUESTIONS, MIB, AttachedFile, FileQuestion, attached_files

_f, _d = application_file_table.c, application_draft_table.c


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """What files are attached to while it is filled in: a draft, or what stands in for one."""

    id: str
    organization_id: str
    form_id: str
    questions: Sequence[AnyQuestion]
    typed: TypedIn
    is_new: bool = False


class Attaching(Protocol):
    """Who attaches files to what."""

    def begun(self, db: Db) -> Holder:
        """Return it as it is, held until the transaction ends."""

    def rewrite(self, db: Db, holder: Holder, typed: TypedIn) -> None:
        """Let this stand in its fields."""


class ToDraft(msgspec.Struct, frozen=True, kw_only=True):
    """An applicant attaches to their draft; `number` is that of the invitation it was begun with."""

    applicant: Applicant
    box: SecretBox
    address: str  # of the form
    number: str = ""

    def begun(self, db: Db) -> Holder:
        """Return the draft. Problems: those of `begin`."""
        form = offered_form(db, self.applicant, self.address)
        draft = begin(db, self.applicant, self.box, self.address, self.number)
        return Holder(
            id=draft.id,
            organization_id=form.organization_id,
            form_id=form.form_id,
            questions=list(draft.document.questions()),
            typed=draft.typed,
            is_new=draft.is_new,
        )

    def rewrite(self, db: Db, holder: Holder, typed: TypedIn) -> None:
        """Let this stand in the draft. Problems: DraftTooLarge."""
        rewrite(db, self.box, holder.id, typed)


class Room(msgspec.Struct, frozen=True):
    """A file that may now come: its bytes go to `blob_key`, at most so many; what is made of a picture to the others.

    All three stand in its row from the beginning, so that a crash leaves nothing that no row names.
    """

    id: AttachmentId
    blob_key: str
    remade_key: str
    thumbnail_key: str
    most: int

    @property
    def keys(self) -> tuple[str, str, str]:
        """Return all places its bytes may be at."""
        return self.blob_key, self.remade_key, self.thumbnail_key


def make_room(db: Db, to: Attaching, question: FileQuestion, name: str) -> Room | Refused:
    """Make room for a file, or say why there is none.

    The row comes before the bytes, so that what a crash leaves is found and cleaned.
    """
    holder = to.begun(db)
    held = attached_files(holder.typed.get(question.field()))
    size, count = bytes_of_draft(db, holder.id)
    if len(held) >= question.most or count >= DRAFT_FILES_MOST:
        return Refused(question.id, "file_too_many", name, question.most)
    left = DRAFT_FILES_BYTES - size
    if left <= 0:
        return Refused(question.id, "file_too_much", name, DRAFT_FILES_BYTES // MIB)
    if bytes_of_drafts(db, holder.form_id) > FORM_DRAFTS_BYTES:
        return Refused(question.id, "file_no_room", name)
    room = Room(AttachmentId(Id(new_id())), new_key(), new_key(), new_key(), min(question.most_bytes, left))
    values = {
        "organization_id": holder.organization_id,
        "form_id": holder.form_id,
        "question_id": question.id,
        "draft_id": holder.id,
        "size": room.most,
        "type": UNKNOWN_TYPE,
        "state": "receiving",
        "blob_key": room.blob_key,
        "spare_key": room.remade_key,
        "thumbnail_key": room.thumbnail_key,
        "tries": 0,
        "created_at": now_ms(),
    }
    db.execute(insert(application_file_table).values(id=room.id, **values))
    return room


def take_file(db: Db, to: Attaching, question: FileQuestion, room: Room, taken: Taken) -> bool:
    """Put a file into what it came for; false, and nothing is kept, where that is gone, or full by now."""
    holder = to.begun(db)
    row = (_f.id == room.id) & (_f.draft_id == holder.id) & (_f.state == "receiving")
    values = {
        "size": taken.size,
        "type": taken.type,
        "digest": taken.digest,
        "state": taken.state,
        "blob_key": taken.blob_key,
        "spare_key": None,
        "thumbnail_key": taken.thumbnail_key,
        "checked_at": now_ms() if taken.state == "clean" else None,
    }
    lines = holder.typed.get(question.field(), [])
    if len(lines) >= question.most or not db.execute(update(application_file_table).where(row).values(values)).rowcount:
        return False
    if taken.blob_key != room.blob_key:
        enqueue(db, DELETE, DeleteBlobs([room.blob_key]))  # of a picture nothing stays as it was sent
    file = AttachedFile(room.id, taken.size, taken.digest.hex(), taken.type, taken.name)
    to.rewrite(db, holder, {**holder.typed, question.field(): [*lines, file.line()]})
    return True


def discard_room(db: Db, room: Room) -> None:
    """Forget a file that did not come, or was not taken; its bytes are the caller's to delete."""
    db.execute(delete(application_file_table).where(_f.id == room.id, _f.application_id.is_(None)))


def note_refusals(db: Db, to: Attaching, refused: list[Refused]) -> None:
    """Keep why files were not taken, until the page is sent again."""
    if not refused:
        return
    holder = to.begun(db)
    asked = {one.id: one for one in holder.questions}
    told = [one for one in reversed(refused) if one.question_id in asked]  # of several the first
    faults = {asked[one.question_id].field(FAULT): one.line for one in told}
    to.rewrite(db, holder, {**holder.typed, **faults})


def remove_file(db: Db, to: Attaching, file_id: str) -> None:
    """Take a file out again; one that is not there changes nothing."""
    holder = to.begun(db)
    typed = dict(holder.typed)
    for one in holder.questions:
        if isinstance(one, FILE_QUESTIONS) and one.field() in typed:
            kept = [line for line in typed[one.field()] if not line.startswith(f"{file_id}:")]
            typed = {**typed, one.field(): kept} if kept else {k: v for k, v in typed.items() if k != one.field()}
    if typed == holder.typed:
        return
    forget_files(db, (_f.id == file_id) & (_f.draft_id == holder.id) & _f.application_id.is_(None))
    to.rewrite(db, holder, typed)


def own_picture(db: Db, applicant: Applicant, address: str, file_id: str) -> HandedOut:
    """Return a picture the applicant attached to a draft of theirs, to be looked at small. Problems: NotFound."""
    form = offered_form(db, applicant, address)
    row = db.first(
        select(application_file_table)
        .join(application_draft_table, _d.id == _f.draft_id)
        .where(
            _f.id == file_id,
            _f.form_id == form.form_id,
            _f.state.in_(("clean", "unchecked")),
            _f.thumbnail_key.is_not(None),
            _d.applicant == applicant.key,
        )
    )
    if row is None:
        raise NotFound
    return small_picture(row)


def small_picture(row: Record) -> HandedOut:
    """Return a picture to be looked at small, by who attached it."""
    return HandedOut(
        id=row.id,
        name="",
        size=row.size,
        type=row.type,
        digest=(row.digest or b"").hex(),
        blob_key=row.blob_key,
        thumbnail_key=row.thumbnail_key,
    )
