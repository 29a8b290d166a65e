"""What the body's stream keeps of its webhooks; never a secret."""

from typing import Literal

from kairan.core.journal import Body


class WebhookChanged(Body, frozen=True):
    """A system is told, is told of something else, no more, or signs with another secret."""

    kind = "organization.webhook_changed"
    webhook: str
    url: str
    what: Literal["added", "changed", "removed", "secret", "gave_up"]
    is_on: bool
    kinds: list[str]
