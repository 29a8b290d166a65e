"""Refusals at the entrance."""

from kairan.core.kit.problems import Problem, Refused


class SignInRefused(Problem):
    """Login or password do not match; deliberately the same for every reason."""

    status = 401
    code = "session.refused"
    ja = "ログインIDまたはパスワードが違います。入力し直してください。"
    en = "The login or the password is not right. Please try again."


class OrganizationSuspended(Problem):
    """The body's use of the installation is suspended; told only to who proved to be of it."""

    status = 403
    code = "organization.suspended"
    ja = "団体の利用が停止されているため、サインインできません。団体のシステム担当へお問い合わせください。"
    en = "Your organisation's use of this service is suspended, so you cannot sign in. Please ask your IT section."


class IssuedPasswordExpired(Problem):
    """The password an administrator issued was not used in time; told only to whoever knows it."""

    status = 403
    code = "password.issued_expired"
    ja = "このパスワードは、発行から時間がたったため使えなくなりました。団体の管理者に再発行を依頼してください。"
    en = "This password was issued too long ago and no longer works. Please ask your administrator for another one."


class PasswordUnchanged(Problem):
    """The new password is the one that was issued."""

    status = 422
    code = "password.unchanged"
    ja = "渡されたものと同じパスワードは使えません。自分だけが知るパスワードを決めてください。"
    en = "Please choose a password of your own, not the one you were given."


class StrongerProofNeeded(Problem):
    """Whoever has a second factor proves with one; the password alone is not enough to take it off, say."""

    status = 403
    code = "session.stronger_proof"
    ja = "パスワードだけでは確認できません。認証アプリの確認コードか、パスキーで確認してください。"
    en = "The password alone is not enough. Please prove it with a code of your app or with a passkey."


class SessionNotFound(Problem):
    """No such session of the viewer's own, or it ended."""

    status = 404
    code = "session.not_found"
    ja = "そのサインインは、すでに終わっています。"
    en = "That session has already ended."


class OperatorsElsewhere(Refused, Problem):
    """The installation lets operators work through other entrances only; told to whoever proved to be one."""

    status = 403
    code = "entrance.operators_elsewhere"
    ja = "設置者（運用担当）は、この入口からは利用できません。決められた入口（庁内のアドレスなど）から開いてください。"
    en = "Operators may not work through this entrance. Please open the one that is meant for them."
