"""Refusals at the entrance."""

from kairan.kit.problems import Problem


class SignedOut(Problem):
    """There is no session, or it ended."""

    status = 401
    code = "session.signed_out"
    ja = "サインインしていません。もう一度サインインしてください。"
    en = "You are signed out. Please sign in again."


class SignInRefused(Problem):
    """Login or password do not match; deliberately the same for every reason."""

    status = 401
    code = "session.refused"
    ja = "ログインIDまたはパスワードが違います。入力し直してください。"
    en = "The login or the password is not right. Please try again."


class TooManyTries(Problem):
    """The account or the address was tried with wrong passwords too often; the same whether the account exists."""

    status = 429
    code = "session.too_many_tries"
    ja = "続けて間違えたため、サインインを一時的に止めています。{wait_s}秒ほど待ってから、もう一度お試しください。"
    en = "Too many wrong tries: signing in is paused. Please wait about {wait_s} seconds and try again."


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


class AtAGate(Problem):
    """Something is outstanding in the session; `gate` names it: second_factor, new_password, enrol_factor, device."""

    status = 403
    code = "session.gate"
    ja = "サインインの手続きが残っています。画面を読み込み直して、手続きを済ませてください。"
    en = "Signing in is not complete yet. Please reload the page and finish it."


class ProofNeeded(Problem):
    """The last password or factor in this session was shown too long ago for this."""

    status = 403
    code = "session.proof_needed"
    ja = "大切な操作のため、もう一度、本人であることの確認が必要です。"
    en = "This is an important change, so please prove once more that it is you."


class SessionNotFound(Problem):
    """No such session of the viewer's own, or it ended."""

    status = 404
    code = "session.not_found"
    ja = "そのサインインは、すでに終わっています。"
    en = "That session has already ended."


class ForeignOrigin(Problem):
    """A change was asked for by a page of another site."""

    status = 403
    code = "request.foreign_origin"
    ja = "ほかのサイトからの操作は受け付けできません。この画面から操作してください。"
    en = "Requests from other sites are not accepted. Please use this site's own pages."


class RefusedByPolicy(Problem):
    """The organisation's policy does not allow this here."""

    status = 403
    code = "policy.refused"
    ja = "団体の運用方針により、この環境ではこの操作を行えません。"
    en = "Your organisation's policy does not allow this here."
