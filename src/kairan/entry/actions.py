"""Opening and ending sessions."""

import hashlib
import secrets

from sqlalchemy import delete, insert, select, update

from kairan.entry.entries import SessionEnded, SessionOpened
from kairan.entry.model import SESSION_DAYS, Entrance, session_table
from kairan.journal import append
from kairan.kit.clock import now_ms
from kairan.kit.database import Db
from kairan.kit.ids import new_id
from kairan.people import member_stream, set_password
from kairan.viewer import MemberId, Viewer

DAY_MS = 86_400_000


def digest_of_token(token: str) -> str:
    """Return what is stored instead of the token."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(db: Db, member_id: MemberId, entrance: Entrance) -> str:
    """Open a session for a member whose credentials were checked; returns the token for the cookie."""
    token, session_id, now = secrets.token_urlsafe(32), new_id(), now_ms()
    db.execute(
        insert(session_table).values(
            id=session_id,
            token_digest=digest_of_token(token),
            member_id=member_id,
            face=entrance.face,
            device=entrance.device,
            agent=entrance.agent,
            created_at=now,
            seen_at=now,
            ends_at=now + SESSION_DAYS * DAY_MS,
        )
    )
    opened = SessionOpened(session_id=session_id, face=entrance.face, device=entrance.device)
    append(db, member_stream(member_id), opened, None)
    return token


def end_session(db: Db, viewer: Viewer, session_id: str) -> None:
    """End one of the viewer's own sessions; ending an ended one changes nothing."""
    ended = db.execute(
        delete(session_table).where(session_table.c.id == session_id, session_table.c.member_id == viewer.member_id)
    )
    if ended.rowcount:
        append(db, member_stream(viewer.member_id), SessionEnded(session_id=session_id), viewer)


def change_password(db: Db, viewer: Viewer, password_hash: str) -> None:
    """Keep a new password and end every other session of the member."""
    set_password(db, viewer, password_hash)
    others = select(session_table.c.id).where(
        session_table.c.member_id == viewer.member_id, session_table.c.id != viewer.session_id
    )
    for session_id in db.scalars(others):
        end_session(db, viewer, session_id)


def note_seen(db: Db, session_id: str) -> None:
    """Remember that a session is in use; called at most every few minutes."""
    db.execute(update(session_table).where(session_table.c.id == session_id).values(seen_at=now_ms()))
