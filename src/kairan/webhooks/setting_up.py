"""Which systems a body tells (通知先の設定): by who sets the body up."""

import msgspec
from sqlalchemy import delete, func, insert, select, update

from kairan.core.journal import Held, append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.counter.extending import CaseEventKind
from kairan.people import organization_stream, require_task
from kairan.webhooks.entries import WebhookChanged
from kairan.webhooks.hosts import Hosts
from kairan.webhooks.model import (
    DELIVERIES_SHOWN,
    NOTE_LIMIT,
    WEBHOOKS_MOST,
    DeliveryId,
    DeliveryView,
    WebhookChange,
    WebhookId,
    WebhookNew,
    WebhookSecret,
    WebhooksView,
    WebhookView,
    webhook_delivery_table,
    webhook_table,
)
from kairan.webhooks.problems import WebhookChangedMeanwhile, WebhookHostUnknown, WebhookNotFound, WebhooksTooMany
from kairan.webhooks.signing import new_secret

_w, _d = webhook_table.c, webhook_delivery_table.c
_Kinds = list[CaseEventKind]


def webhooks_view(db: Db, viewer: Viewer, hosts: Hosts) -> WebhooksView:
    """Return every system that is told, with the newest messages to it. Problems: RoleNeeded."""
    require_task(viewer, "organization")
    rows = db.all(select(webhook_table).where(_w.organization_id == viewer.organization_id).order_by(_w.id))
    return WebhooksView(webhooks=[_view(db, row) for row in rows], hosts=list(hosts.named))


def _view(db: Db, row: Record) -> WebhookView:
    newest = select(webhook_delivery_table).where(_d.webhook_id == row.id).order_by(_d.id.desc())
    return WebhookView(
        id=row.id,
        url=row.url,
        note=row.note,
        kinds=kinds_of(row),
        is_on=row.is_on,
        gave_up_at=row.gave_up_at,
        revision=row.revision,
        deliveries=[_delivery(one) for one in db.all(newest.limit(DELIVERIES_SHOWN))],
    )


def kinds_of(row: Record) -> _Kinds:
    """Return of what a system is told."""
    return read_kinds(row.kinds)


def read_kinds(stored: str) -> _Kinds:
    """Return the kinds a webhook keeps."""
    return msgspec.json.decode(stored, type=_Kinds)


def _delivery(row: Record) -> DeliveryView:
    return DeliveryView(
        id=DeliveryId(row.id),
        kind=row.kind,
        created_at=row.created_at,
        state="delivered" if row.delivered_at else "failed" if row.failed_at else "waiting",
        attempts=row.attempts,
        tried_at=row.tried_at,
        status=row.status,
        error=row.error,
    )


def add_webhook(db: Db, viewer: Viewer, box: SecretBox, hosts: Hosts, new: WebhookNew) -> WebhookSecret:
    """Let a system be told from now on. Problems: RoleNeeded, WebhookHostUnknown, WebhooksTooMany, TextTooLong."""
    require_task(viewer, "organization")
    if not hosts.allows(new.url):
        raise WebhookHostUnknown
    held = hold(db, organization_stream(viewer.organization_id))
    mine = select(func.count()).select_from(webhook_table).where(_w.organization_id == viewer.organization_id)
    if (db.scalar(mine) or 0) >= WEBHOOKS_MOST:
        raise WebhooksTooMany(most=WEBHOOKS_MOST)
    webhook_id, now = WebhookId(new_id()), now_ms()
    values = {
        "organization_id": viewer.organization_id,
        "url": new.url,
        "note": bounded_text(new.note, NOTE_LIMIT).strip(),
        "kinds": _stored(new.kinds),
        "secret": "",
        "is_on": True,
        "revision": 1,
        "created_at": now,
        "changed_at": now,
    }
    db.execute(insert(webhook_table).values(id=webhook_id, **values))
    _note(db, viewer, held, webhook_id, "added")
    return _with_new_secret(db, viewer, box, hosts, webhook_id)


def _stored(kinds: _Kinds) -> str:
    return msgspec.json.encode(sorted(set(kinds))).decode()


def change_webhook(db: Db, viewer: Viewer, hosts: Hosts, webhook_id: WebhookId, change: WebhookChange) -> WebhooksView:
    """Change of what a system is told, or whether. Problems: RoleNeeded, WebhookNotFound, WebhookChangedMeanwhile."""
    row, held = _held(db, viewer, webhook_id)
    if row.revision != change.revision:
        raise WebhookChangedMeanwhile
    values = {
        "note": bounded_text(change.note, NOTE_LIMIT).strip(),
        "kinds": _stored(change.kinds),
        "is_on": change.is_on,
        "gave_up_at": None,
        "revision": row.revision + 1,
        "changed_at": now_ms(),
    }
    db.execute(update(webhook_table).where(_w.id == webhook_id).values(values))
    _note(db, viewer, held, webhook_id, "changed")
    return webhooks_view(db, viewer, hosts)


def renew_secret(db: Db, viewer: Viewer, box: SecretBox, hosts: Hosts, webhook_id: WebhookId) -> WebhookSecret:
    """Sign with another secret from now on; it is shown this once. Problems: RoleNeeded, WebhookNotFound."""
    _, held = _held(db, viewer, webhook_id)
    _note(db, viewer, held, webhook_id, "secret")
    return _with_new_secret(db, viewer, box, hosts, webhook_id)


def remove_webhook(db: Db, viewer: Viewer, hosts: Hosts, webhook_id: WebhookId) -> WebhooksView:
    """Tell a system no more, and forget what it was told. Problems: RoleNeeded, WebhookNotFound."""
    _, held = _held(db, viewer, webhook_id)
    _note(db, viewer, held, webhook_id, "removed")
    db.execute(delete(webhook_delivery_table).where(_d.webhook_id == webhook_id))
    db.execute(delete(webhook_table).where(_w.id == webhook_id))
    return webhooks_view(db, viewer, hosts)


def _held(db: Db, viewer: Viewer, webhook_id: WebhookId) -> tuple[Record, Held]:
    """Return a webhook of the viewer's body, held until the commit."""
    require_task(viewer, "organization")
    held = hold(db, organization_stream(viewer.organization_id))
    return require_webhook(db, viewer, webhook_id), held


def require_webhook(db: Db, viewer: Viewer, webhook_id: WebhookId) -> Record:
    """Return a webhook of the viewer's body. Problems: WebhookNotFound."""
    mine = (_w.id == webhook_id) & (_w.organization_id == viewer.organization_id)
    row = db.first(select(webhook_table).where(mine))
    if row is None:
        raise WebhookNotFound
    return row


def _note(db: Db, viewer: Viewer, held: Held, webhook_id: WebhookId, what: str) -> None:
    row = require_webhook(db, viewer, webhook_id)
    told = WebhookChanged(
        webhook=webhook_id,
        url=row.url,
        what=what,  # type: ignore[arg-type]
        is_on=row.is_on,
        kinds=list(kinds_of(row)),
    )
    append(db, organization_stream(viewer.organization_id), told, viewer, held=held)


def _with_new_secret(db: Db, viewer: Viewer, box: SecretBox, hosts: Hosts, webhook_id: WebhookId) -> WebhookSecret:
    secret = new_secret()
    sealed = box.seal(secret, secret_purpose(webhook_id))
    db.execute(update(webhook_table).where(_w.id == webhook_id).values(secret=sealed))
    return WebhookSecret(id=webhook_id, secret=secret, webhooks=webhooks_view(db, viewer, hosts))


def secret_purpose(webhook_id: str) -> str:
    """Return for what a secret is sealed."""
    return f"webhook:{webhook_id}"
