"""Refusals about people."""

from kairan.kit.problems import Problem


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
