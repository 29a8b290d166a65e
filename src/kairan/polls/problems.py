"""What polls refuse."""

from kairan.core.kit.problems import Problem, Refused


class PollNotFound(Problem):
    """There is none that the viewer may see."""

    status = 404
    code = "poll.not_found"
    ja = "この投票は表示できません。参加していないルームの投票です。"
    en = "This poll cannot be shown. It belongs to a room you are not in."


class PollUntitled(Problem):
    """A poll without a question, or with one that is too long."""

    status = 422
    code = "poll.untitled"
    ja = "質問を{most}文字以内で入力してください。"
    en = "Please enter a question of at most {most} characters."


class PollOptionsWrong(Problem):
    """There are too few options, two alike, or dates that are none."""

    status = 422
    code = "poll.options_wrong"
    ja = "選択肢は2つ以上、重ならないように入力してください。日程は、始まりと終わりを確かめてください。"
    en = "Please give at least two different options; dates need a beginning and an end."


class PollEnds(Problem):
    """Its end is over, or too far away."""

    status = 422
    code = "poll.ends"
    ja = "締切は、いまから1年以内の日時にしてください。"
    en = "It must end after now, within a year."


class PollAnswerWrong(Problem):
    """An answer that does not fit the question."""

    status = 422
    code = "poll.answer_wrong"
    ja = "回答を選び直してください。日程調整では、すべての日程に○△×を付けてください。"
    en = "Please choose again. Of dates, say of each how it suits."


class PollOver(Problem):
    """It is closed."""

    status = 409
    code = "poll.over"
    ja = "この投票は締め切られました。"
    en = "This poll is closed."


class PollNotYours(Refused, Problem):
    """Only who asked, and masters of the room, close it."""

    status = 403
    code = "poll.not_yours"
    ja = "締め切れるのは、投票を作った人とルームの管理者だけです。"
    en = "Only who asked, and masters of the room, can close it."
