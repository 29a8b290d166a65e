"""Recovery codes (回復コード): ten of them, each good once, for the day the phone is lost."""

import secrets
import unicodedata

from sqlalchemy import delete, func, insert, select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import MemberId, Viewer
from kairan.factors.entries import CodesIssued
from kairan.factors.notices import tell
from kairan.factors.problems import NoFactor
from kairan.sessions.factor_model import CODES, passkey_table, recovery_code_table, totp_table

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike on paper: i l o 0 1
HALF = 5  # 49 bits in two halves; the digest is keyed, so that a copy of the database does not help

_c = recovery_code_table.c


def issue_codes(db: Db, viewer: Viewer, box: SecretBox) -> list[str]:
    """Return new codes; earlier ones are good for nothing from now on. Problems: NoFactor."""
    if not has_second_factor(db, viewer.member_id):
        raise NoFactor
    codes = [f"{_half()}-{_half()}" for _ in range(CODES)]
    db.execute(delete(recovery_code_table).where(_c.member_id == viewer.member_id))
    now = now_ms()
    rows = [
        {"member_id": viewer.member_id, "digest": _digest(box, viewer.member_id, code), "made_at": now}
        for code in codes
    ]
    db.execute(insert(recovery_code_table), rows)
    tell(db, viewer, CodesIssued(member_id=viewer.member_id, count=CODES))
    return codes


def has_second_factor(db: Db, member_id: MemberId) -> bool:
    """Whether a member has an authenticator app or a passkey that is not blocked."""
    app = select(totp_table.c.member_id).where(totp_table.c.member_id == member_id)
    key = select(passkey_table.c.id).where(passkey_table.c.member_id == member_id, passkey_table.c.blocked_at.is_(None))
    return db.first(app) is not None or db.first(key) is not None


def has_codes(db: Db, member_id: MemberId) -> bool:
    """Whether codes were issued, however many are left."""
    return bool(db.scalar(select(func.count()).where(_c.member_id == member_id)))


def check_code(db: Db, member_id: MemberId, box: SecretBox, typed: str) -> bool:
    """Whether this is an unused code of the member; it is spent by that."""
    spent = (
        update(recovery_code_table)
        .where(_c.member_id == member_id, _c.digest == _digest(box, member_id, typed), _c.used_at.is_(None))
        .values(used_at=now_ms())
    )
    return db.execute(spent).rowcount == 1


def _half() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(HALF))


def _digest(box: SecretBox, member_id: MemberId, code: str) -> str:
    plain = "".join(letter for letter in unicodedata.normalize("NFKC", code).lower() if letter in LETTERS)
    return box.digest(plain, f"recovery:{member_id}").hex()
