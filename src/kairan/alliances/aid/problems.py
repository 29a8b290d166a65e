"""Refusals about mutual aid."""

from kairan.core.kit.problems import Problem


class AgreementNotFound(Problem):
    """No such agreement, or not one of the viewer's body."""

    status = 404
    code = "alliance.agreement_not_found"
    ja = "協定が見つかりませんでした。一覧を開き直してください。"
    en = "There is no such agreement. Please open the list again."


class AgreementBodyUnknown(Problem):
    """A body that takes no part, or none besides one's own."""

    status = 422
    code = "alliance.agreement_body_unknown"
    ja = "協定を結ぶ相手は、参加中のほかの団体から選んでください。"
    en = "Please choose other bodies that take part in the alliance."


class AgreementTextNeeded(Problem):
    """An agreement without a text, or without whom to call."""

    status = 422
    code = "alliance.agreement_text_needed"
    ja = "協定の内容と、災害のときの連絡先を入力してください。"
    en = "Please write what is agreed, and whom to call in a disaster."


class AgreementNotInForce(Problem):
    """A request upon an agreement that does not hold."""

    status = 409
    code = "alliance.agreement_not_in_force"
    ja = "この協定は、まだすべての団体が同意していないか、終わっています。すべての団体への要請として出してください。"
    en = "This agreement is not in force. Please ask all bodies instead."


class TooManyAgreements(Problem):
    """An alliance has no place for another agreement."""

    status = 409
    code = "alliance.too_many_agreements"
    ja = "協定は、1つの連携組織に{most}件までです。終わった協定を確かめてください。"
    en = "An alliance has at most {most} agreements."


class AidNotFound(Problem):
    """No such request or offer, or not for the viewer's body."""

    status = 404
    code = "alliance.aid_not_found"
    ja = "応援の要請が見つかりませんでした。一覧を開き直してください。"
    en = "There is no such request. Please open the list again."


class AidItemNeeded(Problem):
    """A request without what is needed."""

    status = 422
    code = "alliance.aid_item_needed"
    ja = "必要なものを入力してください。"
    en = "Please write what is needed."


class AidOver(Problem):
    """A request that was closed, or an offer that was settled."""

    status = 409
    code = "alliance.aid_over"
    ja = "この要請は、もう終わっています。一覧を開き直して、いまの状態を確かめてください。"
    en = "This request is over. Please open the list again."


class AidNotYours(Problem):
    """Only the body that asked or offered may do this; nobody offers to themselves."""

    status = 403
    code = "alliance.aid_not_yours"
    ja = "要請の終了と受け取りは要請した団体、取下げは申し出た団体だけができます。自団体の要請には申し出られません。"
    en = "The body that asked closes a request and notes what came; the one that offered takes it back."


class TooManyRequests(Problem):
    """A body has too many open requests."""

    status = 409
    code = "alliance.too_many_requests"
    ja = "受付中の要請は{most}件までです。終わった要請を終えてから、もう一度出してください。"
    en = "A body may have {most} open requests. Please close some first."


class TooManyOffers(Problem):
    """A request has too many offers."""

    status = 409
    code = "alliance.too_many_offers"
    ja = "1つの要請への申し出は{most}件までです。要請した団体に連絡してください。"
    en = "A request takes {most} offers. Please call the body that asked."
