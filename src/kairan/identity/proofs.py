"""What was proved (証明された事項): it fills a draft in, goes along with the application, and is compared with it.

Promises: a proof belongs to one draft, and fills in only that; what the applicant writes otherwise afterwards is told
as changed, to them and to the section; facts lie sealed, and go when the answers go.
"""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import delete, exists, insert, select, update

from kairan.applications.filling import draft_row, opened, rewrite
from kairan.applications.model import Applicant, ApplicationId, application_draft_table, application_table
from kairan.applications.problems import DraftGone
from kairan.applications.receipts import all_answers
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.counter.applicants import require_own_case
from kairan.counter.finding import require_case, works_on
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument, decoded, decoded_once
from kairan.identity.facts import Facts, Places, good_places, is_as_certified, typed_fact
from kairan.identity.model import (
    CertifiedAnswer,
    IdentityTerms,
    IdentityView,
    Mark,
    Proved,
    identity_proof_table,
)
from kairan.identity.providers import providers_of
from kairan.identity.signing.viewing import signature_of

_p, _a, _d = identity_proof_table.c, application_table.c, application_draft_table.c
SWEEP_AT_ONCE = 1_000
ORPHAN_MS = 60 * 60_000


def keep_proof(
    db: Db, applicant: Applicant, box: SecretBox, terms: IdentityTerms, draft_id: str, proved: Proved
) -> None:
    """Keep what was proved for a draft of the applicant's, and fill it in. Problems: DraftGone, DraftTooLarge."""
    row = draft_row(db, applicant, draft_id)
    if row.application_id is not None:
        raise DraftGone
    values = proof_values(box, terms, draft_id, proved, now_ms())
    db.execute(delete(identity_proof_table).where(_p.draft_id == draft_id))
    db.execute(insert(identity_proof_table).values(draft_id=draft_id, **values))
    typed = opened(box, row)
    for name, question in good_places(decoded_once(row.document), terms.places).items():
        if name in proved.facts:
            typed = {**typed, **typed_fact(question, name, proved.facts[name])}
    rewrite(db, box, draft_id, typed)


def proof_values(
    box: SecretBox, terms: IdentityTerms, draft_id: str, proved: Proved, at: int
) -> dict[str, str | int | None]:
    """Return what was proved as it is stored: sealed, but for how."""
    return {
        "application_id": None,
        "level": proved.level,
        "profile": proved.profile,
        "issuer": proved.issuer,
        "subject_digest": subject_digest(box, proved.issuer, proved.subject),
        "facts": box.seal(msgspec.json.encode(proved.facts).decode(), _purpose(draft_id)),
        "places": msgspec.json.encode(terms.places).decode(),
        "proved_at": at,
    }


def subject_digest(box: SecretBox, issuer: str, subject: str) -> str:
    """Return what says that somebody is the same person, and nothing more."""
    return box.digest(f"{issuer} {subject}", "identity subject").hex()


def proof_of(db: Db, draft_id: str) -> Record | None:
    """Return what was proved for a draft that was found as its applicant's."""
    return db.first(select(identity_proof_table).where(_p.draft_id == draft_id))


def marks_of(
    box: SecretBox, proof: Record, document: FormDocument, values: Mapping[str, Value]
) -> list[CertifiedAnswer]:
    """Compare what was certified with what is answered."""
    if not proof.facts:
        return []
    facts = msgspec.json.decode(box.open(proof.facts, _purpose(proof.draft_id)), type=Facts)
    places = msgspec.json.decode(proof.places, type=Places)
    return [
        CertifiedAnswer(
            question_id=one.id,
            fact=name,
            mark=_mark(one.id in values, is_same),
            certified=None if is_same else facts[name],
        )
        for name, one in good_places(document, places).items()
        if name in facts
        for is_same in [is_as_certified(one, name, values.get(one.id), facts[name])]
    ]


def _mark(is_answered: bool, is_same: bool) -> Mark:
    if not is_answered:
        return "unsaid"
    return "certified" if is_same else "changed"


def case_identity(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId) -> IdentityView:
    """Return how the applicant of a case proved who they are. Problems: RefusedByPolicy, ApplicationNotFound.

    What was certified is told to who works on it, of what lies open; what is sealed is opened elsewhere, on record.
    """
    row = require_case(db, viewer, case_id)
    shown = _view(db, box, row, case_id, row.organization_id)
    may_see = works_on(db, viewer, row.form_id)
    sealed = {one.id for one in decoded(row.document).questions() if one.needs_care}
    return msgspec.structs.replace(
        shown,
        answers=[
            one if may_see and one.question_id not in sealed else msgspec.structs.replace(one, certified=None)
            for one in shown.answers
        ],
    )


def own_identity(db: Db, applicant: Applicant, box: SecretBox, case_id: ApplicationId) -> IdentityView:
    """Return the same to whose application it is. Problems: CaseNotShown."""
    row = require_own_case(db, applicant, case_id)
    return _view(db, box, row, case_id, row.organization_id)


def _view(db: Db, box: SecretBox, row: Record, case_id: str, organization_id: str) -> IdentityView:
    proof = db.first(select(identity_proof_table).where(_p.application_id == case_id))
    application = db.first(select(application_table).where(_a.id == case_id))
    if proof is None or application is None:
        return IdentityView(level="none")
    provider = providers_of(db, organization_id).get(proof.profile)
    answers = all_answers(application, box) or {}
    return IdentityView(
        level=proof.level,
        label=provider.terms.label if provider is not None and provider.terms.issuer == proof.issuer else proof.issuer,
        proved_at=proof.proved_at,
        answers=marks_of(box, proof, decoded(row.document), answers) if answers else [],
        signature=signature_of(db, box, application),
    )


def forget_facts(db: Db, application_ids: Sequence[str]) -> None:
    """Erase with the answers what was certified; that somebody proved who they are stays."""
    db.execute(update(identity_proof_table).where(_p.application_id.in_(application_ids)).values(facts=""))


def forget_orphans(db: Db) -> None:
    """Erase what was proved for drafts that are gone, a thousand at once."""
    is_there = exists(select(_d.id).where(_d.id == _p.draft_id))
    old = (_p.application_id.is_(None)) & (_p.proved_at < now_ms() - ORPHAN_MS)
    gone = db.scalars(select(_p.draft_id).where(old, ~is_there).order_by(_p.proved_at).limit(SWEEP_AT_ONCE))
    db.execute(delete(identity_proof_table).where(_p.draft_id.in_(list(gone))))


def _purpose(draft_id: str) -> str:
    return f"identity facts:{draft_id}"
