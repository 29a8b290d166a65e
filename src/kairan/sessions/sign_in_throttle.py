"""Guessing made slow, and no weapon: tries to sign in are counted for each account from each address.

Promises: a pause depends only on what was asked, never on whether the account exists; a try is counted before the
password is looked at, so that many at once gain nothing; and a flood of tries makes a handful of entries, never one
each. What was typed as a login is kept nowhere: people type passwords there by mistake.

Nobody is locked out by strangers: a browser in which the account signed in before counts for itself (OWASP: device
cookies), so do proofs in an open session; an address of many failures is slowed down, never refused; and what is
tried from one address pauses the account there, elsewhere only after very many tries.
"""

import hashlib

import msgspec
from sqlalchemy import delete, select, update

from kairan.core.edge.authentication import SessionRules
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Entrance, MemberId, OrganizationId, Viewer
from kairan.people import normal_login, organization_stream
from kairan.sessions.actions import USUAL, open_session
from kairan.sessions.browsers import known_device
from kairan.sessions.entries import SignInRefusedEntry
from kairan.sessions.model import Credential, SignIn, try_table
from kairan.sessions.queries import bodies_asked, credential_of

FIRST_PAUSE_MS = 1_000  # doubled with each further failure
TOLD_EVERY_MS = 10 * 60_000  # at most one entry in this time, for an account or for a body's unknown accounts
KEPT_MS = 24 * 3_600_000

_t = try_table.c


