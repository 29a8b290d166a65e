"""Passkeys (パスキー, WebAuthn): made for one host name, shown with the person verified by the device.

A key that counts its uses must count upwards. One that comes with an old count has a copy somewhere; which of the two
is the owner's nobody can tell, so it is blocked, and the sessions opened with it end.
"""

from typing import Literal

import msgspec
import sqlalchemy as sa
from cryptography.exceptions import UnsupportedAlgorithm
from sqlalchemy import delete, func, insert, select, update
from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException

from kairan.core.edge.authentication import Site
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import clean_name, graphemes
from kairan.core.viewer import MemberId, Viewer
from kairan.factors.challenges import holds, making_in, new_challenge, spend
from kairan.factors.entries import FactorAdded, FactorRemoved, PasskeyBlocked
from kairan.factors.notices import tell, tell_of
from kairan.factors.problems import PasskeyMalformed, PasskeyNotFound, TooManyPasskeys
from kairan.people import member_table
from kairan.people.founding import NameTooLong
from kairan.sessions.actions import end_session_of, sessions_with
from kairan.sessions.factor_model import (
    PASSKEY_NAME_LIMIT,
    PASSKEYS_MOST,
    NewPasskey,
    PasskeyAsked,
    PasskeyCredential,
    PasskeyOffer,
    passkey_table,
)

Outcome = Literal["shown", "refused", "cloned"]
# What a hostile answer can make the parsers raise, besides their own refusals.
_UNREADABLE = (WebAuthnException, ValueError, TypeError, KeyError, IndexError, AttributeError, UnsupportedAlgorithm)

_k = passkey_table.c


class Showing(msgspec.Struct, frozen=True):
    """Whose passkey was shown, and whether it counts."""

    outcome: Outcome
    member_id: MemberId | None = None


REFUSED = Showing("refused")


# --- making ----------------------------------------------------------------------------------------------------


def offer_passkey(db: Db, viewer: Viewer, box: SecretBox, site: Site, login: str, name: str) -> PasskeyOffer:
    """Return what a browser needs to make a passkey for the viewer. Problems: TooManyPasskeys."""
    held = db.scalars(select(_k.credential_id).where(_k.member_id == viewer.member_id))
    if len(held) >= PASSKEYS_MOST:
        raise TooManyPasskeys(most=PASSKEYS_MOST)
    return PasskeyOffer(
        challenge=bytes_to_base64url(new_challenge(box, making_in(viewer.session_id or ""))),
        rp_id=site.rp_id,
        rp_name="回覧",
        user_id=bytes_to_base64url(viewer.member_id.encode()),
        user_name=login,
        display_name=name,
        exclude=list(held),
    )


def keep_passkey(db: Db, viewer: Viewer, box: SecretBox, site: Site, new: NewPasskey) -> None:
    """Keep a passkey made in this session. Problems: NameEmpty, NameTooLong, PasskeyMalformed, TooManyPasskeys."""
    name = checked_passkey_name(new.name)
    if int(db.scalar(select(func.count()).where(_k.member_id == viewer.member_id)) or 0) >= PASSKEYS_MOST:
        raise TooManyPasskeys(most=PASSKEYS_MOST)
    challenge = _challenge_in(new.credential)
    if not holds(box, challenge, making_in(viewer.session_id or "")) or not spend(db, challenge):
        raise PasskeyMalformed
    try:
        made = verify_registration_response(
            credential=_written(new.credential),
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=list(site.origins),
            require_user_verification=True,
        )
    except _UNREADABLE as error:
        raise PasskeyMalformed from error
    credential_id = bytes_to_base64url(made.credential_id)
    if len(credential_id) > 1400 or db.first(select(_k.id).where(_k.credential_id == credential_id)) is not None:
        raise PasskeyMalformed
    db.execute(
        insert(passkey_table).values(
            id=new_id(),
            member_id=viewer.member_id,
            credential_id=credential_id,
            public_key=bytes_to_base64url(made.credential_public_key),
            sign_count=made.sign_count,
            rp_id=site.rp_id,
            transports=",".join(one for one in new.credential.response.transports if one.isalnum() or "-" in one)[:100],
            name=name,
            created_at=now_ms(),
        )
    )
    tell(db, viewer, FactorAdded(member_id=viewer.member_id, factor="passkey", name=name))


def checked_passkey_name(typed: str) -> str:
    """Return a passkey's name as it is stored. Problems: NameEmpty, NameTooLong, TextNotStorable."""
    name = clean_name(typed)
    if graphemes(name) > PASSKEY_NAME_LIMIT or len(name) > PASSKEY_NAME_LIMIT:
        raise NameTooLong(most=PASSKEY_NAME_LIMIT)
    return name


