"""What goes along with an application that is just being submitted: the proof of its draft, or of its account."""

from sqlalchemy import bindparam, insert, select, update

from kairan.applications.arrivals import Arrival
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.prepared import Prepared
from kairan.core.kit.secrets import SecretBox
from kairan.identity.accounts.keeping import account_of, mail_of
from kairan.identity.entries import ApplicantIdentified
from kairan.identity.model import BY_MAIL, IdentityTerms, Proved, identity_proof_table
from kairan.identity.proofs import marks_of, proof_of, proof_values
from kairan.identity.setting_up import terms_of

_p = identity_proof_table.c
_IS_PROVED = Prepared(select(_p.draft_id).where(_p.draft_id == bindparam("of_draft")))


def bind_proof(db: Db, box: SecretBox, arrival: Arrival) -> None:
    """Let what was proved for a draft go along with the application it becomes."""
    terms = terms_of(db, arrival.form_id)
    is_proved = _IS_PROVED.first(db, {"of_draft": arrival.draft_id}) is not None
    proof = proof_of(db, arrival.draft_id) if is_proved else _of_account(db, box, terms, arrival)
    if proof is None:
        return
    mine = _p.draft_id == arrival.draft_id
    db.execute(update(identity_proof_table).where(mine).values(application_id=arrival.application_id))
    marks = marks_of(box, proof, arrival.document, arrival.values)
    identified = ApplicantIdentified(
        level=proof.level,
        profile=proof.profile,
        issuer=proof.issuer,
        certified=[one.question_id for one in marks if one.mark == "certified"],
        changed=[one.question_id for one in marks if one.mark == "changed"],
    )
    append(db, application_stream(arrival.application_id), identified, None)


def _of_account(db: Db, box: SecretBox, terms: IdentityTerms | None, arrival: Arrival) -> Record | None:
    """Keep by which account it was sent, where the form asks for one."""
    account = account_of(db, arrival.applicant) if terms is not None and terms.level == "account" else None
    if account is None or terms is None:
        return None
    mail = mail_of(box, account)
    proved = Proved(level="account", profile=BY_MAIL, issuer="", subject=account.id, facts={"mail": mail})
    values = proof_values(box, terms, arrival.draft_id, proved, now_ms())
    db.execute(insert(identity_proof_table).values(draft_id=arrival.draft_id, **values))
    return proof_of(db, arrival.draft_id)
