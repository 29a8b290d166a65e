"""What notifications refuse."""

from kairan.core.kit.problems import Problem


class PushNotHere(Problem):
    """At this entrance no device may be told by push: what it is told would pass the Internet."""

    status = 403
    code = "notification.push_not_here"
    ja = "この入口（LGWAN側など）では、端末への通知を使えません。インターネット側から設定してください。"
    en = "Devices cannot be notified through this entrance. Please set it up from the Internet side."


class PushOff(Problem):
    """The operator named no push service: no device is told."""

    status = 403
    code = "notification.push_off"
    ja = "この設置先では、端末への通知を使う設定になっていません。設置者に「push_services」の設定を確かめてください。"
    en = "This installation is not set up to notify devices. Please ask the operator about push_services."


class PushServiceUnknown(Problem):
    """The browser's push service is none that the operator allows, or its keys are none."""

    status = 422
    code = "notification.service_unknown"
    ja = "このブラウザーの通知サービスは使えません。設置者に「push_services」の設定を確かめてください。"
    en = "The push service of this browser cannot be used. Please ask the operator about push_services."


class NotToldHere(Problem):
    """The browser is not told by push."""

    status = 404
    code = "notification.not_told_here"
    ja = "この端末への通知は、まだ設定されていません。"
    en = "This device is not set up for notifications yet."


class NotTold(Problem):
    """The push service did not take what was to be sent for trial."""

    status = 502
    code = "notification.not_told"
    ja = "通知サービスに届けられませんでした。しばらくしてから、もう一度お試しください。"
    en = "The push service could not be reached. Please try again shortly."


class NoMailAddress(Problem):
    """A letter is wanted, and there is no address, or no mail is sent from here."""

    status = 422
    code = "notification.no_mail"
    ja = "メールアドレスが登録されていないか、メールを送る設定がありません。管理者に確かめてください。"
    en = "There is no mail address, or no mail is sent from here. Please ask your administrator."


class TriedJustNow(Problem):
    """A letter for trial was written moments ago."""

    status = 429
    code = "notification.tried_just_now"
    ja = "ためしのメールを送ったばかりです。1分ほど待って、もう一度お試しください。"
    en = "A trial letter was sent just now. Please wait a minute and try again."


class LeaveUnfit(Problem):
    """Days of leave end before they begin, or are no days."""

    status = 422
    code = "notification.leave_unfit"
    ja = "休暇の日付を確かめてください。終わりの日は、始まりの日以後にしてください。"
    en = "Please check the days of leave: the last day must not be before the first."


class UrgentNotAllowed(Problem):
    """The body does not let the viewer tell something as urgent."""

    status = 403
    code = "notification.urgent_not_allowed"
    ja = "緊急の通知を送る権限がありません。団体の「通知の決まり」を管理者に確かめてください。"
    en = "You may not tell this as urgent. Please ask your administrator about the rules for notifications."


class UrgentReason(Problem):
    """Why it cannot wait is not said, or at too great a length."""

    status = 422
    code = "notification.urgent_reason"
    ja = "緊急の理由を{least}文字以上、{most}文字以内で入力してください。"
    en = "Please say why it is urgent, in {least} to {most} characters."


class ToldUrgently(Problem):
    """The message was told as urgent before."""

    status = 409
    code = "notification.told_urgently"
    ja = "このメッセージは、すでに緊急で知らせました。"
    en = "This message was told as urgent before."


class UrgentTooOften(Problem):
    """One person has told so much as urgent in a day that the word would lose its meaning."""

    status = 429
    code = "notification.urgent_too_often"
    ja = "緊急の通知は、一人につき24時間に{most}件までです。"
    en = "One person can tell {most} messages as urgent in 24 hours."
