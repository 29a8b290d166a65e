"""Refusals about transfers."""

from kairan.core.kit.problems import Problem


class TransferNotFound(Problem):
    """No such list, or one of another body."""

    status = 404
    code = "transfer.not_found"
    ja = "異動の一覧が見つかりませんでした。破棄された可能性があります。"
    en = "The list of moves was not found. It may have been thrown away."


class TransferFixed(Problem):
    """What is wanted cannot be done to a list in this state."""

    status = 409
    code = "transfer.fixed"
    ja = "いまの状態では、この操作はできません。予約した一覧を変えるときは、先に予約を取り消してください。"
    en = "This cannot be done in the list's present state. To change a list that is set, withdraw it first."


class TransferFaulty(Problem):
    """A list with faults is not set."""

    status = 409
    code = "transfer.faulty"
    ja = "直すところが{count}件あるため、予約できません。「影響の確認」で内容を確かめてください。"
    en = "The list has {count} faults and cannot be set. Please look at the preview."


class TransferEmpty(Problem):
    """A list without moves is not set."""

    status = 409
    code = "transfer.empty"
    ja = "異動する人がまだいません。人を加えてから予約してください。"
    en = "Nobody is in the list yet. Please add people before setting it."


class TransferTooLong(Problem):
    """More moves than a list holds."""

    status = 422
    code = "transfer.too_long"
    ja = "一つの一覧に入れられるのは{most}人までです。一覧を分けてください。"
    en = "A list holds at most {most} people. Please make another list."


class TransferFieldTooLong(Problem):
    """A name, post or extension is longer than it may be."""

    status = 422
    code = "transfer.field_too_long"
    ja = "一覧の名前・職・内線のいずれかが長すぎます。{most}文字以内で入力してください。"
    en = "The name, a post or an extension is too long. Please use at most {most} characters."


class SheetUnreadable(Problem):
    """The table is neither UTF-8 nor Shift_JIS, or lacks the columns."""

    status = 422
    code = "transfer.sheet_unreadable"
    ja = "表を読み取れませんでした。1 行目に「職員番号」か「氏名」の見出しがある CSV か貼り付けにしてください。"
    en = "The table could not be read. Its first line must hold the heading 職員番号 or 氏名."