class Patience(msgspec.Struct, frozen=True):
    """How many failures are free, how soon one is forgiven, and how long a pause grows."""

    free: int
    forgiven_ms: int
    most_ms: int

    def failures_left(self, failures: int, last_at: int, now: int) -> int:
        """Return what of earlier failures still counts."""
        return max(0, failures - (now - last_at) // self.forgiven_ms)

    def pause_ms(self, failures: int) -> int:
        """Return the pause after so many failures; doubling stops early, the exponent stays small."""
        return 0 if failures <= self.free else min(self.most_ms, FIRST_PAUSE_MS << min(failures - self.free - 1, 20))


OF_ACCOUNT = Patience(free=5, forgiven_ms=10 * 60_000, most_ms=15 * 60_000)  # from one address, or in one browser
# From all addresses together: reached by many machines only, and no pause for a browser that is known.
OF_ACCOUNT_EVERYWHERE = Patience(free=100, forgiven_ms=60_000, most_ms=5 * 60_000)
# A whole town hall may sit behind the address of one proxy: beyond this it is slowed down.
OF_ADDRESS = Patience(free=100, forgiven_ms=10_000, most_ms=0)
SLOWEST_S = 8
OF_SECRET = Patience(free=20, forgiven_ms=60_000, most_ms=5 * 60_000)  # links and codes that nobody mistypes by hand

# Six digits are soon tried out: whoever has the password gets some fifty tries a day.
OF_PROOF = Patience(free=5, forgiven_ms=30 * 60_000, most_ms=60 * 60_000)


class Bucket(msgspec.Struct, frozen=True):
    """A count of tries, and its patience."""

    key: str
    patience: Patience


class Attempt(msgspec.Struct, frozen=True):
    """A try that was counted: against which account, and what to compare the password with."""

    key: str  # of the row that the body's record is told from
    address: str
    organization_id: OrganizationId | None
    credential: Credential | None
    buckets: tuple[Bucket, ...] = ()
    is_stranger: bool = False  # from a browser the account is not known in: it counts for the address
    is_first: bool = False  # this login has not failed from there lately
    wait_s: int = 0  # to be refused without looking at the password
    slow_s: int = 0  # to wait before the password is looked at

    @property
    def member_id(self) -> MemberId | None:
        """The account, if there is one."""
        return None if self.credential is None else self.credential.member_id


def attempt_sign_in(db: Db, asked: SignIn, address: str, rules: SessionRules = USUAL, browser: str = "") -> Attempt:
    """Count a try to sign in, and say whether to wait; `browser` is the cookie by which a browser is known."""
    organization_id = _organization_asked(db, asked.organization)
    whose = (organization_id or asked.organization or "", normal_login(asked.login))
    credential = credential_of(db, asked.login, asked.organization, rules)
    attempt = Attempt(_key("account", *whose), address, organization_id, credential)
    device_id = None if credential is None else known_device(db, credential.member_id, browser)
    if device_id is not None:
        return _attempt(db, _of(attempt, Bucket(_key("device", device_id), OF_ACCOUNT)))
    here = Bucket(_key("account", *whose, address), OF_ACCOUNT)
    everywhere = Bucket(_key("everywhere", *whose), OF_ACCOUNT_EVERYWHERE)
    stranger = msgspec.structs.replace(_of(attempt, here, everywhere), is_stranger=True)
    return _attempt(db, stranger)


def _of(attempt: Attempt, *buckets: Bucket) -> Attempt:
    return msgspec.structs.replace(attempt, buckets=buckets)


def attempt_proof(db: Db, viewer: Viewer, address: str) -> Attempt:
    """Count a try to show something in an open session, and say whether to wait: whatever others try there."""
    known = Credential(viewer.member_id, "", None)
    key = _key("proof", viewer.member_id)
    return _attempt(db, _of(Attempt(key, address, viewer.organization_id, known), Bucket(key, OF_PROOF)))


def _attempt(db: Db, attempt: Attempt) -> Attempt:
    now = now_ms()
    rows = [(_row(db, one.key, attempt), one.patience) for one in attempt.buckets]
    first, patience = rows[0]
    is_first = patience.failures_left(first.failures, first.last_at, now) == 0
    wait_ms = max(row.paused_until for row, _ in rows) - now
    if wait_ms > 0:
        _note_untold(db, attempt, now + wait_ms)
        return msgspec.structs.replace(attempt, is_first=is_first, wait_s=-(-wait_ms // 1000))
    for row, patience in rows:
        _count(db, row, patience, now)
    slow_s = _slow_s(db, attempt.address, now) if attempt.is_stranger else 0
    return msgspec.structs.replace(attempt, is_first=is_first, slow_s=slow_s)


def _slow_s(db: Db, address: str, now: int) -> int:
    """Return how long a try from an address waits: the longer, the more failed there lately."""
    row = db.first(select(_t.failures, _t.last_at).where(_t.key == _key("address", address)))
    beyond = 0 if row is None else OF_ADDRESS.failures_left(row.failures, row.last_at, now) - OF_ADDRESS.free
    return 0 if beyond <= 0 else min(SLOWEST_S, 1 + beyond // 10)


def note_refused(db: Db, attempt: Attempt) -> None:
    """Remember against the address that a stranger's password was wrong, and tell the body."""
    if attempt.is_stranger:
        _count(db, _row(db, _key("address", attempt.address), attempt), OF_ADDRESS, now_ms())
    _note_untold(db, attempt)


def let_in(db: Db, attempt: Attempt, member_id: MemberId, entrance: Entrance, rules: SessionRules) -> str:
    """Forgive the account's failures, and open a session; returns the token for the cookie."""
    forgive(db, attempt)
    return open_session(db, member_id, entrance, rules, attempt.address)


def forgive(db: Db, attempt: Attempt) -> None:
    """Tell of the failures before what was right, and forget them."""
    row = db.first(select(try_table).where(_t.key == attempt.key))
    if row is not None:
        _tell(db, row)
    keys = [attempt.key, *(one.key for one in attempt.buckets)]
    db.execute(delete(try_table).where(_t.key.in_(keys)))


def wait_s_of(db: Db, what: str, address: str) -> int:
    """Return for how many seconds no more secrets of a kind are looked at from an address; 0 when they are."""
    paused_until = int(db.scalar(select(_t.paused_until).where(_t.key == _key(what, address))) or 0)
    return max(0, -(-(paused_until - now_ms()) // 1000))


def count_miss(db: Db, what: str, address: str) -> None:
    """Count a wrong secret of a kind (a one-time link, say) against an address."""
    key = _key(what, address)
    _count(db, _row(db, key, Attempt(key, address, None, None)), OF_SECRET, now_ms())


def tell_leftovers(db: Db) -> None:
    """Tell of tries that came soon after the last entry, and forget what is a day old."""
    soon = now_ms() - TOLD_EVERY_MS
    for row in db.all(select(try_table).where(_t.untold > 0, _t.told_at <= soon).order_by(_t.key)):
        _tell(db, row)
    db.execute(delete(try_table).where(_t.last_at < now_ms() - KEPT_MS, _t.untold == 0))


def _organization_asked(db: Db, asked: str | None) -> OrganizationId | None:
    """Resolve id and code to one body, so that naming it differently does not start a new count."""
    found = db.scalars(bodies_asked(asked).limit(2))
    return OrganizationId(found[0]) if len(found) == 1 else None


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def _row(db: Db, key: str, attempt: Attempt) -> Record:
    """Return the row of a count, made when missing; PostgreSQL holds it until the end of the transaction."""
    fresh = {
        "key": key,
        "organization_id": attempt.organization_id,
        "member_id": attempt.member_id,
        "address": attempt.address,
        "last_at": now_ms(),
        **dict.fromkeys(("failures", "paused_until", "untold", "told_at"), 0),
    }
    made = upsert(db, try_table).values(fresh)
    db.execute(made.on_conflict_do_nothing())
    row = db.first(select(try_table).where(_t.key == key).with_for_update())
    assert row is not None
    return row


def _count(db: Db, row: Record, patience: Patience, now: int) -> None:
    failures = patience.failures_left(row.failures, row.last_at, now) + 1
    values = {"failures": failures, "last_at": now, "paused_until": now + patience.pause_ms(failures)}
    db.execute(update(try_table).where(_t.key == row.key).values(values))


def _note_untold(db: Db, attempt: Attempt, paused_until: int = 0) -> None:
    """Keep for the next entry; accounts that do not exist share one row of their body."""
    if attempt.organization_id is None:
        return  # no body's record to tell it in; the server's log has it
    key = attempt.key if attempt.member_id else _key("unknown", attempt.organization_id)
    row = _row(db, key, attempt)
    noted = {"untold": _t.untold + 1, "address": attempt.address, "last_at": now_ms()}
    if key not in {one.key for one in attempt.buckets}:  # of those the pause is a real one
        noted["paused_until"] = paused_until
    db.execute(update(try_table).where(_t.key == key).values(noted))
    if row.told_at <= now_ms() - TOLD_EVERY_MS:
        _tell(db, _row(db, key, attempt))


def _tell(db: Db, row: Record) -> None:
    """Write one entry for all tries since the last one."""
    if not row.untold:
        return
    paused = row.paused_until if row.paused_until > now_ms() else None
    told = SignInRefusedEntry(member_id=row.member_id, address=row.address, tries=row.untold, paused_until=paused)
    append(db, organization_stream(row.organization_id), told, None)
    db.execute(update(try_table).where(_t.key == row.key).values(untold=0, told_at=now_ms()))
