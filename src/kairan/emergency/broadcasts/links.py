"""One-time links (回答用リンク): each can answer one broadcast for one person, once, and nothing else.

A link opens no session and no other page. It is unguessable, kept as a digest, good for three days at most, and worth
nothing as soon as the broadcast is over or the person has answered in any other way.
"""

import hashlib
import secrets
from collections.abc import Sequence

import msgspec
from sqlalchemy import Select, insert, select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_ids
from kairan.core.kit.mail import letter_table
from kairan.core.viewer import MemberId
from kairan.emergency.broadcasts.model import LINK_DAYS, broadcast_link_table

LETTER = "broadcast"
DAY_MS = 24 * 3_600_000

_l, _letter = broadcast_link_table.c, letter_table.c


class Made(msgspec.Struct, frozen=True):
    """A link that was just made: whose it is, what the letter is about, and what stands in it this once."""

    member_id: MemberId
    letter_id: str
    token: str


def digest_of(token: str) -> str:
    """Return what is stored instead of the token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def path_of(token: str) -> str:
    """Return the path of a link."""
    return f"/b/{token}"


def make_links(db: Db, broadcast_id: str, member_ids: Sequence[MemberId]) -> list[Made]:
    """Make a link for each of these people; those in earlier letters stay good."""
    now = now_ms()
    made = [
        Made(member_id, letter_id, secrets.token_urlsafe(32))
        for member_id, letter_id in zip(member_ids, new_ids(len(member_ids)), strict=True)
    ]
    rows = [
        {
            "digest": digest_of(one.token),
            "id": one.letter_id,
            "broadcast_id": broadcast_id,
            "member_id": one.member_id,
            "created_at": now,
            "expires_at": now + LINK_DAYS * DAY_MS,
        }
        for one in made
    ]
    if rows:
        db.execute(insert(broadcast_link_table), rows)
    return made


def link_of(db: Db, token: str, *, to_use: bool = False) -> Record | None:
    """Return a link that was once made, good or not any more; `to_use` locks it until the commit."""
    found = select(broadcast_link_table).where(_l.digest == digest_of(token))
    return db.first(found.with_for_update() if to_use else found)


def use_link(db: Db, link: Record) -> None:
    """Use a link up."""
    db.execute(update(broadcast_link_table).where(_l.digest == link.digest).values(used_at=now_ms()))


def withdraw_letters_of(db: Db, broadcast_id: str, member_id: str) -> None:
    """Forget letters to somebody that still wait: what they ask is answered."""
    _withdraw(db, select(_l.id).where(_l.broadcast_id == broadcast_id, _l.member_id == member_id))


def forget_links(db: Db, broadcast_id: str) -> None:
    """Forget all letters of a broadcast that still wait: it is over."""
    _withdraw(db, select(_l.id).where(_l.broadcast_id == broadcast_id))


def _withdraw(db: Db, letter_ids: Select[tuple[str]]) -> None:
    waiting = (_letter.about == LETTER) & _letter.about_id.in_(letter_ids) & _letter.text.is_not(None)
    db.execute(update(letter_table).where(waiting).values(text=None, failed_at=now_ms(), error="withdrawn"))
