"""The gate before a form that asks who applies."""

from sqlalchemy import select

from kairan.applications.gates import Begun, Gate
from kairan.applications.model import Applicant, OpenForm
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.counter.entering.model import BEGUN_MS, entering_table
from kairan.identity.accounts.keeping import has_account
from kairan.identity.model import IdentityTerms, asked_first
from kairan.identity.pages.words import word
from kairan.identity.proofs import marks_of, proof_of
from kairan.identity.setting_up import terms_of

_g = entering_table.c
PATH = "/identity"


def identity_gate(db: Db, box: SecretBox, applicant: Applicant, form: OpenForm, begun: Begun | None) -> Gate | None:
    """Return what a form asks for; None for nothing."""
    terms = asked_of(db, applicant, form)
    if terms is None:
        return None
    proof = None if begun is None else proof_of(db, begun.draft_id)
    is_open = proof is not None and is_enough(proof, terms)
    if terms.level == "account":
        is_open = has_account(db, applicant)
    other = f"{word('other_way', applicant.language)}\n{terms.other_way}" if terms.other_way else ""
    lead = word(f"gate_{terms.level}", applicant.language)
    return Gate(
        title=word(f"gate_title_{asked_first(terms.level)}", applicant.language),
        text=f"{lead}\n\n{other}" if other else lead,
        path=PATH,
        is_open=is_open,
        notes=_notes(box, proof, begun, applicant.language) if proof is not None and begun is not None else [],
    )


def asked_of(db: Db, applicant: Applicant, form: OpenForm) -> IdentityTerms | None:
    """Return what is asked of an applicant; None for nothing.

    Staff with an internal form are known; who enters for somebody looks at their papers themselves; and nothing joins
    anonymous answers to a person.
    """
    if form.audience == "staff" or form.is_anonymous or _is_entering(db, applicant, form.form_id):
        return None
    return terms_of(db, form.form_id)


def is_enough(proof: Record, terms: IdentityTerms) -> bool:
    """Whether what was proved is what a form asks for now."""
    asked = asked_first(terms.level)
    return proof.level == asked and (asked != "card" or proof.profile in terms.ways)


def _notes(box: SecretBox, proof: Record, begun: Begun, language: str) -> list[str]:
    labels = {one.id: one.label for one in begun.document.questions()}
    marks = marks_of(box, proof, begun.document, begun.values)
    said = {
        mark: "、".join(labels[one.question_id] for one in marks if one.mark == mark)
        for mark in ("certified", "changed")
    }
    return [word(f"note_{mark}", language, labels=names) for mark, names in said.items() if names]


def _is_entering(db: Db, applicant: Applicant, form_id: str) -> bool:
    if applicant.member_id is None:
        return False
    begun = (_g.applicant == applicant.key) & (_g.form_id == form_id) & (_g.begun_at > now_ms() - BEGUN_MS)
    return db.scalar(select(_g.form_id).where(begun)) is not None
