"""What figures refuse."""

from kairan.core.kit.problems import Problem


class PeriodImpossible(Problem):
    """The days asked for are no days, or the wrong way round, or too many."""

    status = 422
    code = "figures.period_impossible"
    ja = "期間を確認してください。初日は最終日より前にし、一度に表示できるのは{most}日までです。"
    en = "Please check the period: the first day comes before the last, and at most {most} days can be shown at once."


class TooFewPeople(Problem):
    """The department is too small to be shown by itself, or there is no such department for the viewer."""

    status = 404
    code = "figures.too_few"
    ja = "この部署の数値は表示できません。人数が少ない部署は、上の部署にまとめて表示しています。"
    en = "There are no figures for this department by itself. Small departments are counted in the one above."
