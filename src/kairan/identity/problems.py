"""Refusals of identity."""

from kairan.core.kit.problems import Problem


class IssuerNotAllowed(Problem):
    """The operator does not let this issuer be asked."""

    status = 403
    code = "identity.issuer_not_allowed"
    ja = "この発行者は、設置者が許可していません。設置者に KAIRAN_IDENTITY_PROVIDERS への追加を依頼してください。"
    en = "The operator does not allow this issuer. Ask them to add it to KAIRAN_IDENTITY_PROVIDERS."


class ProviderIncomplete(Problem):
    """A provider is to be switched on, and something is missing."""

    status = 422
    code = "identity.provider_incomplete"
    ja = "使うには、発行者・クライアントID・{what} が要ります。"
    en = "To switch it on, the issuer, the client id and {what} are needed."


class IdentityChangedMeanwhile(Problem):
    """Somebody else changed it since it was opened."""

    status = 409
    code = "identity.changed_meanwhile"
    ja = "ほかの人が先に変更しました。画面を開き直して、確かめてから変更してください。"
    en = "Somebody else changed this first. Please open it again and look before you change it."


class IdentityTermsWrong(Problem):
    """The terms cannot be carried out."""

    status = 422
    code = "identity.terms_wrong"
    ja = "確認の方法を一つ以上選び、カードがない人の申請の方法を書いてください。一つの設問に入る項目は一つです。"
    en = "Choose at least one way, and say how people without a card apply. One question holds one fact."


class IdentityWayGone(Problem):
    """The form does not ask for this, or the provider is off."""

    status = 409
    code = "identity.way_gone"
    ja = "この方法での本人確認は、いま使えません。"
    en = "This way to prove who you are cannot be used now."


class IdentityJourneyOver(Problem):
    """Nobody set out with this state, it was too long ago, or it was used."""

    status = 409
    code = "identity.journey_over"
    ja = "本人確認の手続きの期限が切れたか、すでに使われています。もう一度はじめてください。"
    en = "This took too long, or was used already. Please begin again."


class IdentityNotProved(Problem):
    """The provider did not vouch for anybody, or not as the body wants."""

    status = 403
    code = "identity.not_proved"
    ja = "本人確認が完了しませんでした。もう一度お試しください。"
    en = "You were not identified. Please try again."


class IdentityNumberWrong(Problem):
    """The number does not belong to the application that set out."""

    status = 404
    code = "identity.number_wrong"
    ja = "番号が違うか、期限が切れています。"
    en = "The number is wrong, or its time is over."


class IdentitySecretUnreadable(Problem):
    """The installation has another key than the one the secret was sealed with."""

    status = 500
    code = "identity.secret_unreadable"
    ja = "この設置の秘密の鍵が替わったため、認証サービスの設定を読めません。設定し直してください。"
    en = "The key of this installation is another one, so the provider's secret cannot be read. Set it anew."


class AccountGone(Problem):
    """The browser is signed in to no account."""

    status = 404
    code = "identity.account_gone"
    ja = "サインインしていません。もう一度サインインしてください。"
    en = "You are not signed in. Please sign in again."


class SignInOver(Problem):
    """No sign-in of this browser, or it was too long ago."""

    status = 404
    code = "identity.sign_in_over"
    ja = "サインインの手続きの期限が切れました。もう一度はじめてください。"
    en = "This sign-in took too long. Please begin again."


class SigningNotPossible(Problem):
    """A form is to ask for a signature, and nobody could sign."""

    status = 422
    code = "identity.signing_not_possible"
    ja = "署名を求めるには、デジタル認証アプリだけを選び、設置者が認証局の証明書（signing_trust）を置く必要があります。"
    en = "To ask for a signature, choose デジタル認証アプリ alone; the operator lays down signing_trust."


class SignedDocumentGone(Problem):
    """Nothing was signed, or it was erased with the answers."""

    status = 404
    code = "identity.signed_document_gone"
    ja = "署名した文書はありません。署名されていないか、回答とともに消去されました。"
    en = "There is no signed document: nothing was signed, or it was erased with the answers."


class BusinessNotExamined(Problem):
    """An account of GビズID that anybody makes for themselves."""

    status = 403
    code = "identity.business_not_examined"
    ja = "gBizIDエントリーでは申請できません。gBizIDプライムか、gBizIDメンバーでサインインしてください。"
    en = "An entry account of gBizID is not enough. Please sign in as gBizID Prime or Member."
