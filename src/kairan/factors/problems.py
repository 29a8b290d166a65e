"""Refusals about factors."""

from kairan.core.kit.problems import Problem


class FactorWrong(Problem):
    """What was shown does not match, was used before, or its time has passed."""

    status = 403
    code = "factor.wrong"
    ja = "コードが違うか、すでに使われています。新しいコードで、もう一度お試しください。"
    en = "The code is not right or was used before. Please try again with a new one."


class PasskeyRefused(Problem):
    """The passkey is unknown, not this person's, or what it said does not hold; the same for every reason."""

    status = 403
    code = "passkey.refused"
    ja = "このパスキーではサインインできません。別の方法でサインインしてください。"
    en = "This passkey cannot be used. Please sign in another way."


class PasskeyCloned(Problem):
    """The passkey's count went back: there is a copy of it."""

    status = 403
    code = "passkey.cloned"
    ja = "複製された疑いがあるため、このパスキーを止めました。管理者に知らせて、別の方法でサインインしてください。"
    en = "This passkey seems to have a copy and was blocked. Tell your administrator and sign in another way."


class PasskeysUnavailable(Problem):
    """Passkeys are bound to a host name; a number, or a name the installation does not know, is none."""

    status = 409
    code = "passkey.unavailable"
    ja = "このアドレスではパスキーを使えません。決められたアドレスで開いてください。"
    en = "Passkeys do not work at this address. Please open the usual address."


class PasskeyMalformed(Problem):
    """What the browser sent is not a new passkey made for this session."""

    status = 422
    code = "passkey.malformed"
    ja = "パスキーを登録できませんでした。もう一度、はじめからお試しください。"
    en = "The passkey could not be registered. Please try again from the beginning."


class PasskeyNotFound(Problem):
    """No such passkey of the viewer's own."""

    status = 404
    code = "passkey.not_found"
    ja = "そのパスキーは、すでに削除されています。"
    en = "That passkey has already been removed."


class TooManyPasskeys(Problem):
    """More than a person needs."""

    status = 409
    code = "passkey.too_many"
    ja = "パスキーは{most}個までです。使わないものを削除してから登録してください。"
    en = "You can keep up to {most} passkeys. Please remove one that you do not use."


class OfferExpired(Problem):
    """The secret was offered too long ago, or to another session."""

    status = 409
    code = "factor.offer_expired"
    ja = "時間がたったため、登録をはじめからやり直してください。"
    en = "This took too long. Please begin again."


class LastFactor(Problem):
    """The organisation demands a factor, and this is the last one that meets it."""

    status = 409
    code = "factor.last"
    ja = "団体の決まりで必要なため、最後の一つは削除できません。先に別のものを登録してください。"
    en = "Your organisation requires this, so the last one cannot be removed. Please add another first."


class NoFactor(Problem):
    """Recovery codes are for those who have something to recover from."""

    status = 409
    code = "factor.none"
    ja = "認証アプリかパスキーを登録すると、回復コードを発行できます。"
    en = "Recovery codes can be issued once you have an authenticator app or a passkey."


class SecretsUnreadable(Problem):
    """The installation's key is another one than what the secrets were sealed with."""

    status = 503
    code = "factor.key_missing"
    ja = "サーバーの鍵が変わり、認証アプリを確かめられません。パスキーを使うか、情報担当にお知らせください。"
    en = "The server's key has changed, so the app cannot be checked. Use a passkey or tell your IT section."
