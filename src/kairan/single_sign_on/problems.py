"""Refusals on the way through a provider. Each says what happened, and who can do something about it."""

from kairan.core.kit.problems import Problem
from kairan.core.viewer import MemberId


class NoProvider(Problem):
    """The body has no connection to a provider, or it is switched off."""

    status = 404
    code = "oidc.none"
    ja = "この団体では、統合認証でのサインインは使われていません。ログインIDとパスワードでサインインしてください。"
    en = "This organisation does not use single sign-on. Please sign in with your login and password."


class JourneyOver(Problem):
    """Nobody left for the provider with this state from this browser, or it was too long ago."""

    status = 409
    code = "oidc.journey_over"
    ja = "サインインの手続きの期限が切れたか、別の画面で始めたものです。はじめからやり直してください。"
    en = "This sign-in took too long, or was begun elsewhere. Please begin again."


class Replayed(Problem):
    """The same way back was used before."""

    status = 409
    code = "oidc.replayed"
    ja = "このサインインの手続きは、すでに使われています。はじめからやり直してください。"
    en = "This sign-in has been used already. Please begin again."


class ClaimMissing(Problem):
    """The provider did not say what is needed to know the person."""

    status = 403
    code = "oidc.claim_missing"
    ja = "認証サーバーから必要な項目（{claim}）が届きませんでした。情報担当にお知らせください。"
    en = "The identity provider did not tell what is needed ({claim}). Please tell your IT section."


class DomainRefused(Problem):
    """People of this mail domain do not come in."""

    status = 403
    code = "oidc.domain_refused"
    ja = "このメールアドレスの職員は、統合認証ではサインインできません。情報担当にお問い合わせください。"
    en = "People with this mail address cannot sign in this way. Please ask your IT section."


class NoAccount(Problem):
    """The provider knows the person, the body has no account for them; the same for one of another body."""

    status = 403
    code = "oidc.no_account"
    ja = "認証はできましたが、この団体に対応するアカウントがありません。管理者にアカウントの登録を依頼してください。"
    en = "You were recognised, but you have no account in this organisation. Please ask an administrator for one."


class _OfMember:
    """A refusal that concerns an account of the body: the record names it."""

    def __init__(self, member_id: MemberId) -> None:
        super().__init__()
        self.member_id = member_id


class AccountStopped(_OfMember, Problem):
    """The account is suspended or closed."""

    status = 403
    code = "oidc.account_stopped"
    ja = "アカウントの利用が休止されています。管理者にお問い合わせください。"
    en = "Your account is suspended. Please ask an administrator."


class AccountLinkedOtherwise(_OfMember, Problem):
    """The account belongs to another subject of the provider: a login may have been given to somebody else."""

    status = 409
    code = "oidc.linked_otherwise"
    ja = "このログインIDは、認証サーバーの別の利用者と結び付いています。管理者に、結び付きの解除を依頼してください。"
    en = "This account is linked to another user of the identity provider. Please ask an administrator to unlink it."


class SubjectTaken(Problem):
    """Who one is at the provider is linked to somebody else's account."""

    status = 409
    code = "oidc.subject_taken"
    ja = (
        "認証サーバーのその利用者は、別の職員と結び付いています。認証サーバーに自分の名前で入っているか確かめてください。"
        "自分の名前だったときは、管理者に知らせてください。"
    )
    en = (
        "That user of the identity provider is linked to somebody else. Please check that you are signed in there as "
        "yourself; if you are, please tell an administrator."
    )


class PasswordNotForYou(Problem):
    """The body lets only administrators and guests sign in with a password."""

    status = 403
    code = "oidc.password_not_allowed"
    ja = "この団体では、パスワードではなく統合認証でサインインしてください。"
    en = "Your organisation asks you to use single sign-on instead of a password."


class RedirectUnknown(Problem):
    """The provider did not send back to our address when asked to: it was not told of it, perhaps."""

    status = 502
    code = "oidc.redirect_unknown"
    ja = "認証サーバーが、戻り先のアドレス（{uri}）に応答を返しませんでした。認証サーバーへの登録を確かめてください。"
    en = "The provider did not answer to the address {uri}. Please check that it is registered there."


class NewIssuerNeedsDraft(Problem):
    """A connection that is on is to get another issuer: its secret is not that one's, and stands in no request."""

    status = 422
    code = "oidc.new_issuer_needs_draft"
    ja = (
        "使用中の接続の発行者（issuer）を変えるには、いったん利用を止め、新しい発行者とシークレットを保存してから、"
        "利用を始める同意を依頼してください。"
    )
    en = (
        "To give a connection in use another issuer, switch it off, save the new issuer with its secret, then ask for "
        "consent to switching it on."
    )


class TermsIncomplete(Problem):
    """A connection cannot be switched on before everything it needs is there."""

    status = 422
    code = "oidc.incomplete"
    ja = "有効にするには、発行者、クライアントID、{what}が必要です。入力してから有効にしてください。"
    en = "To switch this on, the issuer, the client id and {what} are needed. Please fill them in first."


class SecretUnreadable(Problem):
    """The key of the installation is another one than the one the secret was sealed with."""

    status = 503
    code = "oidc.secret_unreadable"
    ja = "保存してあるクライアントの秘密を読み出せません。管理者に、秘密の入力し直しを依頼してください。"
    en = "The stored client secret cannot be read. Please ask an administrator to enter it anew."


class LinkNotFound(Problem):
    """No such link of a person of one's own body."""

    status = 404
    code = "oidc.link_not_found"
    ja = "その職員は、認証サーバーの利用者と結び付いていません。"
    en = "That person is not linked to a user of the identity provider."
