"""What was signed, kept with the draft, and with the application it becomes (署名の保管).

Promises: a signature opens the last gate only for the answers that were signed, and only where who signed is who was
identified; the document is sealed and goes with the answers, while its digest and what was found of it stay; the
signature with its certificate is kept only where the body said that it may.
"""

import hashlib
from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, exists, insert, select, update

from kairan.applications.arrivals import Arrival
from kairan.applications.filling import draft_row
from kairan.applications.gates import Begun, Gate
from kairan.applications.model import (
    Applicant,
    OpenForm,
    application_draft_table,
    application_table,
    digest_of_answers,
)
from kairan.applications.problems import DraftGone
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.identity.entries import ApplicantSigned
from kairan.identity.gate import asked_of
from kairan.identity.pages.words import word
from kairan.identity.proofs import proof_of, subject_digest
from kairan.identity.signing.model import Signed, checked_as, identity_signature_table, sealed_as
from kairan.identity.signing.problems import OtherSigner

_s, _a, _d = identity_signature_table.c, application_table.c, application_draft_table.c
PATH = "/sign"
SWEEP_AT_ONCE = 1_000
ORPHAN_MS = 60 * 60_000


def signature_gate(db: Db, box: SecretBox, applicant: Applicant, form: OpenForm, begun: Begun | None) -> Gate | None:
    """Return that what was filled in is to be signed, where a form asks for it; None for nothing."""
    terms = asked_of(db, applicant, form)
    if terms is None or terms.level != "signed":
        return None
    is_signed = begun is not None and _is_signed(db, box, form.form_id, begun)
    return Gate(
        title=word("sign_title", applicant.language),
        text=word("sign_lead", applicant.language),
        path=PATH,
        is_open=is_signed,
        at="end",
        act=word("sign_go", applicant.language),
        notes=[word("sign_done" if is_signed else "sign_note", applicant.language)],
    )


def _is_signed(db: Db, box: SecretBox, form_id: str, begun: Begun) -> bool:
    checked = db.scalar(select(_s.checked).where(_s.draft_id == begun.draft_id))
    return checked is not None and checked == checked_as(box, digest_of_answers(form_id, begun.version, begun.values))


def keep_signature(db: Db, applicant: Applicant, box: SecretBox, draft_id: str, signed: Signed) -> None:
    """Keep a signature for a draft of the applicant's. Problems: DraftGone, OtherSigner."""
    if draft_row(db, applicant, draft_id).application_id is not None:
        raise DraftGone
    proof = proof_of(db, draft_id)
    if proof is None or proof.subject_digest != subject_digest(box, signed.issuer, signed.subject):
        raise OtherSigner
    held = msgspec.json.encode([signed.signature, signed.certificate]).decode()
    values = {
        "application_id": None,
        "checked": signed.checked,
        "document": box.seal(signed.document, sealed_as("document", draft_id)),
        "digest": hashlib.sha256(signed.document.encode()).hexdigest(),
        "profile": signed.profile,
        "issuer": signed.issuer,
        "signed_at": now_ms(),
        "is_kept": signed.is_kept,
        "signature": box.seal(held, sealed_as("signature", draft_id)) if signed.is_kept else None,
        **msgspec.structs.asdict(signed.verdict),
    }
    db.execute(delete(identity_signature_table).where(_s.draft_id == draft_id))
    db.execute(insert(identity_signature_table).values(draft_id=draft_id, **values))


def bind_signature(db: Db, _box: SecretBox, arrival: Arrival) -> None:
    """Let the signature of what is being submitted go along; one of other answers does not."""
    draft_id = db.scalar(select(_a.draft_id).where(_a.id == arrival.application_id))
    row = db.first(select(identity_signature_table).where(_s.draft_id == draft_id))
    if row is None:
        return
    mine = _s.draft_id == draft_id
    db.execute(update(identity_signature_table).where(mine).values(application_id=arrival.application_id))
    told = ApplicantSigned(
        digest=row.digest,
        profile=row.profile,
        issuer=row.issuer,
        authority=row.authority,
        revocation=row.revocation,
        listed_at=row.listed_at,
        verified_at=row.verified_at,
        is_kept=row.is_kept,
    )
    append(db, application_stream(arrival.application_id), told, None)


def forget_signed(db: Db, application_ids: Sequence[str]) -> None:
    """Erase with the answers what was signed; that it was, and what was found, stays."""
    of_them = _s.application_id.in_(application_ids)
    db.execute(update(identity_signature_table).where(of_them).values(document="", signature=None))


def forget_unsent(db: Db) -> None:
    """Erase what was signed for drafts that are gone, a thousand at once."""
    is_there = exists(select(_d.id).where(_d.id == _s.draft_id))
    old = (_s.application_id.is_(None)) & (_s.verified_at < now_ms() - ORPHAN_MS)
    gone = db.scalars(select(_s.draft_id).where(old, ~is_there).order_by(_s.verified_at).limit(SWEEP_AT_ONCE))
    db.execute(delete(identity_signature_table).where(_s.draft_id.in_(list(gone))))
