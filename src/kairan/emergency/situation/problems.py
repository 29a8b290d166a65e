"""What situation reports refuse."""

from kairan.core.kit.problems import Problem


class SituationNotFound(Problem):
    """There is no such report."""

    status = 404
    code = "situation.not_found"
    ja = "この報告は見つかりません。"
    en = "This report was not found."


class SituationMeanwhile(Problem):
    """Somebody wrote in it, or issued it, since it was read."""

    status = 409
    code = "situation.changed"
    ja = "ほかの人がこの報告を先に変更しました。新しい内容を確かめて、もう一度保存してください。"
    en = "Somebody changed this report meanwhile. Please look at it and save again."


class SituationUnfit(Problem):
    """A value is of another kind than its item, or there is no such item."""

    status = 422
    code = "situation.unfit"
    ja = "「{label}」の値を確かめてください。"
    en = "Please check the value of “{label}”."


class SituationFull(Problem):
    """There are as many reports as there can be."""

    status = 409
    code = "situation.full"
    ja = "報告は{most}報までです。"
    en = "There can be {most} reports."
