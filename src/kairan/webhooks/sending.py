"""Sending messages to other systems: signed, at least once, again for about a day, then the system is told no more.

Promise: a message has the same id and the same body each time; it is counted before it is sent, and its outcome stands
in its row. Redirects are not followed: they would lead to what nobody named.
"""

import asyncio

import msgspec
import structlog
from sqlalchemy import delete, select, update

from kairan.core.journal import append
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.people import organization_stream
from kairan.webhooks.entries import WebhookChanged
from kairan.webhooks.hosts import AddressRefused, Hosts, pinned
from kairan.webhooks.model import ATTEMPTS, ERROR_LIMIT, KEPT_DAYS, webhook_delivery_table, webhook_table
from kairan.webhooks.setting_up import kinds_of, secret_purpose
from kairan.webhooks.signing import signed_headers
from kairan.webhooks.telling import SEND, SendMessage

log = structlog.get_logger("kairan.webhooks")

WHOLE_S = 15.0
AT_ONCE = bounded("webhooks.at_once", 4, "wait", "further messages to other systems are sent after these")
ANSWER_MOST = 64 * 1024  # bytes of an answer that are read
EVERY_S = 3_600
SWEPT_AT_ONCE = 1_000
GONE = 410

_w, _d = webhook_table.c, webhook_delivery_table.c


class WebhookTrouble(Exception):  # noqa: N818  (kept in the row, and tried again)
    """The other system did not take a message."""


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A message on its way; it never leaves the job."""

    delivery_id: str
    url: str
    secret: str
    body: str


def register_jobs(jobs: Jobs, store: Store, box: SecretBox, hosts: Hosts) -> None:
    """Send what was written, and forget what is over, every hour a piece of it."""

    async def send(what: SendMessage) -> int | None:
        ready = await store.write(begin_delivery, box, what.delivery_id)
        if ready is None:
            return None
        try:
            status = await _posted(hosts, ready)
        except WebhookTrouble as trouble:
            await store.write(note_trouble, what.delivery_id, None, str(trouble))
            raise
        if not 200 <= status < 300:
            await store.write(note_trouble, what.delivery_id, status, "")
            raise WebhookTrouble(str(status))
        return status

    jobs.add_outside(SEND, SendMessage, send, note_delivered, attempts=ATTEMPTS, at_once=AT_ONCE)
    jobs.every(EVERY_S, "webhooks.sweep", sweep)


def begin_delivery(db: Db, box: SecretBox, delivery_id: str) -> Ready | None:
    """Count an attempt and return what is to be sent; None when there is nothing more to be done."""
    row = db.first(
        select(_d.body, _w.id, _w.url, _w.secret)
        .join(webhook_table, _w.id == _d.webhook_id)
        .where(_d.id == delivery_id, _d.delivered_at.is_(None), _d.failed_at.is_(None), _w.is_on.is_(True))
    )
    if row is None:
        return None
    counted = {"attempts": _d.attempts + 1, "tried_at": now_ms()}
    db.execute(update(webhook_delivery_table).where(_d.id == delivery_id).values(counted))
    secret = box.open(row.secret, secret_purpose(row.id))
    return Ready(delivery_id=delivery_id, url=row.url, secret=secret, body=row.body)


async def _posted(hosts: Hosts, ready: Ready) -> int:
    """Send a message; return the status of the answer. Raises WebhookTrouble."""
    import httpx2  # noqa: PLC0415  (a tenth of a cold start, for bodies that tell nobody for nothing)

    body = ready.body.encode()
    try:
        async with asyncio.timeout(WHOLE_S):
            to = await pinned(hosts, ready.url)
            headers = {
                **signed_headers(ready.secret, f"msg_{ready.delivery_id}", now_ms() // 1000, body),
                "Content-Type": "application/json",
                "User-Agent": "Kairan",
                "Host": to.host,
            }
            extensions = {"sni_hostname": to.sni} if to.sni else {}
            async with (
                httpx2.AsyncClient(timeout=WHOLE_S, follow_redirects=False) as client,
                client.stream("POST", to.url, headers=headers, content=body, extensions=extensions) as answer,
            ):
                return answer.status_code
    except AddressRefused as refused:
        raise WebhookTrouble("address_refused") from refused
    except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, OSError) as error:
        log.warning("webhook.not_delivered", delivery=ready.delivery_id, error=repr(error)[:200])
        raise WebhookTrouble(type(error).__name__) from error


def note_delivered(db: Db, what: SendMessage, status: int | None) -> None:
    """Note that a message was taken."""
    if status is not None:
        values = {"delivered_at": now_ms(), "status": status, "error": None}
        db.execute(update(webhook_delivery_table).where(_d.id == what.delivery_id).values(values))


def note_trouble(db: Db, delivery_id: str, status: int | None, error: str) -> None:
    """Note why a message was not taken; after the last attempt, or when the system says so, it is told no more."""
    values: dict[str, object] = {"status": status, "error": error[:ERROR_LIMIT]}
    row = db.first(select(_d.attempts, _d.webhook_id).where(_d.id == delivery_id))
    if row is None:
        return
    is_over = row.attempts >= ATTEMPTS or status == GONE
    if is_over:
        values["failed_at"] = now_ms()
    db.execute(update(webhook_delivery_table).where(_d.id == delivery_id).values(values))
    if is_over:
        _give_up(db, row.webhook_id)


def _give_up(db: Db, webhook_id: str) -> None:
    """Switch a webhook off, so that nothing piles up for a system that is not there; it stands in the body's record."""
    row = db.first(select(webhook_table).where(_w.id == webhook_id, _w.is_on.is_(True)))
    if row is None:
        return
    off = {"is_on": False, "gave_up_at": now_ms(), "revision": row.revision + 1}
    db.execute(update(webhook_table).where(_w.id == webhook_id).values(off))
    told = WebhookChanged(webhook=row.id, url=row.url, what="gave_up", is_on=False, kinds=list(kinds_of(row)))
    append(db, organization_stream(row.organization_id), told, None)


def sweep(db: Db) -> None:
    """Forget messages whose time is over, a thousand at once."""
    old = select(_d.id).where(_d.created_at < now_ms() - KEPT_DAYS * DAY_MS).order_by(_d.created_at)
    ids = list(db.scalars(old.limit(SWEPT_AT_ONCE)))
    if ids:
        db.execute(delete(webhook_delivery_table).where(_d.id.in_(ids)))
