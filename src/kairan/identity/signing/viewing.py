"""What is told of a signature, and what is given out of it."""

import msgspec
from sqlalchemy import select

from kairan.applications.model import ApplicationId, digest_of_answers
from kairan.applications.receipts import all_answers
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.counter.disclosing.entries import CaseDisclosed
from kairan.counter.finding import require_work
from kairan.identity.model import SignatureView
from kairan.identity.problems import SignedDocumentGone
from kairan.identity.signing.model import checked_as, identity_signature_table, sealed_as
from kairan.policy import require

_s = identity_signature_table.c


def signature_of(db: Db, box: SecretBox, application: Record) -> SignatureView | None:
    """Return what is told of the signature of an application that was found as its viewer's; None for none."""
    row = db.first(select(identity_signature_table).where(_s.application_id == application.id))
    if row is None:
        return None
    answers = all_answers(application, box)
    is_current = answers is not None and row.checked == checked_as(
        box, digest_of_answers(application.form_id, application.version, answers)
    )
    return SignatureView(
        digest=row.digest,
        authority=row.authority,
        revocation=row.revocation,
        listed_at=row.listed_at,
        verified_at=row.verified_at,
        has_document=bool(row.document),
        is_kept=row.signature is not None,
        is_current=is_current,
    )


class SignedFile(msgspec.Struct, frozen=True, kw_only=True):
    """What was signed, as it is given out: with the signature, where that is kept."""

    document: str
    digest: str
    signature: str | None
    certificate: str | None


def signed_file(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId) -> SignedFile:
    """Return what was signed, for who works on the case; noted in its record, since all answers stand in it.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, SignedDocumentGone.
    """
    require(viewer, "export_answers")
    require_work(db, viewer, case_id)
    row = db.first(select(identity_signature_table).where(_s.application_id == case_id))
    if row is None or not row.document:
        raise SignedDocumentGone
    append(db, application_stream(case_id), CaseDisclosed(extent="everything", format="signed"), viewer)
    held: list[str | None] = [None, None]
    if row.signature is not None:
        held = msgspec.json.decode(box.open(row.signature, sealed_as("signature", row.draft_id)))
    document = box.open(row.document, sealed_as("document", row.draft_id))
    return SignedFile(document=document, digest=row.digest, signature=held[0], certificate=held[1])
