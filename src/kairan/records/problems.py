"""Refusals around records."""

from kairan.core.kit.problems import Problem


class RequestNotFound(Problem):
    """No such request of the viewer's body, or not one they may see."""

    status = 404
    code = "records.not_found"
    ja = "その閲覧の申請は見つかりませんでした。一覧を読み込み直してください。"
    en = "That request was not found. Please reload the list."


class NotOpen(Problem):
    """The request was not consented to, its time is over, or it was withdrawn."""

    status = 403
    code = "records.not_open"
    ja = "この申請では、いま記録を閲覧できません。同意がないか、期限が過ぎたか、取り下げられています。"
    en = "These records cannot be read now: without consent, after its time, or withdrawn."


class OwnConsent(Problem):
    """Nobody consents to their own request."""

    status = 403
    code = "records.own_consent"
    ja = "自分の申請には同意できません。ほかの監査担当か管理者に確認を依頼してください。"
    en = "You cannot consent to your own request. Please ask another auditor or an administrator."


class AlreadyDecided(Problem):
    """The request was decided or withdrawn meanwhile."""

    status = 409
    code = "records.decided"
    ja = "この申請は、すでに決まっているか、取り下げられています。一覧を読み込み直してください。"
    en = "This request was already decided or withdrawn. Please reload the list."


class ReasonTooShort(Problem):
    """A reason somebody else can judge."""

    status = 422
    code = "records.reason"
    ja = "理由は{least}文字以上、{most}文字以内で、ほかの人が判断できるように入力してください。"
    en = "Please give a reason of {least} to {most} characters that somebody else can judge."


class NothingNamed(Problem):
    """Neither a room nor a person was named, or one that the body does not have."""

    status = 422
    code = "records.nothing_named"
    ja = "閲覧するルームか職員を、一覧から一つ以上選んでください。"
    en = "Please choose at least one room or person from the lists."


class PeriodWrong(Problem):
    """The period ends before it begins, or is longer than a year."""

    status = 422
    code = "records.period"
    ja = "期間は 2026-04-01 の形で、始まりから終わりまで1年以内にしてください。"
    en = "Please give the period as 2026-04-01, of at most one year."
