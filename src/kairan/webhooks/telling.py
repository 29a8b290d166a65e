"""Telling other systems (通知): a message for each that wants it, written with what it tells of, sent after the commit.

A message says that something happened with a case, and nothing that anybody said: who is told asks for the rest.
"""

from datetime import UTC, datetime

import msgspec
from sqlalchemy import bindparam, insert, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import Viewer
from kairan.counter.extending import CaseEvent
from kairan.people import require_task
from kairan.webhooks.hosts import Hosts
from kairan.webhooks.model import DeliveryId, WebhookId, WebhooksView, webhook_delivery_table, webhook_table
from kairan.webhooks.setting_up import read_kinds, require_webhook, webhooks_view

SEND = "webhooks.send"
PING = "webhook.ping"
_w = webhook_table.c
_ON = Prepared(
    select(_w.id, _w.kinds).where(_w.organization_id == bindparam("of_body"), _w.is_on.is_(True)).order_by(_w.id)
)


class SendMessage(msgspec.Struct, frozen=True):
    """A message that is to be sent; what stands in it does not travel through the jobs."""

    delivery_id: DeliveryId


def tell_systems(db: Db, event: CaseEvent) -> None:
    """Write a message for every system of the body that wants to know of this."""
    for webhook_id, kinds in _ON.all(db, {"of_body": event.organization_id}):
        if event.kind in read_kinds(kinds):
            data = {
                "case_id": event.case_id,
                "form_id": event.form_id,
                "number": event.number,
                "state": event.state,
                "before": event.before,
            }
            post_message(db, webhook_id, event.kind, data)


def post_message(db: Db, webhook_id: str, kind: str, data: dict[str, str | None]) -> DeliveryId:
    """Write a message; it is sent if and only if the transaction commits."""
    delivery_id, now = DeliveryId(new_id()), now_ms()
    at = datetime.fromtimestamp(now / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    body = msgspec.json.encode({"type": kind, "timestamp": at, "data": data}).decode()
    values = {"webhook_id": webhook_id, "kind": kind, "body": body, "created_at": now, "attempts": 0}
    db.execute(insert(webhook_delivery_table).values(id=delivery_id, **values))
    enqueue(db, SEND, SendMessage(delivery_id))
    return delivery_id


def try_webhook(db: Db, viewer: Viewer, hosts: Hosts, webhook_id: WebhookId) -> WebhooksView:
    """Send a message that says nothing, to see whether it arrives. Problems: RoleNeeded, WebhookNotFound."""
    require_task(viewer, "organization")
    require_webhook(db, viewer, webhook_id)
    post_message(db, webhook_id, PING, {})
    return webhooks_view(db, viewer, hosts)
