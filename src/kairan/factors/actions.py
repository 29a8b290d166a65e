"""What a member does with their factors: add, remove, show."""

from sqlalchemy import delete, select

from kairan.core.edge.authentication import Site
from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Factor, MemberId, Viewer
from kairan.factors.challenges import SIGN_IN, step_of
from kairan.factors.entries import FactorAdded, FactorRefused, FactorRemoved, FactorsReset, FactorUsed
from kairan.factors.notices import tell, tell_of
from kairan.factors.passkeys import Outcome, Showing, check_passkey, drop_passkey, keep_passkey
from kairan.factors.problems import LastFactor, PasskeyNotFound
from kairan.factors.recovery import check_code, has_codes, has_second_factor, issue_codes
from kairan.factors.totp import check_totp, keep_totp
from kairan.people import member_stream, note_hand
from kairan.sessions.actions import note_proof
from kairan.sessions.factor_model import (
    NewPasskey,
    PasskeyCredential,
    Shown,
    TotpConfirm,
    passkey_table,
    recovery_code_table,
    totp_table,
)
from kairan.sessions.queries import groups_of
from kairan.sessions.rules import Demand, demanded, rules_of


def add_totp(db: Db, viewer: Viewer, box: SecretBox, confirm: TotpConfirm) -> list[str] | None:
    """Keep an authenticator app; returns recovery codes with the first factor. Problems: FactorWrong, OfferExpired."""
    keep_totp(db, viewer, box, confirm.sealed, confirm.code)
    tell(db, viewer, FactorAdded(member_id=viewer.member_id, factor="totp", name=None))
    note_proof(db, viewer, "totp")
    return _codes_with_first(db, viewer, box)


def add_passkey(db: Db, viewer: Viewer, box: SecretBox, site: Site, new: NewPasskey) -> list[str] | None:
    """Keep a passkey; returns recovery codes with the first factor. Problems: those of keep_passkey."""
    keep_passkey(db, viewer, box, site, new)
    note_proof(db, viewer, "passkey")
    return _codes_with_first(db, viewer, box)


def _codes_with_first(db: Db, viewer: Viewer, box: SecretBox) -> list[str] | None:
    return None if has_codes(db, viewer.member_id) else issue_codes(db, viewer, box)


def remove_totp(db: Db, viewer: Viewer) -> None:
    """Remove the authenticator app; without one nothing happens. Problems: LastFactor."""
    if demand_on(db, viewer) == "any" and not _passkeys_but(db, viewer, None):
        raise LastFactor
    if db.execute(delete(totp_table).where(totp_table.c.member_id == viewer.member_id)).rowcount:
        tell(db, viewer, FactorRemoved(member_id=viewer.member_id, factor="totp", name=None))
        _drop_codes_without_factor(db, viewer.member_id)


def remove_passkey(db: Db, viewer: Viewer, passkey_id: str) -> None:
    """Remove one of the viewer's passkeys; a blocked one may always go. Problems: PasskeyNotFound, LastFactor."""
    row = db.first(
        select(passkey_table.c.blocked_at).where(
            passkey_table.c.id == passkey_id, passkey_table.c.member_id == viewer.member_id
        )
    )
    if row is None:
        raise PasskeyNotFound
    if row.blocked_at is None and not _passkeys_but(db, viewer, passkey_id):
        demand = demand_on(db, viewer)
        if demand == "passkey" or (demand == "any" and not _has_totp(db, viewer.member_id)):
            raise LastFactor
    drop_passkey(db, viewer, passkey_id)
    _drop_codes_without_factor(db, viewer.member_id)


def demand_on(db: Db, viewer: Viewer) -> Demand:
    """Return what is demanded of the viewer here, also while it is only announced."""
    groups = groups_of(viewer.roles, viewer.delegated)
    return demanded(rules_of(db, viewer.organization_id), viewer.kind, groups, viewer.face, 0).demand


def _passkeys_but(db: Db, viewer: Viewer, passkey_id: str | None) -> bool:
    _k = passkey_table.c
    others = select(_k.id).where(_k.member_id == viewer.member_id, _k.blocked_at.is_(None), _k.id != (passkey_id or ""))
    return db.first(others) is not None


def _has_totp(db: Db, member_id: MemberId) -> bool:
    return db.first(select(totp_table.c.member_id).where(totp_table.c.member_id == member_id)) is not None


def _drop_codes_without_factor(db: Db, member_id: MemberId) -> None:
    if not has_second_factor(db, member_id):
        db.execute(delete(recovery_code_table).where(recovery_code_table.c.member_id == member_id))


def show_second(db: Db, viewer: Viewer, box: SecretBox, site: Site | None, shown: Shown) -> Outcome:
    """Check what is shown as the second step. It returns instead of raising: that it was refused is on record."""
    outcome, factor = _checked(db, viewer, box, site, shown)
    if outcome == "shown":
        note_proof(db, viewer, factor)
        tell(db, viewer, FactorUsed(member_id=viewer.member_id, session_id=viewer.session_id or "", factor=factor))
    elif outcome == "refused":
        append(db, member_stream(viewer.member_id), FactorRefused(member_id=viewer.member_id, factor=factor), None)
    return outcome


def prove(db: Db, viewer: Viewer, box: SecretBox, site: Site | None, shown: Shown) -> Outcome:
    """Check a factor as a fresh proof in an open session."""
    outcome, factor = _checked(db, viewer, box, site, shown)
    if outcome == "shown":
        note_proof(db, viewer, factor)
    return outcome


def _checked(db: Db, viewer: Viewer, box: SecretBox, site: Site | None, shown: Shown) -> tuple[Outcome, Factor]:
    if shown.passkey is not None:
        if site is None:
            return "refused", "passkey"
        purpose = step_of(viewer.session_id or "")
        return check_passkey(db, box, site, shown.passkey, purpose, viewer.member_id).outcome, "passkey"
    if shown.recovery_code is not None:
        is_right = check_code(db, viewer.member_id, box, shown.recovery_code)
        return ("shown" if is_right else "refused"), "recovery_code"
    is_right = check_totp(db, viewer.member_id, box, shown.code or "")
    return ("shown" if is_right else "refused"), "totp"


def show_at_entrance(db: Db, box: SecretBox, site: Site, credential: PasskeyCredential) -> Showing:
    """Check a passkey shown instead of login and password."""
    return check_passkey(db, box, site, credential, SIGN_IN, None)


def clear_factors(
    db: Db,
    by: Viewer | None,
    member_id: MemberId,
    reason: str,
    sessions: int,
    second: MemberId | None = None,
) -> None:
    """Take away everything a member could show besides the password; the caller has asked whether `by` may."""
    for table in (totp_table, passkey_table, recovery_code_table):
        db.execute(delete(table).where(table.c.member_id == member_id))
    note_hand(db, by, member_id, "factors")
    tell_of(db, member_id, FactorsReset(member_id=member_id, reason=reason, sessions=sessions, second=second), by)
