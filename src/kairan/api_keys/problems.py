"""What API keys refuse."""

from kairan.core.kit.problems import NotFound, Problem


class ApiKeyNotFound(NotFound):
    """There is no such key of this form."""

    code = "api_key.not_found"
    ja = "この鍵は見つかりません。"
    en = "There is no such key."


class ApiKeysTooMany(Problem):
    """The form has as many keys as it may have."""

    status = 422
    code = "api_key.too_many"
    ja = "鍵は{most}個までです。使っていないものを削除してください。"
    en = "There may be at most {most} keys. Please remove one that is not used."


class ApiKeyRefused(Problem):
    """No such key, or not from here: who asks is not told which."""

    status = 401
    code = "api_key.refused"
    ja = "鍵が違うか、この場所からは読み取れません。"
    en = "The key is wrong, or nothing is read from here."


class ApiKeyReadsStates(Problem):
    """The key is for states alone."""

    status = 403
    code = "api_key.reads_states"
    ja = "この鍵で読み取れるのは、受付番号と状態だけです。"
    en = "This key reads numbers and states alone."
