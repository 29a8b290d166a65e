"""Proving a mail address (メールアドレスの確認): a code is sent there, and entered on the next page.

Promises: nothing is submitted before; a code opens one address of one draft, for half an hour, and is guessed at five
times; nobody's box is filled: so many letters to a draft, and to an address on a day, whoever asks. In the database lie
digests with the installation's key, of the address as of the code.
"""

import hmac
from typing import Literal

from sqlalchemy import delete, func, select, update

from kairan.applications.filling import draft_of, today
from kairan.applications.letters import proof_letter
from kairan.applications.model import DRAFT_DAYS, Applicant, application_draft_table
from kairan.applications.offering import offered_form
from kairan.applications.seats_model import mail_proof_table
from kairan.core.kit.advisory_lock import lock_name
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.mail import post_letter
from kairan.core.kit.randomness import random_number
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.upsert import upsert
from kairan.forms.journey import Journey, journey
from kairan.forms.questions import MailAddress
from kairan.forms.questions.texts import only_digits

LETTERS_MOST = 5  # to a draft
LETTERS_OF_DAY = 6  # to an address
TRIES_MOST = 5  # at a code
CODE_MINUTES = 30
CODE_DIGITS = 6

Proof = Literal["proved", "wrong", "over"]
Sending = Literal["sent", "waits", "over", "nothing"]
"""A letter goes out · one is on its way · there were too many · there is nothing to prove."""
_d, _p = application_draft_table.c, mail_proof_table.c


def unproved(db: Db, box: SecretBox, draft_id: str, walked: Journey) -> list[str]:
    """Return the questions on the path whose address is still to be proved."""
    wanted = _addresses(walked)
    if not wanted:
        return []
    rows = db.all(select(_p.question_id, _p.address_digest).where(_p.draft_id == draft_id, _p.proved_at.is_not(None)))
    known = {(row.question_id, row.address_digest) for row in rows}
    return [one for one, mail in wanted.items() if (one, _address_digest(box, mail)) not in known]


def is_proved(db: Db, box: SecretBox, draft_id: str, walked: Journey) -> bool:
    """Whether nothing is left to be proved."""
    return not unproved(db, box, draft_id, walked)


def _addresses(walked: Journey) -> dict[str, str]:
    return {
        one.id: str(walked.values[one.id])
        for one in walked.questions()
        if isinstance(one, MailAddress) and one.proved and one.id in walked.values
    }


def _address_digest(box: SecretBox, mail: str) -> str:
    return box.digest(mail.lower(), "mail proof").hex()


def _code_digest(box: SecretBox, code: str, draft_id: str, question_id: str, address_digest: str) -> str:
    return box.digest(code, f"mail proof:{draft_id}:{question_id}:{address_digest}").hex()


def send_code(db: Db, applicant: Applicant, box: SecretBox, address: str, question_id: str, anew: bool) -> Sending:
    """Send a code to the address that was entered; again only when asked to. Problems: FormNotOffered, DraftGone."""
    form = offered_form(db, applicant, address)
    draft = draft_of(db, applicant, box, form)
    mail = _addresses(journey(draft.document, draft.typed, today())).get(question_id)
    if mail is None:
        return "nothing"
    digest, now = _address_digest(box, mail), now_ms()
    # Both are held until the commit: of many at once, each counts what the others sent.
    db.execute(update(application_draft_table).where(_d.id == draft.id).values(changed_at=now))
    lock_name(db, f"mail proof:{digest}")
    this = (_p.draft_id == draft.id) & (_p.question_id == question_id) & (_p.address_digest == digest)
    before = db.first(select(mail_proof_table).where(this))
    if before is not None and before.proved_at is not None:
        return "nothing"
    is_on_its_way = before is not None and before.sent_at > now - CODE_MINUTES * 60_000
    if is_on_its_way and not anew:
        return "waits"
    if _letters(db, _p.draft_id == draft.id) >= LETTERS_MOST:
        return "over"
    if _letters(db, (_p.address_digest == digest) & (_p.sent_at > now - DAY_MS)) >= LETTERS_OF_DAY:
        return "over"
    code = f"{random_number(64) % 10**CODE_DIGITS:0{CODE_DIGITS}}"
    sent = {
        "code_digest": _code_digest(box, code, draft.id, question_id, digest),
        "letters": 1 if before is None else before.letters + 1,
        "tries": 0,
        "sent_at": now,
    }
    key = {"draft_id": draft.id, "question_id": question_id, "address_digest": digest}
    made = upsert(db, mail_proof_table).values(**key, **sent)
    db.execute(made.on_conflict_do_update(index_elements=list(key), set_=sent))
    post_letter(db, form.organization_id, proof_letter(form, code, CODE_MINUTES, mail, draft.id))
    return "sent"


def _letters(db: Db, which: object) -> int:
    count: int = db.scalar(select(func.sum(_p.letters)).where(which)) or 0  # type: ignore[arg-type]
    return count


def prove(db: Db, applicant: Applicant, box: SecretBox, address: str, question_id: str, typed: str) -> Proof:
    """Compare what was typed with the code that was sent last; the try counts before it is compared.

    Problems: FormNotOffered, DraftGone.
    """
    draft = draft_of(db, applicant, box, offered_form(db, applicant, address))
    mail = _addresses(journey(draft.document, draft.typed, today())).get(question_id)
    if mail is None:
        return "over"
    digest, now = _address_digest(box, mail), now_ms()
    this = (_p.draft_id == draft.id) & (_p.question_id == question_id) & (_p.address_digest == digest)
    is_alive = (_p.tries < TRIES_MOST) & (_p.sent_at > now - CODE_MINUTES * 60_000) & _p.proved_at.is_(None)
    tried = update(mail_proof_table).where(this, is_alive).values(tries=_p.tries + 1)
    is_tried = db.execute(tried).rowcount > 0
    row = db.first(select(mail_proof_table).where(this))
    if row is not None and row.proved_at is not None:
        return "proved"
    if row is None or not is_tried:
        return "over"
    given = _code_digest(box, only_digits(typed[:100]), draft.id, question_id, digest)
    if not hmac.compare_digest(given, row.code_digest):
        return "wrong" if row.tries < TRIES_MOST else "over"
    db.execute(update(mail_proof_table).where(this).values(proved_at=now))
    return "proved"


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
    on_its_way = this & (_p.address_digest == _address_digest(box, mail)) & is_alive
    return mail, db.scalar(select(_p.draft_id).where(on_its_way)) is not None


def forget_proofs(db: Db) -> int:
    """Forget codes and proofs that no draft can need any more."""
    old = _p.sent_at <= now_ms() - DRAFT_DAYS * DAY_MS
    return db.execute(delete(mail_proof_table).where(old)).rowcount
