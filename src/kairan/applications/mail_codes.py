"""Codes by mail (番号をメールで確かめる): sent to an address, and entered on the next page.

Promises: a code opens one address of one owner, for half an hour, and is guessed at five times; nobody's box is filled:
so many letters to an owner, and to an address on a day, whoever asks. In the database lie digests with the
installation's key, of the address as of the code.
"""

import hmac
from typing import Literal, NamedTuple

from sqlalchemy import func, select, update

from kairan.applications.seats_model import mail_proof_table
from kairan.core.kit.advisory_lock import lock_name
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.randomness import random_number
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.upsert import upsert
from kairan.forms.questions.texts import only_digits

LETTERS_MOST = 5  # to a draft
LETTERS_OF_DAY = 6  # to an address
TRIES_MOST = 5  # at a code
CODE_MINUTES = 30
CODE_DIGITS = 6

Proof = Literal["proved", "wrong", "over"]
Sending = Literal["sent", "waits", "over", "nothing"]
"""A letter goes out · one is on its way · there were too many · there is nothing to prove."""
_p = mail_proof_table.c


class Made(NamedTuple):
    """What became of asking for a code, and the code where it is to be sent."""

    sending: Sending
    code: str = ""


def address_digest(box: SecretBox, mail: str) -> str:
    """Return what stands for an address."""
    return box.digest(mail.lower(), "mail proof").hex()


def _code_digest(box: SecretBox, code: str, owner_id: str, question_id: str, address: str) -> str:
    return box.digest(code, f"mail proof:{owner_id}:{question_id}:{address}").hex()


def make_code(db: Db, box: SecretBox, owner_id: str, question_id: str, mail: str, *, anew: bool) -> Made:
    """Make a code for an address, again only when asked to; the owner is held by who calls."""
    digest, now = address_digest(box, mail), now_ms()
    lock_name(db, f"mail proof:{digest}")  # held until the commit: of many at once, each counts what the others sent
    this = (_p.draft_id == owner_id) & (_p.question_id == question_id) & (_p.address_digest == digest)
    before = db.first(select(mail_proof_table).where(this))
    if before is not None and before.proved_at is not None:
        return Made("nothing")
    is_on_its_way = before is not None and before.sent_at > now - CODE_MINUTES * 60_000
    if is_on_its_way and not anew:
        return Made("waits")
    if _letters(db, _p.draft_id == owner_id) >= LETTERS_MOST:
        return Made("over")
    if _letters(db, (_p.address_digest == digest) & (_p.sent_at > now - DAY_MS)) >= LETTERS_OF_DAY:
        return Made("over")
    code = f"{random_number(64) % 10**CODE_DIGITS:0{CODE_DIGITS}}"
    sent = {
        "code_digest": _code_digest(box, code, owner_id, question_id, digest),
        "letters": 1 if before is None else before.letters + 1,
        "tries": 0,
        "sent_at": now,
    }
    key = {"draft_id": owner_id, "question_id": question_id, "address_digest": digest}
    made = upsert(db, mail_proof_table).values(**key, **sent)
    db.execute(made.on_conflict_do_update(index_elements=list(key), set_=sent))
    return Made("sent", code)


def _letters(db: Db, which: object) -> int:
    count: int = db.scalar(select(func.sum(_p.letters)).where(which)) or 0  # type: ignore[arg-type]
    return count


def try_code(db: Db, box: SecretBox, owner_id: str, question_id: str, mail: str, typed: str) -> Proof:
    """Compare what was typed with the code that was sent last; the try counts before it is compared."""
    digest, now = address_digest(box, mail), now_ms()
    this = (_p.draft_id == owner_id) & (_p.question_id == question_id) & (_p.address_digest == digest)
    is_alive = (_p.tries < TRIES_MOST) & (_p.sent_at > now - CODE_MINUTES * 60_000) & _p.proved_at.is_(None)
    tried = update(mail_proof_table).where(this, is_alive).values(tries=_p.tries + 1)
    is_tried = db.execute(tried).rowcount > 0
    row = db.first(select(mail_proof_table).where(this))
    if row is not None and row.proved_at is not None:
        return "proved"
    if row is None or not is_tried:
        return "over"
    given = _code_digest(box, only_digits(typed[:100]), owner_id, question_id, digest)
    if not hmac.compare_digest(given, row.code_digest):
        return "wrong" if row.tries < TRIES_MOST else "over"
    db.execute(update(mail_proof_table).where(this).values(proved_at=now))
    return "proved"
