"""What is refused about opinions."""

from kairan.core.kit.problems import Problem


class OpinionNotFound(Problem):
    """There is no such opinion, or the viewer is not asked."""

    status = 404
    code = "opinion.not_found"
    ja = "意見照会が見つかりません。取り下げられたか、あなたの部署あてではありません。"
    en = "There is no such question. It was withdrawn, or is not for your section."


class OpinionClosed(Problem):
    """It was answered, or the case is closed."""

    status = 409
    code = "opinion.closed"
    ja = "この意見照会は、すでに回答されたか、申請の処理が終わっています。"
    en = "This was answered already, or the application is closed."


class OpinionHolderUnknown(Problem):
    """Who is to be asked is no section and nobody of this body's staff in use."""

    status = 422
    code = "opinion.holder_unknown"
    ja = "照会先の部署または職員を選び直してください。"
    en = "Please choose again whom to ask."


class OpinionNeedsDay(Problem):
    """The day by which it is to be answered is none, or is over."""

    status = 422
    code = "opinion.needs_day"
    ja = "回答の期限は、今日より後の日を選んでください。"
    en = "Please choose a day after today."


class OpinionShowsUnknown(Problem):
    """An answer is to be shown that was never given, or needs care."""

    status = 422
    code = "opinion.shows_unknown"
    ja = "照会先に見せる項目を選び直してください。取り扱いに注意する回答は見せられません。"
    en = "Please choose again what to show; answers that need care cannot be."


class OpinionsTooMany(Problem):
    """A case has as many as it may."""

    status = 422
    code = "opinion.too_many"
    ja = "1件の申請につき、意見照会は{most}件までです。"
    en = "At most {most} opinions can be asked for in one case."
