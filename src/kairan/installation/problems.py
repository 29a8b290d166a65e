"""Refusals about bodies, to operators and administrators."""

from kairan.kit.problems import Problem


class BodyNotFound(Problem):
    """No such body on this installation."""

    status = 404
    code = "organization.not_found"
    ja = "その団体は見つかりませんでした。一覧を読み込み直してください。"
    en = "That organisation was not found. Please reload the list."


class ReasonMissing(Problem):
    """Suspending a body wants a reason, for the record."""

    status = 422
    code = "organization.reason_missing"
    ja = "停止する理由を、{most}文字以内で入力してください。団体の記録に残ります。"
    en = "Please give the reason in at most {most} characters; it stays in the organisation's record."


class ShortTaken(Problem):
    """Two bodies cannot share a short name."""

    status = 409
    code = "organization.short_taken"
    ja = "短い名前「{short}」は、別の団体が使っています。別の名前にしてください。"
    en = "The short name “{short}” belongs to another organisation. Please choose another."


class ContactTooLong(Problem):
    """The text for the sign-in page is longer than the page has room for."""

    status = 422
    code = "organization.contact_too_long"
    ja = "問い合わせ先は{most}文字以内で入力してください。"
    en = "Please use at most {most} characters for the contact."


class ShortNeeded(Problem):
    """A body without a code that is not listed could not be named at the sign-in page."""

    status = 409
    code = "organization.short_needed"
    ja = (
        "コードのない団体を一覧から外すには、サインインのときに入力する短い名前が必要です。"
        "先に設置者（運用担当）に設定を依頼してください。"
    )
    en = (
        "An organisation without a code needs a short name to sign in with before it can be unlisted. "
        "Please ask the operator of the installation to set one."
    )
