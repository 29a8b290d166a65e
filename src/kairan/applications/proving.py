"""Proving a mail address (メールアドレスの確認): a code is sent there, and entered on the next page.

Promise: nothing is submitted before. What codes promise stands in `mail_codes`.
"""

from sqlalchemy import delete, select, update

from kairan.applications.filling import draft_of, today
from kairan.applications.letters import proof_letter
from kairan.applications.mail_codes import (
    CODE_MINUTES,
    TRIES_MOST,
    Proof,
    Sending,
    address_digest,
    make_code,
    try_code,
)
from kairan.applications.model import DRAFT_DAYS, Applicant, application_draft_table
from kairan.applications.offering import offered_form
from kairan.applications.seats_model import mail_proof_table
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.mail import post_letter
from kairan.core.kit.secrets import SecretBox
from kairan.forms.journey import Journey, journey
from kairan.forms.questions import MailAddress

_d, _p = application_draft_table.c, mail_proof_table.c


def unproved(db: Db, box: SecretBox, draft_id: str, walked: Journey) -> list[str]:
    """Return the questions on the path whose address is still to be proved."""
    wanted = _addresses(walked)
    if not wanted:
        return []
    rows = db.all(select(_p.question_id, _p.address_digest).where(_p.draft_id == draft_id, _p.proved_at.is_not(None)))
    known = {(row.question_id, row.address_digest) for row in rows}
    return [one for one, mail in wanted.items() if (one, address_digest(box, mail)) not in known]


def is_proved(db: Db, box: SecretBox, draft_id: str, walked: Journey) -> bool:
    """Whether nothing is left to be proved."""
    return not unproved(db, box, draft_id, walked)


def _addresses(walked: Journey) -> dict[str, str]:
    return {
        one.id: str(walked.values[one.id])
        for one in walked.questions()
        if isinstance(one, MailAddress) and one.proved and one.id in walked.values
    }


def send_code(db: Db, applicant: Applicant, box: SecretBox, address: str, question_id: str, anew: bool) -> Sending:
    """Send a code to the address that was entered; again only when asked to. Problems: FormNotOffered, DraftGone."""
    form = offered_form(db, applicant, address)
    draft = draft_of(db, applicant, box, form)
    mail = _addresses(journey(draft.document, draft.typed, today())).get(question_id)
    if mail is None:
        return "nothing"
    db.execute(update(application_draft_table).where(_d.id == draft.id).values(changed_at=now_ms()))
    made = make_code(db, box, draft.id, question_id, mail, anew=anew)
    if made.sending == "sent":
        post_letter(db, form.organization_id, proof_letter(form, made.code, CODE_MINUTES, mail, draft.id))
    return made.sending


def prove(db: Db, applicant: Applicant, box: SecretBox, address: str, question_id: str, typed: str) -> Proof:
    """Compare what was typed with the code that was sent last; the try counts before it is compared.

    Problems: FormNotOffered, DraftGone.
    """
    draft = draft_of(db, applicant, box, offered_form(db, applicant, address))
    mail = _addresses(journey(draft.document, draft.typed, today())).get(question_id)
    return "over" if mail is None else try_code(db, box, draft.id, question_id, mail, typed)


def mail_to_prove(db: Db, applicant: Applicant, box: SecretBox, address: str, question_id: str) -> tuple[str, bool]:
    """Return the address that is to be proved, empty for none, and whether a code is on its way.

    Problems: FormNotOffered, DraftGone.
    """
    draft = draft_of(db, applicant, box, offered_form(db, applicant, address))
    walked = journey(draft.document, draft.typed, today())
    if question_id not in unproved(db, box, draft.id, walked):
        return "", False
    mail = _addresses(walked)[question_id]
    this = (_p.draft_id == draft.id) & (_p.question_id == question_id)
    is_alive = (_p.sent_at > now_ms() - CODE_MINUTES * 60_000) & (_p.tries < TRIES_MOST)
    on_its_way = this & (_p.address_digest == address_digest(box, mail)) & is_alive
    return mail, db.scalar(select(_p.draft_id).where(on_its_way)) is not None


def forget_proofs(db: Db) -> int:
    """Forget codes and proofs that no draft can need any more."""
    old = _p.sent_at <= now_ms() - DRAFT_DAYS * DAY_MS
    return db.execute(delete(mail_proof_table).where(old)).rowcount
