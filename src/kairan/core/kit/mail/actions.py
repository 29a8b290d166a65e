"""Posting letters, and the job that carries them to the server."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import structlog
from sqlalchemy import func, insert, select, update

from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.jobs import Jobs, enqueue
from kairan.core.kit.mail.model import (
    ATTEMPTS,
    AttemptOutcome,
    Letter,
    MailServer,
    SendAs,
    letter_attempt_table,
    letter_table,
)
from kairan.core.kit.mail.sending import MailRefused, MailTrouble, one_line, send_mail
from kairan.core.kit.outside import OutsideThreads
from kairan.core.kit.store import Store

log = structlog.get_logger("kairan.mail")

KIND = "mail.send"
THREADS = bounded("mail.outside", 4, "wait", "the job waits and is tried again: the mail server does not answer")
_l, _t = letter_table.c, letter_attempt_table.c


class Posted(msgspec.Struct, frozen=True):
    """The body of the job: which letter. What stands in it does not travel through the jobs."""

    letter_id: str


def post_letter(db: Db, owner_id: str, letter: Letter, *, due_at: int | None = None) -> None:
    """Write a letter; it goes out if and only if the transaction commits, at once or at `due_at`."""
    letter_id = new_id()
    db.execute(
        insert(letter_table).values(
            id=letter_id,
            owner_id=owner_id,
            about=letter.about,
            about_id=letter.about_id,
            recipient=letter.to,
            subject=one_line(letter.subject),
            text=letter.text,
            attempts=0,
            created_at=now_ms(),
        )
    )
    enqueue(db, KIND, Posted(letter_id), due_at=due_at)


def post_together(db: Db, owner_id: str, letter: Letter, within_ms: int, joined: Callable[[str], Letter]) -> None:
    """Write a letter that waits a while, or join one about the same that still does: `joined` makes one of both.

    The caller holds what the letters are about, so that no two begin one.
    """
    now = now_ms()
    same = (_l.about == letter.about) & (_l.about_id == letter.about_id) & (_l.recipient == letter.to)
    waits = same & _l.text.is_not(None) & (_l.attempts == 0) & (_l.created_at > now - within_ms)
    if (row := db.first(select(_l.id, _l.text).where(waits).order_by(_l.id.desc()).limit(1))) is not None:
        both = joined(row.text)
        still = (_l.id == row.id) & (_l.attempts == 0) & _l.text.is_not(None)
        if db.execute(
            update(letter_table).where(still).values(subject=one_line(both.subject), text=both.text)
        ).rowcount:
            return
    post_letter(db, owner_id, letter, due_at=now + within_ms)


def register_jobs(jobs: Jobs, store: Store, server: MailServer | None) -> None:
    """Add the carrier. Without a server what is posted waits, and goes out once there is one."""
    if server is None:
        return

    outside = OutsideThreads("mail", THREADS)

    async def carry(posted: Posted) -> bool:
        letter = await store.write(begin_attempt, posted.letter_id, server)
        if letter is None:
            return False  # sent already, or given up: a job that runs twice
        try:
            await outside.run(send_mail, server, letter)
        except MailRefused as refused:
            await store.write(note_refused, posted.letter_id, str(refused))
            return False
        except MailTrouble as trouble:
            await store.write(note_trouble, posted.letter_id, str(trouble))
            raise
        return True

    jobs.add_outside(KIND, Posted, carry, _conclude, attempts=ATTEMPTS)


def begin_attempt(db: Db, letter_id: str, server: MailServer) -> SendAs | None:
    """Count an attempt and return what is to be sent; None when there is nothing more to be done."""
    # Counted before it is read: whoever would join it now sees that it is too late.
    counted = update(letter_table).where(_l.id == letter_id, _l.text.is_not(None)).values(attempts=_l.attempts + 1)
    row = db.first(counted.returning(_l.attempts, _l.recipient, _l.subject, _l.text, _l.created_at))
    if row is None:
        return None
    db.execute(insert(letter_attempt_table).values(letter_id=letter_id, number=row.attempts, at=now_ms()))
    domain = server.sender.rpartition("@")[2].rstrip("> ")
    message_id = f"<{letter_id}@{domain}>"  # the same each time: a letter that came twice is one
    return SendAs(message_id=message_id, to=row.recipient, subject=row.subject, text=row.text, at=row.created_at)


def note_refused(db: Db, letter_id: str, error: str) -> None:
    """Keep that the server wants none of a letter; its text is forgotten."""
    _end_attempt(db, letter_id, "refused", error)
    _close(db, letter_id, refused_at=now_ms(), error=error)
    log.warning("mail.refused", letter=letter_id, error=error)


def note_trouble(db: Db, letter_id: str, error: str) -> None:
    """Keep what went wrong; after the last attempt the letter has failed for good."""
    _end_attempt(db, letter_id, "trouble", error)
    attempts = db.scalar(select(_l.attempts).where(_l.id == letter_id)) or 0
    if attempts >= ATTEMPTS:
        _close(db, letter_id, failed_at=now_ms(), error=error)
    else:
        db.execute(update(letter_table).where(_l.id == letter_id).values(error=error))


def withdraw_letters(db: Db, about: str, about_id: str) -> None:
    """Forget letters that still wait: what they would say is true no longer."""
    waiting = (_l.about == about) & (_l.about_id == about_id) & _l.text.is_not(None)
    db.execute(update(letter_table).where(waiting).values(text=None, failed_at=now_ms(), error="withdrawn"))


def forget_letters(db: Db, about: str, about_ids: Sequence[str]) -> None:
    """Forget to whom letters went, and what still waits: that they were written stays."""
    ours = (_l.about == about) & _l.about_id.in_(about_ids)
    waiting = ours & _l.text.is_not(None)
    db.execute(update(letter_table).where(waiting).values(text=None, failed_at=now_ms(), error="withdrawn"))
    # What a server said may repeat the address.
    said = ours & _l.error.is_not(None) & (_l.error != "withdrawn")
    db.execute(update(letter_table).where(said).values(error=""))
    attempted = _t.letter_id.in_(select(_l.id).where(ours)) & _t.error.is_not(None)
    db.execute(update(letter_attempt_table).where(attempted).values(error=""))
    db.execute(update(letter_table).where(ours).values(recipient=""))


def _conclude(db: Db, posted: Posted, was_sent: bool) -> None:
    if was_sent:
        _end_attempt(db, posted.letter_id, "sent", None)
        _close(db, posted.letter_id, sent_at=now_ms(), error=None)


def _end_attempt(db: Db, letter_id: str, outcome: AttemptOutcome, error: str | None) -> None:
    """Keep how the last attempt ended; the worker has one of a letter at a time."""
    last = select(func.max(_t.number)).where(_t.letter_id == letter_id).scalar_subquery()
    ended = update(letter_attempt_table).where(_t.letter_id == letter_id, _t.number == last)
    db.execute(ended.values(outcome=outcome, error=error))


def _close(db: Db, letter_id: str, **values: Any) -> None:  # noqa: ANN401  (columns)
    db.execute(update(letter_table).where(_l.id == letter_id).values(text=None, **values))
