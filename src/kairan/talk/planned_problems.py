"""Refusals about messages that are to be sent at a time."""

from kairan.core.kit.problems import Problem


class PlannedTime(Problem):
    """The time at which to send a message is past, or too far off."""

    status = 422
    code = "planned.time"
    ja = "送信する日時は、今より後で、400日以内にしてください。"
    en = "Please choose a time that is still to come, within 400 days."


class TooManyPlanned(Problem):
    """So many messages of somebody wait for their time that they would lose sight of them."""

    status = 409
    code = "planned.too_many"
    ja = "送信を予約したメッセージが{most}件あります。どれかを取り消してから、予約してください。"
    en = "You have {most} planned messages. Please take some back first."
