"""Refusals about people."""

from kairan.core.kit.problems import Problem


class PersonNotFound(Problem):
    """No such person, or not one the viewer may know of."""

    status = 404
    code = "person.not_found"
    ja = "その人は見つかりませんでした。異動または退職した可能性があります。"
    en = "That person was not found. They may have moved or left."


class LoginTaken(Problem):
    """Two accounts of an organisation cannot share a login."""

    status = 409
    code = "member.login_taken"
    ja = "ログインID「{login}」は、すでに使われています。別のIDにしてください。"
    en = "The login “{login}” is already taken. Please choose another."


class PasswordTooShort(Problem):
    """Length over composition: the only rule a person must know."""

    status = 422
    code = "password.too_short"
    ja = "パスワードは{least}文字以上にしてください。"
    en = "Please use a password of at least {least} characters."


class PasswordCommon(Problem):
    """One of the passwords that are tried first: a common word, a row of keys, a pattern, the login."""

    status = 422
    code = "password.common"
    ja = "推測されやすいパスワードです。よくある単語、キーの並び、ログインIDを避け、長い文などにしてください。"
    en = "This password is easily guessed. Avoid common words, rows of keys and your login; a long phrase is best."


class PasswordWrong(Problem):
    """The present password given with a change does not match."""

    status = 403
    code = "password.wrong"
    ja = "現在のパスワードが違います。もう一度入力してください。"
    en = "The current password is not right. Please enter it again."


class AccountsFull(Problem):
    """The body has as many accounts in use as its limit says."""

    status = 409
    code = "organization.accounts_full"
    ja = (
        "利用できる職員アカウントの上限（{most}人）に達するため、追加も再開もできません。使わないアカウントを休止するか、"
        "設置者（運用担当）に上限の変更を相談してください。"
    )
    en = (
        "This would exceed the limit of {most} staff accounts. Suspend accounts that are not used, "
        "or ask the operator of the installation for more."
    )


class GuestsFull(Problem):
    """The body has as many guests as its limit says."""

    status = 409
    code = "organization.guests_full"
    ja = (
        "ゲストの上限（{most}人）に達するため、追加も再開もできません。終わったゲストを休止するか、"
        "設置者（運用担当）に上限の変更を相談してください。"
    )
    en = (
        "This would exceed the limit of {most} guests. Suspend guests who are done, "
        "or ask the operator of the installation for more."
    )


class TrialOver(Problem):
    """The trial of the body has ended: nobody is added any more; what there is stays usable for a time."""

    status = 409
    code = "organization.trial_over"
    ja = (
        "試用期間が{on}で終わったため、アカウントの追加や再開はできません。"
        "続けて使うには、設置者（運用担当）に連絡してください。"
    )
    en = (
        "The trial ended on {on}, so accounts can be neither added nor reopened. "
        "To go on, please contact the operator of the installation."
    )
