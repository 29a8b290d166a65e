"""What announcements refuse."""

from kairan.core.kit.problems import Problem


class AnnouncementNotFound(Problem):
    """There is none, or it is not for the viewer, or it is over."""

    status = 404
    code = "announcement.not_found"
    ja = "このお知らせは見つかりません。終わったか、取り消された可能性があります。"
    en = "This announcement was not found. It may be over."


class AnnouncementUntitled(Problem):
    """It has no title, or one that is too long."""

    status = 422
    code = "announcement.untitled"
    ja = "題名を{most}文字以内で入力してください。"
    en = "Please enter a title of at most {most} characters."


class AnnouncementTooLong(Problem):
    """Its text is too long."""

    status = 422
    code = "announcement.too_long"
    ja = "本文は{most}文字以内で入力してください。"
    en = "The text may have at most {most} characters."


class AnnouncementTimes(Problem):
    """It would end before it begins, or is over already, or lasts too long."""

    status = 422
    code = "announcement.times"
    ja = "表示する期間を確認してください。終わりは始まりより後の、今日より先の日時にし、期間は1年以内にしてください。"
    en = "Please check the times: it ends after it begins and after now, and lasts at most a year."


class AudienceUnknown(Problem):
    """A department is not one of the body's, or is closed."""

    status = 422
    code = "announcement.audience_unknown"
    ja = "選んだ部署が見つかりません。廃止された可能性があります。選び直してください。"
    en = "A department was not found; it may have been closed. Please choose again."
