"""Refusals around consents."""

from kairan.core.kit.problems import Problem, Refused


class SecondPersonNeeded(Refused, Problem):
    """What concerns those who have powers is asked of another administrator first."""

    status = 409
    code = "consent.needed"
    ja = "権限のある職員に関わる操作のため、ほかの管理者の同意が必要です。理由を添えて同意を依頼してください。"
    en = "This concerns people with powers and needs another administrator's consent. Please ask for it with a reason."


class NotSecond(Refused, Problem):
    """The viewer could not have decided this before it was asked."""

    status = 403
    code = "consent.not_second"
    ja = (
        "この依頼には同意できません。依頼した本人のほか、権限やパスワードを得てから{days}日たっていない人、"
        "依頼した人との間で最近、直接またはほかのアカウントを通じて、アカウントの追加・権限や担当の付与・再発行・"
        "ログインIDや職員番号の変更があった人は、同意する人になれません。"
    )
    en = (
        "You cannot consent to this: not to your own request, not within {days} days of getting your role or password, "
        "and not where one of you lately added, named, reset or renamed the other, be it through further accounts."
    )


class ConsentNotFound(Problem):
    """No such request of the viewer's body."""

    status = 404
    code = "consent.not_found"
    ja = "その同意の依頼は見つかりませんでした。一覧を読み込み直してください。"
    en = "That request for consent was not found. Please reload the list."


class ConsentSettled(Problem):
    """The request was decided, withdrawn, or its time is over."""

    status = 409
    code = "consent.settled"
    ja = "この依頼は、すでに決まっているか、取り下げられたか、期限が過ぎています。一覧を読み込み直してください。"
    en = "This request was already decided or withdrawn, or its time is over. Please reload the list."


class ConsentUnfit(Problem):
    """What is asked for is no act that can be consented to."""

    status = 400
    code = "consent.unfit"
    ja = "依頼の内容を読み取れませんでした。画面を読み込み直して、もう一度お試しください。"
    en = "What is asked for could not be read. Please reload the page and try again."


class ConsentReason(Problem):
    """A reason another administrator can judge."""

    status = 422
    code = "consent.reason"
    ja = "理由を{least}文字以上、{most}文字以内で、ほかの管理者が判断できるように入力してください。"
    en = "Please give a reason of {least} to {most} characters that another administrator can judge."


class ConsentNeedless(Problem):
    """Nobody else administers the body: what is asked can be done at once, and everybody with powers is told."""

    status = 409
    code = "consent.needless"
    ja = "この操作には、ほかの人の同意は要りません。もとの画面から、そのまま操作してください。"
    en = "Nobody else's consent is needed for this. Please do it from the page it belongs to."
