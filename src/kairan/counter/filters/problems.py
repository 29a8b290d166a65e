"""What is refused about filters."""

from kairan.core.kit.problems import Problem


class FiltersTooMany(Problem):
    """Somebody keeps as many as they may."""

    status = 422
    code = "case_filter.too_many"
    ja = "保存できる絞り込みは{most}件までです。使わないものを削除してください。"
    en = "You can keep {most} filters. Please remove one first."


class FilterNotFound(Problem):
    """There is no such filter of the viewer's."""

    status = 404
    code = "case_filter.not_found"
    ja = "絞り込みが見つかりません。"
    en = "There is no such filter."
