"""What circulars refuse."""

from kairan.core.kit.problems import Problem, Refused


class CircularNotFound(Problem):
    """There is none that the viewer may read, or not yet."""

    status = 404
    code = "circular.not_found"
    ja = "この回覧は表示できません。まだ順番が来ていないか、あて先に入っていない回覧です。"
    en = "This circular cannot be shown. It may not have come to you yet, or is not for you."


class CircularForStaff(Refused, Problem):
    """Guests confirm circulars, and send none."""

    status = 403
    code = "circular.for_staff"
    ja = "回覧を回せるのは職員だけです。"
    en = "Only staff can send circulars."


class CircularNotYours(Refused, Problem):
    """Only whoever leads a circular does this."""

    status = 403
    code = "circular.not_yours"
    ja = "この操作は、回覧を回した人だけができます。"
    en = "Only whoever sent the circular can do this."


class CircularUntitled(Problem):
    """A circular without a title, or with one that is too long."""

    status = 422
    code = "circular.untitled"
    ja = "件名を{most}文字以内で入力してください。"
    en = "Please enter a title of at most {most} characters."


class CircularEmpty(Problem):
    """A circular that says nothing."""

    status = 422
    code = "circular.empty"
    ja = "本文を入力するか、ファイルを添付してください。"
    en = "Please enter a text, or attach a file."


class CircularForNobody(Problem):
    """Nobody but the sender would get it."""

    status = 422
    code = "circular.for_nobody"
    ja = "あて先がありません。自分のほかに、在職の職員かゲストを1人以上選んでください。"
    en = "Please choose at least one person besides yourself."


class CircularTooMany(Problem):
    """More people than one circular goes to."""

    status = 422
    code = "circular.too_many"
    ja = "あて先が多すぎます。一つの回覧は{most}人までです。"
    en = "One circular goes to at most {most} people."


class CircularStopUnknown(Problem):
    """Somebody or a department it should go to is not of the body, or not there any more."""

    status = 422
    code = "circular.stop_unknown"
    ja = "あて先の人か部署が見つかりません。選び直してください。"
    en = "A person or department was not found. Please choose again."


class CircularDue(Problem):
    """The last day is over, or too far away."""

    status = 422
    code = "circular.due"
    ja = "期日は、今日から1年以内の日にしてください。"
    en = "The last day must be today or later, within a year."


class CircularChangedMeanwhile(Problem):
    """What it says was changed since it was looked at."""

    status = 409
    code = "circular.changed_meanwhile"
    ja = "表示したあとで、回覧の内容が変わりました。新しい内容を確かめてください。"
    en = "The circular was changed since you opened it. Please look at what it says now."


class CircularNotAsked(Problem):
    """The viewer, or whom they act for, is not asked now."""

    status = 409
    code = "circular.not_asked"
    ja = "いま確認を求められている回覧ではありません。"
    en = "You are not asked to confirm this now."


class CircularOver(Problem):
    """The state it is in does not allow this."""

    status = 409
    code = "circular.over"
    ja = "この回覧は終わっているため、この操作はできません。"
    en = "The circular is over, so this cannot be done."


class CircularSettled(Problem):
    """They have confirmed, or are waited for no longer."""

    status = 409
    code = "circular.settled"
    ja = "選んだ人は、すでに確認したか、飛ばされています。最新の状態を確かめてください。"
    en = "They have confirmed already, or were passed over. Please look at the newest state."


class DeputyUnknown(Problem):
    """A deputy is of the body's staff in use, and neither the person nor whoever leads the circular."""

    status = 422
    code = "circular.deputy_unknown"
    ja = "代わりに確認する人は、在職の職員から、本人と発信者以外の人を選んでください。"
    en = "Please choose a member of staff other than the person and the sender."


class CircularRemindedLately(Problem):
    """Everybody was reminded a moment ago."""

    status = 429
    code = "circular.reminded_lately"
    ja = "少し前に知らせたばかりです。{minutes}分ほど待ってから、もう一度お試しください。"
    en = "They were reminded a moment ago. Please wait about {minutes} minutes."


class NobodyWaits(Problem):
    """Nobody is asked who could be reminded."""

    status = 409
    code = "circular.nobody_waits"
    ja = "確認を待っている人はいません。"
    en = "Nobody is waited for."


class TooManyVersions(Problem):
    """It was changed more often than any honest one."""

    status = 409
    code = "circular.too_many_versions"
    ja = "内容の変更は{most}回までです。取り下げて、新しい回覧を回してください。"
    en = "A circular can be changed {most} times. Please withdraw it and send a new one."
