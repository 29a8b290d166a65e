"""What is refused of supplies."""

from kairan.core.kit.problems import Problem


class SupplyNotFound(Problem):
    """There is none, or it is not for the viewer."""

    status = 404
    code = "supply.not_found"
    ja = "この要請は見つかりません。"
    en = "This request was not found."


class SupplyMeanwhile(Problem):
    """Somebody changed it since it was read, or it cannot follow on how it is now."""

    status = 409
    code = "supply.changed"
    ja = "この要請の状況は、ほかの人が先に変更しました。新しい状況を確かめてください。"
    en = "Somebody changed this request meanwhile. Please look at it again."


class SupplyTooMany(Problem):
    """A body waits for more than can be looked through."""

    status = 409
    code = "supply.too_many"
    ja = "対応中の要請は{most}件までです。到着したもの、不要になったものを先に片付けてください。"
    en = "At most {most} requests can be open. Please settle what has arrived or is needed no more."


class SupplyAllianceNeeded(Problem):
    """The body is not in this alliance."""

    status = 422
    code = "supply.alliance_needed"
    ja = "参加していない連携組織には、要請を示せません。"
    en = "This organisation is not in that alliance."
