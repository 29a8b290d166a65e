"""Making letters (作成): laid out after the order, each by itself; then they are in the record, by their digest.

A letter lies under the key that was chosen with the order: made twice, it is the same bytes at the same place.
"""

import hashlib
from functools import partial

import msgspec
from sqlalchemy import select, update

from kairan.applications.model import ApplicationId
from kairan.applications.paper.layout import FOLDER
from kairan.applications.streams import application_stream
from kairan.core.journal import append, hold
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs, enqueue
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.core.kit.typesetting import TooMuchForPdf, Typesetter
from kairan.counter.deliverables.entries import CaseDelivered
from kairan.counter.deliverables.issuing import MAKE, MakeLetter
from kairan.counter.deliverables.model import LetterText, deliverable_table
from kairan.counter.deliverables.paper import TEMPLATE, letter_paper
from kairan.counter.finding import case_of
from kairan.counter.letters import tell_delivered
from kairan.files.jobs import DELETE, DeleteBlobs
from kairan.files.made import MadeFile, keep_made

_d = deliverable_table.c
AT_ONCE = 2  # on one node: more than the typesetter lays out at once would only wait
_PDF = "application/pdf"


class Ordered(msgspec.Struct, frozen=True):
    """A letter that is still to be made."""

    blob_key: str
    text: LetterText


class Outcome(msgspec.Struct, frozen=True):
    """What came of it: bytes at the key, or why there are none; neither: it is wanted no more."""

    size: int = 0
    digest: bytes = b""
    refusal: str = ""


def register_making(jobs: Jobs, store: Store, blobs: Blobs, box: SecretBox) -> None:
    """Add the job. It has a typesetter of its own, so that 300 letters keep nobody's receipt waiting."""
    typesetter = Typesetter()

    async def make(what: MakeLetter) -> Outcome:
        ordered = await store.read(ordered_letter, box, what.deliverable_id)
        if ordered is None:
            return Outcome()
        data = partial(letter_paper, ordered.text)
        try:
            pdf = await typesetter.pdf("letters", FOLDER / TEMPLATE, data, ordered.text.issued_at)
        except TooMuchForPdf as refused:
            return Outcome(refusal=refused.code)
        await blobs.put(ordered.blob_key, pdf)
        return Outcome(len(pdf), hashlib.sha256(pdf).digest())

    def keep(db: Db, what: MakeLetter, outcome: Outcome) -> None:
        keep_letter(db, box, what.deliverable_id, outcome)

    jobs.add_outside(MAKE, MakeLetter, make, keep, at_once=AT_ONCE)


def ordered_letter(db: Db, box: SecretBox, deliverable_id: str) -> Ordered | None:
    """Return a letter that is to be made; None for one that is made, withdrawn or erased."""
    row = db.first(select(_d.content, _d.blob_key).where(_d.id == deliverable_id))
    if row is None or row.content is None:
        return None
    text = msgspec.json.decode(box.open(row.content, f"letter:{deliverable_id}"), type=LetterText)
    return Ordered(row.blob_key, text)


def keep_letter(db: Db, box: SecretBox, deliverable_id: str, outcome: Outcome) -> None:
    """Put on record what was made, and tell whose case it is; made a second time nothing changes."""
    case_id = db.scalar(select(_d.application_id).where(_d.id == deliverable_id))
    if case_id is None or not (outcome.size or outcome.refusal):
        return
    held = hold(db, application_stream(case_id))
    row = db.first(select(deliverable_table).where(_d.id == deliverable_id))
    if row is None or row.content is None:
        if row is not None and row.file_id is None and outcome.size:
            enqueue(db, DELETE, DeleteBlobs([row.blob_key]))  # withdrawn or erased meanwhile: nobody needs the bytes
        return
    if outcome.refusal:
        values = {"content": None, "refusal": outcome.refusal}
        db.execute(update(deliverable_table).where(_d.id == deliverable_id).values(values))
        return
    digest = outcome.digest.hex()
    given = CaseDelivered(deliverable=row.id, number=row.number, digest=digest, until_on=row.until_on)
    entry = append(db, application_stream(case_id), given, None, held=held)
    file = MadeFile(
        organization_id=row.organization_id,
        member_id=row.issued_by,
        name=f"{row.title}_{row.number}.pdf",
        type=_PDF,
        size=outcome.size,
        digest=outcome.digest,
        blob_key=row.blob_key,
    )
    file_id = keep_made(db, file, application_stream(case_id), entry.seq)
    made = {"content": None, "file_id": file_id, "digest": digest, "made_at": now_ms()}
    db.execute(update(deliverable_table).where(_d.id == deliverable_id).values(made))
    if (case := case_of(db, ApplicationId(case_id))) is not None:  # the job acts for nobody
        tell_delivered(db, box, case, row.title)
