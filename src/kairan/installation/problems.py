"""Refusals about bodies, to operators and administrators."""

from kairan.core.kit.problems import Problem


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


class PasswordMissing(Problem):
    """Who is named loses the links to a provider, and would have no way in."""

    status = 409
    code = "organization.password_missing"
    ja = "この職員にはパスワードがありません。パスワードを発行して指名してください。"
    en = "This person has no password. Please name them with a password issued."


class AdministratorThere(Problem):
    """Operators name an administrator only where nobody of the body can do so themselves."""

    status = 409
    code = "organization.administrator_there"
    ja = (
        "この団体には、利用中の管理者がいます。ほかの管理者は、その管理者が「人」の画面で決めます。"
        "画面を読み込み直してください。"
    )
    en = "This organisation has an administrator in use, who names others on the page “People”. Please reload the page."


class AccountUnknown(Problem):
    """What was typed is the login or the whole name of no account in use, or of more than one."""

    status = 404
    code = "organization.account_unknown"
    ja = (
        "入力したログインIDまたは氏名に当てはまる利用中の職員を、1人に決められませんでした。団体に確かめて、"
        "正確に入力してください。探したことは団体の記録に残りました。"
    )
    en = (
        "There is not exactly one member of staff in use with this login or full name. Please check with the "
        "organisation and type it exactly. That you looked is on the organisation's record."
    )


class OperatorNotFound(Problem):
    """No such operator in use."""

    status = 404
    code = "operator.not_found"
    ja = "その設置者は見つかりませんでした。画面を読み込み直してください。"
    en = "That operator was not found. Please reload the page."


class OwnOperator(Problem):
    """No operator ends or resets themselves."""

    status = 409
    code = "operator.own"
    ja = "自分自身には、この操作はできません。別の設置者に依頼してください。"
    en = "You cannot do this to your own account. Please ask another operator."


class LastOperator(Problem):
    """Without an operator nobody could add one in the console."""

    status = 409
    code = "operator.last"
    ja = "設置者が1人だけになるため、終了できません。先に別の設置者を加えてください。"
    en = "This is the last operator. Please add another one first."
