"""What webhooks refuse."""

from kairan.core.kit.problems import NotFound, Problem


class WebhookNotFound(NotFound):
    """There is no such webhook of this body."""

    code = "webhook.not_found"
    ja = "この通知先は見つかりません。"
    en = "There is no such webhook."


class WebhookHostUnknown(Problem):
    """The operator did not name the host, or the address is none."""

    status = 422
    code = "webhook.host_unknown"
    ja = "このアドレスには通知できません。https:// で始まり、設置者が「webhook_hosts」で許したホストにしてください。"
    en = "This address cannot be told. It begins with https:// and has a host that the operator named in webhook_hosts."


class WebhooksTooMany(Problem):
    """The body has as many webhooks as it may have."""

    status = 422
    code = "webhook.too_many"
    ja = "通知先は{most}件までです。使っていないものを削除してください。"
    en = "There may be at most {most} webhooks. Please remove one that is not used."


class WebhookChangedMeanwhile(Problem):
    """Somebody else changed it since it was looked at."""

    status = 409
    code = "webhook.changed_meanwhile"
    ja = "ほかの管理者が変更しました。最新の内容を確かめてから、もう一度操作してください。"
    en = "Somebody else changed it meanwhile. Please look at the newest state first."
