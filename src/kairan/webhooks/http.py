"""Webhooks over HTTP, for who sets the body up."""

from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.kit.secrets import SecretBox
from kairan.core.request_context import RequestContext
from kairan.webhooks.hosts import Hosts
from kairan.webhooks.model import WebhookChange, WebhookId, WebhookNew, WebhookSecret, WebhooksView
from kairan.webhooks.setting_up import add_webhook, change_webhook, remove_webhook, renew_secret, webhooks_view
from kairan.webhooks.telling import try_webhook

Where = Given[Hosts]
One = FromPath[WebhookId]


@get("/", summary="Which systems are told")
async def get_webhooks(ctx: Given[RequestContext], webhook_hosts: Where) -> WebhooksView:
    """Return every system that is told of what happens with cases, with the newest messages to it."""
    return await ctx.read(webhooks_view, webhook_hosts)


@post("/", fresh=True, status_code=200, summary="Tell a system")
async def post_webhook(
    ctx: Given[RequestContext], box: Given[SecretBox], webhook_hosts: Where, data: JSONBody[WebhookNew]
) -> WebhookSecret:
    """Let a system be told from now on; the secret that its messages are signed with is shown this once."""
    return await ctx.write(add_webhook, box, webhook_hosts, data)


@put("/{webhook_id:str}", summary="Change what a system is told")
async def put_webhook(
    ctx: Given[RequestContext], webhook_hosts: Where, webhook_id: One, data: JSONBody[WebhookChange]
) -> WebhooksView:
    """Change of what a system is told, or whether."""
    return await ctx.write(change_webhook, webhook_hosts, webhook_id, data)


@post("/{webhook_id:str}/secret", fresh=True, status_code=200, summary="Sign with another secret")
async def post_webhook_secret(
    ctx: Given[RequestContext], box: Given[SecretBox], webhook_hosts: Where, webhook_id: One
) -> WebhookSecret:
    """Make another secret, which is shown this once; the one before is good for nothing any more."""
    return await ctx.write(renew_secret, box, webhook_hosts, webhook_id)


@post("/{webhook_id:str}/try", status_code=200, summary="Try whether a system is reached")
async def post_webhook_trial(ctx: Given[RequestContext], webhook_hosts: Where, webhook_id: One) -> WebhooksView:
    """Send a message that says nothing."""
    return await ctx.write(try_webhook, webhook_hosts, webhook_id)


@delete("/{webhook_id:str}", status_code=200, summary="Tell a system no more")
async def delete_webhook(ctx: Given[RequestContext], webhook_hosts: Where, webhook_id: One) -> WebhooksView:
    """Tell a system no more, and forget what it was told."""
    return await ctx.write(remove_webhook, webhook_hosts, webhook_id)


router = Router(
    "/administration/webhooks",
    route_handlers=[get_webhooks, post_webhook, put_webhook, post_webhook_secret, post_webhook_trial, delete_webhook],
    tags=["Webhooks"],
    opt={"fresh": "changes"},
)
