"""Signing in by a code that is sent by mail (メールの番号でサインイン); or proving an address for one draft alone."""

from typing import NamedTuple

from sqlalchemy import delete, insert, select

from kairan.applications.filling import draft_of
from kairan.applications.mail_codes import CODE_MINUTES, Proof, Sending, make_code, try_code
from kairan.applications.model import Applicant
from kairan.applications.offering import offered_form
from kairan.applications.problems import MailNotGood
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.mail import Letter, is_address, post_letter
from kairan.core.kit.secrets import SecretBox
from kairan.forms.model import form_table
from kairan.identity.accounts.keeping import come_in, holds_something, take_draft
from kairan.identity.accounts.model import SIGN_IN_MS, SignInAsked, applicant_sign_in_table
from kairan.identity.gate import asked_of
from kairan.identity.model import BY_MAIL, Proved
from kairan.identity.pages.words import word
from kairan.identity.problems import IdentityWayGone, SignInOver
from kairan.identity.proofs import keep_proof

SIGN_IN = "applicant_sign_in"
QUESTION = "-"  # no question of a form is called so
_s, _f = applicant_sign_in_table.c, form_table.c


class CameIn(NamedTuple):
    """How entering a code ended: the cookie of an account, where there is one, and the form one came from."""

    proof: Proof
    token: str = ""
    address: str = ""


def begin_sign_in(db: Db, applicant: Applicant, box: SecretBox, mail: str, address: str) -> str:
    """Send a code to an address, and return under what it is entered; `address` is that of the form one came from.

    Where that form asks for a proved address, it is proved for the draft, and no account is made.
    Problems: MailNotGood, FormNotOffered, DraftGone.
    """
    mail = mail.strip()
    if not is_address(mail):
        raise MailNotGood
    form = offered_form(db, applicant, address) if address else None
    terms = None if form is None else asked_of(db, applicant, form)
    is_for_draft = terms is not None and terms.level == "mail"
    draft_id = draft_of(db, applicant, box, form).id if form is not None and is_for_draft else None
    sign_in_id = new_id()
    values = {
        "applicant": applicant.key,
        "form_id": None if form is None else form.form_id,
        "draft_id": draft_id,
        "mail": box.seal(mail, _purpose(sign_in_id)),
        "started_at": now_ms(),
    }
    db.execute(insert(applicant_sign_in_table).values(id=sign_in_id, **values))
    return sign_in_id


def send_sign_in_code(db: Db, applicant: Applicant, box: SecretBox, sign_in_id: str, *, anew: bool) -> Sending:
    """Send the code, again only when asked to. Problems: SignInOver."""
    row = _require(db, applicant, sign_in_id)
    mail = box.open(row.mail, _purpose(sign_in_id))
    made = make_code(db, box, sign_in_id, QUESTION, mail, anew=anew)
    if made.sending == "sent":
        post_letter(db, sign_in_id, _letter(applicant.language, made.code, mail, sign_in_id))
    return made.sending


def _letter(language: str, code: str, mail: str, sign_in_id: str) -> Letter:
    return Letter(
        to=mail,
        subject=word("letter_subject", language),
        text=word("letter_text", language, code=code, minutes=CODE_MINUTES),
        about=SIGN_IN,
        about_id=sign_in_id,
    )


def sign_in_asked(db: Db, applicant: Applicant, box: SecretBox, sign_in_id: str) -> SignInAsked:
    """Return what the page shows on which the code is entered. Problems: SignInOver."""
    row = _require(db, applicant, sign_in_id, to_change=False)
    makes_account = row.draft_id is None
    has = makes_account and holds_something(db, applicant)
    return SignInAsked(box.open(row.mail, _purpose(sign_in_id)), has, makes_account)


def finish_sign_in(
    db: Db, applicant: Applicant, box: SecretBox, sign_in_id: str, code: str, takes_along: bool
) -> CameIn:
    """Compare the code; where it is right, sign in, or keep the address with the draft.

    Problems: SignInOver, IdentityWayGone, FormNotOffered, DraftGone.
    """
    row = _require(db, applicant, sign_in_id)
    mail = box.open(row.mail, _purpose(sign_in_id))
    proof = try_code(db, box, sign_in_id, QUESTION, mail, code)
    if proof != "proved":
        return CameIn(proof)
    db.execute(delete(applicant_sign_in_table).where(_s.id == sign_in_id))
    address = "" if row.form_id is None else db.scalar(select(_f.address).where(_f.id == row.form_id)) or ""
    if row.draft_id is None:
        token = come_in(db, applicant, box, mail, takes_along=takes_along)
        if row.form_id is not None:
            take_draft(db, applicant, token, row.form_id)
        return CameIn(proof, token, address)
    terms = asked_of(db, applicant, offered_form(db, applicant, address))
    if terms is None or terms.level != "mail":
        raise IdentityWayGone
    proved = Proved(level="mail", profile=BY_MAIL, issuer="", subject=mail.lower(), facts={"mail": mail})
    keep_proof(db, applicant, box, terms, row.draft_id, proved)
    return CameIn(proof, "", address)


def _require(db: Db, applicant: Applicant, sign_in_id: str, *, to_change: bool = True) -> Record:
    this = (_s.id == sign_in_id) & (_s.applicant == applicant.key) & (_s.started_at > now_ms() - SIGN_IN_MS)
    found = select(applicant_sign_in_table).where(this)
    row = db.first(found.with_for_update() if to_change else found)
    if row is None:
        raise SignInOver
    return row


def sweep_sign_ins(db: Db) -> None:
    """Forget sign-ins that are over."""
    db.execute(delete(applicant_sign_in_table).where(_s.started_at <= now_ms() - SIGN_IN_MS))


def _purpose(sign_in_id: str) -> str:
    return f"applicant sign-in:{sign_in_id}"