def rename_passkey(db: Db, viewer: Viewer, passkey_id: str, name: str) -> None:
    """Name one of the viewer's own passkeys. Problems: PasskeyNotFound, NameEmpty, NameTooLong."""
    kept = checked_passkey_name(name)
    own = update(passkey_table).where(_k.id == passkey_id, _k.member_id == viewer.member_id)
    if not db.execute(own.values(name=kept)).rowcount:
        raise PasskeyNotFound


def drop_passkey(db: Db, viewer: Viewer, passkey_id: str) -> None:
    """Remove one of the viewer's own passkeys; the caller has asked whether it may go. Problems: PasskeyNotFound."""
    row = db.first(select(_k.name).where(_k.id == passkey_id, _k.member_id == viewer.member_id))
    if row is None:
        raise PasskeyNotFound
    db.execute(delete(passkey_table).where(_k.id == passkey_id))
    tell(db, viewer, FactorRemoved(member_id=viewer.member_id, factor="passkey", name=row.name))


# --- showing ---------------------------------------------------------------------------------------------------


def ask_for_passkey(db: Db, box: SecretBox, site: Site, purpose: str, member_id: MemberId | None) -> PasskeyAsked:
    """Return what a browser needs to show a passkey: one of a member's, or, before anybody is known, any it has."""
    own = select(_k.credential_id).where(_k.member_id == member_id, _k.rp_id == site.rp_id, _k.blocked_at.is_(None))
    return PasskeyAsked(
        challenge=bytes_to_base64url(new_challenge(box, purpose)),
        rp_id=site.rp_id,
        allow=[] if member_id is None else list(db.scalars(own)),
    )


def check_passkey(
    db: Db, box: SecretBox, site: Site, credential: PasskeyCredential, purpose: str, member_id: MemberId | None
) -> Showing:
    """Check what an authenticator said; with `member_id`, only of this member. A copy is blocked and told."""
    challenge = _challenge_in(credential)
    row = _row_of(db, credential)
    if row is None or (member_id is not None and row.member_id != member_id) or row.rp_id != site.rp_id:
        return REFUSED
    if not holds(box, challenge, purpose) or not spend(db, challenge):
        return REFUSED
    try:
        said = verify_authentication_response(
            credential=_written(credential),
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=list(site.origins),
            credential_public_key=base64url_to_bytes(row.public_key),
            credential_current_sign_count=0,  # compared below: a copy is more than a refusal
            require_user_verification=True,
        )
    except _UNREADABLE:
        return REFUSED
    if row.blocked_at is not None:
        return Showing("cloned", row.member_id)
    counts = update(passkey_table).where(_k.id == row.id, _counts_upwards(said.new_sign_count))
    if not db.execute(counts.values(sign_count=said.new_sign_count, used_at=now_ms())).rowcount:
        _block(db, row, said.new_sign_count)
        return Showing("cloned", row.member_id)
    return Showing("shown", row.member_id)


def _counts_upwards(count: int) -> sa.ColumnElement[bool]:
    """Restrict to keys whose count is below; keys that do not count stay at 0 (WebAuthn Level 3, 7.2 step 22)."""
    return (_k.sign_count < count) | ((_k.sign_count == 0) & (count == 0))


def _row_of(db: Db, credential: PasskeyCredential) -> Record | None:
    """Return the row of a credential, of somebody who may sign in."""
    found = select(passkey_table).join(member_table, member_table.c.id == _k.member_id)
    return db.first(found.where(_k.credential_id == credential.raw_id.rstrip("="), member_table.c.status == "active"))


def _block(db: Db, row: Record, count: int) -> None:
    db.execute(update(passkey_table).where(_k.id == row.id).values(blocked_at=now_ms()))
    blocked = PasskeyBlocked(
        member_id=row.member_id, factor="passkey", name=row.name, expected_above=row.sign_count, shown=count
    )
    tell_of(db, row.member_id, blocked, None)
    for session_id in sessions_with(db, row.member_id, "passkey"):
        end_session_of(db, row.member_id, session_id, "passkey_cloned")


def _challenge_in(credential: PasskeyCredential) -> bytes:
    """Return the challenge that is answered; empty when it cannot be read."""
    try:
        client_data = msgspec.json.decode(base64url_to_bytes(credential.response.client_data), type=_ClientData)
        return base64url_to_bytes(client_data.challenge)
    except (ValueError, msgspec.DecodeError):
        return b""


class _ClientData(msgspec.Struct, frozen=True):
    """The one thing that is needed of the client data before it is checked."""

    challenge: str


def _written(credential: PasskeyCredential) -> str:
    return msgspec.json.encode(credential).decode()
