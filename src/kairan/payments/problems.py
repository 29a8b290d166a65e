"""What payments refuse."""

from kairan.core.kit.problems import Problem


class PaymentTermsMissing(Problem):
    """Nothing is paid for applications of this form."""

    status = 409
    code = "payment.no_terms"
    ja = "このフォームには手数料の設定がありません。「手数料」で設定してから、操作してください。"
    en = "This form has no fee set up. Please set it up first."


class PaymentTermsWrong(Problem):
    """The terms do not fit the form, or say nothing where something is needed."""

    status = 422
    code = "payment.terms_wrong"
    ja = "手数料の設定に足りないものがあります。計算の設問、支払い方法ごとの案内、リンクを確かめてください。"
    en = "Something is missing: please check the calculated question, and what is said for each way to pay."


class PaymentTermsChangedMeanwhile(Problem):
    """Somebody else changed the terms since."""

    status = 409
    code = "payment.terms_changed_meanwhile"
    ja = "ほかの職員が先に手数料の設定を変更しました。読み込み直してから、続けてください。"
    en = "Somebody else changed the fee meanwhile. Please load it again."


class ChargeChangedMeanwhile(Problem):
    """Money came in, or somebody else acted, since it was looked at."""

    status = 409
    code = "charge.changed_meanwhile"
    ja = "入金があったか、ほかの職員が操作したため、状態が変わりました。最新の内容を確かめてから、操作してください。"
    en = "A payment came in, or somebody else acted meanwhile. Please look at the newest state first."


class ChargeNotDue(Problem):
    """Nothing is to be paid now."""

    status = 409
    code = "charge.not_due"
    ja = "いま納付していただくものはありません。"
    en = "Nothing is to be paid now."


class ChargeOutstanding(Problem):
    """The case waits for its payment."""

    status = 409
    code = "charge.outstanding"
    ja = "手数料の納付が済んでいないため、この操作はできません。納付を確かめるか、減免にしてください。"
    en = "The fee has not been paid. Please wait for it, or waive it."


class ChargeReasonNeeded(Problem):
    """A waiver or a refund needs a reason."""

    status = 422
    code = "charge.reason_needed"
    ja = "理由を入力してください。"
    en = "Please give a reason."


class WayNotOffered(Problem):
    """The way to pay is none of those offered."""

    status = 409
    code = "payment.way_not_offered"
    ja = "この方法では納付できません。ほかの方法を選んでください。"
    en = "It cannot be paid in this way. Please choose another."


class RefundTooLarge(Problem):
    """More is to be given back than is there."""

    status = 422
    code = "payment.refund_too_large"
    ja = "返還できるのは {most}円 までです。"
    en = "At most {most} yen can be given back."


class PaymentUnknown(Problem):
    """There is no such payment of this application."""

    status = 404
    code = "payment.unknown"
    ja = "この納付は見つかりませんでした。"
    en = "There is no such payment."


class CardProviderAway(Problem):
    """The provider did not answer, or answered what nobody understands."""

    status = 503
    code = "payment.provider_away"
    ja = "決済サービスにつながりません。お金は動いていません。しばらくしてから、もう一度お試しください。"
    en = "The payment service does not answer. No money was moved. Please try again in a while."


class CardProviderRefused(Problem):
    """The provider refused what was asked of it."""

    status = 502
    code = "payment.provider_refused"
    ja = "決済サービスに受け付けられませんでした（{error}）。カード決済の設定を確かめてください。"
    en = "The payment service refused it ({error}). Please check the account."


class CardProviderUnknown(Problem):
    """The operator named no such provider."""

    status = 422
    code = "payment.provider_unknown"
    ja = "この決済サービスは使えません。設置者に「payment_providers」の設定を確かめてください。"
    en = "This payment service cannot be used. Please ask the operator about payment_providers."


class HookRefused(Problem):
    """What claims to come from the provider is not signed by it."""

    status = 400
    code = "payment.hook_refused"
    ja = "署名を確かめられませんでした。"
    en = "The signature could not be verified."


class SettlementUnreadable(Problem):
    """The file is no settlement: a column is missing, or a line cannot be read."""

    status = 422
    code = "payment.settlement_unreadable"
    ja = "精算ファイルを読み取れませんでした（{what}）。何も取り込んでいません。"
    en = "The settlement could not be read ({what}). Nothing was taken in."


class PaymentDayWrong(Problem):
    """There is no such day, or the days are too many or in the wrong order."""

    status = 422
    code = "payment.day_wrong"
    ja = "日付を確かめてください。書き出せるのは、一度に{most}日分までです。"
    en = "Please check the days; at most {most} can be given out at once."
