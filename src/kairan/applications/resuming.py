"""Going on later, on another device (途中保存): by a number that is shown once asked for, or sent by mail.

Promises: the number opens one draft, until it is submitted or its time is over; in the database lies its digest, and
itself sealed for who holds the draft; whoever goes on elsewhere has it there, and no more here.
"""

import hashlib

from sqlalchemy import select, update

from kairan.applications.filling import draft_of, drafts_alive
from kairan.applications.letters import resume_letter
from kairan.applications.model import Applicant, application_draft_table
from kairan.applications.numbers import in_groups, plain_letters, random_letters
from kairan.applications.offering import offered_form
from kairan.applications.problems import DraftGone, MailNotGood
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.mail import is_address, post_letter
from kairan.core.kit.secrets import SecretBox

LENGTH = 12  # characters of 30: nobody guesses one in the week it lives

_d = application_draft_table.c


def resume_code_of(db: Db, applicant: Applicant, box: SecretBox, address: str) -> str | None:
    """Return the number the applicant's draft was given; None for none. Problems: FormNotOffered, DraftGone."""
    draft = draft_of(db, applicant, box, offered_form(db, applicant, address))
    kept = db.scalar(select(_d.resume).where(_d.id == draft.id))
    return None if kept is None else in_groups(box.open(kept, _purpose(draft.id)))


def give_resume_code(db: Db, applicant: Applicant, box: SecretBox, address: str) -> str:
    """Return the number by which the applicant's draft is gone on with elsewhere; the same each time.

    Problems: FormNotOffered, DraftGone.
    """
    known = resume_code_of(db, applicant, box, address)
    if known is not None:
        return known
    draft = draft_of(db, applicant, box, offered_form(db, applicant, address))
    code = random_letters(LENGTH)
    values = {"resume": box.seal(code, _purpose(draft.id)), "resume_digest": _digest(code)}
    db.execute(update(application_draft_table).where(_d.id == draft.id).values(values))
    return in_groups(code)


def mail_resume_code(db: Db, applicant: Applicant, box: SecretBox, address: str, to: str, url: str) -> None:
    """Send the number, with a link, to an address. Problems: FormNotOffered, DraftGone, MailNotGood."""
    if not is_address(to.strip()):
        raise MailNotGood
    form = offered_form(db, applicant, address)
    code = give_resume_code(db, applicant, box, address)
    draft = draft_of(db, applicant, box, form)
    post_letter(db, form.organization_id, resume_letter(form, code, to.strip(), url, draft.id))


def resume(db: Db, applicant: Applicant, address: str, typed: str) -> None:
    """Take a draft over to this browser. Problems: FormNotOffered, DraftGone."""
    form = offered_form(db, applicant, address)
    code = read_code(typed)
    this = (_d.form_id == form.form_id) & (_d.resume_digest == _digest(code)) & drafts_alive()
    taken_over = {"applicant": applicant.key, "changed_at": now_ms()}  # before any other draft that is here
    if not db.execute(update(application_draft_table).where(this).values(taken_over)).rowcount:
        raise DraftGone


def read_code(typed: str) -> str:
    """Return a number as it is kept, from how people write it."""
    return plain_letters(typed[:100])


def _digest(code: str) -> str:
    return hashlib.sha256(f"resume:{code}".encode()).hexdigest()


def _purpose(draft_id: str) -> str:
    return f"resume:{draft_id}"
