"""What incidents refuse."""

from kairan.core.kit.problems import Problem


class IncidentNotFound(Problem):
    """There is none, or it is another body's, or one does not work on it."""

    status = 404
    code = "incident.not_found"
    ja = "この災害・事案は見つかりません。"
    en = "This incident was not found."


class IncidentOver(Problem):
    """It has ended; or, to be reopened, it has not."""

    status = 409
    code = "incident.over"
    ja = "この災害・事案は終了しているため、書き込めません。必要なときは、本部の担当者に再開を依頼してください。"
    en = "This incident is over. Ask whoever leads it to reopen it."


class IncidentTime(Problem):
    """An instant in the future, or long before the incident."""

    status = 422
    code = "incident.time"
    ja = "日時を確かめてください。未来の日時や、1年より前の日時は記録できません。"
    en = "Please check the time. It must not be in the future or more than a year ago."


class IncidentFull(Problem):
    """The chronology holds as many entries as one can."""

    status = 409
    code = "incident.full"
    ja = "クロノロジーは{most}件までです。この災害・事案を終了し、新しく開いてください。"
    en = "The chronology holds {most} entries. Please end this incident and open a new one."


class IncidentPeopleFull(Problem):
    """As many people work on it as can."""

    status = 409
    code = "incident.people_full"
    ja = "参加できる人は{most}人までです。"
    en = "At most {most} people can work on an incident."


class IncidentPersonUnknown(Problem):
    """Somebody chosen is not of this body, or cannot be seen."""

    status = 422
    code = "incident.person_unknown"
    ja = "選んだ人が見つかりません。この団体の職員・ゲストから選び直してください。"
    en = "Somebody chosen was not found. Please choose people of this organisation."


class ChronologyNotFound(Problem):
    """The chronology has no such entry."""

    status = 404
    code = "incident.entry_not_found"
    ja = "この記録は見つかりません。"
    en = "This entry was not found."


class ChronologyEmpty(Problem):
    """Nothing was written."""

    status = 422
    code = "incident.entry_empty"
    ja = "内容を入力してください。"
    en = "Please write what happened."


class ChronologyMeanwhile(Problem):
    """Somebody changed the entry since it was read."""

    status = 409
    code = "incident.entry_changed"
    ja = "ほかの人がこの記録を先に変更しました。新しい内容を確かめて、もう一度変更してください。"
    en = "Somebody changed this entry meanwhile. Please look at it and change it again."


class ChronologyStruckAlready(Problem):
    """The entry was struck."""

    status = 409
    code = "incident.entry_struck"
    ja = "この記録は取り消されています。"
    en = "This entry was struck."


class MessageTooConfidential(Problem):
    """The message's room is more confidential than the incident."""

    status = 403
    code = "incident.message_class"
    ja = (
        "このメッセージは、クロノロジーより機密性の高いルームのものです。載せられる内容だけを、直接書き込んでください。"
    )
    en = "This message is from a more confidential room. Please write only what may stand in the chronology."
