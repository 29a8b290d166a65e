"""What meetings refuse."""

from kairan.core.kit.problems import Problem, Refused


class MeetingNotFound(Problem):
    """There is none that the viewer may see."""

    status = 404
    code = "meeting.not_found"
    ja = "この会議は表示できません。取りやめになったか、参加していないルームの会議です。"
    en = "This meeting cannot be shown. It was called off, or belongs to a room you are not in."


class MeetingPaperNotFound(Problem):
    """The meeting has no such paper, or it has no such page."""

    status = 404
    code = "meeting.paper_not_found"
    ja = "この資料は表示できません。取り除かれたか、まだ準備ができていません。"
    en = "This paper cannot be shown. It was taken away, or is not ready yet."


class MeetingUntitled(Problem):
    """A meeting without a title, or with one that is too long."""

    status = 422
    code = "meeting.untitled"
    ja = "会議の名前を{most}文字以内で入力してください。"
    en = "Please enter a title of at most {most} characters."


class MeetingTime(Problem):
    """It begins too far away."""

    status = 422
    code = "meeting.time"
    ja = "会議の日時は、前後1年以内にしてください。"
    en = "It must begin within a year from now."


class MeetingChangedMeanwhile(Problem):
    """Somebody else changed it since it was opened."""

    status = 409
    code = "meeting.changed_meanwhile"
    ja = "開いているあいだに、ほかの人が会議の内容を変更しました。最新の内容を確かめて、もう一度変更してください。"
    en = "Somebody else changed the meeting meanwhile. Please look at it as it is now, and make your change again."


class MeetingPapersTooMany(Problem):
    """The meeting has too many papers."""

    status = 409
    code = "meeting.papers_too_many"
    ja = "1つの会議の資料は{most}件までです。不要な資料を取り除いてください。"
    en = "A meeting may have {most} papers. Please take away some that are not needed."


class MeetingNotYours(Refused, Problem):
    """Only the chair, and masters of the room, lead a meeting."""

    status = 403
    code = "meeting.not_yours"
    ja = "この操作は、会議を準備した人とルームの管理者だけができます。"
    en = "Only who prepared the meeting, and masters of the room, can do this."


class MeetingOver(Problem):
    """It has ended."""

    status = 409
    code = "meeting.over"
    ja = "この会議は終わっています。資料は引き続き読めます。"
    en = "This meeting is over. Its papers can still be read."


class VideoNowhere(Problem):
    """The body has not said where its video meetings are."""

    status = 409
    code = "meeting.video_nowhere"
    ja = "団体のビデオ会議のアドレスが登録されていません。団体の管理者に、管理画面の「団体」での登録を頼んでください。"
    en = "Your body has not said where its video meetings are. Please ask an administrator to enter the address."


class VideoAddressWrong(Problem):
    """It is no address of a video meeting."""

    status = 422
    code = "meeting.video_address_wrong"
    ja = "https:// から始まるアドレスを{most}文字以内で入力してください。会議ごとに変わる部分には {{key}} と書きます。"
    en = "Please enter an address that begins with https://, of at most {most} characters; {{key}} is what varies."
