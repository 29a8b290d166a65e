"""Making accounts, finding them, and leaving them."""

import secrets

from sqlalchemy import delete, insert, select, update

from kairan.applications.applicants import applicant_of_token
from kairan.applications.attachments import forget_files_of_drafts
from kairan.applications.mail_codes import address_digest
from kairan.applications.model import SITTING_MS, Applicant, application_draft_table, application_table
from kairan.core.kit.advisory_lock import lock_name
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.randomness import random_bytes
from kairan.core.kit.secrets import SecretBox
from kairan.counter.model import case_access_table
from kairan.forms.model import form_table
from kairan.identity.accounts.model import applicant_account_table
from kairan.identity.problems import AccountGone

_a, _d, _x, _c, _f = (
    application_table.c,
    application_draft_table.c,
    case_access_table.c,
    applicant_account_table.c,
    form_table.c,
)
AT_ONCE = 300


def account_of(db: Db, applicant: Applicant) -> Record | None:
    """Return the account this browser is signed in to; None for none."""
    return db.first(select(applicant_account_table).where(_c.key == applicant.key))


def has_account(db: Db, applicant: Applicant) -> bool:
    """Whether this browser is signed in to an account."""
    return account_of(db, applicant) is not None


def require_account(db: Db, applicant: Applicant) -> Record:
    """Return the account this browser is signed in to. Problems: AccountGone."""
    found = account_of(db, applicant)
    if found is None:
        raise AccountGone
    return found


def mail_of(box: SecretBox, account: Record) -> str:
    """Return the address of an account."""
    return box.open(account.mail, _purpose("mail", account.id))


def come_in(db: Db, applicant: Applicant, box: SecretBox, mail: str, *, takes_along: bool) -> str:
    """Return the cookie of the account of an address that was proved just now; the first time it is made.

    With `takes_along`, what was begun and sent from this browser is the account's from now on.
    """
    digest, now = address_digest(box, mail), now_ms()
    lock_name(db, f"applicant account:{digest}")
    found = db.first(select(applicant_account_table).where(_c.mail_digest == digest))
    if found is None:
        token, account_id = secrets.token_urlsafe(32), new_id()
        values = {
            "mail_digest": digest,
            "mail": box.seal(mail, _purpose("mail", account_id)),
            "secret": box.seal(token, _purpose("secret", account_id)),
            "key": applicant_of_token(token).key,
            "created_at": now,
            "seen_at": now,
        }
        db.execute(insert(applicant_account_table).values(id=account_id, **values))
    else:
        token = box.open(found.secret, _purpose("secret", found.id))
        db.execute(update(applicant_account_table).where(_c.id == found.id).values(seen_at=now))
    if takes_along:
        _hand_over(db, applicant.key, applicant_of_token(token).key)
    return token


def take_draft(db: Db, applicant: Applicant, token: str, form_id: str) -> None:
    """Let the draft before which somebody signed in be the account's, whatever else is taken along."""
    mine = (_d.applicant == applicant.key) & (_d.form_id == form_id) & _d.application_id.is_(None)
    db.execute(update(application_draft_table).where(mine).values(applicant=applicant_of_token(token).key))


def sign_out_everywhere(db: Db, applicant: Applicant, box: SecretBox) -> str:
    """Let no other browser be signed in any more; return the cookie that is good from now on. Problems: AccountGone."""
    account = require_account(db, applicant)
    token = secrets.token_urlsafe(32)
    key = applicant_of_token(token).key
    sealed = box.seal(token, _purpose("secret", account.id))
    db.execute(update(applicant_account_table).where(_c.id == account.id).values(secret=sealed, key=key))
    _hand_over(db, applicant.key, key)
    return token


def _hand_over(db: Db, before: str, after: str) -> None:
    """Let what is one applicant's be another's: drafts, applications, and cases that were opened by number."""
    if before == after:
        return
    for table in (application_draft_table, application_table):
        db.execute(update(table).where(table.c.applicant == before).values(applicant=after))
    known = select(_x.application_id).where(_x.applicant == after)
    db.execute(delete(case_access_table).where(_x.applicant == before, _x.application_id.in_(known)))
    db.execute(update(case_access_table).where(_x.applicant == before).values(applicant=after))


def delete_account(db: Db, applicant: Applicant) -> None:
    """Delete the account with its drafts; what was sent stays with the office, opened by number and code alone.

    Problems: AccountGone.
    """
    account = require_account(db, applicant)
    mine = (_d.applicant == account.key) & _d.application_id.is_(None)
    forget_files_of_drafts(db, list(db.scalars(delete(application_draft_table).where(mine).returning(_d.id))))
    nobody = random_bytes(32).hex()
    db.execute(update(application_draft_table).where(_d.applicant == account.key).values(applicant=nobody))
    db.execute(update(application_table).where(_a.applicant == account.key).values(applicant=nobody))
    db.execute(delete(case_access_table).where(_x.applicant == account.key))
    db.execute(delete(applicant_account_table).where(_c.id == account.id))


def delete_draft(db: Db, applicant: Applicant, draft_id: str) -> None:
    """Delete a draft of the account; one that is not there is no fault. Problems: AccountGone."""
    account = require_account(db, applicant)
    mine = (_d.applicant == account.key) & (_d.id == draft_id) & _d.application_id.is_(None)
    forget_files_of_drafts(db, list(db.scalars(delete(application_draft_table).where(mine).returning(_d.id))))


def release_anonymous(db: Db) -> None:
    """Let what accounts sent to anonymous forms be nobody's, an hour after it was sent.

    Until then the receipt is shown to who sent it; an account knows a mail address, so afterwards nothing joins them.
    """
    of_accounts = _a.applicant.in_(select(_c.key))
    anonymous = select(_f.id).where(_f.is_anonymous)
    due = select(_a.id).where(_a.form_id.in_(anonymous), of_accounts, _a.submitted_at <= now_ms() - SITTING_MS)
    found = list(db.scalars(due.order_by(_a.id).limit(AT_ONCE)))
    for application_id in found:
        nobody = random_bytes(32).hex()
        db.execute(update(application_table).where(_a.id == application_id).values(applicant=nobody))
        db.execute(update(application_draft_table).where(_d.application_id == application_id).values(applicant=nobody))


def holds_something(db: Db, applicant: Applicant) -> bool:
    """Whether a browser that is not signed in has begun or sent anything."""
    drafts = select(_d.id).where(_d.applicant == applicant.key, _d.application_id.is_(None)).limit(1)
    sent = select(_a.id).where(_a.applicant == applicant.key).limit(1)
    is_free = account_of(db, applicant) is None
    return is_free and (db.scalar(drafts) is not None or db.scalar(sent) is not None)


def _purpose(name: str, account_id: str) -> str:
    return f"applicant {name}:{account_id}"
