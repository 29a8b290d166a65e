"""Authenticator apps (認証アプリ): time-based one-time codes (RFC 6238, 6 digits, 30 s)."""

import hmac
import unicodedata

import msgspec
import pyotp
import segno
from sqlalchemy import delete, insert, select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SealBroken, SecretBox
from kairan.core.viewer import MemberId, Viewer
from kairan.factors.problems import FactorWrong, OfferExpired, SecretsUnreadable
from kairan.sessions.factor_model import TotpOffer, totp_table

STEP_MS = 30_000
DRIFT = 1  # steps that a clock may be early or late
OFFERED_MS = 15 * 60_000

_t = totp_table.c


class _Offer(msgspec.Struct, frozen=True):
    """What is sealed into an offer."""

    secret: str
    ends_at: int


def offer_totp(box: SecretBox, viewer: Viewer, login: str, organization: str) -> TotpOffer:
    """Return a fresh secret to be put into an app; it is kept once a code of it is shown."""
    secret = pyotp.random_base32()
    uri = pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=f"回覧 {organization}")
    rows = segno.make(uri, error="m", micro=False).matrix_iter(border=0)
    sealed = msgspec.json.encode(_Offer(secret, now_ms() + OFFERED_MS)).decode()
    return TotpOffer(
        secret=secret,
        uri=uri,
        qr=["".join("1" if dark else "0" for dark in row) for row in rows],
        sealed=box.seal(sealed, _offered_to(viewer)),
    )


def _offered_to(viewer: Viewer) -> str:
    return f"totp-offer:{viewer.member_id}:{viewer.session_id}"


def keep_totp(db: Db, viewer: Viewer, box: SecretBox, sealed: str, code: str) -> bool:
    """Keep an offered secret when a code of it is shown, in place of an earlier one; False when it is wrong."""
    try:
        offer = msgspec.json.decode(box.open(sealed, _offered_to(viewer)), type=_Offer)
    except (SealBroken, msgspec.DecodeError) as error:
        raise OfferExpired from error
    if offer.ends_at <= now_ms():
        raise OfferExpired
    step = _step_of(offer.secret, code, after=0)
    if step is None:
        raise FactorWrong
    is_first = db.execute(delete(totp_table).where(_t.member_id == viewer.member_id)).rowcount == 0
    db.execute(
        insert(totp_table).values(
            member_id=viewer.member_id,
            secret=box.seal(offer.secret, _kept_for(viewer.member_id)),
            created_at=now_ms(),
            confirmed_at=now_ms(),
            last_step=step,
            used_at=now_ms(),
        )
    )
    return is_first


def _kept_for(member_id: MemberId) -> str:
    return f"totp:{member_id}"


def check_totp(db: Db, member_id: MemberId, box: SecretBox, code: str) -> bool:
    """Whether this is a code of the member's app that was not shown before; it is spent by that."""
    row = db.first(select(_t.secret, _t.last_step).where(_t.member_id == member_id, _t.confirmed_at.is_not(None)))
    if row is None:
        return False
    try:
        secret = box.open(row.secret, _kept_for(member_id))
    except SealBroken as error:
        raise SecretsUnreadable from error
    step = _step_of(secret, code, after=row.last_step)
    if step is None:
        return False
    # Of two at once with the same code one finds the step spent.
    taken = update(totp_table).where(_t.member_id == member_id, _t.last_step < step)
    return db.execute(taken.values(last_step=step, used_at=now_ms())).rowcount == 1


def _step_of(secret: str, code: str, after: int) -> int | None:
    """Return the step of a code, within the drift and after the last one; every step is compared, for equal time."""
    typed = "".join(unicodedata.normalize("NFKC", code).split()).encode("utf-8", "replace")
    now = now_ms() // STEP_MS
    totp = pyotp.TOTP(secret)
    found = None
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), typed) and step > after:
            found = step
    return found


def apps_sealed(db: Db, box: SecretBox) -> int:
    """Return how many apps' secrets the present key does not open; without a key file that is all of them."""
    rows = db.all(select(_t.member_id, _t.secret).where(_t.confirmed_at.is_not(None)))
    if not box.key_file.exists():
        return len(rows)
    return sum(1 for row in rows if not box.opens(row.secret, _kept_for(row.member_id)))
