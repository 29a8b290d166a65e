"""Refusals about pins, bookmarks and questions."""

from kairan.core.kit.problems import Problem


class TooManyPins(Problem):
    """What a room keeps at hand is to be looked through at a glance."""

    status = 409
    code = "pin.too_many"
    ja = "固定できるメッセージは、ルームごとに{most}件までです。古いものを外してから、固定してください。"
    en = "A room pins at most {most} messages. Please unpin some first."


class TooManyBookmarks(Problem):
    """One's own bookmarks are to be found again."""

    status = 409
    code = "bookmark.too_many"
    ja = "ブックマークは{most}件までです。使わないものを外してから、追加してください。"
    en = "You can keep {most} bookmarks. Please remove some first."


class QuestionNotYours(Problem):
    """Whoever asked, and masters of the room, say whether it is a question and whether it is solved."""

    status = 403
    code = "question.not_yours"
    ja = "質問の印を変えられるのは、書いた人とルームの管理者です。"
    en = "Its author and masters of the room can mark a question."


class QuestionInThread(Problem):
    """A question is the first message of its thread."""

    status = 422
    code = "question.in_thread"
    ja = "スレッドの返信は、質問にできません。元のメッセージに印を付けてください。"
    en = "A reply cannot be marked as a question. Please mark the first message of the thread."
