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
