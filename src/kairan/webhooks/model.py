"""Which systems are told of what, and every message to them until it is delivered or given up."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.counter.extending import CaseEventKind

WebhookId = NewType("WebhookId", Id)
DeliveryId = NewType("DeliveryId", Id)
DeliveryState = Literal["waiting", "delivered", "failed"]

WEBHOOKS_MOST = bounded("webhooks.of_body", 20, "refuse", "422 `webhook.too_many`")
URL_LIMIT = 500
NOTE_LIMIT = 200
ERROR_LIMIT = 200
DELIVERIES_SHOWN = 50
KEPT_DAYS = 30  # of deliveries that are over
ATTEMPTS = 30  # over about a day

_Id = String(13)

webhook_table = Table(
    "webhook",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("url", String(URL_LIMIT), nullable=False),
    Column("note", String(NOTE_LIMIT * 4), nullable=False),
    Column("kinds", Text, nullable=False),  # JSON: of what it is told
    Column("secret", Text, nullable=False),  # sealed
    Column("is_on", Boolean, nullable=False),
    Column("gave_up_at", BigInteger),  # switched off, since nothing arrived for a day
    Column("revision", Integer, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Index("ix_webhook_organization_id", "organization_id", "id"),
)

webhook_delivery_table = Table(
    "webhook_delivery",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("webhook_id", _Id, ForeignKey("webhook.id"), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("body", Text, nullable=False),  # JSON, the same each time it is tried
    Column("created_at", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("tried_at", BigInteger),
    Column("delivered_at", BigInteger),
    Column("failed_at", BigInteger),  # given up
    Column("status", Integer),  # of the last answer
    Column("error", String(ERROR_LIMIT)),
    Index("ix_webhook_delivery_webhook_id", "webhook_id", "id"),
    Index("ix_webhook_delivery_created_at", "created_at"),
)

Url = Annotated[str, msgspec.Meta(min_length=8, max_length=URL_LIMIT)]
Note = Annotated[str, msgspec.Meta(max_length=NOTE_LIMIT * 4)]
Kinds = Annotated[list[CaseEventKind], msgspec.Meta(min_length=1, max_length=3)]


class WebhookNew(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A system that is to be told."""

    url: Url
    note: Note = ""
    kinds: Kinds


class WebhookChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A webhook as it should be from now on, and the revision it was made of; its address stays."""

    revision: Annotated[int, msgspec.Meta(ge=1)]
    note: Note = ""
    kinds: Kinds
    is_on: bool


class DeliveryView(msgspec.Struct, frozen=True, kw_only=True):
    """A message to another system."""

    id: DeliveryId
    kind: str
    created_at: int
    state: DeliveryState
    attempts: int
    tried_at: int | None
    status: int | None
    error: str | None


class WebhookView(msgspec.Struct, frozen=True, kw_only=True):
    """A system that is told, as an administrator sees it; never its secret."""

    id: WebhookId
    url: str
    note: str
    kinds: list[CaseEventKind]
    is_on: bool
    gave_up_at: int | None
    revision: int
    deliveries: list[DeliveryView]  # the newest first


class WebhooksView(msgspec.Struct, frozen=True, kw_only=True):
    """Every system that is told, and which hosts the operator lets one tell."""

    webhooks: list[WebhookView]
    hosts: list[str]


class WebhookSecret(msgspec.Struct, frozen=True, kw_only=True):
    """A secret, shown this once."""

    id: WebhookId
    secret: str
    webhooks: WebhooksView
