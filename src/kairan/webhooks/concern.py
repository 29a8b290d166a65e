"""The manifest of webhooks: other systems are told what happens with cases."""

import kairan.webhooks.model
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.counter.extending import CASE_EVENTS
from kairan.webhooks.hosts import Hosts
from kairan.webhooks.http import router
from kairan.webhooks.model import WebhookChange, WebhookNew
from kairan.webhooks.sending import register_jobs
from kairan.webhooks.telling import tell_systems


def _hosts(parts: Parts) -> Hosts:
    return Hosts(tuple(one.lower() for one in parts.settings.webhook_hosts))


def provides(parts: Parts) -> dict[str, object]:
    """Give which hosts the operator named."""
    return {"webhook_hosts": _hosts(parts)}


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Send what was written."""
    register_jobs(jobs, parts.store, parts.box, _hosts(parts))


CONCERN = Concern(
    package="kairan.webhooks",
    tables=tables_in(kairan.webhooks.model),
    routers=(router,),
    provides=provides,
    jobs=jobs,
    extensions=(CASE_EVENTS.by(tell_systems),),
    examples=(
        WebhookNew(
            url="https://kikan.example.lg.jp/kairan", note="基幹システム", kinds=["case.received", "case.moved"]
        ),
        WebhookChange(revision=1, note="基幹システム", kinds=["case.moved"], is_on=True),
    ),
    tags={"Webhooks": "Other systems are told what happens with cases."},
    settings=("webhook_hosts",),
)
