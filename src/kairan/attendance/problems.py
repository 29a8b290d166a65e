"""What attendance refuses."""

from kairan.core.kit.problems import Problem


class ReportNotFound(Problem):
    """There is none of the viewer's own."""

    status = 404
    code = "attendance.not_found"
    ja = "この出勤連絡は見つかりません。"
    en = "This report was not found."


class ReportTimes(Problem):
    """It ends before it begins, is over, or lies too far away."""

    status = 422
    code = "attendance.times"
    ja = "始まりと終わりを確かめてください。届けられるのは、これから1年先までです。"
    en = "Please check when it begins and ends: not over yet, and within a year."


class ReportsTooMany(Problem):
    """One person has too many that are not over."""

    status = 409
    code = "attendance.too_many"
    ja = "これからの出勤連絡は{most}件までです。終わったもの、不要なものを取り消してください。"
    en = "At most {most} reports may lie ahead. Please take back those that are not needed."


class AttendanceDepartmentUnknown(Problem):
    """There is no such department in the viewer's body."""

    status = 404
    code = "attendance.department_unknown"
    ja = "この部署は表示できません。"
    en = "This department cannot be shown."


class FeedUnknown(Problem):
    """The address leads nowhere, or no more."""

    status = 404
    code = "attendance.feed_unknown"
    ja = "このカレンダーのアドレスは使われていません。"
    en = "This calendar address is not in use."
