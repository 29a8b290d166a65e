"""What taking in refuses."""

from kairan.core.kit.problems import Problem


class DownloadUnreadable(Problem):
    """It is no download that is known, it is encrypted, or there is too much of it."""

    status = 422
    code = "import.unreadable"
    ja = "ファイルを読み取れませんでした（{what}）。何も取り込んでいません。"
    en = "The file could not be read ({what}). Nothing was taken in."


class ImportNotPossible(Problem):
    """The form cannot take applications in: it is not published, or its answers are counted and not worked."""

    status = 409
    code = "import.not_possible"
    ja = "このフォームには取り込めません。公開しているフォームで、アンケートでないものを選んでください。"
    en = "Nothing can be taken in for this form. Choose one that is published, and no survey."
