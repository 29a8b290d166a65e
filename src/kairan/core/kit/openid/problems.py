"""Refusals on the way to a provider and back. Each says what happened, and who can do something about it."""

from kairan.core.kit.problems import Problem


class ProviderUnreachable(Problem):
    """The provider does not answer in time, or answers with a fault."""

    status = 502
    code = "oidc.unreachable"
    ja = "認証サーバー（{host}）につながりません。少し待ってもう一度お試しください。続くときは情報担当へ。"
    en = "The identity provider ({host}) does not answer. Please try again shortly, or tell your IT section."


class ProviderWrong(Problem):
    """What the provider says of itself cannot be used: another issuer, an address without TLS, nothing to read."""

    status = 502
    code = "oidc.provider_wrong"
    ja = "認証サーバーの設定情報が正しくありません（{what}）。情報担当にお知らせください。"
    en = "The identity provider's description of itself is wrong ({what}). Please tell your IT section."


class ProviderRefusedClient(Problem):
    """The provider does not accept this server: client id, secret or key are wrong."""

    status = 502
    code = "oidc.client_refused"
    ja = "認証サーバーが、このシステムからの問い合わせを受け付けませんでした（{error}）。情報担当にお知らせください。"
    en = "The identity provider does not accept this system ({error}). Please tell your IT section."


class ProviderSaidNo(Problem):
    """The provider sent the person back without signing them in."""

    status = 403
    code = "oidc.said_no"
    ja = "認証サーバーでのサインインが完了しませんでした（{error}）。もう一度お試しください。"
    en = "Signing in at the identity provider was not completed ({error}). Please try again."


class OtherIssuer(Problem):
    """The answer does not come from the provider that was asked (RFC 9207)."""

    status = 403
    code = "oidc.other_issuer"
    ja = "別の認証サーバーからの応答だったため、サインインを中止しました。情報担当にお知らせください。"
    en = "The answer came from another identity provider, so the sign-in was stopped. Please tell your IT section."


class TokenRefused(Problem):
    """The ID token does not hold: signature, issuer, audience, time or nonce."""

    status = 403
    code = "oidc.token_refused"
    ja = "認証サーバーの応答を確かめられなかったため、サインインを中止しました（{what}）。情報担当にお知らせください。"
    en = "The identity provider's answer could not be verified ({what}). Please tell your IT section."


class NotSignedInAnew(Problem):
    """The provider sent back without asking who is there, or does not say when it did: it may be another person."""

    status = 403
    code = "oidc.not_signed_in_anew"
    ja = (
        "認証サーバーで改めてサインインしたことを確かめられなかったため、結び付けませんでした。認証サーバーからいったん"
        "サインアウトして、やり直してください。続くときは、サインインした時刻（auth_time）を渡す設定を情報担当に依頼してください。"
    )
    en = (
        "You were not linked, since the identity provider did not show that you signed in there just now. Please sign "
        "out there and try again; if it stays so, ask your IT section to have it tell when you signed in (auth_time)."
    )


class IssuerMalformed(Problem):
    """The issuer is not an address that can be asked."""

    status = 422
    code = "oidc.issuer_malformed"
    ja = "発行者（issuer）は https:// で始まる正しいアドレスにしてください。? や # は使えません。"
    en = "The issuer must be a proper address that begins with https://, without ? or #."
